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
		each(blocks, func(b page.Block) bool {
			if found, ok := b.(B); ok {
				return yield(found)
			}
			return true
		})
	}
}

// each calls visit for every block, a container before its content, until
// visit returns false.
func each(blocks []page.Block, visit func(page.Block) bool) bool {
	for _, b := range blocks {
		if !visit(b) {
			return false
		}
		switch b := b.(type) {
		case *page.List:
			for _, item := range b.Items {
				if !each(item, visit) {
					return false
				}
			}
		case *page.Note:
			if !each(b.Blocks, visit) {
				return false
			}
		}
	}
	return true
}
