package gomodel

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// methodPlan is a method on its way: what was read of its paths and schemas.
type methodPlan struct {
	*Method
	wish  string // method name
	word  string // the resource in the names of what belongs to the method, e.g. "TimeCard"
	own   string // how these names begin, e.g. "TimeCardClockIn"
	sites []site
	body  *schema // of a JSON body; nil: none, or raw

	listBody bool // the body is a list of what body is

	item *schema // of the result
}

// plan makes the method of an operation, one for each HTTP method where a page
// mixes them, and one more for a function that may be called without arguments.
// An endpoint that is no path is a finding and is left out.
func (b *builder) plan(op *ir.Operation) {
	var plans []*methodPlan
	verbs := 0
	var unusable []ir.Diagnostic
	seen := map[string]bool{}
	var buf [128]byte
	examples := examplesOf(op, op.Body != nil && b.isForm(op.Body.ContentType))
	place := func(e *ir.Endpoint, path []*segment, bare bool) {
		k := slices.IndexFunc(plans, func(p *methodPlan) bool { return p.Verb == e.Method && p.Bare == bare })
		if k < 0 {
			k = len(plans)
			plans = append(plans, &methodPlan{Method: &Method{Op: op, Verb: e.Method, Bare: bare, Locale: b.locale, Service: b.service(op), Examples: examples}})
			if !bare {
				verbs++
			}
		}
		if key := appendShape(append(buf[:0], e.Method...), path); !seen[string(key)] {
			seen[string(key)] = true
			plans[k].sites = append(plans[k].sites, site{endpoint: e, path: path})
		}
	}
	for i := range op.Endpoints {
		e := &op.Endpoints[i]
		path, err := b.segments.parsePath(e)
		if err != nil || !b.isVerb(e.Method) {
			unusable = append(unusable, ir.NewDiagnostic("endpoint-unusable", e.At, fmt.Sprintf("The endpoint %q cannot be called: %v.", e.Method+" "+e.Path, reason(err))))
			continue
		}
		path = openLiterals(op, path)
		full, bare := withArguments(op, e, path)
		place(e, full, false)
		if bare {
			place(e, path, true)
		}
	}
	for _, d := range unusable {
		if len(plans) > 0 {
			d.Severity = ir.Warning // the operation has other endpoints
		}
		b.found = append(b.found, d)
	}
	for _, p := range plans {
		p.sites = withAliases(op, p.Verb, p.sites)
		p.wish, p.word = exported(op.Name), b.resources.word(op)
		if verbs > 1 {
			p.wish += exported(strings.ToLower(p.Verb))
		}
		if p.Bare {
			p.wish += "WithoutArguments"
		}
	}
	b.calls = append(b.calls, plans...)
}

func reason(err error) error {
	if err == nil {
		return fmt.Errorf("the method is none of HTTP's")
	}
	return err
}

func (b *builder) isVerb(method string) bool {
	switch method {
	case "GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS":
		return true
	}
	return slices.Contains(b.api.Methods, method)
}

// fixedSignatures are methods that `go vet` expects to look as in the standard
// library.
var fixedSignatures = map[string]bool{
	"Format": true, "GobDecode": true, "GobEncode": true, "MarshalJSON": true, "MarshalXML": true, "Peek": true,
	"ReadByte": true, "ReadFrom": true, "ReadRune": true, "Scan": true, "Seek": true, "UnmarshalJSON": true,
	"UnmarshalXML": true, "UnreadByte": true, "UnreadRune": true, "WriteByte": true, "WriteTo": true,
}

