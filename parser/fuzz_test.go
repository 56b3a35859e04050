package parser_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/meaning"
	"github.com/docpiler/docpiler/parser/page"
)

// FuzzCompile holds that any bytes give an API: nothing panics, findings lie
// inside the page, and reading twice gives the same.
func FuzzCompile(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if file.Name != "ir" && file.Name != "findings" {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := page.Source{Name: "v1.0/api/door-get.md", Data: data}
		for _, p := range parser.Parse(src) {
			meaning.Read(p) // without the door's recover
		}
		first := encode(t, src)
		if !bytes.Equal(first, encode(t, src)) {
			t.Error("reading twice gives different results")
		}
	})
}

// encode compiles one page and holds its findings against its size.
func encode(t *testing.T, src page.Source) []byte {
	api := parser.Compile([]page.Source{src}, parser.Options{})
	ends := func(sign string) int { return bytes.Count(src.Data, []byte(sign)) }
	lines := 1 + ends("\n") + ends("\r") - ends("\r\n")
	for _, d := range api.Diagnostics {
		if d.File == src.Name && d.Line > lines {
			t.Errorf("%s: line %d of %d", d.Code, d.Line, lines)
		}
		if strings.ContainsAny(d.Message, "\n\r\x1b") {
			t.Errorf("%s: message with control characters: %q", d.Code, d.Message)
		}
	}
	var b bytes.Buffer
	if err := ir.Encode(&b, api, "json"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
