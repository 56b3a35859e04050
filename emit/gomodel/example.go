package gomodel

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// Example is a call that the page of an operation shows.
type Example struct {
	Number  int    // among the examples of the operation, from 1
	Title   string // in the base language
	Verb    string
	URL     string // as the page writes it
	Target  Target // what URL says
	Headers []Pair
	Body    Payload
	Answer  *Answer  // nil: the page shows none
	Others  []Answer // further ones that the page shows
	At      ir.Pos   // of the request line
}

// Answer is what a call gives in an example.
type Answer struct {
	Status     int
	Headers    []Pair
	Body       Payload
	Type       string // of the value in the body, as the page names it
	Collection bool   // of such values
}

// Payload is the body of a request or an answer; the zero value is none.
type Payload struct {
	Text string         // without blanks around it
	json *jsontree.Node `digest:"-"` // made of Text
}

// JSON returns the value that a body is, nil for one that is no JSON.
func (p Payload) JSON() *jsontree.Node { return p.json }

// NewPayload returns a body by its text.
func NewPayload(text string) Payload {
	p := Payload{Text: strings.TrimSpace(text)}
	if p.Text != "" {
		p.json, _ = jsontree.Parse(p.Text)
	}
	return p
}

// Header returns the value of a header, "" if there is none.
func Header(headers []Pair, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return strings.TrimSpace(h.Value)
		}
	}
	return ""
}

func examplesOf(op *ir.Operation, form bool) []*Example {
	list := make([]*Example, len(op.Examples))
	for i := range op.Examples {
		x := &op.Examples[i]
		e := &Example{
			Number: i + 1, Title: x.Title.Best(ir.BaseLocale), Verb: x.Request.Method, URL: x.Request.URL,
			Target:  ParseTarget(x.Request.URL, op.APIVersion),
			Headers: pairsOf(x.Request.Headers), Body: bodyOf(op, x.Request.Body, form), At: x.Request.At,
		}
		if x.Response != nil {
			answer := answerOf(*x.Response)
			e.Answer = &answer
		}
		for _, a := range x.Alternatives {
			e.Others = append(e.Others, answerOf(a))
		}
		list[i] = e
	}
	return list
}

// bodyOf is the body of an example's request. A form is the object of its fields.
func bodyOf(op *ir.Operation, text string, form bool) Payload {
	p := NewPayload(text)
	if form && p.JSON() == nil && p.Text != "" {
		return NewPayload(formObject(p.Text, op.Body.Properties))
	}
	return p
}

// formObject writes a form as a JSON object, its values as their properties have
// them.
func formObject(form string, properties []ir.BodyProperty) string {
	var names []string
	values := map[string][]string{}
	for pair := range strings.SplitSeq(strings.ReplaceAll(form, "\n", ""), "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name = unescape(strings.TrimSpace(name), url.QueryUnescape); name == "" {
			continue
		}
		if values[name] == nil {
			names = append(names, name)
		}
		values[name] = append(values[name], formValue(name, unescape(value, url.QueryUnescape), properties))
	}
	members := make([]string, len(names))
	for i, name := range names {
		value := values[name][0]
		if len(values[name]) > 1 || strings.HasSuffix(name, "[]") {
			value = "[" + strings.Join(values[name], ",") + "]"
		}
		members[i] = jsonText(name) + ":" + value
	}
	return "{" + strings.Join(members, ",") + "}"
}

// formValue is a text of a form as JSON: the JSON that it is where its property is
// neither a text nor unknown.
func formValue(name, text string, properties []ir.BodyProperty) string {
	for _, p := range properties {
		if p.Name != name {
			continue
		}
		_, isPrimitive := primitives[p.Type]
		other := zeroMeans[primitives[p.Type]] || p.Type == "Json" || p.Collection || p.Type != "" && !isPrimitive
		if n, err := jsontree.Parse(text); other && err == nil && n != nil {
			return n.Text
		}
	}
	return jsonText(text)
}

// jsonText is a text as a string of JSON.
func jsonText(text string) string {
	data, err := json.Marshal(text)
	if err != nil { // strings always encode
		return `""`
	}
	return string(data)
}

func answerOf(a ir.ExampleAnswer) Answer {
	return Answer{a.Status, pairsOf(a.Headers), NewPayload(a.Body), a.Type, a.Collection}
}

func pairsOf(headers []ir.Header) []Pair {
	var list []Pair
	for _, h := range headers {
		list = append(list, Pair{h.Name, h.Value})
	}
	return list
}
