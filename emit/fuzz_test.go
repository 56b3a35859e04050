package emit

import (
	"bytes"
	"go/format"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
)

// FuzzGenerate puts text wherever an API holds text. Whatever it is, files come
// out that keep the rules of gofile.Check (Generate sees to that), that gofmt
// would not change, and that declare nothing by the text's order.
func FuzzGenerate(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/hostile.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"x", "", "\n//go:generate x", "*/ func init() {}", "`\"'\\", "\u202e\u2066", "\x00\x1b", "+build ignore", "../..", "//host", "{a}/{b}",
		"f(a='{x}',b={y})", "type", "init", "_linux", "CON", "Client", "[x]: http://y", "# Title", "- item", strings.Repeat("aB", 400), "é中\u00ad",
		"application/json\r\nX: y", "microsoft.graph.evilThing", "Collection(x)", `{"a":[{"b":1e999}]}`, "1st", "Extra", "@odata.type", "a,omitempty",
	} {
		f.Add(s, uint8(len(s)))
	}
	f.Fuzz(func(t *testing.T, s string, where uint8) {
		api, err := ir.Decode(archive.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		poison(api, s, where)
		files, found, err := Generate(api, Options{Package: "graph"})
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(found, func(d ir.Diagnostic) bool { return d.Code == "output-refused" }); i >= 0 {
			t.Fatal(found[i].Message)
		}
		for name, data := range files {
			if strings.Contains(name, "runtime") {
				continue // holds no page text
			}
			if want, err := format.Source(data); err != nil || !bytes.Equal(want, data) {
				t.Fatalf("%s is not in gofmt's layout: %v\n%s", name, err, udiff.Unified("gofmt", name, string(want), string(data)))
			}
			if strings.Count(string(data), "\nfunc init()") > 0 || strings.Contains(string(data), "\n//go:") {
				t.Fatalf("%s runs what a page says\n%s", name, data)
			}
		}
	})
}

// poison puts s into one text of the API, or into all.
func poison(api *ir.API, s string, where uint8) {
	op, typ := api.Operations[0], api.Types[0]
	op.Endpoints = append(op.Endpoints, ir.Endpoint{Method: "POST", Path: "/safe/{id}"})
	texts := []*string{
		&op.Name, &op.Resource, &op.Namespace, &op.Endpoints[0].Path, &op.Endpoints[0].Method, &op.Headers[1].Name, &op.Query[0].Name,
		&op.Body.ContentType, &op.Body.Type, &op.Body.Properties[1].Name, &op.Body.Properties[1].Type, &op.Permissions[0].Context,
		&op.Permissions[0].Least[0], &op.Sources[0].File, &op.Responses[0].Type, &typ.Name, &typ.Base, &typ.Properties[0].Name,
		&typ.Properties[0].Type, &api.Types[1].Members[0].Name, &api.Types[1].Name, &op.ID,
	}
	for i, text := range texts {
		if where == 255 || int(where)%(len(texts)+2) == i {
			*text = s
		}
	}
	text := ir.NewText("en-US", s)
	op.Summary, op.Title, typ.Description, typ.Properties[0].Description = text, text, text, text
	op.Notes = append(op.Notes, ir.Note{Kind: "important", Text: text})
	op.Examples = append(op.Examples, ir.Example{
		Request:  ir.ExampleRequest{Method: "POST", URL: "https://graph.microsoft.com/v1.0/" + s, Body: s, Headers: []ir.Header{{Name: s, Value: s}}},
		Response: &ir.ExampleAnswer{Status: 200, Type: s, Body: `{"` + s + `": "` + s + `"}`},
	})
}
