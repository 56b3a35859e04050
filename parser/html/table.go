package html

import (
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// maxRows is how many rows of a table are read.
const maxRows = 20000

// table reads a table; its first row is the head, and a caption is a paragraph.
func (w *walker) table(n *html.Node, at ir.Pos) {
	t := &page.Table{At: at, Certain: true}
	w.rows(n, t)
	if len(t.Head) > 0 {
		w.build.Add(t)
	}
}

// rows reads the rows below an element of a table.
func (w *walker) rows(n *html.Node, t *page.Table) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.CommentNode {
			w.comment(c)
		}
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			w.rows(c, t)
		case atom.Caption:
			w.blocks(c)
		case atom.Tr:
			w.row(c, t)
		}
	}
}

func (w *walker) row(n *html.Node, t *page.Table) {
	r := page.Row{At: w.begin(n)}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		cell := page.Cell{At: w.begin(c)}
		cell.Spans, _ = w.run(c)
		if len(cell.Spans) > 0 {
			cell.At = cell.Spans[0].At
		}
		r.Cells = append(r.Cells, cell)
	}
	switch {
	case len(r.Cells) == 0:
	case t.Head == nil:
		t.Head = r.Cells
	case len(t.Rows) < maxRows:
		t.Rows = append(t.Rows, page.Fit(r, len(t.Head)))
		if len(t.Rows) == maxRows {
			w.build.Report("table-too-long", r.At, fmt.Sprintf("The table has more than the %d rows that are read.", maxRows))
		}
	}
}
