package text_test

import (
	"strings"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// copied renders a page tree as a reader's browser copies the page: blocks apart
// by a blank line, a row on one line.
func copied(p *page.Page) []byte {
	r := renderer{words: setOf(p)}
	if p.Title != nil {
		r.block(p.Title.String())
	}
	r.section(p.Root)
	return []byte("Share via\n\n\n" + strings.Join(r.out, "\n\n"))
}

// scraped renders a page tree as a scraper leaves it: a line per cell, a line
// end after inline code, no blank lines and no indentation.
func scraped(p *page.Page, emptyCells bool) []byte {
	r := renderer{words: setOf(p), scraper: true, empty: emptyCells}
	r.section(p.Root)
	return []byte(strings.Join(r.out, "\n"))
}

func setOf(p *page.Page) *words.Set {
	set, _ := words.For(p.Locale)
	return set
}

type renderer struct {
	words   *words.Set
	scraper bool
	empty   bool // empty cells leave a lone bar
	out     []string
}

func (r *renderer) block(s string) {
	if s = strings.Trim(s, "\n"); strings.TrimSpace(s) != "" {
		r.out = append(r.out, s)
	}
}

func (r *renderer) section(s *page.Section) {
	r.block(s.Title.String())
	r.blocks(s.Blocks)
	for _, sub := range s.Sub {
		r.section(sub)
	}
}

func (r *renderer) blocks(blocks []page.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Para:
			r.block(r.inline(b.Spans))
		case *page.List:
			r.list(b)
		case *page.Note:
			r.note(b)
		case *page.Code:
			r.code(b)
		case *page.Table:
			r.table(b)
		}
	}
}

func (r *renderer) list(l *page.List) {
	inner := renderer{words: r.words, scraper: r.scraper, empty: r.empty}
	var items []string
	for _, item := range l.Items {
		inner.out = nil
		inner.blocks(item)
		s := strings.Join(inner.out, "\n")
		if r.scraper {
			s = "- " + s
		}
		items = append(items, s)
	}
	r.block(strings.Join(items, "\n"))
}

func (r *renderer) note(n *page.Note) {
	if n.Kind != "" {
		r.block(r.words.Texts("alert", n.Kind)[0])
	}
	r.blocks(n.Blocks)
}

func (r *renderer) code(c *page.Code) {
	if !r.scraper {
		if c.Tab == "" || c.Tab == "http" {
			r.block(c.Text)
		}
		return
	}
	for line := range strings.SplitSeq(c.Text, "\n") {
		r.block(strings.Join(strings.Fields(line), " "))
	}
}

func (r *renderer) table(t *page.Table) {
	rows := []page.Row{{Cells: t.Head}}
	rows = append(rows, t.Rows...)
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, c := range row.Cells {
			s := strings.ReplaceAll(c.Spans.String(), "\u00a0", " ")
			switch {
			case !r.scraper && strings.TrimSpace(s) != "":
				cells = append(cells, strings.TrimSpace(s))
			case !r.scraper:
			case strings.TrimSpace(s) != "":
				r.block(strings.Join(strings.Fields(s), " ") + " |")
			case r.empty:
				r.block("|")
			}
		}
		if len(cells) > 0 {
			lines = append(lines, strings.Join(cells, " "))
		}
	}
	r.block(strings.Join(lines, "\n"))
}

// inline renders a paragraph: a scraper ends the line after inline code.
func (r *renderer) inline(in page.Inline) string {
	if !r.scraper {
		return in.String()
	}
	var b strings.Builder
	for _, s := range in {
		switch s.Kind {
		case page.Break:
			b.WriteByte('\n')
		case page.CodeSpan:
			b.WriteString(s.Text + "\n")
		default:
			b.WriteString(s.Text)
		}
	}
	var lines []string
	for line := range strings.SplitSeq(b.String(), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
