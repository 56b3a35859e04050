//go:build !plain

package runtime

import "net/http"

// sentBody is the body of a request as JSON.
func sentBody(_ *http.Request, body, _ string) string { return body }
