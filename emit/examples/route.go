package examples

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// bindRoute finds the documented path of an example's request. Keys in
// parentheses are segments of their own, and what OData lets follow every
// collection, a cast or "$count", goes below the documented path.
func (b *Binder) bindRoute(x *Exchange, e *gomodel.Example) *Skip {
	var allow []string
	for _, t := range []gomodel.Target{x.Target, x.Target.WithoutKeys()} {
		full, below := t, ""
		for {
			route, args, found, others := b.find(x.Method, e.Verb, t.Path())
			if found {
				x.Target, x.Below, x.Route, x.Path = full, below, route, args
				return nil
			}
			allow = append(allow, others...)
			last := len(t.Segments) - 1
			if last < 1 || x.API().Protocol() == nil || !mayFollow(x.Method.Result.Kind, t.Segments[last]) {
				break
			}
			below = "/" + t.Segments[last] + below
			t.Segments = t.Segments[:last]
		}
	}
	if len(allow) > 0 {
		return &Skip{x.At, x.Title, "example-method", fmt.Sprintf("%s %s has another method than the operation, %s", e.Verb, e.URL, x.Method.Verb)}
	}
	return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("%s %s fits no path of the operation", e.Verb, e.URL)}
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

// bindPath checks that the placeholders' values have the types of the
// arguments that they become.
func bindPath(x *Exchange, e *gomodel.Example) *Skip {
	params := x.PathParams()
	if len(params) != len(x.Path) {
		return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("%s does not fill the placeholders of %s", e.URL, x.Route.Template)}
	}
	for i, p := range params {
		if !Fits(p.Type, x.Path[i]) {
			return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("%q is no value of the %s argument %s", x.Path[i], p.Type, p.Wire)}
		}
	}
	return nil
}

// bindTemplate checks that the path template, filled with the values, is the
// path of the request: quotes may stand in the one and not in the other.
func bindTemplate(x *Exchange, e *gomodel.Example) *Skip {
	if sent := sentPath(x.Route.Template, x.Path) + x.Below; !samePath(sent, x.Target.Path()) {
		return &Skip{x.At, x.Title, "example-unmatched", fmt.Sprintf("%s is not what %s gives", e.URL, x.Route.Template)}
	}
	return nil
}

// sentPath fills a template as the emitted client does.
func sentPath(template string, values []string) string {
	return fill(template, values, func(before, value string) string {
		if strings.HasSuffix(before, "'") {
			value = strings.ReplaceAll(value, "'", "''")
		}
		if !strings.HasSuffix(before, ":/") {
			value = url.PathEscape(value)
		}
		return value
	})
}

// fill puts values into the placeholders of a template; written says how a value
// is written after some text.
func fill(template string, values []string, written func(before, value string) string) string {
	var out strings.Builder
	for _, v := range values {
		before, rest, _ := strings.Cut(template, "{")
		_, template, _ = strings.Cut(rest, "}")
		out.WriteString(before + written(before, v))
	}
	return out.String() + template
}

// samePath compares paths as the service does: without case, and with the
// arguments of a call in any order.
func samePath(a, b string) bool {
	split := func(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }
	return a == b || slices.EqualFunc(split(a), split(b), func(a, b string) bool { return strings.EqualFold(plainSegment(a), plainSegment(b)) })
}

func plainSegment(escaped string) string {
	text, err := url.PathUnescape(escaped)
	if err != nil {
		text = escaped
	}
	name, list, ok := strings.Cut(strings.TrimSuffix(text, "()"), "(")
	if !ok {
		return name
	}
	args := strings.Split(strings.TrimSuffix(list, ")"), ",")
	for i := range args {
		args[i] = strings.TrimSpace(args[i])
	}
	slices.Sort(args)
	return name + "(" + strings.Join(args, ",") + ")"
}
