package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/parser/internal/corpus"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/page"
)

// TestCorpus renders Markdown pages as copied and as scraped text and compares
// what they say. It shows what the parser does with pages beyond the twins.
func TestCorpus(t *testing.T) {
	const (
		every = 12 // pages of which one is compared
		least = 97 // per cent that must agree in every fact
	)
	total, equal := 0, 0
	for i, src := range corpus.Markdown(t) {
		trees := markdown.Parse(src)
		if i%every != 0 || len(trees) != 1 || !strings.Contains(src.Name, "/api/") {
			continue
		}
		for _, s := range []shape{{folder: "text-a"}, {folder: "text-b"}} {
			data := copied(trees[0])
			c := carries{Permissions: "full", Headers: "first-word", Body: "types", Examples: "full"}
			if s.folder == "text-b" {
				data = scraped(trees[0], i%2 == 0)
				c.Headers = "full"
			}
			want := factsOf(compile(src), c, s)
			got := factsOf(compile(page.Source{Name: "0001.txt", Data: data}), c, s)
			total++
			if diff := cmp.Diff(want, got); diff != "" {
				t.Logf("%s as %s (-markdown +text):\n%s", src.Name, s.folder, diff)
				continue
			}
			equal++
		}
	}
	t.Logf("%d of %d pages equal", equal, total)
	if equal*100 < total*least {
		t.Errorf("%d of %d pages have every fact equal, want %d %%", equal, total, least)
	}
}
