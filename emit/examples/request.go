package examples

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// bindParameters finds the arguments and options that give the query and the
// headers of the request.
func bindParameters(x *Exchange, e *gomodel.Example) *Skip {
	m, left := x.Method, slices.Clone(x.Target.Query)
	for _, f := range m.Fixed {
		if text, given := take(&left, f.Name); !given || text != f.Value {
			return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("the request lacks %s=%s, which every path writes", f.Name, f.Value)}
		}
	}
	for _, p := range m.Query {
		text, given := take(&left, p.Wire)
		if !given && !x.API().IsGraph() { // examples leave out what does not change the rest
			text, given = sampleText(p), true
			x.Lacks = append(x.Lacks, "the query parameter "+p.Wire)
			x.Target.Query = append(slices.Clone(x.Target.Query), gomodel.Pair{Name: p.Wire, Value: text})
		}
		if !given || !Fits(p.Type, text) {
			return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("the request lacks a %s for the required query parameter %s", p.Type, p.Wire)}
		}
		x.Arguments = append(x.Arguments, text)
	}
	for _, p := range m.Header {
		// Examples leave out headers, which do not change what else is sent.
		x.Arguments = append(x.Arguments, cmp.Or(gomodel.Header(e.Headers, p.Wire), sampleText(p)))
	}
	if m.Options != nil {
		left = x.bindOptions(e, left)
	}
	for _, o := range x.Options {
		if !Fits(o.Field.Type, o.Text) || o.Query && o.Field.Type.Go == "bool" && !x.API().IsGraph() && !isTruthValue(o.Text) {
			return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("%q is no value of the %s parameter %s", o.Text, o.Field.Type, o.Field.Wire)}
		}
	}
	x.Undocumented = left
	return repeated(x, left)
}

// isTruthValue reports whether a text is a truth value as clients write it.
func isTruthValue(text string) bool { return text == "true" || text == "false" }

// repeated finds a parameter that the request gives a second time, which no value
// can say.
func repeated(x *Exchange, left []gomodel.Pair) *Skip {
	for _, q := range left {
		same := func(p *gomodel.Param) bool { return strings.EqualFold(p.Wire, q.Name) }
		known := !x.API().IsGraph() || slices.ContainsFunc(x.Method.Query, same) || x.Method.Options != nil && slices.ContainsFunc(x.Method.Options.Query, same)
		times := 0
		for _, other := range x.Target.Query {
			if strings.EqualFold(other.Name, q.Name) {
				times++
			}
		}
		if known && times > 1 {
			return &Skip{x.At, x.Title, "example-unmatched", "the request gives the query parameter " + q.Name + " more than once"}
		}
	}
	return nil
}

// bindOptions finds the options that the request gives, and returns what is left
// of the query.
func (x *Exchange) bindOptions(e *gomodel.Example, left []gomodel.Pair) []gomodel.Pair {
	for _, p := range x.Method.Options.Query {
		rest := slices.Clone(left)
		text, given := take(&rest, p.Wire)
		isText := p.Type.Go == "string" && !p.Type.List // whose zero value is "" alone
		if !given || p.Type.Wrap == gomodel.Plain && (text == "" || !isText && isZero(text)) {
			continue // a zero value is not sent as an option
		}
		left = rest
		x.Options = append(x.Options, Option{p, true, text})
	}
	for _, p := range x.Method.Options.Header {
		if text := gomodel.Header(e.Headers, p.Wire); text != "" {
			x.Options = append(x.Options, Option{p, false, text})
		}
	}
	return left
}

// take removes a parameter from a query and returns its value.
func take(query *[]gomodel.Pair, name string) (value string, given bool) {
	i := slices.IndexFunc(*query, func(q gomodel.Pair) bool {
		return strings.EqualFold(q.Name, name) || strings.EqualFold("$"+q.Name, name)
	})
	if i < 0 {
		return "", false
	}
	value = (*query)[i].Value
	*query = slices.Delete(*query, i, i+1)
	return value, true
}

// bindBody reads the request body.
func bindBody(x *Exchange, e *gomodel.Example) *Skip {
	body, m := e.Body, x.Method
	if body.Text == "" {
		if plain := !x.API().IsGraph(); plain && m.Body != nil && !m.Body.Stream && len(missingMembers(&jsontree.Node{}, m.Body.Type)) > 0 {
			x.Body = gomodel.NewPayload(sampleJSON(m.Body.Type, 0))
			x.Lacks = append(x.Lacks, "the body")
		}
		return nil
	}
	if m.Body != nil && m.Body.Stream {
		x.Body, x.ContentType = body, gomodel.Header(e.Headers, "Content-Type")
		return nil
	}
	n := body.JSON()
	switch {
	case m.Body == nil && isEmptyObject(n):
		return nil
	case m.Body == nil && (m.Verb == http.MethodGet || m.Verb == http.MethodHead):
		return &Skip{x.At, x.Title, "example-body-unexpected", "a " + m.Verb + " request has a body"}
	case m.Body == nil:
		return &Skip{x.At, x.Title, "example-body-undocumented", "the request has a body, but the page documents none"}
	case n == nil && isForeign(e.Headers):
		x.Body, x.ContentType, x.Foreign, x.Served = body, gomodel.Header(e.Headers, "Content-Type"), true, false
		return nil
	case n == nil:
		return &Skip{x.At, x.Title, "json-broken", "the request body is not JSON"}
	case n.OutOfRange() != nil:
		return &Skip{x.At, x.Title, "example-value", "the request body has a number that no float64 holds: " + n.OutOfRange().Text}
	}
	x.Body = body
	fit, err := fitOf(n, m.Body.Type)
	if err != nil {
		return &Skip{x.At, x.Title, "example-value", fmt.Sprintf("the request body is no %s: %v", m.Body.Type, err)}
	}
	if len(fit.mistyped) > 0 {
		return &Skip{x.At, x.Title, "example-value", "the request body has a value of another type than documented: " + strings.Join(fit.mistyped, ", ")}
	}
	if missing := missingMembers(n, m.Body.Type); len(missing) > 0 {
		return &Skip{x.At, x.Title, "example-body-incomplete", "the request body lacks required members: " + strings.Join(missing, ", ")}
	}
	x.BodyExtra = fit.untyped
	return nil
}

// isForeign reports whether headers name a content type that is not JSON.
func isForeign(headers []gomodel.Pair) bool {
	kind := strings.ToLower(gomodel.Header(headers, "Content-Type"))
	return kind != "" && !strings.Contains(kind, "json")
}
