package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/text"
	"github.com/docpiler/docpiler/parser/words"
)

// TestLanguages puts the words of each language into a page and reads it as
// copied and as scraped text: it must say what the English page says, and its
// language must be told.
func TestLanguages(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/copied.txtar")
	if err != nil {
		t.Fatal(err)
	}
	english := archive.Files[0].Data
	c := carries{Permissions: "full", Headers: "first-word", Body: "types", Examples: "full"}
	for _, set := range words.All() {
		t.Run(set.Locale, func(t *testing.T) {
			tree := text.Parse(page.Source{Name: "a.txt", Data: english})[0]
			tree.Locale = set.Locale
			translator{set}.section(tree.Root)
			for _, s := range []shape{{folder: "text-a"}, {folder: "text-b"}} {
				data := copied(tree)
				if s.folder == "text-b" {
					data = scraped(tree, false)
				}
				want := factsOf(compile(page.Source{Name: "a.txt", Data: english}), c, s)
				src := page.Source{Name: "a.txt", Data: data}
				if diff := cmp.Diff(want, factsOf(compile(src), c, s)); diff != "" {
					t.Errorf("%s (-English +%s):\n%s\n%s", s.folder, set.Locale, diff, data)
				}
				if got := text.Parse(src)[0].Locale; got != set.Locale {
					t.Errorf("%s: language is told as %q", s.folder, got)
				}
			}
		})
	}
}

// translator replaces the words of an English tree by those of a language.
type translator struct{ to *words.Set }

// word returns what a text is called in the language, the text itself if it is
// no word of one of the groups.
func (t translator) word(s string, groups ...string) string {
	from, _ := words.For(words.Base)
	for _, group := range groups {
		role, hole := from.Match(group, s)
		if role == "" {
			continue
		}
		for _, own := range t.to.Texts(group, role) {
			switch {
			case hole == "" && !strings.Contains(own, "{"):
				return own
			case hole != "" && strings.Contains(own, "{T}"):
				return strings.NewReplacer("{T}", t.word(hole, "type"), "{n}", "1").Replace(own)
			}
		}
	}
	return s
}

func (t translator) inline(in page.Inline, groups ...string) {
	if len(in) > 0 {
		in[0].Text = t.word(in[0].Text, groups...)
	}
}

func (t translator) section(s *page.Section) {
	t.inline(s.Title, "heading")
	for _, b := range s.Blocks {
		if table, ok := b.(*page.Table); ok {
			t.table(table)
		}
	}
	for _, sub := range s.Sub {
		t.section(sub)
	}
}

func (t translator) table(table *page.Table) {
	for _, c := range table.Head {
		t.inline(c.Spans, "permCol", "cloud", "column")
	}
	for _, row := range table.Rows {
		for i, c := range row.Cells {
			groups := []string{"permRow", "cell"}
			if i == 1 && len(row.Cells) == 3 {
				groups = append(groups, "collection", "type")
			}
			t.inline(c.Spans, groups...)
			if i == 0 && len(c.Spans) > 0 {
				if own := t.to.Texts("header", c.Spans[0].Text); len(own) > 0 {
					c.Spans[0].Text = own[0]
				}
			}
		}
	}
}
