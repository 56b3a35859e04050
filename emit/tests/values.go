package tests

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// name returns the name of the subtest: where the example stands.
func (x *exchange) name() string {
	if x.title != "" {
		return place(x.at) + " " + x.title
	}
	return place(x.at)
}

// headerLines lists the headers that the call must send.
func (x *exchange) headerLines() []string {
	var lines []string
	for i, p := range x.method.Header {
		lines = append(lines, p.Wire+": "+x.arguments[len(x.method.Query)+i])
	}
	for _, o := range x.options {
		if !x.isQuery(o.field) {
			lines = append(lines, o.field.Wire+": "+o.text)
		}
	}
	if x.contentType != "" {
		lines = append(lines, "Content-Type: "+x.contentType)
	}
	return lines
}

func (x *exchange) isQuery(p *gomodel.Param) bool {
	for _, q := range x.method.Options.Query {
		if q == p {
			return true
		}
	}
	return false
}

// also lists the query parameters that no argument gives.
func (x *exchange) also() []string {
	var names []string
	for _, q := range x.undocumented {
		names = append(names, q.name)
	}
	return names
}

// boxed reports whether the method returns a part of the answer.
func (x *exchange) boxed() bool {
	r := x.method.Result
	return x.answer != "" && x.status < 300 && (r.Kind == gomodel.Scalar || r.Kind == gomodel.Object && r.Nested)
}

// taker is who takes the arguments of a call.
type taker int

const (
	client taker = iota // the client's method
	server              // the stub's method: a stream arrives as its text, and options are always there
	reader              // the client's method as people read it: with the body as a Go value
)

// values prints the arguments behind the context, each behind a comma.
func (x *exchange) values(c *gofile.Code, to taker) {
	path, arguments := x.path, x.arguments
	for _, a := range x.takes {
		if a.Kind == gofile.OptionsArgument && to != server && len(x.options) == 0 {
			continue
		}
		c.Go(", ")
		switch a.Kind {
		case gofile.AddressArgument:
			n := len(x.route.Address.Fields)
			address(c, x.route.Address, path[:n])
			path = path[n:]
		case gofile.PathArgument:
			value(c, a.Type, path[0])
			path = path[1:]
		case gofile.QueryArgument, gofile.HeaderArgument:
			value(c, a.Type, arguments[0])
			arguments = arguments[1:]
		case gofile.ContentTypeArgument:
			c.Text(x.contentType)
		case gofile.StreamArgument, gofile.BodyArgument:
			x.bodyValue(c, a, to)
		case gofile.OptionsArgument:
			x.optionsValue(c)
		}
	}
}

// bodyValue prints the argument that is the body.
func (x *exchange) bodyValue(c *gofile.Code, a gofile.Argument, to taker) {
	isStream := a.Kind == gofile.StreamArgument
	switch {
	case isStream && to == server:
		c.Go("x.body")
	case isStream && to == client:
		c.Qual("strings", "NewReader").Go("(x.body)")
	case isStream:
		c.Qual("strings", "NewReader").Go("(").Text(x.body).Go(")")
	case to == reader && x.body != "":
		literal(c, a.Type, x.bodyNode)
	case to == reader || x.foreign:
		zeroBody(c, a.Type)
	default:
		c.Go("jsonBody[").Type(a.Type).Go("](x)")
	}
}

func address(c *gofile.Code, a *gomodel.Address, path []string) {
	c.Name(a.Name).Go("{")
	for i, text := range path {
		if i > 0 {
			c.Go(", ")
		}
		c.Name(a.Fields[i].Name).Go(": ")
		value(c, a.Fields[i].Type, text)
	}
	c.Go("}")
}

func (x *exchange) optionsValue(c *gofile.Code) {
	c.Name(x.method.Options.Name).Go("{")
	for i, o := range x.options {
		if i > 0 {
			c.Go(", ")
		}
		c.Name(o.field.Name).Go(": ")
		value(c, o.field.Type, o.text)
	}
	c.Go("}")
}

