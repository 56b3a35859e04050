package outline_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/html"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/outline"
	"github.com/docpiler/docpiler/parser/page"
)

// FuzzSplit cuts pages of any content, and holds that every operation has a
// request, a title, and places on the page it was cut from.
func FuzzSplit(f *testing.F) {
	archives, err := filepath.Glob("../testdata/outline-*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range archives {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(txtar.Parse(data).Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := page.Source{Name: "page.md", Data: []byte(text)}
		pages := markdown.Parse(src)
		if html.Is(src) {
			pages = html.Parse(src)
		}
		for _, name := range dialect.Names() {
			d, _ := dialect.Builtin(name)
			for _, p := range pages {
				parts, _ := outline.Split(p, "page.md", d)
				for _, part := range parts {
					checkPart(t, part)
				}
			}
		}
	})
}

func checkPart(t *testing.T, part *page.Page) {
	if part.Document == "" || len(part.Title) == 0 || len(part.Root.Sub) == 0 {
		t.Errorf("the part %q at %v lacks its page, title or sections", part.Title.String(), part.At)
	}
	for s := range part.Root.All() {
		if s.At.Line < 1 || s.At.File != "page.md" {
			t.Errorf("the section %q has the place %v", s.Title.String(), s.At)
		}
		for _, b := range s.Blocks {
			if b.Pos().Line < 1 {
				t.Errorf("a block of %q has the place %v", s.Title.String(), b.Pos())
			}
		}
	}
}