// nameMethods gives the methods of each service distinct names and claims the
// names of what belongs to them.
func (b *builder) nameMethods() {
	byService := make(map[*Service][]*claim, len(b.pkg.Services))
	for _, p := range b.calls {
		byService[p.Service] = append(byService[p.Service], &claim{
			kind: "operation ", subject: p.Op.ID, of: " " + p.Verb, at: firstPos(p),
			wish: p.wish, longer: func(*claim) []string { return p.longerWishes() }, to: &p.Name, most: maxPart,
		})
		p.Service.Methods = append(p.Service.Methods, p.Method)
	}
	for _, s := range b.pkg.Services {
		b.found = append(b.found, settle(byService[s], fixedSignatures)...)
	}
	for _, p := range b.calls {
		p.own = p.word + string(p.Name)
		b.claim(p, "operation value of ", "Op"+p.own, &p.Var)
	}
}

// longerWishes are the names of a method whose first one meets another's.
func (p *methodPlan) longerWishes() []string {
	withVerb := p.wish + exported(strings.ToLower(p.Verb))
	if len(p.Service.Resources) > 1 { // ListUser beside ListUsers
		return []string{p.wish + p.word, withVerb}
	}
	return []string{withVerb}
}

func firstPos(p *methodPlan) ir.Pos { return p.sites[0].endpoint.At }

func (b *builder) claim(p *methodPlan, kind, wish string, to *Name) {
	b.claims = append(b.claims, &claim{kind: kind, subject: p.Op.ID, of: " " + p.Verb, at: firstPos(p), wish: wish, to: to})
}

// finishMethod decides paths, parameters, body and result.
func (b *builder) finishMethod(p *methodPlan) {
	b.decidePaths(p)
	b.decideParameters(p)
	if p.Body != nil && !p.Body.Stream {
		ref := Ref{Go: raw}
		if p.body != nil {
			ref = b.build(p.body)
		}
		ref.List = p.Op.Body.Collection || p.listBody
		p.Body.Type = ref
	}
	if p.item != nil {
		list := p.Result.Type.List
		p.Result.Type = b.build(p.item)
		p.Result.Type.List = list
		if p.Result.Type.Go == raw && p.Result.Kind == Object {
			p.Result.Kind = Scalar
		}
		if p.Result.Type.Type != nil && p.Result.Type.Type.Kind == Enum && p.Result.Kind == Object {
			p.Result.Kind = Scalar
		}
	}
	p.ID, p.Source, p.Deprecated, p.Permissions = p.Op.ID, sourceOf(p.Op.Sources), p.Op.Deprecated, permissionsOf(p.Op, b.api.IsGraph())
}

// describeOwn says of a type that belongs to a method alone what it is.
func (p *methodPlan) describeOwn(s *schema, what string) {
	if s != nil && s.api == "" && s.built != nil {
		s.built.Own = what + " [" + string(p.Service.Name+"."+p.Name) + "]."
	}
}

// decidePaths parts the paths into address and suffix and names placeholders.
func (b *builder) decidePaths(p *methodPlan) {
	first := p.sites[0].path
	if len(p.sites) == 1 {
		names := argumentNames("", first)
		p.Suffix = template(first, names)
		p.Path = pathParams(first, names)
		p.Routes = []*Route{{Template: p.Suffix, Holes: len(names), At: p.sites[0].endpoint.At, Yields: p.sites[0].yields(), Endpoint: p.sites[0].written()}}
		return
	}
	n := commonSuffix(p.sites)
	suffix := first[len(first)-n:]
	before := ""
	if n < len(first) {
		before, _ = first[len(first)-n-1].literal()
	}
	names := argumentNames(before, suffix)
	p.Suffix, p.Path = template(suffix, names), pathParams(suffix, names)
	var addresses []*Address
	for _, s := range p.sites {
		a := b.places.address(s.path[:len(s.path)-n], s.endpoint.At)
		addresses = append(addresses, a)
		p.Routes = append(p.Routes, &Route{
			Template: a.Template + template(s.path[len(s.path)-n:], names),
			Address:  a, Holes: countHoles(s.path), At: s.endpoint.At, Yields: s.yields(), Endpoint: s.written(),
		})
	}
	p.At = b.places.set(addresses, p.own+"Address", p.Service.Stem)
}

