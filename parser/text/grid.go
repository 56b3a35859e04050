package text

import (
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// Terminal browsers, converters and the text of a PDF lay tables out in columns of
// blanks or under rules of hyphens, and wrap cells within their columns:
//
//	  Permission type          Permissions
//	Delegated (work or     Team.ReadBasic.All,
//	school account)        Team.Read.All
//
// Such tables are found before wrapped lines are joined, for the columns are lost
// by that. Each is put in the place of its lines as one line that holds the table.

// grids returns the lines with the tables that are laid out in columns as one line
// each, blank lines around it.
func (r *reader) grids() []line {
	out := make([]line, 0, len(r.lines))
	for r.i = 0; r.i < len(r.lines); {
		t, end := r.ruledTable()
		if t == nil {
			t, end = r.columnsEitherWay()
		}
		if t == nil {
			out = append(out, *r.line())
			r.i++
			continue
		}
		text := r.line().text
		out = append(out, line{at: r.line().at}, line{text: text, at: r.line().at, table: t}, line{at: r.line().at})
		r.i = end
	}
	r.i = 0
	return out
}

// gridTable adds a table that was found by grids.
func (r *reader) gridTable() bool {
	if r.line().table == nil {
		return false
	}
	r.build.Add(r.line().table)
	r.i++
	return true
}

// columnsEitherWay reads a table in columns by what its signs take in a terminal,
// or, as some programs count, by their number: whichever way the cells fit best.
func (r *reader) columnsEitherWay() (*page.Table, int) {
	t, end, cost := r.columnTable()
	if !r.hasWide() {
		return t, end
	}
	r.measure = utf8.RuneCountInString
	other, otherEnd, otherCost := r.columnTable()
	r.measure = width
	if t == nil || other != nil && (otherEnd > end || otherEnd == end && otherCost < cost) {
		return other, otherEnd
	}
	return t, end
}

// hasWide reports whether a sign of the block at the next line is wide.
func (r *reader) hasWide() bool {
	for i := r.i; i < r.i+mostRowLines && !r.at(i).blank(); i++ {
		if strings.ContainsFunc(r.at(i).text, isWide) {
			return true
		}
	}
	return false
}

// extent is a range of the columns of a terminal; an open one has no end.
type extent struct{ from, to int }

const openEnd = 1 << 20

// cut returns the part of a line that lies in an extent.
func (l *line) cut(e extent, measure func(string) int) line {
	column := measure(l.indent)
	from, to := -1, len(l.text)
	for i, c := range l.text {
		if column >= e.to {
			to = i
			break
		}
		if from < 0 && column >= e.from {
			from = i
		}
		column += measure(l.text[i : i+utf8.RuneLen(c)])
	}
	if from < 0 {
		from = to
	}
	return l.slice(from, to)
}

// slice returns a part of a line without the blanks around it.
func (l *line) slice(from, to int) line {
	text := l.text[from:to]
	from += len(text) - len(strings.TrimLeft(text, " \t"))
	text = strings.TrimSpace(text)
	return line{text: text, at: l.pos(from), shifts: l.after(from)}
}

// joinWrapped makes one line of those that a longer one was wrapped into.
func joinWrapped(lines []line) line {
	var out line
	for _, l := range lines {
		switch {
		case l.blank():
		case out.blank():
			out = l
		default:
			out.append(l, joint(out.text, l.text))
		}
	}
	return out
}

// append adds a further line of the file to a line.
func (l *line) append(next line, between string) {
	l.text += between
	l.more = append(l.more, joined{len(l.text), next})
	l.text += next.text
}

// rules returns the groups of a rule of hyphens as extents, nil for any other
// line: "------  ---------".
func rules(l *line) []extent {
	if len(l.text) < 3 || strings.Trim(l.text, "-=\u2500 ") != "" || !strings.HasPrefix(l.text, "--") && !strings.HasPrefix(l.text, "==") && !strings.HasPrefix(l.text, "\u2500") {
		return nil
	}
	var out []extent
	column := width(l.indent)
	for _, t := range tokenize(l.text) {
		from := column + width(l.text[:t.from])
		out = append(out, extent{from, from + width(l.text[t.from:t.to])})
	}
	return out
}

// ruledTable reads a table whose columns are ruled: the head above a rule with a
// group of hyphens for each column. Between two longer rules cells may have several
// lines, and blank lines part the rows. It returns where the table ends.
func (r *reader) ruledTable() (*page.Table, int) {
	const mostHead = 8 // lines
	i := r.i
	fenced := len(rules(r.at(i))) == 1
	if fenced {
		i++
	}
	head := i
	for i < len(r.lines) && i-head < mostHead && !r.at(i).blank() && rules(r.at(i)) == nil {
		i++
	}
	columns := rules(r.at(i))
	if i == head || len(columns) < 2 {
		return nil, 0
	}
	columns = tile(columns)
	rows := [][]int{}
	first := i + 1
	end := first
	for ; end < len(r.lines); end++ {
		l := r.at(end)
		switch {
		case rules(l) != nil:
			return r.ruled(columns, head, i, rows), end + 1
		case l.blank() && !fenced:
			return r.ruled(columns, head, i, rows), end
		case l.blank():
			continue
		case !fenced || end == first || r.at(end-1).blank():
			rows = append(rows, []int{})
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], end)
	}
	return r.ruled(columns, head, i, rows), end
}

// tile makes columns of the groups of a rule: each reaches to the next.
func tile(groups []extent) []extent {
	out := make([]extent, len(groups))
	for c := range groups {
		out[c] = extent{groups[c].from, openEnd}
		if c+1 < len(groups) {
			out[c].to = groups[c+1].from
		}
	}
	out[0].from = 0
	return out
}

// ruled makes a table of the lines of its head and of its rows.
func (r *reader) ruled(columns []extent, head, end int, rows [][]int) *page.Table {
	t := &page.Table{At: r.at(head).pos(0), Certain: true}
	var lines []int
	for i := head; i < end; i++ {
		lines = append(lines, i)
	}
	kinds := make([]column, len(columns))
	for c, cell := range r.gridCells(columns, lines) {
		k, known, _ := r.columnKind(cell.text)
		kinds[c] = column{kind: k, known: known}
		t.Head = append(t.Head, r.lineCell(&cell, kindText, t.At))
	}
	for _, row := range rows {
		t.Rows = append(t.Rows, r.gridRow(columns, kinds, row))
	}
	return t
}

// gridCells joins what the lines have in each column.
func (r *reader) gridCells(columns []extent, lines []int) []line {
	out := make([]line, len(columns))
	for c, e := range columns {
		var parts []line
		for _, i := range lines {
			parts = append(parts, r.at(i).cut(e, r.measure))
		}
		out[c] = joinWrapped(parts)
	}
	return out
}

// gridRow makes the row of some lines.
func (r *reader) gridRow(columns []extent, kinds []column, lines []int) page.Row {
	row := page.Row{At: r.at(lines[0]).pos(0)}
	for c, cell := range r.gridCells(columns, lines) {
		row.Cells = append(row.Cells, r.lineCell(&cell, kinds[c].kind, row.At))
	}
	return row
}

// lineCell makes a cell of a line.
func (r *reader) lineCell(l *line, k kind, row ir.Pos) page.Cell {
	if l.blank() {
		return page.Cell{At: row}
	}
	return r.kindCell(l, k, 0, len(l.text))
}
