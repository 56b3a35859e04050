package runtime

import "fmt"

// Error is the service's answer to a call that failed, for use with
// [errors.As]. A server's method returns one to answer with its status.
type Error struct {
	Status    int    // HTTP status, e.g. 404
	Code      string // the service's code, e.g. "itemNotFound"
	Message   string // for people
	RequestID string // names the call in the service's logs
}

func (e *Error) Error() string {
	return fmt.Sprintf("%d %s: %s", e.Status, e.Code, e.Message)
}
