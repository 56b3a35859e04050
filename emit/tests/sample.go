package tests

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// maxShown bounds the body of an example that people read, in bytes of JSON.
const maxShown = 3000

// shownExample prints the first example of a method as Go's documentation
// shows it, and runs it.
func (p *printer) shownExample(exchanges []*exchange) {
	for _, x := range exchanges {
		if x.failure != "" || x.raw || x.foreign || x.below != "" || len(x.undocumented) > 0 || len(x.body) > maxShown {
			continue
		}
		if x.method.Result.Kind == gomodel.Scalar && x.shownScalar() == "" {
			continue
		}
		name := "Example" + x.method.Service.Name + "_" + x.method.Name
		p.Func().Id(name).Params().BlockFunc(func(g *jen.Group) { x.show(g) })
		p.Line()
		return
	}
}

// show prints the body of an example function: the call, and what it gives.
func (x *exchange) show(g *jen.Group) {
	answer, printed, output := x.shown()
	status := x.status
	if status >= 300 { // what stands behind the redirect
		status = http.StatusOK
	}
	g.Id("client").Op(":=").Id("NewClient").Call(jen.Id("Options").Values(
		jen.Id("HTTPClient").Op(":").Id("answering").Call(jen.Lit(status), gofile.Text(answer))))
	call := jen.Id("client").Dot(x.method.Service.Field).Dot(x.method.Name).
		Call(append([]jen.Code{jen.Qual("context", "Background").Call()}, x.shownArguments()...)...)
	stop := jen.Qual("log", "Fatal").Call(jen.Err())
	if x.method.Result.Kind == gomodel.None {
		g.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(stop)
	} else {
		g.List(jen.Id("result"), jen.Err()).Op(":=").Add(call)
		g.If(jen.Err().Op("!=").Nil()).Block(stop)
	}
	for _, line := range printed {
		g.Add(line)
	}
	for _, comment := range gofile.Output(output...) {
		g.Add(comment)
	}
}

// shownArguments are the arguments of the call, the body as a Go value.
func (x *exchange) shownArguments() []jen.Code {
	list := x.clientArguments()
	at := 0
	for _, a := range gofile.Arguments(x.method) {
		switch {
		case a.Kind == gofile.BodyArgument && x.body != "":
			list[at] = literal(x.method.Body.Type, json.RawMessage(x.body))
		case a.Kind == gofile.BodyArgument:
			list[at] = zeroBody(x.method.Body.Type)
		case a.Kind == gofile.StreamArgument:
			list[at] = jen.Qual("strings", "NewReader").Call(gofile.Text(x.body))
		}
		at++
	}
	return list
}

// zeroBody is the body of a call without one.
func zeroBody(r gomodel.Ref) *jen.Statement {
	if r.List || r.Type == nil || r.Wrap != gomodel.Plain {
		return jen.Nil()
	}
	return gofile.Ref(r).Values()
}

// plainText matches values that can be shown as the output of an example.
var plainText = regexp.MustCompile(`^[A-Za-z0-9_@.:/+=-]([A-Za-z0-9_@.:/+= -]{0,78}[A-Za-z0-9_@.:/+=-])?$`)