func pathParams(path []*segment, names []string) []*Param {
	var list []*Param
	for _, s := range path {
		for _, h := range s.holes {
			goType := "string"
			if t := primitives[h.kind]; zeroMeans[t] {
				goType = t
			}
			list = append(list, &Param{Name: Name(names[len(list)]), Wire: h.name, Type: Ref{Go: goType}})
		}
	}
	return list
}

// ownHeaders are headers that the client itself decides.
var ownHeaders = wordSet("accept accept-encoding authorization connection content-length content-type host transfer-encoding user-agent")

// decideParameters sorts query parameters and headers into arguments, fixed
// values and options.
func (b *builder) decideParameters(p *methodPlan) {
	optional := &Optional{}
	seen := map[string]bool{}
	for _, q := range p.sites[0].endpoint.QueryParameters {
		name := parameterKey(q.Name)
		everywhere := !slices.ContainsFunc(p.sites, func(s site) bool { return !writesQuery(s.endpoint, q) })
		open := strings.ContainsAny(q.Value, "{<") || q.Value == "" || b.isSample(p, q)
		if seen[name] || !isParameterName(q.Name) {
			continue
		}
		switch {
		case everywhere && !open:
			seen[name] = true
			p.Fixed = append(p.Fixed, Pair{q.Name, q.Value})
		case everywhere && !strings.HasPrefix(q.Name, "$") && !b.isSample(p, q):
			seen[name] = true
			p.Query = append(p.Query, b.queryParam(&ir.Parameter{Name: q.Name}, true))
		}
	}
	p.eachQuery(func(q *ir.Parameter) {
		if name := parameterKey(q.Name); !seen[name] && isParameterName(q.Name) {
			seen[name] = true
			if q.Required && !strings.HasPrefix(q.Name, "$") {
				p.Query = append(p.Query, b.queryParam(q, true))
			} else {
				optional.Query = append(optional.Query, b.queryParam(q, false))
			}
		}
	})
	headers := map[string]*Param{} // by name in lower case
	for i := range p.Op.Headers {
		h := &p.Op.Headers[i]
		name := strings.ToLower(h.Name)
		if ownHeaders[name] || strings.EqualFold(name, b.api.AuthHeader()) || !isParameterName(h.Name) {
			continue
		}
		text := h.Description.Best(b.opt.Locale)
		if first := headers[name]; first != nil { // several values that one header takes: Prefer
			if !strings.Contains(first.Doc.Text, text) {
				first.Doc.Text = strings.TrimSpace(first.Doc.Text + "\n\n" + text)
			}
			continue
		}
		param := &Param{
			Name: Name(exported(h.Name)), Wire: h.Name, Type: Ref{Go: "string"}, Doc: Doc{Text: text},
			Usual: "The header " + h.Name + ".",
		}
		headers[name] = param
		if h.Required {
			param.Name = Name(unexported(h.Name))
			p.Header = append(p.Header, param)
		} else {
			optional.Header = append(optional.Header, param)
		}
	}
	nameArguments(p.Method)
	if len(optional.Query)+len(optional.Header) > 0 {
		nameOptions(optional)
		p.Options = optional
		b.claim(p, "options of ", p.own+"Options", &optional.Name)
	}
}

// isSample reports whether the value that a path writes of a query parameter is one
// of several: the page documents the parameter, or shows a call without it or with
// another value.
func (b *builder) isSample(p *methodPlan, q ir.PathQuery) bool {
	if b.api.IsGraph() {
		return false
	}
	same := func(name string) bool { return parameterKey(name) == parameterKey(q.Name) }
	if strings.HasPrefix(q.Value, "[") || slices.ContainsFunc(p.Op.Query, func(d ir.Parameter) bool { return same(d.Name) }) {
		return true
	}
	return slices.ContainsFunc(p.Examples, func(x *Example) bool {
		return x.Verb == p.Verb && !slices.ContainsFunc(x.Target.Query, func(given Pair) bool { return same(given.Name) && given.Value == q.Value })
	})
}

