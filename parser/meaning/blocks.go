package meaning

import (
	"iter"

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
