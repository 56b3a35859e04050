package tests

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// bindRoute finds the documented path of an example's request. Keys in
// parentheses are segments of their own, and what OData lets follow every
// collection, a cast or "$count", goes below the documented path.
func (b *binder) bindRoute(x *exchange, e *ir.Example) *Skip {
	var allow []string
	for _, form := range []func(target) target{func(t target) target { return t }, target.withoutKeys} {
		t := form(x.target)
		full, below := t, ""
		for {
			route, args, found, others := b.find(x.method, e.Request.Method, t.path())
			if found {
				x.target, x.below, x.route, x.path = full, below, route, args
				return nil
			}
			allow = append(allow, others...)
			last := len(t.segments) - 1
			if last < 1 || !mayFollow(x.method.Result.Kind, t.segments[last]) {
				break
			}
			below = "/" + t.segments[last] + below
			t.segments = t.segments[:last]
		}
	}
	if len(allow) > 0 {
		return &Skip{x.at, "example-method", fmt.Sprintf("%s %s has another method than the operation, %s", e.Request.Method, e.Request.URL, x.method.Verb)}
	}
	return &Skip{x.at, "example-unmatched", fmt.Sprintf("%s %s fits no path of the operation", e.Request.Method, e.Request.URL)}
}

// belowCollection matches the segments that may follow any collection: the
// name of a type, which OData calls a cast, and the count of its items.
var belowCollection = regexp.MustCompile(`^(\$count|[A-Za-z]\w*(\.[A-Za-z]\w*)+)$`)

// mayFollow reports whether a segment may follow the path of a method with such
// a result: "$value" asks for the bytes of an object.
func mayFollow(kind gomodel.ResultKind, segment string) bool {
	switch kind {
	case gomodel.Paged:
		return belowCollection.MatchString(segment)
	case gomodel.Object:
		return segment == "$value"
	}
	return false
}

// counts reports whether the answer is the number of a collection's items.
func (x *exchange) counts() bool { return strings.HasSuffix(x.below, "/$count") }

// keySegment matches a key in parentheses, e.g. messages('AAMk=').
var keySegment = regexp.MustCompile(`^([A-Za-z]\w*)\('([^']+)'\)$`)

// withoutKeys returns the target with each key in parentheses as a segment of
// its own, the form in which pages write paths.
func (t target) withoutKeys() target {
	out := target{query: t.query}
	for _, s := range t.segments {
		if m := keySegment.FindStringSubmatch(s); m != nil {
			out.segments = append(out.segments, m[1], m[2])
		} else {
			out.segments = append(out.segments, s)
		}
	}
	return out
}
