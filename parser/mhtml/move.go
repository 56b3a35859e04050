package mhtml

import (
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// move gives all places of a page by a function.
func move(p *page.Page, to func(ir.Pos) ir.Pos) {
	place := func(at *ir.Pos) {
		if !at.IsZero() {
			*at = to(*at)
		}
	}
	spans := func(in page.Inline) {
		for i := range in {
			place(&in[i].At)
		}
	}
	place(&p.At)
	spans(p.Title)
	for _, c := range p.Comments {
		place(&c.At)
		place(&c.From)
	}
	for i, d := range p.Diagnostics {
		p.Diagnostics[i] = ir.NewDiagnostic(d.Code, to(d.Pos()), d.Message)
	}
	for s := range p.Root.All() {
		place(&s.At)
		if s != p.Root {
			spans(s.Title)
		}
		for b := range page.Within(s.Blocks) {
			switch b := b.(type) {
			case *page.Para:
				place(&b.At)
				spans(b.Spans)
			case *page.List:
				place(&b.At)
			case *page.Table:
				moveTable(b, place, spans)
			case *page.Code:
				place(&b.At)
				place(&b.From)
			case *page.Note:
				place(&b.At)
			case *page.Missing:
				place(&b.At)
			}
		}
	}
}

func moveTable(t *page.Table, place func(*ir.Pos), spans func(page.Inline)) {
	place(&t.At)
	cells := func(cells []page.Cell) {
		for i := range cells {
			place(&cells[i].At)
			spans(cells[i].Spans)
		}
	}
	cells(t.Head)
	for i := range t.Rows {
		place(&t.Rows[i].At)
		cells(t.Rows[i].Cells)
	}
}
