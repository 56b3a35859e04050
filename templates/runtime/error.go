package runtime

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Error is the service's answer to a call that failed, for use with
// [errors.As]. A server's method returns one to answer with its status.
type Error struct {
	Status     int           // HTTP status, e.g. 404
	Code       string        // the service's code, e.g. "itemNotFound"
	Message    string        // for people
	RequestID  string        // names the call in the service's logs
	Operation  string        // what was called, e.g. "v1.0/timeCard/clockIn"
	RetryAfter time.Duration // how long the service asks to wait; 0: it does not say
	Header     http.Header   // of the answer
	Raw        []byte        // the answer's body, at most 1 MiB of it
}

// Error names the operation, the status, the service's code and message, and
// the request.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Operation != "" {
		b.WriteString(e.Operation + ": ")
	}
	fmt.Fprintf(&b, "%d %s", e.Status, http.StatusText(e.Status))
	for _, s := range []string{e.Code, e.Message} {
		if s != "" {
			b.WriteString(": " + s)
		}
	}
	if e.RequestID != "" {
		b.WriteString(" (request " + e.RequestID + ")")
	}
	return b.String()
}

// maxErrorBody bounds what is kept of an error's body.
const maxErrorBody = 1 << 20

// readError makes an Error of an answer. A body that is not the service's
// error object is kept in Raw alone.
func readError(op *Operation, answer *http.Response) *Error {
	e := &Error{
		Status: answer.StatusCode, Header: answer.Header, Operation: op.ID,
		RetryAfter: retryAfter(answer.Header, time.Now()),
		RequestID:  requestID(answer.Header),
	}
	var err error
	if e.Raw, err = io.ReadAll(io.LimitReader(answer.Body, maxErrorBody)); err != nil {
		e.Message = err.Error()
	}
	e.read(e.Raw)
	return e
}
