package ir

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

func (d *differ) responses(a, b *Operation) {
	pairByKey(a.Responses, b.Responses, func(r Response) int { return r.Status }, func(x, y *Response) {
		switch {
		case y == nil:
			d.add("response-removed", strconv.Itoa(x.Status), "", x.At, Pos{}, "The response %d is gone.", x.Status)
		case x == nil:
			d.add("response-added", "", strconv.Itoa(y.Status), Pos{}, y.At, "The response %d is new.", y.Status)
		default:
			d.response(x, y)
		}
	})
}

func (d *differ) response(x, y *Response) {
	if retyped(x.Type, y.Type, x.Collection, y.Collection) {
		old, new := typeRef{x.Type, x.Collection}.String(), typeRef{y.Type, y.Collection}.String()
		d.add("response-retyped", old, new, x.At, y.At, "The response %d is a %s, was a %s.", x.Status, new, old)
	}
	if old, new := cmp.Or(x.ContentType, "JSON"), cmp.Or(y.ContentType, "JSON"); old != new {
		d.add("response-retyped", old, new, x.At, y.At, "The response %d is %s, was %s.", x.Status, new, old)
	}
	d.details(fmt.Sprintf(" of the response %d", x.Status), x, y, x.At, y.At, &x.Status, &x.Type, &x.Collection, &x.ContentType, &x.Location)
	switch old, new := x.Location, y.Location; {
	case strings.EqualFold(old, new):
	case old == "":
		d.add("location-added", "", new, x.At, y.At, "The response %d leads to the state by the header %s.", x.Status, new)
	case new == "":
		d.add("location-removed", old, "", x.At, y.At, "The response %d no longer leads to the state by the header %s.", x.Status, old)
	default:
		d.add("location-changed", old, new, x.At, y.At, "The response %d leads to the state by the header %s, was %s.", x.Status, new, old)
	}
}

// examples reports that examples of an operation differ, in one change: they are
// illustrations, not facts.
func (d *differ) examples(a, b *Operation) {
	old := map[string]bool{}
	for _, x := range a.Examples {
		old[exampleFacts(x)] = true
	}
	differ := len(a.Examples) != len(b.Examples)
	at := operationPos(b)
	for _, x := range b.Examples {
		if !old[exampleFacts(x)] {
			differ, at = true, x.Request.At
			break
		}
	}
	if differ {
		d.add("example-changed", strconv.Itoa(len(a.Examples)), strconv.Itoa(len(b.Examples)), operationPos(a), at, "The examples differ.")
	}
}

// exampleFacts is all that an example shows to a reader, which annotations do not:
// JSON without regard to white space.
func exampleFacts(x Example) string {
	c := clone(&x)
	c.Name, c.Request.SampleKeys = "", nil
	answers := c.Alternatives
	if c.Response != nil {
		answers = append(answers, *c.Response)
	}
	c.Response, c.Alternatives = nil, answers
	for i := range answers {
		answers[i].Type, answers[i].Collection, answers[i].Truncated = "", false, false
		answers[i].Body = cmp.Or(canonicalJSON(answers[i].Body), answers[i].Body)
	}
	c.Request.Body = cmp.Or(canonicalJSON(c.Request.Body), c.Request.Body)
	return factsOf(reflect.ValueOf(*c))
}
