package tests

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

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

// clientArguments are the arguments of the client's method behind the context.
func (x *exchange) clientArguments() []jen.Code { return x.values(false) }

// serverArguments are those that the server's method must get. A stream
// arrives as its text, and options are always there.
func (x *exchange) serverArguments() []jen.Code { return x.values(true) }

func (x *exchange) values(server bool) []jen.Code {
	path, arguments := x.path, x.arguments
	var list []jen.Code
	for _, a := range gofile.Arguments(x.method) {
		switch a.Kind {
		case gofile.AddressArgument:
			n := len(x.route.Address.Fields)
			list = append(list, address(x.route.Address, path[:n]))
			path = path[n:]
		case gofile.PathArgument:
			list = append(list, value(a.Param.Type, path[0]))
			path = path[1:]
		case gofile.QueryArgument, gofile.HeaderArgument:
			list = append(list, value(a.Param.Type, arguments[0]))
			arguments = arguments[1:]
		case gofile.ContentTypeArgument:
			list = append(list, gofile.Text(x.contentType))
		case gofile.StreamArgument:
			body := jen.Id("x").Dot("body")
			if !server {
				body = jen.Qual("strings", "NewReader").Call(body)
			}
			list = append(list, body)
		case gofile.BodyArgument:
			body := jen.Id("jsonBody").Types(a.Type).Call(jen.Id("x"))
			if x.foreign {
				body = zeroBody(x.method.Body.Type)
			}
			list = append(list, body)
		case gofile.OptionsArgument:
			if server || len(x.options) > 0 {
				list = append(list, x.optionsValue())
			}
		}
	}
	return list
}

func address(a *gomodel.Address, path []string) jen.Code {
	fields := make([]jen.Code, len(path))
	for i, text := range path {
		fields[i] = jen.Id(a.Fields[i].Name).Op(":").Add(value(a.Fields[i].Type, text))
	}
	return jen.Id(a.Name).Values(fields...)
}

func (x *exchange) optionsValue() jen.Code {
	fields := make([]jen.Code, len(x.options))
	for i, o := range x.options {
		fields[i] = jen.Id(o.field.Name).Op(":").Add(value(o.field.Type, o.text))
	}
	return jen.Id(x.method.Options.Name).Values(fields...)
}

// value returns the Go value of a text of a path, query or header; the text
// fits the type.
func value(r gomodel.Ref, text string) *jen.Statement {
	if r.Wrap == gomodel.Maybe {
		return jen.Id("Some").Call(value(gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}, text))
	}
	if r.List {
		return gofile.Ref(gomodel.Ref{Type: r.Type, Go: r.Go, List: true}).ValuesFunc(func(g *jen.Group) {
			for part := range strings.SplitSeq(text, ",") {
				g.Add(value(r.Elem(), part))
			}
		})
	}
	switch r.Name() {
	case "string":
		return gofile.Text(text)
	case "Time":
		return jen.Id("ParseTime").Call(gofile.Text(text))
	case "bool":
		return jen.Lit(strings.EqualFold(text, "true") || text == "1")
	case "int8", "int16", "int32", "int64", "int", "uint8":
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil {
			return gofile.Ref(r).Call(jen.Lit(int(n)))
		}
	case "float32", "float64":
		n, err := strconv.ParseFloat(text, 64)
		if err == nil {
			return gofile.Ref(r).Call(jen.Lit(n))
		}
	}
	return gofile.Ref(r).Call(gofile.Text(text))
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
	return "some-" + strings.ToLower(p.Name)
}

// sampleJSON is a made-up JSON value of a type: of nested objects only what
// must be there.
func sampleJSON(r gomodel.Ref, depth int) string {
	text, known := samples[r.Go]
	switch {
	case r.List:
		return "[" + sampleJSON(r.Elem(), depth) + "]"
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return "{" + strings.Join(requiredMembers(r.Type, depth+1), ",") + "}"
	case r.Type != nil && len(r.Type.Members) > 0:
		return quote(r.Type.Members[0].Value)
	case slices.Contains(bare, r.Go):
		return text
	case known:
		return quote(text)
	}
	return `"some text"`
}

// maxSampleDepth ends types that require themselves.
const maxSampleDepth = 8

func requiredMembers(t *gomodel.Type, depth int) []string {
	var members []string
	for _, f := range t.Fields {
		if f.Required && depth < maxSampleDepth {
			members = append(members, quote(f.JSON)+":"+sampleJSON(f.Type, depth))
		}
	}
	return members
}

// sampleLines are the members of a made-up object with every property of a
// type, a few on each line.
func sampleLines(t *gomodel.Type) []string {
	var lines []string
	line := ""
	for _, f := range t.Fields {
		member := quote(f.JSON) + ":" + sampleJSON(f.Type, 0)
		if line != "" && len(line)+len(member) > 90 {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += ","
		}
		line += member
	}
	return append(lines, line)
}

func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Sprintf("%q", s)
	}
	return string(data)
}
