package tests

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/templates/runtime"
)

// exchange is a documented example, or one of the documented paths with made-up
// values, bound to the method that it shows: what a caller of the client
// passes, and what must travel.
type exchange struct {
	method *gomodel.Method
	takes  []gofile.Argument // of the method
	at     ir.Pos            // of the request line, or of the path
	title  string            // what tells it apart from others of that line

	route  *gomodel.Route
	path   []string // values of the route's placeholders
	target target

	arguments    []string      // texts of method.Query, then of method.Header
	options      []optionValue // what goes into the options struct
	undocumented []pair        // query parameters that the page shows, but does not document

	below string // OData segments behind the documented path; "" without

	contentType string   // of the request body; "" without, or JSON
	foreign     bool     // the body is not JSON, which the method sends
	body        string   // request body; "" without
	bodyNode    *node    // of it, if it is JSON and not foreign
	bodyExtra   []string // paths of its members that no field holds

	status        int
	location      string   // where the answer leads, in its header Location or that of an Accepted result
	answer        string   // documented answer body; "" without
	answerNode    *node    // of it, if it is a result in JSON
	answerExtra   []string // paths of its members that no field holds
	answerMisfits []string // paths of those whose value has another type than documented
	raw           bool     // the answer is not what the method returns
	failure       string   // code of the error that the answer is, "" for none

	served bool // servers answer the request
	alone  bool // another method of the service takes the request, if it is there
}

// optionValue is a field of the options struct and its text in the request.
type optionValue struct {
	field *gomodel.Param
	text  string
}

// Skip is an example that its page gets wrong, so that no test can hold it.
type Skip struct {
	At     ir.Pos
	Code   string // finding code, a key of ir.Codes
	Reason string
}

// binder binds the examples of one service's methods.
type binder struct {
	version string                  // API version
	methods []*gomodel.Method       // in the order in which servers give away endpoints
	served  *runtime.Router[served] // all routes of the service, as its server mounts them
	own     map[*gomodel.Method]*runtime.Router[*gomodel.Route]
	takes   map[*gomodel.Method][]gofile.Argument
	shape   *shape
	json    nodeReader
}

// served is what a server does with a request.
type served struct {
	method *gomodel.Method
	route  *gomodel.Route
}

func newBinder(version string, service *gomodel.Service) *binder {
	b := &binder{
		version: version, methods: byOperation(service.Methods),
		served: &runtime.Router[served]{}, own: map[*gomodel.Method]*runtime.Router[*gomodel.Route]{},
		takes: map[*gomodel.Method][]gofile.Argument{},
		shape: newShape(),
	}
	for _, m := range b.methods {
		for _, r := range m.Routes {
			_ = b.served.Add(m.Verb, r.Template, served{m, r}) // what is taken stays with the first, here as in the server
		}
		b.takes[m] = gofile.Arguments(m)
	}
	return b
}

// find returns the route of a method that a request takes, whether or not the
// server gives the request to another method.
func (b *binder) find(m *gomodel.Method, verb, path string) (route *gomodel.Route, args []string, found bool, allow []string) {
	if at, args, found, _ := b.served.Find(verb, path); found && at.method == m {
		return at.route, args, true, nil
	}
	own := b.own[m]
	if own == nil {
		own = &runtime.Router[*gomodel.Route]{}
		for _, r := range m.Routes {
			_ = own.Add(m.Verb, r.Template, r)
		}
		b.own[m] = own
	}
	return own.Find(verb, path)
}

// bind returns the exchange of an example, or why there is none.
func (b *binder) bind(m *gomodel.Method, e *ir.Example) (*exchange, *Skip) {
	x := &exchange{
		method: m, takes: b.takes[m], at: e.Request.At, title: e.Title.Best(ir.BaseLocale), target: parseTarget(e.Request.URL, b.version),
	}
	if skip := b.bindRoute(x, e); skip != nil {
		return nil, skip
	}
	owner, _, _, _ := b.served.Find(e.Request.Method, x.target.path())
	x.served, x.alone = true, owner.method != m
	for _, step := range []func(*exchange, *ir.Example) *Skip{bindPath, bindTemplate, bindParameters, b.bindBody, b.bindAnswer} {
		if skip := step(x, e); skip != nil {
			return nil, skip
		}
	}
	return x, nil
}

// bindPath checks that the placeholders' values have the types of the
// arguments that they become.
func bindPath(x *exchange, e *ir.Example) *Skip {
	params := x.pathParams()
	if len(params) != len(x.path) {
		return &Skip{x.at, "example-unmatched", fmt.Sprintf("%s does not fill the placeholders of %s", e.Request.URL, x.route.Template)}
	}
	for i, p := range params {
		if !fits(p.Type, x.path[i]) {
			return &Skip{x.at, "example-unmatched", fmt.Sprintf("%q is no value of the %s argument %s", x.path[i], p.Type, p.Wire)}
		}
	}
	return nil
}

