package runtime

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
)

// Reply is what a server's method may say about its answer beside the value
// that it returns. See [ReplyTo].
type Reply struct {
	Status int         // default: the status that the page documents
	Header http.Header // e.g. Location; never nil
}

// ReplyTo returns the reply that belongs to the context of a server's method.
// Outside such a method it returns one that nobody reads.
func ReplyTo(ctx context.Context) *Reply {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x.reply
	}
	return &Reply{Header: http.Header{}}
}

// RequestOf returns the HTTP request that belongs to the context of a server's
// method, nil outside such a method.
func RequestOf(ctx context.Context) *http.Request {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x.r
	}
	return nil
}

type exchangeKey struct{}

// exchange is one request and its answer.
type exchange struct {
	w       http.ResponseWriter
	r       *http.Request
	handler *Handler
	args    []string // values of the path's placeholders that are not taken yet
	at      address  // where the path starts, for operations that take an address
	reply   *Reply
	err     error // what is wrong with the request
	sent    bool  // the status line is out
}

func (x *exchange) context() context.Context { return x.r.Context() }

// panicError is a panic of a server's method.
type panicError struct{ value any }

func (e panicError) Error() string { return fmt.Sprint("panic: ", e.value) }

// The send functions answer with what a server's method returned: a value or
// an error.

func sendNothing(x *exchange, status int, err error) error {
	if err != nil {
		return err
	}
	x.begin(status, "")
	return nil
}

// sendObject answers with an object or a page; nil is an answer without a body.
func sendObject[T any](x *exchange, status int, value *T, err error) error {
	if err != nil || value == nil {
		return sendNothing(x, status, err)
	}
	setPageHeader(x.reply.Header, value)
	return x.sendJSON(status, value)
}

// sendNested answers with an object in a member of the answer.
func sendNested[T any](x *exchange, status int, value *T, err error) error {
	if err != nil || value == nil {
		return sendNothing(x, status, err)
	}
	return x.sendJSON(status, boxed(value))
}

// sendScalar answers with one value.
func sendScalar[T any](x *exchange, status int, value T, err error) error {
	if err != nil {
		return err
	}
	return x.sendJSON(status, boxed(value))
}

// sendAccepted answers that an operation was begun; header says where its state
// is asked for.
func sendAccepted(x *exchange, status int, header string, value *Accepted, err error) error {
	if err != nil || value == nil {
		return sendNothing(x, status, err)
	}
	if value.URL != "" {
		x.reply.Header.Set(header, value.URL)
	}
	if seconds := math.Ceil(value.RetryAfter.Seconds()); seconds > 0 {
		x.reply.Header.Set("Retry-After", strconv.FormatFloat(seconds, 'f', 0, 64))
	}
	x.begin(status, "")
	return nil
}

// sendStream answers with bytes as they come and closes the stream.
func sendStream(x *exchange, status int, body io.ReadCloser, err error) error {
	if err != nil || body == nil {
		return sendNothing(x, status, err)
	}
	defer body.Close()
	x.begin(status, "application/octet-stream")
	_, err = io.Copy(x.w, body)
	return err
}

func (x *exchange) sendJSON(status int, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	x.begin(status, "application/json")
	_, err = x.w.Write(append(data, '\n'))
	return err
}

// begin writes the status line and the headers. It writes none that net/http
// refuses: a status outside 200 to 599 becomes 500, and headers that frame the
// message are left to net/http.
func (x *exchange) begin(status int, contentType string) {
	header := x.w.Header()
	if contentType != "" {
		header.Set("Content-Type", contentType)
		header.Set("X-Content-Type-Options", "nosniff")
	}
	for name, values := range x.reply.Header {
		if isToken(name) && !framingHeaders[http.CanonicalHeaderKey(name)] {
			header[http.CanonicalHeaderKey(name)] = values
		}
	}
	if x.reply.Status != 0 {
		status = x.reply.Status
	}
	x.sent = true
	x.w.WriteHeader(validStatus(status))
}

var framingHeaders = map[string]bool{
	"Connection": true, "Content-Length": true, "Trailer": true, "Transfer-Encoding": true, "Upgrade": true,
}

// isToken reports whether a text may be a header's name (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

func validStatus(status int) int {
	if status < 200 || status > 599 {
		return http.StatusInternalServerError
	}
	return status
}

// refuse answers with an error in the service's shape.
func refuse(w http.ResponseWriter, r *http.Request, e *Error) {
	data, err := json.Marshal(errorObject(e, r))
	if err != nil { // strings always encode
		data = []byte("{}")
	}
	status := e.Status
	if status < 400 {
		status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(validStatus(status))
	_, _ = w.Write(append(data, '\n'))
}

func notFound(r *http.Request) *Error {
	return &Error{Status: http.StatusNotFound, Code: "itemNotFound", Message: fmt.Sprintf("No resource was found for the path %q.", r.URL.Path)}
}

// notImplemented is the answer of the Unimplemented servers.
func notImplemented(operation *Operation) error {
	return &Error{Status: http.StatusNotImplemented, Code: "notSupported", Message: "The operation " + operation.ID + " is not implemented."}
}