// shown returns the part of the answer that matters for what is printed, the
// statements that print, and their output.
func (x *exchange) shown() (answer string, printed []jen.Code, output []string) {
	r := x.method.Result
	result := jen.Id("result")
	switch r.Kind {
	case gomodel.Stream:
		return "content", []jen.Code{
			jen.Defer().Add(result.Clone().Dot("Close").Call()),
			jen.If(jen.List(jen.Id("_"), jen.Err()).Op(":=").Qual("io", "Copy").Call(jen.Qual("os", "Stdout"), result), jen.Err().Op("!=").Nil()).
				Block(jen.Qual("log", "Fatal").Call(jen.Err())),
		}, []string{"content"}
	case gomodel.Paged:
		return x.shownPage()
	case gomodel.Object:
		value := json.RawMessage(x.answer)
		if r.Nested {
			value = unwrap(value)
		}
		if f, text := shownField(r.Type, value); f != nil {
			answer = "{" + quote(f.JSON) + ":" + quote(text) + "}"
			return answer, []jen.Code{jen.Qual("fmt", "Println").Call(result.Dot(f.Name))}, []string{text}
		}
		return "{}", []jen.Code{jen.Qual("fmt", "Println").Call(result.Op("!=").Nil())}, []string{"true"}
	case gomodel.Accepted:
		return "", []jen.Code{
			jen.List(jen.Id("state"), jen.Err()).Op(":=").Add(result).Dot("Wait").Call(jen.Qual("context", "Background").Call()),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err())),
			jen.Qual("fmt", "Println").Call(jen.String().Call(jen.Id("state"))),
		}, []string{`{"status":"completed"}`}
	case gomodel.Scalar:
		text := x.shownScalar()
		return x.answer, []jen.Code{jen.Qual("fmt", "Println").Call(result)}, []string{text}
	}
	return "", []jen.Code{jen.Qual("fmt", "Println").Call(jen.Lit("done"))}, []string{"done"}
}

// shownScalar returns the value of an answer as it is printed, "" for one that
// cannot be shown.
func (x *exchange) shownScalar() string {
	raw := strings.TrimSpace(string(unwrap(json.RawMessage(x.answer))))
	switch x.method.Result.Type {
	case gomodel.Ref{Go: "string"}:
		var text string
		if json.Unmarshal([]byte(raw), &text) == nil && plainText.MatchString(text) {
			return text
		}
	case gomodel.Ref{Go: "bool"}, gomodel.Ref{Go: "int32"}, gomodel.Ref{Go: "int64"}:
		if x.answer != "" && fits(x.method.Result.Type, raw) {
			return raw
		}
	}
	return ""
}

// shownPage shows how to walk through a collection.
func (x *exchange) shownPage() (answer string, printed []jen.Code, output []string) {
	var page struct{ Value []json.RawMessage }
	items := []string{}
	var field *gomodel.Field
	if json.Unmarshal([]byte(x.answer), &page) == nil {
		for _, raw := range page.Value {
			f, text := shownField(x.method.Result.Type, raw)
			if f == nil || field != nil && f != field || len(items) == 3 {
				break
			}
			field = f
			items, output = append(items, "{"+quote(f.JSON)+":"+quote(text)+"}"), append(output, text)
		}
	}
	if field == nil {
		return `{"value":[]}`, []jen.Code{jen.Qual("fmt", "Println").Call(jen.Len(jen.Id("result").Dot("Value")))}, []string{"0"}
	}
	loop := jen.For(jen.List(jen.Id("item"), jen.Err()).Op(":=").Range().Id("result").Dot("All").Call(jen.Qual("context", "Background").Call())).Block(
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err())),
		jen.Qual("fmt", "Println").Call(jen.Id("item").Dot(field.Name)),
	)
	return `{"value":[` + strings.Join(items, ",") + "]}", []jen.Code{loop}, output
}

// shownField returns a text that tells an object apart, and its field; nil if
// the answer has none.
func shownField(r gomodel.Ref, raw json.RawMessage) (*gomodel.Field, string) {
	if r.Type == nil || r.List || r.Type.Kind != gomodel.Struct {
		return nil, ""
	}
	object := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &object) != nil || subtypeOf(r.Type, object["@odata.type"]) != r.Type {
		return nil, ""
	}
	var best *gomodel.Field
	var shown string
	for _, f := range r.Type.Fields {
		var text string
		if f.Type != (gomodel.Ref{Go: "string"}) || json.Unmarshal(object[f.JSON], &text) != nil || !plainText.MatchString(text) {
			continue
		}
		if f.JSON == "id" || best == nil {
			best, shown = f, text
		}
	}
	return best, shown
}
