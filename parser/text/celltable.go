package text

import (
	"unicode"

	"github.com/docpiler/docpiler/parser/page"
)

// scrap is a cell that stands on a line of its own.
type scrap struct {
	i    int // line
	text string
}

// cellTable reads a table whose cells stand on a line each, with a bar at the
// end of the line or, below two lines that are heads of columns, without. The
// ends of rows are not marked, and empty cells may be missing.
func (r *reader) cellTable() bool {
	scraps := r.scraps()
	if len(scraps) == 0 {
		return false
	}
	const most = 32 // tables in a row; each reading looks at all cells that are left
	for tables := 0; len(scraps) > 0; tables++ {
		var t *page.Table
		if tables < most {
			t, scraps = r.tableOf(scraps)
		} else {
			t, scraps = r.assemble(scraps, oneColumn(len(scraps)-1))
		}
		r.build.Add(t)
	}
	return true
}

// oneColumn is the reading of scraps of which nothing is known: one head, and
// as many cells.
func oneColumn(cells int) layout {
	return layout{cols: make([]column, 1), cells: make([]int, cells), cost: cells + 1}
}

// scraps takes the lines that are cells.
func (r *reader) scraps() []scrap {
	var out []scrap
	for ; r.i < len(r.lines); r.i++ {
		cell, ok := r.line().bar()
		if !ok {
			end := r.cellEnd(len(out))
			if end == r.i {
				break
			}
			for i := r.i + 1; i <= end; i++ {
				r.line().append(*r.at(i), joint(r.line().text, r.at(i).text))
			}
			cell, _ = r.line().bar()
			out = append(out, scrap{r.i, cell})
			r.i = end
			continue
		}
		out = append(out, scrap{r.i, cell})
	}
	if len(out) > 0 || !r.headLines() {
		return out
	}
	for ; r.i < len(r.lines) && r.inCells(len(out)); r.i++ {
		out = append(out, scrap{r.i, r.line().text})
	}
	return out
}

// cellEnd returns the line that ends the cell which begins at the next line and has
// no bar yet, after n cells; the next line itself if it is no part of the table.
func (r *reader) cellEnd(n int) int {
	const most = 6 // lines of a cell
	if n < 2 {
		return r.i
	}
	for i := r.i; i < min(r.i+most, len(r.lines)); i++ {
		role, _ := r.headingRole(i)
		text, bar := r.at(i).bar()
		if r.at(i).blank() || role != "" && !bar || isCodeStart(text) || r.alertKind(text) != "" {
			return r.i
		}
		if !bar {
			if _, more := r.at(i + 1).bar(); isCondition(r.at(i).text) && !more && unicode.IsUpper(firstRune(r.at(i+1).text)) {
				return r.i // prose between two tables
			}
			continue
		}
		if next, bar := r.at(i + 1).bar(); bar && r.isHead(scrap{i, text}, scrap{i + 1, next}) {
			return r.i
		}
		return i
	}
	return r.i
}

// headLines reports whether the next two lines are heads of different columns.
func (r *reader) headLines() bool {
	return r.isHead(scrap{r.i, r.line().text}, scrap{r.i + 1, r.at(r.i + 1).text}) && !r.at(r.i+2).blank()
}

// inCells reports whether the next line can be the n-th cell of a table without bars.
func (r *reader) inCells(n int) bool {
	if n < 2 || isHeader(r.line().text) {
		return true
	}
	role, _ := r.headingRole(r.i)
	return !r.line().blank() && role == "" && !isCodeStart(r.line().text) && r.alertKind(r.line().text) == ""
}

// tableOf builds the first table of some scraps and returns the scraps of those
// that follow it without anything between.
func (r *reader) tableOf(scraps []scrap) (*page.Table, []scrap) {
	var best layout
	for n := 1; n <= min(r.mostColumns(scraps), len(scraps)); n++ {
		l, ok := r.layOut(scraps, n)
		if ok && (best.cols == nil || l.cost < best.cost) {
			best = l
		}
	}
	if best.cols == nil {
		best = oneColumn(len(scraps) - 1)
	}
	t, rest := r.assemble(scraps, best)
	if !best.certain {
		r.uncertain(t.At, scraps[0].text)
	}
	return t, rest
}

// mostColumns is how many columns a table can have: where the first heads are
// words of the language, at most one behind them is not.
func (r *reader) mostColumns(scraps []scrap) int {
	const most = 6
	known := 0
	for known < min(most, len(scraps)) && !r.repeats(scraps[:known+1]) {
		if _, ok, _ := r.columnKind(scraps[known].text); !ok {
			break
		}
		known++
	}
	if known < 2 {
		return most
	}
	return known + 1
}

// assemble makes the table of a layout.
func (r *reader) assemble(scraps []scrap, l layout) (*page.Table, []scrap) {
	n := len(l.cols)
	t := &page.Table{At: r.at(scraps[0].i).pos(0), Certain: l.certain}
	for _, s := range scraps[:n] {
		t.Head = append(t.Head, r.cell(s.i, 0, len(s.text)))
	}
	var row []page.Cell
	flush := func() {
		if len(row) > 0 {
			t.Rows = append(t.Rows, fitRow(row, n))
			t.Rows[len(t.Rows)-1].Ragged = false
		}
		row = nil
	}
	for k, s := range scraps[n:] {
		if k >= len(l.cells) { // the next table
			flush()
			return t, scraps[n+k:]
		}
		if l.cells[k] == 0 {
			flush()
		}
		at := r.at(s.i).pos(0)
		for len(row) < l.cells[k] {
			row = append(row, page.Cell{At: at})
		}
		row = append(row, r.cellOf(l.cols[l.cells[k]].kind, s.i, 0, len(s.text)))
	}
	flush()
	return t, nil
}
