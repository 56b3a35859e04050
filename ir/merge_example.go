package ir

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// mergeExamples pairs examples by request and order. Payloads are facts: the
// winning page's stand, and another request, status or shape of the JSON is
// drift. Other words inside the payload are not.
func (m *merger) mergeExamples(out, first, v *Operation) {
	if len(v.Examples) == 0 && m.from.Format == "text" {
		return // in copied text nothing but annotations may have marked them
	}
	rows := func(list []Example) []row {
		r := make([]row, len(list))
		for i, x := range list {
			r[i] = row{name: exampleKey(x), kind: x.Request.Method, marks: []string{x.Name, strings.ToLower(x.Request.URL)}}
		}
		return r
	}
	match := align(rows(out.Examples), rows(v.Examples))
	var lacks, adds entries
	near := operationPos(v)
	for i, j := range match {
		have := &out.Examples[i]
		switch {
		case j >= 0:
			near = v.Examples[j].Request.At
			m.mergeExample(have, &v.Examples[j], i)
		case i < len(first.Examples):
			lacks.add(exampleLabel(have, i), near, have.Request.At)
		}
	}
	for j := range v.Examples {
		if x := v.Examples[j]; !slices.Contains(match, j) {
			adds.add(exampleLabel(&x, j), x.Request.At, Pos{})
			out.Examples = append(out.Examples, x)
		}
	}
	m.missing("example", lacks.names, lacks.at, lacks.ref)
	m.extra("example", adds.names, adds.at, adds.ref)
}

// exampleKey is what an example keeps in every language and shape.
func exampleKey(x Example) string {
	return x.Request.Method + " " + strings.Join(strings.Fields(x.Request.URL), "") + " " + canonicalJSON(x.Request.Body)
}

// canonicalJSON drops white space; what is no JSON has no canonical form.
func canonicalJSON(body string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(body)) != nil {
		return ""
	}
	return b.String()
}

// exampleLabel names an example in a message: its title, else its number and
// request.
func exampleLabel(x *Example, i int) string {
	if len(x.Title) > 0 {
		return x.Title[0].Text
	}
	return strconv.Itoa(i+1) + ", " + x.Request.Method + " " + x.Request.URL
}

// mergeExample holds an example against the variant's. What is sent and answered
// stays that of the page whose facts win, even where that shows no payload: a
// shape that loses more may have read prose for one.
func (m *merger) mergeExample(have, v *Example, i int) {
	label := quoted(exampleLabel(have, i))
	r, w := &have.Request, &v.Request
	if r.Method == w.Method && strings.EqualFold(strings.Join(strings.Fields(r.URL), ""), strings.Join(strings.Fields(w.URL), "")) {
		m.complete(r, w, &r.Headers, &r.Body)
	} else {
		m.drift("request of example "+label, w.Method+" "+w.URL, r.Method+" "+r.URL, w.At, r.At)
	}
	m.compareBodies("request body of example "+label, w.Body, r.Body, w.At, r.At)
	switch {
	case have.Response == nil:
		have.Response = v.Response
	case v.Response != nil:
		m.mergeAnswer(label, have.Response, v.Response)
	}
	switch len(have.Alternatives) {
	case 0:
		have.Alternatives = v.Alternatives
	case len(v.Alternatives):
		for k := range have.Alternatives {
			m.mergeAnswer(label, &have.Alternatives[k], &v.Alternatives[k])
		}
	}
	m.complete(have, v, &have.Request, &have.Response, &have.Alternatives)
}

func (m *merger) mergeAnswer(label string, have, v *ExampleAnswer) {
	if have.Status != v.Status {
		m.drift("status of example "+label, strconv.Itoa(v.Status), strconv.Itoa(have.Status), v.At, have.At)
	}
	if have.Type == "" {
		have.Collection, have.Truncated = have.Collection || v.Collection, have.Truncated || v.Truncated
	} else if v.Type != "" && !sameType(have.Type, v.Type) {
		m.drift("response type of example "+label, v.Type, have.Type, v.At, have.At)
	}
	m.compareBodies("response body of example "+label, v.Body, have.Body, v.At, have.At)
	m.complete(have, v, &have.Headers, &have.Body)
}

// compareBodies reports the members that one payload has and the other lacks.
// What is no JSON is compared by presence alone.
func (m *merger) compareBodies(what, variant, base string, at, ref Pos) {
	if variant == "" || base == "" {
		return
	}
	mine, ok1 := memberPaths(variant)
	theirs, ok2 := memberPaths(base)
	if !ok1 || !ok2 {
		return
	}
	lacks, adds := without(theirs, mine), without(mine, theirs)
	if len(lacks)+len(adds) == 0 {
		return
	}
	m.drift("members of the "+what, listOr(adds, "none of its own"), listOr(lacks, "none of its own"), at, ref)
}

// maxListed bounds how many members a message names.
const maxListed = 4

func listOr(names []string, none string) string {
	if len(names) == 0 {
		return none
	}
	if len(names) > maxListed {
		names = append(slices.Clone(names[:maxListed]), "\u2026")
	}
	return strings.Join(names, ", ")
}

// memberPaths returns the sorted paths of all members of a JSON value; elements
// of an array share one path.
func memberPaths(body string) ([]string, bool) {
	var v any
	if json.Unmarshal([]byte(body), &v) != nil {
		return nil, false
	}
	seen := map[string]bool{}
	addPaths(seen, "", v, 0)
	out := make([]string, 0, len(seen))
	for p := range seen {
		out = append(out, p)
	}
	slices.Sort(out)
	return out, true
}

// maxPathDepth bounds how deep payloads are compared.
const maxPathDepth = 40

func addPaths(seen map[string]bool, path string, v any, depth int) {
	if depth > maxPathDepth {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		for k, member := range v {
			p := strings.TrimPrefix(path+"."+strings.TrimSpace(k), ".")
			seen[p] = true
			addPaths(seen, p, member, depth+1)
		}
	case []any:
		for _, e := range v {
			addPaths(seen, path+"[]", e, depth+1)
		}
	}
}

// without returns the elements of sorted a that sorted b lacks.
func without(a, b []string) []string {
	var out []string
	for _, s := range a {
		if _, found := slices.BinarySearch(b, s); !found {
			out = append(out, s)
		}
	}
	return out
}
