package page

import "slices"

// Fit returns a row with as many cells as the head has: short rows are padded; of a
// row with cells in excess empty ones are dropped, and what is still in excess is
// joined to the last one.
func Fit(r Row, columns int) Row {
	if columns == 0 || len(r.Cells) == columns {
		return r
	}
	r.Ragged = true
	if excess := len(r.Cells) - columns; excess > 0 {
		r.Cells = slices.DeleteFunc(slices.Clone(r.Cells), func(c Cell) bool {
			drop := excess > 0 && len(c.Spans) == 0
			if drop {
				excess--
			}
			return drop
		})
	}
	if len(r.Cells) == columns {
		return r
	}
	if len(r.Cells) > columns {
		last := &r.Cells[columns-1]
		for _, c := range r.Cells[columns:] {
			if len(c.Spans) > 0 && len(last.Spans) > 0 {
				last.Spans = append(last.Spans, Span{Kind: Text, Text: " ", At: c.At})
			}
			last.Spans = append(last.Spans, c.Spans...)
		}
		r.Cells = r.Cells[:columns]
		return r
	}
	at := r.At
	if n := len(r.Cells); n > 0 {
		at = r.Cells[n-1].At
	}
	for len(r.Cells) < columns {
		r.Cells = append(r.Cells, Cell{At: at})
	}
	return r
}
