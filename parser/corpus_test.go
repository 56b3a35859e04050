package parser_test

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/internal/corpus"
	"github.com/docpiler/docpiler/parser/meaning"
	"github.com/docpiler/docpiler/parser/page"
)

// english returns the English pages of the corpus that are pages of their own.
func english(tb testing.TB) []page.Source {
	var out []page.Source
	for _, p := range corpus.Pages(tb, corpus.Dir(tb, "corpus", "en-us"), ".md") {
		if !strings.Contains(p.Name, "includes/") {
			out = append(out, p)
		}
	}
	return out
}

// TestCoverage holds that nothing of the real pages gets lost silently: every
// API page gives an operation, and what could not be read stays below a floor.
func TestCoverage(t *testing.T) {
	pages := english(t)
	api := parser.Compile(pages, parser.Options{Unmerged: true})
	count := map[string]int{}
	for _, d := range api.Diagnostics {
		count[d.Code]++
	}
	read := map[string]bool{}
	for _, o := range api.Operations {
		read[o.Sources[0].File] = true
	}
	for _, ty := range api.Types {
		for _, s := range ty.Sources {
			read[s.File] = true
		}
	}
	for _, p := range pages {
		if strings.Contains(p.Name, "/api/") && !read[p.Name] {
			t.Errorf("%s gives neither an operation nor a type", p.Name)
		}
	}
	for code, most := range map[string]int{
		"page-unreadable": 0, "endpoint-missing": 2, "endpoint-unreadable": 2, "permissions-unreadable": 8,
		"row-unreadable": 4, "type-unreadable": 6, "version-unknown": 0,
	} {
		if count[code] > most {
			t.Errorf("%d findings %s, want at most %d", count[code], code, most)
		}
	}
	if unread := count["table-unreadable"] + count["block-unreadable"]; unread > len(pages)/50 {
		t.Errorf("%d tables and code blocks were not understood on %d pages", unread, len(pages))
	}
}

// BenchmarkMeaning reads page trees; the format is left out.
func BenchmarkMeaning(b *testing.B) {
	sources := english(b)
	var pages []*page.Page
	for _, s := range sources {
		pages = append(pages, parser.Parse(s)...)
	}
	for _, p := range pages {
		p.Locale = ir.BaseLocale
	}
	b.SetBytes(corpus.Size(sources))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			meaning.Read(p)
		}
	}
}

// BenchmarkCompile reads, merges and links the English pages.
func BenchmarkCompile(b *testing.B) {
	sources := english(b)
	b.SetBytes(corpus.Size(sources))
	b.ReportAllocs()
	for b.Loop() {
		parser.Compile(sources, parser.Options{})
	}
}
