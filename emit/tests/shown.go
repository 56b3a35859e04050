package tests

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/examples"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// maxShown bounds the body of an example that people read, in bytes of JSON.
const maxShown = 3000

// readable returns the first exchange that Go's documentation can show as an
// example, nil if there is none.
func readable(exchanges []*examples.Exchange) *examples.Exchange {
	for _, x := range exchanges {
		plain := x.Failure == "" && !x.Raw && !x.Foreign && x.Below == "" && len(x.Undocumented) == 0
		if plain && len(bodyText(x.Body)) <= maxShown && (x.Method.Result.Kind != gomodel.Scalar || scalarOutput(x) != "") {
			return x
		}
	}
	return nil
}

// exampleFunc shows a call and what it gives, and go test runs it:
//
//	func ExampleCardsService_Get() {
//		client := NewClient(Options{HTTPClient: answering(200, `{"id":"1"}`)})
//		result, err := client.Cards.Get(context.Background(), "1")
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(result.ID)
//		// Output: 1
//	}
func exampleFunc(x *examples.Exchange) jen.Code {
	m, shows := x.Method, shownOf(x)
	status := x.Status
	if status >= 300 { // what stands behind the redirect
		status = http.StatusOK
	}
	answering := jen.Id("answering").Call(jen.Lit(status), gofile.Text(shows.answer))
	statements := []jen.Code{
		jen.Id("client").Op(":=").Id("NewClient").Call(jen.Id("Options").Values(gofile.Field("HTTPClient", answering))),
	}
	call := jen.Id("client").Add(gofile.Dot(m.Service.Field), gofile.Dot(m.Name)).
		Call(append([]jen.Code{background()}, arguments(withNamedValues(x), reader)...)...)
	if m.Result.Kind == gomodel.None {
		statements = append(statements, jen.If(jen.Err().Op(":=").Add(call), notNil()).Block(fatal()))
	} else {
		statements = append(statements, jen.List(jen.Id("result"), jen.Err()).Op(":=").Add(call), jen.If(notNil()).Block(fatal()))
	}
	statements = append(statements, shows.print...)
	return jen.Func().Add(gofile.Name("Example" + m.Service.Name + "_" + m.Name)).Params().
		Block(append(statements, gofile.Output(shows.output...))...)
}

func background() jen.Code { return jen.Qual("context", "Background").Call() }
func notNil() jen.Code     { return jen.Err().Op("!=").Nil() }
func fatal() jen.Code      { return jen.Qual("log", "Fatal").Call(jen.Err()) }

func println(value jen.Code) jen.Code { return jen.Qual("fmt", "Println").Call(value) }

// placeholder matches the value of a path that the page did not fill in.
var placeholder = regexp.MustCompile(`^(\{[^{}]*\}|<[^<>]*>)$`)

// withNamedValues returns the exchange with a value for each placeholder that
// the page left in its request, "item-id" for {id}. Here nothing depends on it:
// the answer is given. Tests send what the page has.
func withNamedValues(x *examples.Exchange) *examples.Exchange {
	named := *x
	named.Path = slices.Clone(x.Path)
	for i, p := range x.PathParams() {
		if p.Type.Go == "string" && placeholder.MatchString(x.Path[i]) {
			named.Path[i] = hyphenated(string(p.Name))
		}
	}
	return &named
}

// hyphenated writes the words of a Go name in small letters, "item-id" for ItemID.
func hyphenated(name string) string {
	return strings.ToLower(wordStart.ReplaceAllString(name, "$1-$2"))
}

// wordStart matches the end of a word and the capital that begins the next one.
var wordStart = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// plainText matches values that can be shown as the output of an example.
var plainText = regexp.MustCompile(`^[A-Za-z0-9_@.:/+=-]([A-Za-z0-9_@.:/+= -]{0,78}[A-Za-z0-9_@.:/+=-])?$`)

// isPlainText reports whether a text can be shown, and is no order to the
// compiler where it stands in a comment.
func isPlainText(text string) bool {
	return plainText.MatchString(text) && !strings.HasPrefix(text, "+build")
}

// shown is what an example shows of an answer.
type shown struct {
	answer string     // the part that matters for what is printed
	print  []jen.Code // the statements that print
	output []string   // of these
}