// parameterKey tells query parameters apart as the service does: without case,
// OData's own with or without "$".
func parameterKey(name string) string { return strings.ToLower(strings.TrimPrefix(name, "$")) }

// generalOptions lists the query options that a page says apply without naming
// them.
func generalOptions(p *methodPlan) []string {
	if !p.Op.OData || p.Verb != "GET" {
		return nil
	}
	return generalOptionsOf(p.Result.Kind)
}

// eachQuery goes through the query parameters of the tables, then those that only
// some path templates or the examples write. What it shows is not to be kept.
func (p *methodPlan) eachQuery(show func(*ir.Parameter)) {
	for i := range p.Op.Query {
		show(&p.Op.Query[i])
	}
	var q ir.Parameter
	named := func(name string) {
		q.Name = name
		show(&q)
	}
	for _, name := range generalOptions(p) {
		named(name)
	}
	for _, s := range p.sites {
		for _, q := range s.endpoint.QueryParameters {
			named(q.Name)
		}
	}
	for _, x := range p.Examples {
		if x.Verb != p.Verb {
			continue
		}
		for _, q := range x.Target.Query {
			if q.Value != "" {
				named(q.Name)
			}
		}
	}
}

func writesQuery(e *ir.Endpoint, q ir.PathQuery) bool {
	return slices.ContainsFunc(e.QueryParameters, func(o ir.PathQuery) bool {
		return strings.EqualFold(o.Name, q.Name) && (o.Value == q.Value || strings.ContainsAny(o.Value, "{<") && strings.ContainsAny(q.Value, "{<"))
	})
}

// isParameterName reports whether a text can be the name of a query parameter or header.
func isParameterName(name string) bool {
	for _, r := range name {
		if !isAlnum(r) && !strings.ContainsRune("$-_.@", r) {
			return false
		}
	}
	return name != "" && len(name) <= 80
}

func (b *builder) queryParam(q *ir.Parameter, argument bool) *Param {
	usual := "The query parameter " + q.Name + "."
	word := exported(q.Name)
	var ref Ref
	if option := service.OData.QueryOption(q.Name); option != nil && b.api.Protocol() == &service.OData {
		usual, word = cmp.Or(option.Doc, usual), cmp.Or(option.Word, word)
		if option.Type != "" {
			ref = Ref{Go: primitives[option.Type], List: option.Collection}
		}
	}
	if ref == (Ref{}) {
		ref = Ref{Go: "string", List: q.Collection}
		if t := primitives[q.Type]; t != "" && t != raw && t != "[]byte" {
			ref.Go = t
		}
		if !argument && zeroMeans[ref.Go] && !ref.List {
			ref.Wrap = Maybe
		}
	}
	name := Name(word)
	if argument {
		name = Name(unexported(string(name)))
	}
	return &Param{
		Name: name, Wire: q.Name, Type: ref, Doc: Doc{Text: q.Description.Best(b.opt.Locale)},
		Usual: usual,
	}
}

// nameArguments tells arguments of one name apart: the later one says what it is.
func nameArguments(m *Method) {
	used := map[Name]bool{}
	for _, kind := range []struct {
		params []*Param
		word   Name
	}{{m.Path, "Path"}, {m.Query, "Query"}, {m.Header, "Header"}} {
		for _, p := range kind.params {
			p.Name = unused(p.Name, kind.word, used)
		}
	}
}

// nameOptions tells options of one name apart.
func nameOptions(o *Optional) {
	used := map[Name]bool{}
	for _, p := range slices.Concat(o.Query, o.Header) {
		p.Name = unused(p.Name, "Value", used)
	}
}

// unused returns a name that is not used yet, and notes that it is: the name, the
// name with a word, or with the word and a number.
func unused[N ~string](name, word N, used map[N]bool) N {
	free := name
	for n := 1; used[free]; n++ {
		free = name + word
		if n > 1 {
			free += N(strconv.Itoa(n))
		}
	}
	used[free] = true
	return free
}
