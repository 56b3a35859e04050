package outline

import (
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// scanTable finds the carriers of a table: rows with a cell of methods and one of
// a path, cells that hold both, and tables of two columns that name method and
// path in rows of their own. Columns are known by what is in them.
func (s *scan) scanTable(t *page.Table) {
	methods, paths := s.requestColumns(t)
	if methods < 0 || paths < 0 {
		s.scanCells(t)
		return
	}
	for _, row := range t.Rows {
		list := s.methods(row.Cells[methods].Spans.String())
		for _, line := range row.Cells[paths].Spans.Lines() {
			address, ok := s.pathCell(line, t.Head[paths])
			if !ok {
				continue
			}
			for _, m := range list {
				s.add(request{m, address}, line[0].At, s.rowKind(t), s.rowTitle(t, row, methods, paths))
			}
		}
	}
}

// rowKind tells the table of one operation from an index of several.
func (s *scan) rowKind(t *page.Table) kind {
	if len(t.Rows) > maxAlternatives {
		return listed
	}
	return declared
}

// maxAlternatives is how many rows a table of one operation has at most.
const maxAlternatives = 6

// requestColumns returns the columns whose cells are methods and paths, -1 if
// there is none.
func (s *scan) requestColumns(t *page.Table) (methods, paths int) {
	methods, paths = -1, -1
	for i := range t.Head {
		ms, ps, filled := 0, 0, 0
		for _, row := range t.Rows {
			in := row.Cells[i].Spans
			if in.String() == "" {
				continue
			}
			filled++
			if s.methods(in.String()) != nil {
				ms++
			}
			if lines := in.Lines(); len(lines) > 0 {
				if _, ok := s.pathCell(lines[0], t.Head[i]); ok {
					ps++
				}
			}
		}
		if filled > 0 && ms == filled && methods < 0 {
			methods = i
		}
		if filled > 0 && 2*ps > filled && paths < 0 {
			paths = i
		}
	}
	return methods, paths
}

// pathCell reads the address in a cell. A path without leading slash counts below
// a head that speaks of paths.
func (s *scan) pathCell(in page.Inline, head page.Cell) (string, bool) {
	in = page.Trim(in)
	if len(in) == 0 {
		return "", false
	}
	for _, text := range []string{in.String(), in[0].Text} {
		if address, ok := addressOf(text); ok {
			return address, true
		}
		if s.dialect.Role(dialect.Column, head.Spans.String()) == "path" {
			if address, ok := relative(text); ok {
				return address, true
			}
		}
	}
	return "", false
}

// rowTitle is the text of the cell of a row that describes the operation: the
// longest one that is neither method nor path.
func (s *scan) rowTitle(t *page.Table, row page.Row, methods, paths int) page.Inline {
	var title page.Inline
	for i, cell := range row.Cells {
		role := s.dialect.Role(dialect.Column, t.Head[i].Spans.String())
		if i != methods && i != paths && (role == "description" || role == "name") && len(cell.Spans.String()) > len(title.String()) {
			title = cell.Spans
		}
	}
	return title
}

// scanCells finds requests at the start of cells.
func (s *scan) scanCells(t *page.Table) {
	rows := [][]page.Cell{t.Head}
	for _, row := range t.Rows {
		rows = append(rows, row.Cells)
	}
	for _, cells := range rows {
		for _, cell := range cells {
			for _, line := range cell.Spans.Lines() {
				if r, ok := s.requestIn(line); ok {
					s.add(r, line[0].At, s.rowKind(t), nil)
				}
			}
		}
	}
	if len(t.Head) == 2 {
		s.scanPairs(rows)
	}
}

// scanPairs finds a method and a path that stand below each other in the second
// column, beside their names.
func (s *scan) scanPairs(rows [][]page.Cell) {
	var method, address string
	var at page.Cell
	for _, cells := range rows {
		if m := s.cutter.method(cells[1].Spans.String()); m != "" {
			method = m
		} else if path, ok := s.pathCell(cells[1].Spans, cells[0]); ok && address == "" {
			address, at = path, cells[1]
		}
	}
	if method != "" && address != "" {
		s.add(request{method, address}, at.At, declared, nil)
	}
}
