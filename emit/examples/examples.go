// Package examples binds the calls that pages show to the methods of the model:
// what a caller of a method passes, what travels, and what comes back. It makes
// calls up for paths that no page shows. What a page gets wrong is a [Skip].
package examples

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/templates/runtime"
)

// Exchange is a call of a method, its request and its answer.
type Exchange struct {
	Method *gomodel.Method
	At     ir.Pos // of the request line, or of the path
	Title  string // what tells it apart from others of the page: that of the example, or its number, or the path

	Route  *gomodel.Route
	Path   []string // values of the route's placeholders
	Target gomodel.Target

	Arguments    []string       // texts of Method.Query, then of Method.Header
	Options      []Option       // what goes into the options struct
	Undocumented []gomodel.Pair // query parameters that the page shows, but does not document
	Lacks        []string       // what the page requires, but its request does not give: query parameters, the body

	Below string // OData segments after the documented path, e.g. "/$count"; "" without

	ContentType string // of the request body; "" without, or JSON
	Foreign     bool   // the body is not JSON, which the method sends
	Body        gomodel.Payload
	BodyExtra   []string // paths of its members that no field holds

	Status        int
	Location      string // where the answer leads, in its header Location or that of an Accepted result
	Answer        gomodel.Payload
	AnswerExtra   []string // paths of its members that no field holds
	AnswerMisfits []string // paths of those whose value has another type than documented
	Raw           bool     // the answer is not what the method returns
	Failure       string   // code of the error that the answer is, "" for none

	Served bool // servers answer the request
	Alone  bool // another method of the service takes the request, if it is there
}

// Option is a field of the options struct and its text in the request.
type Option struct {
	Field *gomodel.Param
	Query bool // it is a query parameter, not a header
	Text  string
}

// Skip is an example that its page gets wrong, so that no test can hold it, or
// ([Exchange.Incomplete]) not as it stands.
type Skip struct {
	At     ir.Pos
	Title  string // of the example, or its number
	Code   string // finding code, a key of ir.Codes
	Reason string
}

// Incomplete says what of the call its page's example does not show; nil if it
// shows all that the page requires.
func (x *Exchange) Incomplete() *Skip {
	if len(x.Lacks) == 0 {
		return nil
	}
	return &Skip{x.At, x.Title, "example-incomplete", strings.Join(x.Lacks, ", ")}
}

// Boxed reports whether the method returns a part of the answer.
func (x *Exchange) Boxed() bool {
	r := x.Method.Result
	return x.Answer.Text != "" && x.Status < 300 && !r.Bare && (r.Kind == gomodel.Scalar || r.Kind == gomodel.Object && r.Nested)
}

// API is the service that the method is of.
func (x *Exchange) API() *service.Service {
	if x.Method.Service == nil || x.Method.Service.API == nil {
		return &service.Graph
	}
	return x.Method.Service.API
}

// PathParams lists what the placeholders of the route become.
func (x *Exchange) PathParams() []*gomodel.Param {
	if x.Route.Address == nil {
		return x.Method.Path
	}
	return slices.Concat(x.Route.Address.Fields, x.Method.Path)
}

// Headers lists the headers that the call must send.
func (x *Exchange) Headers() []gomodel.Pair {
	var list []gomodel.Pair
	for i, p := range x.Method.Header {
		list = append(list, gomodel.Pair{Name: p.Wire, Value: x.Arguments[len(x.Method.Query)+i]})
	}
	for _, o := range x.Options {
		if !o.Query {
			list = append(list, gomodel.Pair{Name: o.Field.Wire, Value: o.Text})
		}
	}
	if x.ContentType != "" {
		list = append(list, gomodel.Pair{Name: "Content-Type", Value: x.ContentType})
	}
	return list
}

// Binder binds the examples of one service's methods.
type Binder struct {
	methods []*gomodel.Method       // in the order in which servers give away endpoints
	served  *runtime.Router[served] // all routes of the service, as its server mounts them
}

// served is what a server does with a request.
type served struct {
	method *gomodel.Method
	route  *gomodel.Route
}

// NewBinder returns the binder of a service's examples.
func NewBinder(service *gomodel.Service) *Binder {
	b := &Binder{served: &runtime.Router[served]{}}
	b.methods = slices.SortedStableFunc(slices.Values(service.Methods), func(x, y *gomodel.Method) int { return cmp.Compare(x.ID, y.ID) })
	for _, mount := range gomodel.Mounts(service.Methods) {
		_ = b.served.Add(mount.Verb, mount.Template, served{mount.Method, mount.Route}) // what is taken stays with the first, here as in the server
	}
	return b
}

// Shown binds the examples of a method.
func (b *Binder) Shown(m *gomodel.Method) (list []*Exchange, skips []Skip) {
	for _, e := range m.Examples {
		if b.methodOf(m.ID, e) != m {
			continue
		}
		if x, skip := b.bind(m, e); skip != nil {
			skips = append(skips, *skip)
		} else {
			list = append(list, x)
		}
	}
	return list, skips
}

// methodOf returns the method that an example of an operation shows: of the
// operation's methods the one that is served there, else the one with the verb
// of the request, else the first.
func (b *Binder) methodOf(id string, e *gomodel.Example) *gomodel.Method {
	if owner, _, found, _ := b.served.Find(e.Verb, e.Target.Path()); found && owner.method.ID == id {
		return owner.method
	}
	var first *gomodel.Method
	for _, m := range b.methods {
		switch {
		case m.ID != id:
		case m.Verb == e.Verb:
			return m
		case first == nil:
			first = m
		}
	}
	return first
}

// find returns the route of a method that a request takes, whether or not the
// server gives the request to another method.
func (b *Binder) find(m *gomodel.Method, verb, path string) (route *gomodel.Route, args []string, found bool, allow []string) {
	if at, args, found, _ := b.served.Find(verb, path); found && at.method == m {
		return at.route, args, true, nil
	}
	var own runtime.Router[*gomodel.Route]
	for _, r := range m.Routes {
		_ = own.Add(m.Verb, r.Template, r)
	}
	return own.Find(verb, path)
}

// bind returns the exchange of an example, or why there is none.
func (b *Binder) bind(m *gomodel.Method, e *gomodel.Example) (*Exchange, *Skip) {
	x := &Exchange{Method: m, At: e.At, Title: cmp.Or(e.Title, fmt.Sprintf("example %d", e.Number)), Target: e.Target}
	if skip := b.bindRoute(x, e); skip != nil {
		return nil, skip
	}
	owner, _, _, _ := b.served.Find(e.Verb, x.Target.Path())
	x.Served, x.Alone = true, owner.method != m
	for _, step := range []func(*Exchange, *gomodel.Example) *Skip{bindPath, bindTemplate, bindParameters, bindBody, bindAnswer} {
		if skip := step(x, e); skip != nil {
			return nil, skip
		}
	}
	return x, nil
}

// counts reports whether the answer is the number of a collection's items.
func (x *Exchange) counts() bool { return strings.HasSuffix(x.Below, "/$count") }
