package tests

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// maxShown bounds the body of an example that people read, in bytes of JSON.
const maxShown = 3000

// shownExample prints the first example of a method as Go's documentation
// shows it, and runs it.
func shownExample(f *gofile.File, exchanges []*exchange) {
	for _, x := range exchanges {
		if x.failure != "" || x.raw || x.foreign || x.below != "" || len(x.undocumented) > 0 || len(x.body) > maxShown {
			continue
		}
		if x.method.Result.Kind == gomodel.Scalar && x.shownScalar() == "" {
			continue
		}
		f.Func(nil, "Example"+x.method.Service.Name+"_"+x.method.Name, gofile.Signature{}, x.show)
		return
	}
}

// show prints the body of an example function: the call, and what it gives.
func (x *exchange) show(c *gofile.Code) {
	s := x.shown()
	status := x.status
	if status >= 300 { // what stands behind the redirect
		status = http.StatusOK
	}
	c.Go("client := NewClient(Options{HTTPClient: answering(").Int(status).Go(", ").Text(s.answer).Go(")})\n")
	none := x.method.Result.Kind == gomodel.None
	if none {
		c.Go("if err := ")
	} else {
		c.Go("result, err := ")
	}
	c.Go("client.").Name(x.method.Service.Field).Go(".").Name(x.method.Name).Go("(").Qual("context", "Background").Go("()")
	x.withNamedValues().values(c, reader)
	if none {
		c.Go("); err != nil {\n")
	} else {
		c.Go(")\nif err != nil {\n")
	}
	fatal(c)
	s.print(c)
	c.Output(s.output...)
}

// placeholder matches the value of a path that the page did not fill in.
var placeholder = regexp.MustCompile(`^(\{[^{}]*\}|<[^<>]*>)$`)

