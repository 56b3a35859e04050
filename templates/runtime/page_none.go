//go:build unpaged

package runtime

import "net/http"

// countMember is the member of a page that counts all items: the service has none.
const countMember = ""

// unwrap returns the value that an answer holds, all of it if it has no member for
// that.
func unwrap(data []byte) []byte {
	if value := memberAt(data, resultMember); value != nil {
		return value
	}
	return data
}

// boxed is a value as an answer holds it.
func boxed(value any) any {
	if resultMember == "" {
		return value
	}
	members := map[string]any{}
	setAt(members, resultMember, value)
	return members
}

// setPageHeader sets what an answer's header says of further pages: nothing.
func setPageHeader(http.Header, any) {}
