package meaning

import (
	"testing"

	"github.com/docpiler/docpiler/parser/internal/corpus"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// BenchmarkRead reads the English corpus from page trees that stand already.
func BenchmarkRead(b *testing.B) {
	sources := corpus.Pages(b, corpus.Dir(b, "corpus", "en-us"), ".md")
	var pages []*page.Page
	for _, s := range sources {
		for _, p := range markdown.Parse(s) {
			p.Locale = words.Base
			pages = append(pages, p)
		}
	}
	b.SetBytes(corpus.Size(sources))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			Read(p)
		}
	}
}