// withNamedValues returns the exchange with a value for each placeholder that
// the page left in its request, "item-id" for {id}. Here nothing depends on it:
// the answer is given. Tests send what the page has.
func (x *exchange) withNamedValues() *exchange {
	named := *x
	named.path = slices.Clone(x.path)
	for i, p := range x.pathParams() {
		if p.Type.Go == "string" && placeholder.MatchString(x.path[i]) {
			named.path[i] = hyphenated(string(p.Name))
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

// fatal ends the block around a call that failed.
func fatal(c *gofile.Code) {
	c.Qual("log", "Fatal").Go("(err)\n}\n")
}

// zeroBody is the body of a call without one.
func zeroBody(c *gofile.Code, r gomodel.Ref) {
	if r.List || r.Type == nil || r.Wrap != gomodel.Plain {
		c.Go("nil")
	} else {
		c.Type(r).Go("{}")
	}
}

// plainText matches values that can be shown as the output of an example.
var plainText = regexp.MustCompile(`^[A-Za-z0-9_@.:/+=-]([A-Za-z0-9_@.:/+= -]{0,78}[A-Za-z0-9_@.:/+=-])?$`)

// isPlainText reports whether a text can be shown, and is no order to the
// compiler where it stands in a comment.
func isPlainText(text string) bool {
	return plainText.MatchString(text) && !strings.HasPrefix(text, "+build")
}

// shown is what an example shows of an answer.
type shown struct {
	answer string             // the part that matters for what is printed
	print  func(*gofile.Code) // the statements that print
	output []string           // of these
}

// shown returns what the example of an exchange shows.
func (x *exchange) shown() shown {
	r := x.method.Result
	switch r.Kind {
	case gomodel.Stream:
		return shown{"content", printStream, []string{"content"}}
	case gomodel.Paged:
		return x.shownPage()
	case gomodel.Object:
		value := x.answerValue()
		if r.Nested {
			value = value.unwrap()
		}
		if f, text := shownField(r.Type, value); f != nil {
			return shown{"{" + quote(f.JSON) + ":" + quote(text) + "}", func(c *gofile.Code) {
				c.Qual("fmt", "Println").Go("(result.").Name(f.Name).Go(")\n")
			}, []string{text}}
		}
		return shown{"{}", func(c *gofile.Code) { c.Qual("fmt", "Println").Go("(result != nil)\n") }, []string{"true"}}
	case gomodel.Accepted:
		return shown{"", printState, []string{`{"status":"completed"}`}}
	case gomodel.Scalar:
		return shown{x.answer, func(c *gofile.Code) { c.Qual("fmt", "Println").Go("(result)\n") }, []string{x.shownScalar()}}
	}
	return shown{"", func(c *gofile.Code) { c.Qual("fmt", "Println").Go("(\"done\")\n") }, []string{"done"}}
}

func printStream(c *gofile.Code) {
	c.Go("defer result.Close()\nif _, err := ").Qual("io", "Copy").Go("(").Qual("os", "Stdout").Go(", result); err != nil {\n")
	fatal(c)
}

func printState(c *gofile.Code) {
	c.Go("state, err := result.Wait(").Qual("context", "Background").Go("())\nif err != nil {\n")
	fatal(c)
	c.Qual("fmt", "Println").Go("(string(state))\n")
}

// answerValue returns the answer taken apart, nil if it is no JSON.
func (x *exchange) answerValue() *node {
	if x.answerNode == nil {
		return parse(x.answer)
	}
	return x.answerNode
}

// shownScalar returns the value of an answer as it is printed, "" for one that
// cannot be shown.
func (x *exchange) shownScalar() string {
	n := x.answerValue().unwrap()
	switch x.method.Result.Type {
	case gomodel.Ref{Go: "string"}:
		if text, ok := n.str(); ok && isPlainText(text) {
			return text
		}
	case gomodel.Ref{Go: "bool"}, gomodel.Ref{Go: "int32"}, gomodel.Ref{Go: "int64"}:
		raw := strings.TrimSpace(x.answer)
		if n != nil {
			raw = n.text
		}
		if x.answer != "" && fits(x.method.Result.Type, raw) {
			return raw
		}
	}
	return ""
}

// shownPage shows how to walk through a collection.
func (x *exchange) shownPage() shown {
	var items, output []string
	var field *gomodel.Field
	if page := x.answerValue().get("value"); page.kind() == aList {
		for i := range page.nodes {
			f, text := shownField(x.method.Result.Type, &page.nodes[i])
			if f == nil || field != nil && f != field || len(items) == 3 {
				break
			}
			field = f
			items, output = append(items, "{"+quote(f.JSON)+":"+quote(text)+"}"), append(output, text)
		}
	}
	if field == nil {
		return shown{`{"value":[]}`, func(c *gofile.Code) { c.Qual("fmt", "Println").Go("(len(result.Value))\n") }, []string{"0"}}
	}
	return shown{`{"value":[` + strings.Join(items, ",") + "]}", func(c *gofile.Code) {
		c.Go("for item, err := range result.All(").Qual("context", "Background").Go("()) {\nif err != nil {\n")
		fatal(c)
		c.Qual("fmt", "Println").Go("(item.").Name(field.Name).Go(")\n}\n")
	}, output}
}

// shownField returns a text that tells an object apart, and its field; nil if
// the answer has none.
func shownField(r gomodel.Ref, n *node) (*gomodel.Field, string) {
	if r.Type == nil || r.List || r.Type.Kind != gomodel.Struct || n.kind() != anObject ||
		subtypeOf(r.Type, n.get("@odata.type")) != r.Type {
		return nil, ""
	}
	var best *gomodel.Field
	var shown string
	for _, f := range r.Type.Fields {
		if f.Type != (gomodel.Ref{Go: "string"}) || best != nil && f.JSON != "id" {
			continue
		}
		if text, ok := n.get(f.JSON).str(); ok && isPlainText(text) {
			best, shown = f, text
		}
	}
	return best, shown
}
