package examples

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// note is a type with a field of each shape.
func note() *gomodel.Type {
	folder := &gomodel.Type{Name: "Folder", Fields: []*gomodel.Field{{Name: "Name", JSON: "name", Type: gomodel.Ref{Go: "string"}}}}
	colour := &gomodel.Type{Name: "Colour", Kind: gomodel.Enum, Members: []*gomodel.Member{{Name: "ColourRed", Value: "red"}}}
	return &gomodel.Type{Name: "Note", Fields: []*gomodel.Field{
		{Name: "Title", JSON: "title", Type: gomodel.Ref{Go: "string"}, Required: true},
		{Name: "Count", JSON: "count", Type: gomodel.Ref{Go: "int32", Wrap: gomodel.Maybe}},
		{Name: "Tags", JSON: "tags", Type: gomodel.Ref{Go: "string", List: true}},
		{Name: "Folder", JSON: "folder", Type: gomodel.Ref{Type: folder, Wrap: gomodel.Pointer}},
		{Name: "Folders", JSON: "folders", Type: gomodel.Ref{Type: folder, List: true}},
		{Name: "Colour", JSON: "colour", Type: gomodel.Ref{Type: colour}},
		{Name: "Data", JSON: "data", Type: gomodel.Ref{Go: "[]byte"}},
		{Name: "Any", JSON: "any", Type: gomodel.Ref{Go: "json.RawMessage"}},
	}}
}

func parse(t *testing.T, text string) *jsontree.Node {
	t.Helper()
	n, err := jsontree.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFitOf(t *testing.T) {
	tests := []struct {
		name, json, untyped, misfits string
		fails                        bool
	}{
		{"fits", `{"title":"a","count":1,"tags":["b"],"folder":{"name":"c"},"folders":[{}],"colour":"red","data":"AQID","any":[1]}`, "", "", false},
		{"null", `{"title":null,"folder":null,"folders":[null]}`, "", "", false},
		{"undocumented", `{"more":1,"folder":{"x":1},"folders":[{"y":1},{"y":2,"name":"z"}]}`, "folder.x folders.y more", "", false},
		{"another type", `{"title":1,"count":"1","tags":["a",1],"folder":"x","folders":[1],"colour":2,"data":"*","any":3}`, "",
			"colour count data folder folders tags title", false},
		{"too large", `{"count":3000000000}`, "", "count", false},
		{"zero of another type", `{"title":0,"folder":[ ]}`, "", "", false},
		{"a name twice", `{"count":"1","count":1}`, "", "", false},
		{"no object", `[]`, "", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := fitOf(parse(t, tt.json), gomodel.Ref{Type: note()})
			if (err != nil) != tt.fails || strings.Join(f.untyped, " ") != tt.untyped || strings.Join(f.mistyped, " ") != tt.misfits {
				t.Errorf("%+v, error %v", f, err)
			}
		})
	}
}

func TestFitOfPage(t *testing.T) {
	item := gomodel.Ref{Type: note()}
	for text, want := range map[string]string{
		`{"@odata.context":"c","@odata.count":1,"value":[{"x":1}]}`: "[@odata.context value.x] []",
		`{"@odata.count":"1","@odata.nextLink":2,"value":[]}`:       "[] [@odata.count @odata.nextLink]",
	} {
		f, err := fitOfPage(&service.Graph, parse(t, text), item)
		if got := "[" + strings.Join(f.untyped, " ") + "] [" + strings.Join(f.mistyped, " ") + "]"; err != nil || got != want {
			t.Errorf("%s: %s, error %v", text, got, err)
		}
	}
	for _, text := range []string{`{"value":{}}`, `[]`, `{}`} {
		if _, err := fitOfPage(&service.Graph, parse(t, text), item); err == nil {
			t.Errorf("%s is no page", text)
		}
	}
}

// TestSampleFits holds that made-up JSON has the types of the fields.
func TestSampleFits(t *testing.T) {
	text := "{" + strings.Join(SampleMembers(note()), ",") + "}"
	f, err := fitOf(parse(t, text), gomodel.Ref{Type: note()})
	if err != nil || len(f.untyped)+len(f.mistyped) > 0 {
		t.Errorf("%s: %+v, error %v", text, f, err)
	}
}

func TestFits(t *testing.T) {
	for _, tt := range []struct {
		goType, text string
		want         bool
	}{
		{"string", "", true}, {"int32", "5", true}, {"int32", "5.0", false}, {"int32", "3000000000", false}, {"int64", "3000000000", true},
		{"int64", "123456789012345678901234567890", false}, {"uint8", "255", true}, {"uint8", "256", false}, {"int8", "-129", false}, {"int", "5", true},
		{"bool", "TRUE", true}, {"bool", "yes", false}, {"float64", "1e3", true}, {"float64", "x", false}, {"float64", "Inf", false}, {"float32", "nan", false},
		{"float64", "1e999999", false}, {"float32", "1e39", false}, {"float64", "123456789012345678901234567890", true}, {"Date", "any", true},
	} {
		if got := Fits(gomodel.Ref{Go: tt.goType}, tt.text); got != tt.want {
			t.Errorf("%q as %s: %v", tt.text, tt.goType, got)
		}
	}
	if Fits(gomodel.Ref{Go: "int32", List: true}, "1,x") {
		t.Error("1,x is no list of numbers")
	}
}