func shownOf(x *examples.Exchange) shown {
	switch r := x.Method.Result; r.Kind {
	case gomodel.Stream:
		copied := jen.List(jen.Id("_"), jen.Err()).Op(":=").Qual("io", "Copy").Call(jen.Qual("os", "Stdout"), jen.Id("result"))
		return shown{"content", []jen.Code{
			jen.Defer().Id("result").Dot("Close").Call(),
			jen.If(copied, notNil()).Block(fatal()),
		}, []string{"content"}}
	case gomodel.Paged:
		return shownPage(x)
	case gomodel.Object:
		value := x.Answer.JSON()
		if r.Nested {
			value = x.Value(value)
		}
		if f, text := shownField(r.Type, value); f != nil {
			return shown{shownObject(f, text), []jen.Code{println(jen.Id("result").Add(gofile.Dot(f.Name)))}, []string{text}}
		}
		return shown{"{}", []jen.Code{println(jen.Id("result").Op("!=").Nil())}, []string{"true"}}
	case gomodel.Accepted:
		return shown{"", []jen.Code{
			jen.List(jen.Id("state"), jen.Err()).Op(":=").Id("result").Dot("Wait").Call(background()),
			jen.If(notNil()).Block(fatal()),
			println(jen.String().Call(jen.Id("state"))),
		}, []string{`{"status":"completed"}`}}
	case gomodel.Scalar:
		return shown{bodyText(x.Answer), []jen.Code{println(jen.Id("result"))}, []string{scalarOutput(x)}}
	}
	return shown{"", []jen.Code{println(gofile.Text("done"))}, []string{"done"}}
}

// bodyText returns a body, on one line if it is JSON.
func bodyText(body gomodel.Payload) string {
	if body.JSON() == nil {
		return body.Text
	}
	return compact(body.JSON())
}

// scalarOutput returns the value of an answer as it is printed, "" for one that
// cannot be shown.
func scalarOutput(x *examples.Exchange) string {
	n := x.Answer.JSON()
	if !x.Method.Result.Bare {
		n = x.Value(n)
	}
	switch r := x.Method.Result.Type; r {
	case gomodel.Ref{Go: "string"}:
		if isPlainText(n.Str()) {
			return n.Str()
		}
	case gomodel.Ref{Go: "bool"}, gomodel.Ref{Go: "int32"}, gomodel.Ref{Go: "int64"}:
		raw := x.Answer.Text
		if n != nil {
			raw = n.Text
		}
		if raw != "" && examples.Fits(r, raw) {
			return raw
		}
	}
	return ""
}

// shownPage shows how to walk through a collection.
func shownPage(x *examples.Exchange) shown {
	var items, output []string
	var field *gomodel.Field
	for _, e := range gomodel.ItemsOf(x.API(), x.Answer.JSON()).Elements() {
		f, text := shownField(x.Method.Result.Type, e)
		if f == nil || field != nil && f != field || len(items) == 3 {
			break
		}
		field = f
		items, output = append(items, shownObject(f, text)), append(output, text)
	}
	if field == nil {
		return shown{pageOf(x, ""), []jen.Code{println(jen.Len(jen.Id("result").Dot("Value")))}, []string{"0"}}
	}
	all := jen.List(jen.Id("item"), jen.Err()).Op(":=").Range().Id("result").Dot("All").Call(background())
	return shown{pageOf(x, strings.Join(items, ",")), []jen.Code{jen.For(all).Block(
		jen.If(notNil()).Block(fatal()),
		println(jen.Id("item").Add(gofile.Dot(field.Name))),
	)}, output}
}

// pageOf is an answer that holds some items as JSON.
func pageOf(x *examples.Exchange, items string) string {
	page := "[" + items + "]"
	switch s := x.API(); s.Paging {
	case service.PagingOData:
		return `{"value":` + page + "}"
	case service.PagingCursor:
		names := strings.Split(s.Cursor.Items, ".")
		for _, name := range slices.Backward(names) {
			page = "{" + quote(name) + ":" + page + "}"
		}
	}
	return page
}

// shownObject is an object with one member.
func shownObject(f *gomodel.Field, text string) string {
	return "{" + quote(f.JSON) + ":" + quote(text) + "}"
}

// shownField returns a text that tells an object apart, and its field; nil if
// the answer has none.
func shownField(r gomodel.Ref, n *jsontree.Node) (*gomodel.Field, string) {
	if r.Type == nil || r.List || r.Type.Kind != gomodel.Struct || examples.SubtypeOf(r.Type, n) != r.Type {
		return nil, ""
	}
	var best *gomodel.Field
	var shown string
	for _, f := range r.Type.Fields {
		if f.Type != (gomodel.Ref{Go: "string"}) || best != nil && f.JSON != "id" {
			continue
		}
		if text := n.Get(f.JSON).Str(); isPlainText(text) {
			best, shown = f, text
		}
	}
	return best, shown
}