// bindTemplate checks that the path template, filled with the values, is the
// path of the request: quotes may stand in the one and not in the other.
func bindTemplate(x *exchange, e *ir.Example) *Skip {
	if sent := sentPath(x.route.Template, x.path) + x.below; !samePath(sent, x.target.path()) {
		return &Skip{x.at, "example-unmatched", fmt.Sprintf("%s is not what %s gives", e.Request.URL, x.route.Template)}
	}
	return nil
}

// pathParams lists what the placeholders of the route become.
func (x *exchange) pathParams() []*gomodel.Param {
	if x.route.Address == nil {
		return x.method.Path
	}
	return slices.Concat(x.route.Address.Fields, x.method.Path)
}

// bindParameters finds the arguments and options that give the query and the
// headers of the request.
func bindParameters(x *exchange, e *ir.Example) *Skip {
	m, left := x.method, append([]pair(nil), x.target.query...)
	for _, f := range m.Fixed {
		var text *string
		if text, left = takePair(left, f.Name); text == nil || *text != f.Value {
			return &Skip{x.at, "example-unmatched", fmt.Sprintf("the request lacks %s=%s, which every path writes", f.Name, f.Value)}
		}
	}
	for _, p := range m.Query {
		var text *string
		if text, left = takePair(left, p.Wire); text == nil || !fits(p.Type, *text) {
			return &Skip{x.at, "example-unmatched", fmt.Sprintf("the request lacks a %s for the required query parameter %s", p.Type, p.Wire)}
		}
		x.arguments = append(x.arguments, *text)
	}
	for _, p := range m.Header {
		// Examples leave out headers, which do not change what else is sent.
		x.arguments = append(x.arguments, cmp.Or(headerValue(e.Request.Headers, p.Wire), sampleText(p)))
	}
	if m.Options != nil {
		for _, p := range m.Options.Query {
			text, rest := takePair(left, p.Wire)
			if text == nil || p.Type.Wrap == gomodel.Plain && isZero(*text) {
				continue // a zero value is not sent as an option
			}
			left = rest
			x.options = append(x.options, optionValue{p, *text})
		}
		for _, p := range m.Options.Header {
			if text := headerValue(e.Request.Headers, p.Wire); text != "" {
				x.options = append(x.options, optionValue{p, text})
			}
		}
	}
	for _, o := range x.options {
		if !fits(o.field.Type, o.text) {
			return &Skip{x.at, "example-unmatched", fmt.Sprintf("%q is no value of the %s parameter %s", o.text, o.field.Type, o.field.Wire)}
		}
	}
	x.undocumented = left
	return nil
}

// takePair removes a parameter from a query and returns its value.
func takePair(query []pair, name string) (*string, []pair) {
	for i, q := range query {
		if strings.EqualFold(q.name, name) || strings.EqualFold("$"+q.name, name) {
			return &q.value, append(query[:i:i], query[i+1:]...)
		}
	}
	return nil, query
}

func headerValue(headers []ir.Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return strings.TrimSpace(h.Value)
		}
	}
	return ""
}

// bindBody reads the request body.
func (b *binder) bindBody(x *exchange, e *ir.Example) *Skip {
	text, m := strings.TrimSpace(e.Request.Body), x.method
	if text == "" {
		return nil
	}
	if m.Body != nil && m.Body.Stream {
		x.body, x.contentType = text, headerValue(e.Request.Headers, "Content-Type")
		return nil
	}
	n := b.json.parse(text)
	switch {
	case m.Body == nil && n != nil && n.text == "{}":
		return nil
	case m.Body == nil && (m.Verb == http.MethodGet || m.Verb == http.MethodHead):
		return &Skip{x.at, "example-body-unexpected", "a " + m.Verb + " request has a body"}
	case m.Body == nil:
		return &Skip{x.at, "example-body-undocumented", "the request has a body, but the page documents none"}
	case n == nil && isForeign(e.Request.Headers):
		x.body, x.contentType, x.foreign, x.served = text, headerValue(e.Request.Headers, "Content-Type"), true, false
		return nil
	case n == nil:
		return &Skip{x.at, "json-broken", "the request body is not JSON"}
	}
	x.body, x.bodyNode = n.text, n
	extra, misfits, err := b.shape.of(n, m.Body.Type)
	if err != nil {
		return &Skip{x.at, "example-value", fmt.Sprintf("the request body is no %s: %v", m.Body.Type, err)}
	}
	if len(misfits) > 0 {
		return &Skip{x.at, "example-value", "the request body has a value of another type than documented: " + strings.Join(misfits, ", ")}
	}
	if missing := missingMembers(n, m.Body.Type); len(missing) > 0 {
		return &Skip{x.at, "example-body-incomplete", "the request body lacks required members: " + strings.Join(missing, ", ")}
	}
	x.bodyExtra = extra
	return nil
}

// byOperation returns methods sorted by operation, the order in which servers
// give away endpoints.
func byOperation(methods []*gomodel.Method) []*gomodel.Method {
	return slices.SortedStableFunc(slices.Values(methods), func(a, b *gomodel.Method) int { return cmp.Compare(a.Op.ID, b.Op.ID) })
}