// TestQuote holds that what a text becomes is read back as that text.
func TestQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		var back string
		if err := json.Unmarshal([]byte(quote(text)), &back); err != nil || back != text {
			t.Fatalf("%q: %s, error %v", text, quote(text), err)
		}
	})
}

func TestUnwrap(t *testing.T) {
	for text, want := range map[string]string{`{"value":[1]}`: "[1]", `{"Value":null}`: "null", `{"a":1}`: `{"a":1}`, `[1]`: "[1]", `null`: "null"} {
		if got := Unwrap(parse(t, text)).Text; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if Unwrap(nil) != nil {
		t.Error("nothing holds a value")
	}
}

func TestSentPath(t *testing.T) {
	for _, tt := range []struct {
		template string
		values   []string
		want     string
	}{
		{"/users/{id}/f(a='{x}')", []string{"a/b", "it's"}, "/users/a%2Fb/f(a='it%27%27s')"},
		{"/root:/{path}:/content", []string{"a/b.txt"}, "/root:/a/b.txt:/content"},
	} {
		if got := sentPath(tt.template, tt.values); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.template, got, tt.want)
		}
	}
	if !samePath("/a/F(y=2,x=1)/", "/A/f(x=1,%20y=2)") || samePath("/a/f(x='1')", "/a/f(x=1)") {
		t.Error("paths compare without case and order of arguments, but with quotes")
	}
}

// bound compiles a POST of /doors/{id}/notes whose body and answer are a note
// with a title and a size, and binds one example of it.
func bound(t *testing.T, x ir.Example) (list []*Exchange, skips []Skip) {
	t.Helper()
	door := &ir.Type{Name: "microsoft.graph.note", APIVersion: "v1.0", Properties: []ir.Property{{Name: "title", Type: "String"}, {Name: "size", Type: "Double"}}}
	op := &ir.Operation{
		ID: "v1.0/door/addNote", Resource: "door", Name: "addNote", APIVersion: "v1.0", Namespace: "microsoft.graph",
		Endpoints: []ir.Endpoint{{Method: "POST", Path: "/doors/{id}/notes"}},
		Query:     []ir.Parameter{{Name: "depth", Type: "Int32"}},
		Body:      &ir.Body{Type: "note"},
		Responses: []ir.Response{{Status: 201, Type: "note"}},
		Examples:  []ir.Example{x},
	}
	model, _ := gomodel.New(&ir.API{Operations: []*ir.Operation{op}, Types: []*ir.Type{door}}, gomodel.Options{})
	s := model.Packages[0].Services[0]
	return NewBinder(s).Shown(s.Methods[0])
}

func TestShown(t *testing.T) {
	for _, tt := range []struct {
		name, url, body, answer string
		status                  int
		want                    string // path, options and what no field holds, or the code of the skip
	}{
		{"as documented", "https://graph.microsoft.com/v1.0/doors/1/notes?depth=2&x!=y", `{"title":"a"}`, `{"title":"a","more":1}`, 201, "[1] 2 [x!] [more] []"},
		{"key in parentheses", "/doors('1')/notes", `{"title":"a"}`, `{"title":1}`, 201, "[1]  [] [] [title]"},
		{"another path", "/doors/1", `{"title":"a"}`, `{}`, 201, "example-unmatched"},
		{"no number", "/doors/1/notes?depth=x", `{"title":"a"}`, `{}`, 201, "example-unmatched"},
		{"no JSON", "/doors/1/notes", `{"title":`, `{}`, 201, "json-broken"},
		{"a number beyond all in the request", "/doors/1/notes", `{"size":1e999999}`, `{}`, 201, "example-value"},
		{"a number beyond all in the answer", "/doors/1/notes", `{}`, `{"more":-1e999999}`, 201, "example-value"},
		{"a large whole number", "/doors/1/notes", `{"size":123456789012345678901234567890}`, `{"size":123456789012345678901234567890}`, 201, "[1]  [] [] []"},
		{"no status", "/doors/1/notes", `{}`, `{}`, 700, "example-status"},
		{"an error in another shape", "/doors/1/notes", `{}`, `{"error":"no"}`, 404, "json-broken"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list, skips := bound(t, ir.Example{
				Request:  ir.ExampleRequest{Method: "POST", URL: tt.url, Body: tt.body},
				Response: &ir.ExampleAnswer{Status: tt.status, Body: tt.answer},
			})
			got := ""
			for _, s := range skips {
				got += s.Code
			}
			for _, x := range list {
				got += describe(x)
			}
			if got != tt.want {
				t.Errorf("%s, want %s, skips %v", got, tt.want, skips)
			}
		})
	}
}

func describe(x *Exchange) string {
	var options, undocumented []string
	for _, o := range x.Options {
		options = append(options, o.Text)
	}
	for _, q := range x.Undocumented {
		undocumented = append(undocumented, q.Name)
	}
	list := func(l []string) string { return "[" + strings.Join(l, " ") + "]" }
	return strings.Join([]string{list(x.Path), strings.Join(options, " "), list(undocumented), list(x.AnswerExtra), list(x.AnswerMisfits)}, " ")
}
