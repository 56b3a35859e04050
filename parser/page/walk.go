package page

import "iter"

// All yields the section and those below it, in page order.
func (s *Section) All() iter.Seq[*Section] {
	return func(yield func(*Section) bool) { s.walk(yield) }
}

func (s *Section) walk(yield func(*Section) bool) bool {
	if !yield(s) {
		return false
	}
	for _, sub := range s.Sub {
		if !sub.walk(yield) {
			return false
		}
	}
	return true
}

// Within yields the blocks and those within lists and notes, in page order.
func Within(blocks []Block) iter.Seq[Block] {
	return func(yield func(Block) bool) { walk(blocks, yield) }
}

func walk(blocks []Block, yield func(Block) bool) bool {
	for _, b := range blocks {
		if !yield(b) {
			return false
		}
		switch b := b.(type) {
		case *Note:
			if !walk(b.Blocks, yield) {
				return false
			}
		case *List:
			for _, item := range b.Items {
				if !walk(item, yield) {
					return false
				}
			}
		}
	}
	return true
}

// Texts yields what a reader sees of a block itself: the text of a paragraph, or
// those of a table's cells, head first.
func Texts(b Block) iter.Seq[Inline] {
	return func(yield func(Inline) bool) {
		switch b := b.(type) {
		case *Para:
			yield(b.Spans)
		case *Table:
			for _, c := range b.Head {
				if !yield(c.Spans) {
					return
				}
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if !yield(c.Spans) {
						return
					}
				}
			}
		}
	}
}
