package gomodel

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// isForm reports whether a body of a content type is sent as a form. Graph takes
// forms in parts of any kind, which callers write themselves.
func (b *schemaIndex) isForm(contentType string) bool { return !b.api.IsGraph() && isForm(contentType) }

func isForm(contentType string) bool {
	return contentType == "application/x-www-form-urlencoded" || contentType == "multipart/form-data"
}

// learnPlain decides the result of a method of a service whose answers are the
// values themselves: an object, a list, or another value. What all examples show
// wins over what the page says of it.
func (b *builder) learnPlain(p *methodPlan, documented ir.Response, typeName string, samples []*jsontree.Node) {
	samples, p.Result.Nested = b.inResult(samples)
	lists, objects := kindsOf(samples)
	defer func() { p.Result.Bare = p.Result.Bare && !p.Result.Nested }()
	cursor := b.api.Paging == service.PagingCursor && p.Verb == http.MethodGet
	isList := documented.Collection || documented.List != nil && *documented.List == ""
	switch n := len(samples); {
	case cursor && n > 0 && allHave(samples, b.api.Cursor.Items):
		p.Result.Kind = Paged
		b.learnElements(p, typeName, elementsAt(samples, b.api.Cursor.Items))
	case n > 0 && lists == n, n == 0 && isList:
		p.Result.Kind, p.Result.Bare = Scalar, true
		if p.Verb == http.MethodGet && b.api.Paging == service.PagingLinks {
			p.Result.Kind = Paged
		}
		b.learnElements(p, typeName, elementsAt(samples, ""))
		p.Result.Type.List = p.Result.Kind == Scalar
	case n > 0 && objects == n:
		p.Result.Kind = Object
		if _, isPrimitive := primitives[typeName]; isPrimitive || isList {
			typeName = "" // the example shows something else, which is what there is
		}
		b.learnItem(p, typeName, samples)
	case objects+lists > 0: // now this, now that
		p.Result.Kind, p.Result.Bare, p.Result.Type = Scalar, true, Ref{Go: raw}
	case n > 0:
		p.Result.Kind, p.Result.Bare, p.Result.Type = Scalar, true, scalar(samples)
	default:
		p.Result.Kind, p.Result.Bare = Object, true
		b.learnItem(p, typeName, nil)
	}
}

// inResult returns what stands in the member of answers that holds the result, and
// whether the service has such a member.
func (b *builder) inResult(samples []*jsontree.Node) ([]*jsontree.Node, bool) {
	if b.api.Result == "" {
		return samples, false
	}
	out := make([]*jsontree.Node, len(samples))
	for i, n := range samples {
		out[i] = ValueOf(b.api, n)
	}
	return out, true
}

// ValueOf returns the value that an answer of a service holds, all of the answer if
// it has no member for that.
func ValueOf(s *service.Service, answer *jsontree.Node) *jsontree.Node {
	if s.Result == "" {
		return answer
	}
	if n := memberAt(answer, s.Result); n != nil {
		return n
	}
	return answer
}

// learnElements finds the type of the elements of a list and shows it the samples.
func (b *builder) learnElements(p *methodPlan, typeName string, elements []*jsontree.Node) {
	_, objects := kindsOf(elements)
	switch goType, isPrimitive := primitives[typeName]; {
	case len(elements) > 0 && objects == 0:
		p.Result.Type = scalar(elements)
		return
	case objects < len(elements):
		p.Result.Type = Ref{Go: raw}
		return
	case isPrimitive && len(elements) == 0:
		p.Result.Type = Ref{Go: goType}
		return
	case isPrimitive:
		typeName = ""
	}
	if typeName == "" && len(elements) == 0 {
		p.Result.Type = Ref{Go: raw}
		return
	}
	if typeName != "" {
		p.item = b.find(typeName, p.Op.Namespace)
	} else {
		p.item = b.place("result "+p.Op.ID+" "+p.Verb, p.own+"Result", p.Service.Stem, firstPos(p))
	}
	for _, e := range elements {
		b.learn(p.item, e, 0)
	}
}

// kindsOf counts the lists and the objects among values.
func kindsOf(samples []*jsontree.Node) (lists, objects int) {
	for _, s := range samples {
		switch s.Kind() {
		case jsontree.Array:
			lists++
		case jsontree.Object:
			objects++
		}
	}
	return lists, objects
}

// memberAt returns the value at a path of members parted by dots, the value itself
// at "".
func memberAt(n *jsontree.Node, path string) *jsontree.Node {
	for name := range strings.SplitSeq(path, ".") {
		if name != "" && n != nil {
			n = n.Get(name)
		}
	}
	return n
}

// allHave reports whether all values have a list at a path.
func allHave(samples []*jsontree.Node, path string) bool {
	return !slices.ContainsFunc(samples, func(n *jsontree.Node) bool { return memberAt(n, path).Kind() != jsontree.Array })
}

// elementsAt lists the elements of the lists at a path.
func elementsAt(samples []*jsontree.Node, path string) []*jsontree.Node {
	var out []*jsontree.Node
	for _, n := range samples {
		out = append(out, memberAt(n, path).Elements()...)
	}
	return out
}

// ItemsOf returns the list that a page of a service's lists holds in an answer, nil
// if there is none.
func ItemsOf(s *service.Service, answer *jsontree.Node) *jsontree.Node {
	switch s.Paging {
	case service.PagingOData:
		return answer.Get("value")
	case service.PagingCursor:
		return memberAt(answer, s.Cursor.Items)
	}
	return ValueOf(s, answer)
}

// TextAt returns what stands at a path of members of an object, as the runtime's
// errors have it: a string's own text, else its JSON; of a list that of its first
// element; "" if there is nothing.
func TextAt(n *jsontree.Node, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		n = firstOf(n).Get(name)
	}
	switch n = firstOf(n); n.Kind() {
	case jsontree.String:
		return n.Str()
	case jsontree.Null:
		return ""
	}
	if n == nil {
		return ""
	}
	return n.Text
}

// firstOf is the first element of a list, any other value itself.
func firstOf(n *jsontree.Node) *jsontree.Node {
	if list := n.Elements(); len(list) > 0 {
		return list[0]
	}
	return n
}
