package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"
)

func TestCode(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain", "`plain`"},
		{"", "`  `"},
		{"a`b", "``a`b``"},
		{"`a`", "`` `a` ``"},
		{"@team ![](//e) <b>", "`@team ![](//e) <b>`"},
		{strings.Repeat("x", 200), "`" + strings.Repeat("x", Longest) + "…`"},
	}
	for _, tt := range tests {
		if got := Code(tt.in); got != tt.want {
			t.Errorf("Code(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Markdown's own parser sees one code span and nothing else.
func TestCodeIsOneSpan(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching("[ -~]{1,40}").Draw(t, "text")
		src := []byte("x " + Code(in) + " y")
		doc := parser.Parse(text.NewReader(src))
		spans := 0
		err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n.(type) {
			case *ast.Document, *ast.Paragraph, *ast.Text:
			case *ast.CodeSpan:
				if entering {
					spans++
				}
				return ast.WalkSkipChildren, nil
			default:
				t.Fatalf("%q became a %s", src, n.Kind())
			}
			return ast.WalkContinue, nil
		})
		if err != nil || spans != 1 {
			t.Fatalf("%q has %d code spans (%v)", src, spans, err)
		}
	})
}
