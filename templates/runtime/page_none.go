//go:build unpaged

package runtime

import "net/http"

// countMember is the member of a page that counts all items: the service has none.
const countMember = ""

// unwrap returns the value that an answer holds: all of it.
func unwrap(data []byte) []byte { return data }

// boxed is a value as an answer holds it.
func boxed(value any) any { return value }

// setPageHeader sets what an answer's header says of further pages: nothing.
func setPageHeader(http.Header, any) {}
