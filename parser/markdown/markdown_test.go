package markdown

import (
	"bytes"
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
		{"---\ntitle: x\n---\ntext", true},
		{"\xEF\xBB\xBF---\r\ntitle: x\r\n---\r\ntext", true},
		{"\n\n# Get team\n\ntext", true},
		{"text\n\n## Permissions\n\n|a|b|\n|:--|---|\n|c|d|\n", true},
		{"text\n\nPermissions\n-----------\n\na|b\n---|---\nc|d\n", true},
		{"text\n\n|a|b|\n|:--|---|\n|c|d|\n", false},
		{"text\n\n``` http\nGET /me\n```\n", true},
		{"## Permissions\n\nSee [this](x.md).\n", true},
		{"Get team\n\nPermissions\n\nGET /me\n", false},
		{"Name |\nType |\nid |\nString |\n", false},
		{"import x\n# a comment\n## another\n", false},
		{"--- a\n+++ b\n", false},
	} {
		if got := Is(page.Source{Name: "x.txt", Data: []byte(tt.text)}); got != tt.want {
			t.Errorf("Is(%q) = %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestOpenFrontMatter(t *testing.T) {
	p := Parse(page.Source{Name: "a.md", Data: []byte("---\ntitle: x\n\n# T\n")})[0]
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Code != "front-matter-unclosed" || p.Title.String() != "T" {
		t.Errorf("title %q, findings %v", p.Title, p.Diagnostics)
	}
}

// Pages that cost too much are refused or cut, each with a finding of its own.
func TestLimits(t *testing.T) {
	huge := func(string) ([]byte, error) { return bytes.Repeat([]byte("text text text\n\n"), 1<<16), nil }
	for _, tt := range []struct {
		name, text, code string
		include          func(string) ([]byte, error)
	}{
		{"size", strings.Repeat("x", maxPage+1), "page-too-large", nil},
		{"quotes", strings.Repeat("> ", 5000) + "x", "nesting-too-deep", nil},
		{"lists", strings.Repeat("- ", 5000) + "x", "nesting-too-deep", nil},
		{"numbers", strings.Repeat("1. ", 5000) + "x", "nesting-too-deep", nil},
		{"heading", "# " + strings.Repeat("[a](", maxSigns), "markup-too-dense", nil},
		{"paragraph", strings.Repeat("*a_b*c_", maxSigns), "markup-too-dense", nil},
		{"cell", "|a|\n|-|\n|" + strings.Repeat("*a_b*c_", maxSigns) + "|", "markup-too-dense", nil},
		{"zone", "::: zone pivot=\"beta\"\n\ntext", "zone-unclosed", nil},
		{"rows", "|a|\n|-|\n" + strings.Repeat("|b|\n", maxRows+1), "table-too-long", nil},
		{"columns", strings.Repeat("|a", maxColumns+1) + "|\n" + strings.Repeat("|-", maxColumns+1) + "|\n|x|\n", "table-too-wide", nil},
		{"includes", strings.Repeat("[!INCLUDE [x](x.md)]\n", 5), "include-limit", huge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := Parse(page.Source{Name: "a.md", Data: []byte("# T\n\n" + tt.text + "\n"), Include: tt.include})[0]
			trees.Finds(t, p, tt.code)
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, a := range golden.Archives(f) {
		f.Add(trees.Source(a).Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := page.Source{Name: "page.md", Data: data, Include: func(string) ([]byte, error) { return data, nil }}
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

// What is wrong with front matter is said at its line, and loses nothing else.
func TestFrontMatterFaults(t *testing.T) {
	tests := []struct {
		name, front string
		line        int // 0: nothing is wrong
	}{
		{"pairs", "title: a: b\nempty:\nlist:\n- x\n- y\nfolded: >\n  one\n  two\n# remark\nquoted: \"a\n  b\"\nstars: **a**\n", 0},
		{"anchor", "a: b\ntitle: &a x\n", 3},
		{"alias", "title: *a\n", 2},
		{"alias bomb", "a: &a [x]\nb: [*a, *a]\n", 2},
		{"tag", "title: !!python/object:os.system x\n", 2},
		{"tab", "a:\n\t- b\n", 3},
		{"NUL", "a: b\nc: d\x00e\n", 3},
		{"yaml.v3 crash", "0: [:!00 \xef\n", 2},
		{"goccy crash", "&0: *0\n", 2},
		{"open quote", "a: b\ntitle: \"x\nc: d\n", 3},
		{"open bracket", "title: [x\n", 2},
		{"no pair", "title: a\nsomething\n", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Parse(page.Source{Name: "p.md", Data: []byte("---\n" + tt.front + "last: kept\n---\n# A\n")})[0]
			line := 0
			for _, d := range p.Diagnostics {
				if d.Code == "front-matter-malformed" {
					line = d.Line
				}
			}
			if line != tt.line || p.Meta["last"] != "kept" {
				t.Errorf("line %d, want %d; meta %v, findings %v", line, tt.line, p.Meta, p.Diagnostics)
			}
		})
	}
}
