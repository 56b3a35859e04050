package markdown

import (
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/docpiler/docpiler/parser/internal/corpus"
)

// BenchmarkParse reads the corpus into page trees.
func BenchmarkParse(b *testing.B) {
	pages := corpus.Markdown(b)
	b.SetBytes(corpus.Size(pages))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range pages {
			Parse(src)
		}
	}
}

// BenchmarkGoldmark is the floor: goldmark alone, with tables, on the same bytes.
func BenchmarkGoldmark(b *testing.B) {
	pages := corpus.Markdown(b)
	b.SetBytes(corpus.Size(pages))
	b.ReportAllocs()
	md := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	for b.Loop() {
		for _, src := range pages {
			md.Parse(text.NewReader(src.Data))
		}
	}
}
