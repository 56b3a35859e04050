package gomodel

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

func TestShorten(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"short", "It is short.", "It is short."},
		{"sentences", strings.Repeat("One two. ", 80), strings.Repeat("One two. ", 65) + "One two."},
		{"words", strings.Repeat("word ", 150), strings.Repeat("word ", 119) + "word …"},
		{"one word", strings.Repeat("x", 700), strings.Repeat("x", maxDoc) + " …"},
		{"wide letters", "x" + strings.Repeat("界", 300), "x" + strings.Repeat("界", 199) + " …"},
		{"letters that were none", "x" + strings.Repeat("\ufffd", 300), "x" + strings.Repeat("\ufffd", 199) + " …"},
		{"no letters", strings.Repeat("\x80", 700), " …"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := shorten(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := shorten(tt.text); utf8.ValidString(tt.text) && !utf8.ValidString(got) {
				t.Errorf("%q is not UTF-8", got)
			}
		})
	}
}

// Verbs are put into the third person where the text is English.
func TestSummary(t *testing.T) {
	for _, tt := range []struct {
		summary ir.Text
		want    string
	}{
		{ir.NewText("en-US", "Use a door."), "Open uses a door."},
		{ir.NewText("en-GB", "Use a door."), "Open uses a door."},
		{ir.NewText("pt-BR", "Use esta API."), "Open calls the operation open of the resource door."},
		{ir.Text{{Locale: "en-US", Text: "Use it."}, {Locale: "pt-BR", Text: "Use-o."}}, "Open uses it."},
	} {
		m := &Method{Name: "Open", Locale: ir.BaseLocale, Op: &ir.Operation{Name: "open", Resource: "door", Summary: tt.summary}}
		if got := m.Summary(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.summary, got, tt.want)
		}
	}
}

// Contexts are captions of the page, which may begin with "For" in any language.
func TestLeastDoc(t *testing.T) {
	op := &ir.Operation{Permissions: []ir.Permission{
		{Scheme: ir.DelegatedWork, Status: ir.Supported, Least: []string{"User.Read"}, Context: "For  user resource"},
		{Scheme: ir.Application, Status: ir.Supported, Least: []string{"User.Read.All", "Directory.Read.All"}},
	}}
	const want = `Least privilege: User.Read under "For user resource" (delegated); User.Read.All or Directory.Read.All (application).`
	if got := leastDoc(op); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
