// Package mock answers HTTP requests with the examples of documentation pages,
// for trying out clients without the service. It keeps no state: the same
// request always gets the same answer.
//
// A request finds its operation by method and path, as the emitted servers do.
// Of the operation's examples the one whose path and query are closest to the
// request answers it. The header "Prefer: code=404" asks for an example with
// that status, "Prefer: example=2" for the second one.
package mock

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/templates/runtime"
)

// Options configure a mock. The zero value is usable.
type Options struct {
	// AnyHost answers requests whatever name of this machine they ask. By
	// default only loopback names are answered, so that no web page can reach
	// the mock by a name of its own.
	AnyHost bool
}

// maxBody bounds request bodies.
const maxBody = 16 << 20

// New returns the mock of an API's model. Paths begin with the API version;
// where there is one version alone, they may leave it out. An endpoint of two
// operations is answered by its owner; the header Docpiler-Operation names it.
func New(model *gomodel.Model, options Options) http.Handler {
	m := &mock{options: options, service: model.Service}
	var methods []*gomodel.Method
	versions := map[*gomodel.Method]string{}
	for _, p := range model.Packages {
		for _, s := range p.Services {
			for _, method := range s.Methods {
				methods = append(methods, method)
				versions[method] = p.APIVersion
			}
		}
	}
	for _, mount := range gomodel.Mounts(methods) {
		// An endpoint that is taken stays with the first.
		for _, base := range bases(model.Service, versions[mount.Method]) {
			_ = m.router.Add(mount.Verb, base+mount.Template, mount.Method)
		}
		if len(model.Packages) == 1 {
			_ = m.router.Add(mount.Verb, mount.Template, mount.Method)
		}
	}
	return m
}

// bases lists the paths that those of an API version are below: that of the service's
// address, and the version.
func bases(s *service.Service, version string) []string {
	list := []string{"/" + version}
	if s == nil {
		return list
	}
	for _, base := range []string{service.PathOf(s.Base(version)), service.PathOf(s.URL)} {
		if base != "" && !slices.Contains(list, base) {
			list = append(list, base)
		}
	}
	return list
}

// mock is the handler.
type mock struct {
	options Options
	service *service.Service
	router  runtime.Router[*gomodel.Method]
}

func (m *mock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !m.options.AnyHost && !isLoopback(r.Host) {
		m.fail(w, http.StatusForbidden, "accessDenied", "This mock answers requests to localhost alone.")
		return
	}
	method, _, found, allow := m.router.Find(r.Method, r.URL.EscapedPath())
	switch {
	case found:
		m.answer(w, r, method)
	case len(allow) > 0:
		w.Header().Set("Allow", strings.Join(allow, ", "))
		m.fail(w, http.StatusMethodNotAllowed, "methodNotAllowed", "The pages document other methods for this path.")
	default:
		m.fail(w, http.StatusNotFound, "itemNotFound", fmt.Sprintf("No page documents the path %q.", r.URL.Path))
	}
}

// isLoopback reports whether a Host header names this machine for itself.
func isLoopback(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	ip, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && ip.IsLoopback()
}

// answer checks the request's body and gives the answer of an example.
func (m *mock) answer(w http.ResponseWriter, r *http.Request, method *gomodel.Method) {
	w.Header().Set("Docpiler-Operation", headerText(method.ID))
	if err := checkBody(w, r, method); err != nil {
		m.fail(w, http.StatusBadRequest, "badRequest", err.Error())
		return
	}
	candidates := answers(method, r)
	if len(candidates) == 0 {
		m.withoutExample(w, method)
		return
	}
	send(w, r, candidates[0])
}

// checkBody reads the request body; where JSON is documented it must be JSON.
func checkBody(w http.ResponseWriter, r *http.Request, method *gomodel.Method) error {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return fmt.Errorf("the request body could not be read: %w", err)
	}
	if method.Body != nil && !method.Body.Stream && len(bytes.TrimSpace(data)) > 0 && !json.Valid(data) {
		return fmt.Errorf("the request body is not JSON")
	}
	return nil
}

// withoutExample answers for an operation whose page shows no answer: with its
// status, if that says it all.
func (m *mock) withoutExample(w http.ResponseWriter, method *gomodel.Method) {
	if method.Result.Kind == gomodel.None || method.Result.Kind == gomodel.Accepted {
		w.WriteHeader(method.SuccessStatus())
		return
	}
	m.fail(w, http.StatusNotImplemented, "notSupported", "The page of "+method.ID+" shows no answer that fits.")
}

// send writes an example's answer. What a page shows must not act in a browser.
func send(w http.ResponseWriter, r *http.Request, a *gomodel.Answer) {
	header := w.Header()
	for _, h := range a.Headers {
		if shown[http.CanonicalHeaderKey(h.Name)] && h.Value != "" {
			header.Set(h.Name, headerText(h.Value))
		}
	}
	if header.Get("Content-Type") == "" && a.Body.Text != "" {
		header.Set("Content-Type", contentType(a.Body))
	}
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	w.WriteHeader(a.Status)
	if a.Status != http.StatusNoContent && a.Status != http.StatusNotModified {
		// A client that went away is no concern of a mock.
		_, _ = io.WriteString(w, a.Body.Text)
	}
}

// shown are the headers of examples that are sent.
var shown = map[string]bool{
	"Content-Type": true, "Location": true, "Operation-Location": true, "Retry-After": true, "Etag": true,
	"Preference-Applied": true, "Content-Range": true, "Azure-Asyncoperation": true, "Last-Modified": true,
}

func contentType(body gomodel.Payload) string {
	if body.JSON() != nil {
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}

// headerText keeps what a header's value may hold.
func headerText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// fail answers with an error in the service's shape.
func (m *mock) fail(w http.ResponseWriter, status int, code, message string) {
	body := map[string]any{}
	s := cmp.Or(m.service, &service.Graph)
	setText(body, s.ErrorCode(), code)
	setText(body, s.ErrorMessage(), message)
	data, err := json.Marshal(body)
	if err != nil { // texts always encode
		data = []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(data, '\n'))
}

// setText sets the member at a path of members parted by dots.
func setText(body map[string]any, path, text string) {
	name, rest, nested := strings.Cut(path, ".")
	if !nested {
		body[name] = text
		return
	}
	inner, ok := body[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		body[name] = inner
	}
	setText(inner, rest, text)
}
