package runtime

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
)

// Handler answers HTTP requests by calling the servers that it was made of.
// It is safe for concurrent use.
type Handler struct {
	options HandlerOptions
	router  router[target]
}

// HandlerOptions configure a [Handler]. The zero value is useful.
type HandlerOptions struct {
	Prefix    string // path below which the handler is mounted, e.g. "/v1.0"; default none
	MaxBody   int64  // bytes of a JSON request body; default 4 MiB
	MaxUpload int64  // bytes of any other request body; default 250 MiB

	// Authorize is called before the server's method, with the operation and
	// the permissions that its page documents. An error ends the request: an
	// [*Error] with its own status, any other error with 403.
	Authorize func(*http.Request, *Operation) error

	// Failed is called with errors and panics of a server that the client is
	// not told about, because they are no [*Error]. Default: nothing.
	Failed func(*http.Request, *Operation, error)
}

// Default limits of [HandlerOptions].
const (
	defaultMaxBody   = 4 << 20
	defaultMaxUpload = 250 << 20
)

// Routes are the routes of one resource and the server that answers them. The
// Serve functions of this package make them.
type Routes []serverRoute

// serverRoute is one operation: its path templates and what answers it.
type serverRoute struct {
	operation *Operation
	endpoints []serverEndpoint
	serve     func(*exchange) error
}

type serverEndpoint struct {
	method, template string
	address          func(*exchange) address // nil: the operation takes no address
	claim            claim
}

// claim says whether an operation owns an endpoint or leaves it to another one
// that documents it, too.
type claim bool

const (
	owns   claim = false
	yields claim = true
)

// target is what the router finds: an operation and which of its endpoints.
type target struct {
	route    *serverRoute
	endpoint int
}

// NewHandler mounts the routes of one resource or more. The Serve functions
// make them, e.g. of servers notes and tasks:
//
//	http.Handle("/v1.0/", NewHandler(HandlerOptions{Prefix: "/v1.0"}, ServeNotes(notes), ServeTasks(tasks)))
//
// Where two operations document the same endpoint, the one that owns it answers,
// whatever the order of the arguments; the other one answers where the owner is
// not mounted.
func NewHandler(options HandlerOptions, routes ...Routes) *Handler {
	options.MaxBody = cmp.Or(options.MaxBody, defaultMaxBody)
	options.MaxUpload = cmp.Or(options.MaxUpload, defaultMaxUpload)
	options.Prefix = strings.TrimSuffix(options.Prefix, "/")
	h := &Handler{options: options}
	all := slices.Concat(routes...)
	slices.SortStableFunc(all, func(a, b serverRoute) int { return cmp.Compare(a.operation.ID, b.operation.ID) })
	for _, claim := range []claim{owns, yields} {
		for i := range all {
			for n, e := range all[i].endpoints {
				if e.claim == claim {
					_ = h.router.add(e.method, e.template, target{&all[i], n}) // an endpoint that is taken stays with the first
				}
			}
		}
	}
	return h
}

// ServeHTTP finds the operation of a request, checks it, and answers.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ok := h.below(r.URL.EscapedPath())
	if !ok {
		refuse(w, r, notFound(r))
		return
	}
	match := h.router.find(r.Method, path)
	if !match.found && r.Method == http.MethodHead {
		match = h.router.find(http.MethodGet, path)
	}
	switch {
	case match.found:
		h.serve(w, r, match)
	case len(match.allow) > 0:
		w.Header().Set("Allow", strings.Join(match.allow, ", "))
		refuse(w, r, &Error{Status: http.StatusMethodNotAllowed, Code: "methodNotAllowed", Message: "The resource does not support the method " + r.Method + "."})
	default:
		refuse(w, r, notFound(r))
	}
}

// below cuts the prefix off an escaped path.
func (h *Handler) below(path string) (string, bool) {
	prefix := h.options.Prefix
	if len(path) < len(prefix) || !strings.EqualFold(path[:len(prefix)], prefix) {
		return "", false
	}
	path = path[len(prefix):]
	return path, path == "" || path[0] == '/'
}

// serve calls the operation's method. The method may find the request and the
// status and headers of the answer by its context.
func (h *Handler) serve(w http.ResponseWriter, r *http.Request, match routeMatch[target]) {
	operation := match.value.route.operation
	x := &exchange{w: w, handler: h, args: match.args, reply: &Reply{Header: http.Header{}}}
	x.r = r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
	if address := match.value.route.endpoints[match.value.endpoint].address; address != nil {
		x.at = address(x)
	}
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			h.fail(x, operation, panicError{p})
		}
	}()
	if h.options.Authorize != nil {
		if err := h.options.Authorize(x.r, operation); err != nil {
			h.deny(x, err)
			return
		}
	}
	if err := match.value.route.serve(x); err != nil {
		h.fail(x, operation, err)
	}
}

// deny answers a request that Authorize refused.
func (h *Handler) deny(x *exchange, err error) {
	var known *Error
	if !errors.As(err, &known) {
		known = &Error{Status: http.StatusForbidden, Code: "Authorization_RequestDenied", Message: err.Error()}
	}
	refuse(x.w, x.r, known)
}

// fail answers with an error of the server. What is no [*Error] stays inside.
func (h *Handler) fail(x *exchange, operation *Operation, err error) {
	var known *Error
	var tooLarge *http.MaxBytesError
	switch {
	case x.sent:
		h.report(x, operation, err) // too late to tell the client
		return
	case errors.As(err, &known):
	case errors.As(err, &tooLarge):
		known = &Error{Status: http.StatusRequestEntityTooLarge, Code: "requestEntityTooLarge", Message: "The request body is larger than the server accepts."}
	default:
		h.report(x, operation, err)
		known = &Error{Status: http.StatusInternalServerError, Code: "generalException", Message: "An internal error occurred."}
	}
	refuse(x.w, x.r, known)
}

func (h *Handler) report(x *exchange, operation *Operation, err error) {
	if h.options.Failed != nil {
		h.options.Failed(x.r, operation, err)
	}
}
