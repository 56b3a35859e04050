package text

import "github.com/docpiler/docpiler/parser/page"

// blockTable reads a table whose rows are blocks, a cell on each line: what is
// left of a page when each row ends with blank lines of its own. The head is a
// block of column names, with more than one blank line after it.
func (r *reader) blockTable() bool {
	const fewest, most = 2, 6 // columns
	n := 0
	for n <= most && !r.at(r.i+n).blank() {
		n++
	}
	end := r.i + n
	if n < fewest || n > most || r.skipBlank(end)-end < 2 ||
		!r.isHead(scrap{r.i, r.line().text}, scrap{r.i + 1, r.at(r.i + 1).text}) {
		return false
	}
	cols := make([]column, n)
	for c := range cols {
		k, known, _ := r.columnKind(r.at(r.i + c).text)
		cols[c] = column{kind: k, known: known}
	}
	if cols[0].kind == kindText {
		cols[0].kind = kindName
	}
	t := &page.Table{At: r.line().pos(0), Certain: true}
	for c := range cols {
		t.Head = append(t.Head, r.cell(r.i+c, 0, len(r.at(r.i+c).text)))
	}
	next, gap := r.skipBlank(end), 0
	for next < len(r.lines) {
		end = r.blockEnd(next)
		if !r.isRowBlock(next, end, n) || r.isHead(scrap{next, r.at(next).text}, scrap{next + 1, r.at(next + 1).text}) {
			break
		}
		t.Rows = append(t.Rows, r.blockRow(cols, next, end))
		after := r.skipBlank(end)
		if gap == 0 {
			gap = after - end
		}
		next = after
		if after-end != gap {
			break
		}
	}
	if len(t.Rows) == 0 {
		return false
	}
	r.i = next
	r.build.Add(t)
	return true
}

// isRowBlock reports whether the lines of a block may be the cells of a row.
func (r *reader) isRowBlock(from, end, n int) bool {
	if role, _ := r.headingRole(from); role != "" && !isHeader(r.at(from).text) && r.words.Role("header", r.at(from).text) == "" || isCodeStart(r.at(from).text) {
		return false
	}
	return end-from > 1 || n == 2 && !endsSentence(r.at(from).text)
}

// blockRow makes a row of the lines of a block. Where there are fewer lines than
// columns, empty cells are missing and the others go where they fit best; lines in
// excess belong to the last cell.
func (r *reader) blockRow(cols []column, from, end int) page.Row {
	n := len(cols)
	costs := make([][]int, 0, n)
	for i := from; i < min(end, from+n); i++ {
		cost := make([]int, n)
		for c := range cols {
			cost[c] = r.cost(cols[c].kind, r.at(i).text)
		}
		costs = append(costs, cost)
	}
	at := make([]int, len(costs))
	for k := range at {
		at[k] = k
	}
	if len(costs) < n {
		at, _ = align(cols, costs)
	}
	row := page.Row{At: r.at(from).pos(0)}
	parts := make([][]line, n)
	for k, c := range at {
		parts[c] = append(parts[c], *r.at(from + k))
	}
	for i := from + n; i < end; i++ {
		parts[n-1] = append(parts[n-1], *r.at(i))
	}
	for c := range parts {
		whole := joinWrapped(parts[c])
		row.Cells = append(row.Cells, r.lineCell(&whole, cols[c].kind, row.At))
	}
	return row
}
