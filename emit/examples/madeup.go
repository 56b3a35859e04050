package examples

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// MadeUp returns an exchange for each documented path that no example shows,
// and one that gives all options if no path is left for them.
func (b *Binder) MadeUp(m *gomodel.Method, shown []*Exchange) []*Exchange {
	var list []*Exchange
	for i, r := range m.Routes {
		isShown := slices.ContainsFunc(shown, func(x *Exchange) bool { return x.Route == r && x.Below == "" && !x.Foreign })
		options := m.Options != nil && len(list) == 0
		if !isShown || options && i == len(m.Routes)-1 {
			list = append(list, b.sample(m, r, options))
		}
	}
	return list
}

// sample fills a path, its arguments and, if asked, its options.
func (b *Binder) sample(m *gomodel.Method, r *gomodel.Route, options bool) *Exchange {
	x := &Exchange{Method: m, At: r.At, Title: m.Verb + " " + r.Template, Route: r, Status: m.SuccessStatus()}
	x.samplePath()
	for i, p := range slices.Concat(m.Query, m.Header) {
		text := sampleText(p)
		x.Arguments = append(x.Arguments, text)
		if i < len(m.Query) {
			x.Target.Query = append(x.Target.Query, gomodel.Pair{Name: p.Wire, Value: text})
		}
	}
	if options {
		x.Title += ", all options"
		x.sampleOptions()
	}
	x.sampleBody()
	if x.Status >= 300 {
		x.Location = "https://download.example/file"
	}
	switch m.Result.Kind {
	case gomodel.Stream:
		x.Answer = gomodel.NewPayload("content")
	case gomodel.Accepted:
		x.Location = "https://monitor.example/operation"
	}
	owner, _, _, _ := b.served.Find(m.Verb, x.Target.Path())
	own, _, _, _ := b.find(m, m.Verb, x.Target.Path())
	x.Served, x.Alone = own == r, owner.method != m
	return x
}

// samplePath fills the placeholders of the path, and what its template fixes of
// the query.
func (x *Exchange) samplePath() {
	params := x.PathParams()
	texts := make([]string, len(params))
	path := fill(x.Route.Template, texts, func(before, _ string) string {
		text := sampleText(params[len(x.Path)])
		if strings.HasSuffix(before, ":/") {
			text = "some/file.txt"
		}
		x.Path = append(x.Path, text)
		return text
	})
	x.Target = gomodel.Target{Segments: strings.Split(strings.Trim(path, "/"), "/"), Query: slices.Clone(x.Method.Fixed)}
}

func (x *Exchange) sampleOptions() {
	for _, p := range x.Method.Options.Query {
		text := sampleText(p)
		x.Options = append(x.Options, Option{p, true, text})
		x.Target.Query = append(x.Target.Query, gomodel.Pair{Name: p.Wire, Value: text})
	}
	for _, p := range x.Method.Options.Header {
		x.Options = append(x.Options, Option{p, false, sampleText(p)})
	}
}

func (x *Exchange) sampleBody() {
	body := x.Method.Body
	switch {
	case body == nil:
	case body.Stream:
		x.Body, x.ContentType = gomodel.NewPayload("some bytes"), cmp.Or(body.ContentType, "application/octet-stream")
	default:
		x.Body = gomodel.NewPayload(sampleJSON(body.Type, 0))
	}
}

// samples are made-up values by Go type, as paths, queries and headers write
// them. Those of bare are no texts in JSON.
var (
	samples = map[string]string{
		"bool": "true", "int8": "7", "int16": "7", "int32": "7", "int64": "7", "int": "7", "uint8": "7",
		"float32": "1.5", "float64": "1.5", "json.Number": "1.5",
		"Time": "2021-01-31T08:30:00Z", "Date": "2021-01-31", "TimeOfDay": "08:30:00", "Duration": "PT1H30M",
		"[]byte": "AQID", "json.RawMessage": `{"any":"thing"}`,
	}
	bare = []string{
		"bool", "int8", "int16", "int32", "int64", "int", "uint8", "float32", "float64", "json.Number", "json.RawMessage",
	}
)

// sampleText is a made-up text of a path, query or header.
func sampleText(p *gomodel.Param) string {
	if p.Type.List {
		if text := samples[string(p.Type.Elem().Name())]; slices.Contains(bare, string(p.Type.Elem().Name())) {
			return text + "," + text
		}
		return "one,two"
	}
	if t := p.Type.Type; t != nil && len(t.Members) > 0 {
		return t.Members[0].Value
	}
	if text, ok := samples[string(p.Type.Name())]; ok {
		return text
	}
	return "some-" + strings.ToLower(string(p.Name))
}

// SampleMembers returns a made-up member of an object for each property of a
// type, as JSON: `"title":"some text"`.
func SampleMembers(t *gomodel.Type) []string {
	var list []string
	for _, f := range t.Fields {
		list = append(list, member(f, 0))
	}
	return list
}

func member(f *gomodel.Field, depth int) string {
	return quote(f.JSON) + ":" + sampleJSON(f.Type, depth)
}

// maxSampleDepth ends types that require themselves.
const maxSampleDepth = 8

// sampleJSON is a made-up JSON value of a type: of nested objects only what must
// be there.
func sampleJSON(r gomodel.Ref, depth int) string {
	text, known := samples[r.Go]
	switch {
	case r.List:
		return "[" + sampleJSON(r.Elem(), depth) + "]"
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		var members []string
		for _, f := range r.Type.Fields {
			if f.Required && depth+1 < maxSampleDepth {
				members = append(members, member(f, depth+1))
			}
		}
		return "{" + strings.Join(members, ",") + "}"
	case r.Type != nil && len(r.Type.Members) > 0:
		return quote(r.Type.Members[0].Value)
	case slices.Contains(bare, r.Go):
		return text
	case known:
		return quote(text)
	}
	return `"some text"`
}

// quote returns a text as JSON.
func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil { // every text encodes
		return `""`
	}
	return string(data)
}