// value prints the Go value of a text of a path, query or header; the text
// fits the type.
func value(c *gofile.Code, r gomodel.Ref, text string) {
	switch {
	case r.Wrap == gomodel.Maybe:
		c.Go("Some(")
		value(c, gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}, text)
		c.Go(")")
		return
	case r.List:
		c.Type(gomodel.Ref{Type: r.Type, Go: r.Go, List: true}).Go("{")
		for i, part := range strings.Split(text, ",") {
			if i > 0 {
				c.Go(", ")
			}
			value(c, r.Elem(), part)
		}
		c.Go("}")
		return
	}
	switch r.Name() {
	case "string":
		c.Text(text)
	case "Time":
		c.Go("ParseTime(").Text(text).Go(")")
	case "bool":
		c.Bool(strings.EqualFold(text, "true") || text == "1")
	default:
		c.Type(r).Go("(")
		number(c, r.Name(), text)
		c.Go(")")
	}
}

// number prints what is converted to a type: a number where it is one, else a
// text.
func number(c *gofile.Code, name, text string) {
	switch name {
	case "int8", "int16", "int32", "int64", "int", "uint8":
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			c.Int(int(n))
			return
		}
	case "float32", "float64":
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			c.Float(n)
			return
		}
	}
	c.Text(text)
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
		return "one,two"
	}
	if t := p.Type.Type; t != nil && len(t.Members) > 0 {
		return t.Members[0].Value
	}
	if text, ok := samples[p.Type.Name()]; ok {
		return text
	}
	return "some-" + strings.ToLower(string(p.Name))
}

// appendSample adds a made-up JSON value of a type: of nested objects only what
// must be there.
func appendSample(out []byte, r gomodel.Ref, depth int) []byte {
	text, known := samples[r.Go]
	switch {
	case r.List:
		return append(appendSample(append(out, '['), r.Elem(), depth), ']')
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return append(appendRequired(append(out, '{'), r.Type, depth+1), '}')
	case r.Type != nil && len(r.Type.Members) > 0:
		return appendQuoted(out, r.Type.Members[0].Value)
	case slices.Contains(bare, r.Go):
		return append(out, text...)
	case known:
		return appendQuoted(out, text)
	}
	return append(out, `"some text"`...)
}

// maxSampleDepth ends types that require themselves.
const maxSampleDepth = 8

func appendRequired(out []byte, t *gomodel.Type, depth int) []byte {
	first := true
	for _, f := range t.Fields {
		if f.Required && depth < maxSampleDepth {
			if !first {
				out = append(out, ',')
			}
			out, first = appendSample(append(appendQuoted(out, f.JSON), ':'), f.Type, depth), false
		}
	}
	return out
}

// sampleLines are the members of a made-up object with every property of a
// type, a few on each line.
func sampleLines(t *gomodel.Type) []string {
	var lines []string
	var line, member []byte
	for _, f := range t.Fields {
		member = appendSample(append(appendQuoted(member[:0], f.JSON), ':'), f.Type, 0)
		if len(line) > 0 && len(line)+len(member) > 90 {
			lines, line = append(lines, string(line)), line[:0]
		}
		if len(line) > 0 {
			line = append(line, ',')
		}
		line = append(line, member...)
	}
	return append(lines, string(line))
}

// quote returns a text as JSON.
func quote(s string) string { return string(appendQuoted(nil, s)) }

func appendQuoted(out []byte, s string) []byte {
	plain := true
	for i := range len(s) {
		b := s[i]
		plain = plain && b >= ' ' && b <= '~' && b != '"' && b != '\\' && b != '<' && b != '>' && b != '&'
	}
	if plain {
		return append(append(append(out, '"'), s...), '"')
	}
	data, err := json.Marshal(s)
	if err != nil {
		return strconv.AppendQuote(out, s)
	}
	return append(out, data...)
}
