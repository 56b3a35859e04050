package meaning

import (
	"iter"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// codes yields the code blocks among blocks, those in lists and alerts too.
func codes(blocks []page.Block) iter.Seq[*page.Code] {
	return blocksOf[*page.Code](blocks)
}

// tables yields the tables among blocks, those in lists and alerts too.
func tables(blocks []page.Block) iter.Seq[*page.Table] {
	return blocksOf[*page.Table](blocks)
}

func countTables(blocks []page.Block) int {
	n := 0
	for range tables(blocks) {
		n++
	}
	return n
}

// blocksOf yields the blocks of one kind in page order, at any depth.
func blocksOf[B page.Block](blocks []page.Block) iter.Seq[B] {
	return func(yield func(B) bool) {
		for b := range page.Within(blocks) {
			if found, ok := b.(B); ok && !yield(found) {
				return
			}
		}
	}
}

// isOtherTab reports whether a code block shows something else than HTTP, in one of
// several tabs.
func isOtherTab(code *page.Code) bool { return code.Tab != "" && code.Tab != "http" }

// proseOf lists the paragraphs among blocks, those of lists too; alerts are
// asides.
func proseOf(blocks []page.Block) []*page.Para {
	var out []*page.Para
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Para:
			out = append(out, b)
		case *page.List:
			for _, item := range b.Items {
				out = append(out, proseOf(item)...)
			}
		}
	}
	return out
}

// blocksText is the visible text of blocks, a line per paragraph and list item.
func blocksText(blocks []page.Block) string {
	var lines []string
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Para:
			lines = append(lines, b.Spans.String())
		case *page.List:
			for _, item := range b.Items {
				lines = append(lines, "- "+strings.ReplaceAll(blocksText(item), "\n", "\n  "))
			}
		case *page.Note:
			lines = append(lines, blocksText(b.Blocks))
		case *page.Code:
			lines = append(lines, b.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// firstLink returns the first link of a text, nil if it has none.
func firstLink(in page.Inline) *page.Span {
	for i := range in {
		if in[i].Kind == page.Link {
			return &in[i]
		}
	}
	return nil
}

// firstLineOf is the first line of a code block that is not blank.
func firstLineOf(code *page.Code) string {
	first, _, _ := strings.Cut(strings.TrimSpace(code.Text), "\n")
	return first
}
