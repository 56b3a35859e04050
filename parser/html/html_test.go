package html

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir/golden"
	"github.com/docpiler/docpiler/parser/internal/places"
	"github.com/docpiler/docpiler/parser/internal/trees"
	"github.com/docpiler/docpiler/parser/page"
)

func TestTrees(t *testing.T) { trees.Run(t, Parse) }

func TestLineEnds(t *testing.T) { trees.LineEnds(t, Parse) }

func TestIs(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{" \n<!DOCTYPE html><p>", true},
		{"\xEF\xBB\xBF<HTML lang=en>", true},
		{"<?xml version=\"1.0\"?>\n<!-- saved -->\n<!-- twice --><head>", true},
		{"<!-- saved --><main><h1>x</h1>", true},
		{"<div><h1>x</h1><p>y</p><p>z</p></div>", true},
		{"<div>\n<!-- { \"blockType\": \"request\" } -->\n</div>\n\n# Title\n", false},
		{"<!-- a remark -->\n# Title\n", false},
		{"<!-- never closed", false},
		{"---\ntitle: x\n---\n<p>a</p><p>b</p><p>c</p>", false},
		{"GET /me\n\n<id>", false},
		{"", false},
	} {
		if got := Is(page.Source{Name: "x", Data: []byte(tt.text)}); got != tt.want {
			t.Errorf("Is(%q) = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// Pages that cost too much are refused or cut, each with a finding of its own.
func TestLimits(t *testing.T) {
	for _, tt := range []struct{ name, text, code string }{
		{"size", strings.Repeat("x", maxPage+1), "page-too-large"},
		{"depth", strings.Repeat("<div>", 2000), "nesting-too-deep"},
		{"rows", "<main><div class=content><h1>T</h1><table>" + strings.Repeat("<tr><td>x</td></tr>", maxRows+2) + "</table></div></main>", "table-too-long"},
		{"no article", "<html><body><p>x</p></body></html>", "article-missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := Parse(page.Source{Name: "a.html", Data: []byte(tt.text)})[0]
			trees.Finds(t, p, tt.code)
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, a := range golden.Archives(f) {
		f.Add(trees.Source(a).Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := page.Source{Name: "page.html", Data: data}
		Is(src)
		pages := Parse(src)
		for _, p := range pages {
			if err := places.Check(p, data); err != nil {
				t.Error(err)
			}
		}
		if first, second := trees.Dump(pages), trees.Dump(Parse(src)); first != second {
			t.Errorf("two readings differ:\n%s\n%s", first, second)
		}
	})
}
