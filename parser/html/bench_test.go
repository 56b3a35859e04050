package html

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"

	"github.com/docpiler/docpiler/parser/internal/corpus"
)

// BenchmarkParse reads the HTML twins into page trees.
func BenchmarkParse(b *testing.B) {
	pages := corpus.Pages(b, corpus.Dir(b, "twins", "html"), ".html")
	b.SetBytes(corpus.Size(pages))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range pages {
			Parse(src)
		}
	}
}

// BenchmarkParser is the floor: x/net/html alone on the same bytes.
func BenchmarkParser(b *testing.B) {
	pages := corpus.Pages(b, corpus.Dir(b, "twins", "html"), ".html")
	b.SetBytes(corpus.Size(pages))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range pages {
			if _, err := html.Parse(bytes.NewReader(src.Data)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
