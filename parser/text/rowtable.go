package text

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// rowTable reads a table whose rows stand on one line each: a head made of
// words of the language, and the lines below it.
func (r *reader) rowTable() bool {
	if r.style.spaced && !r.at(r.i-1).blank() && !r.isTableHead(r.i) {
		return false
	}
	if _, cell := r.line().bar(); cell {
		return false
	}
	for _, sep := range []string{"\t", " | "} {
		if strings.Contains(r.line().text, sep) {
			return r.markedTable(sep)
		}
	}
	if r.style.bars {
		return false // cells are marked here
	}
	if r.at(r.i+1).blank() && endsSentence(r.line().text) {
		return false
	}
	cols := r.headOf(r.line().text)
	if r.isLoneHead() {
		end := len(r.line().text)
		cols = []column{{kindName, 0, end, true}, {kindText, end, end, true}}
	}
	if cols == nil && r.style.spaced && !isSentence(r.line().text) {
		cols = r.guessColumns()
	}
	if cols == nil || !r.style.spaced && unknownHeads(cols) {
		return false
	}
	t := &page.Table{At: r.line().pos(0), Head: r.head(r.i, cols), Certain: !unknownHeads(cols)}
	rows := rowReader{reader: r, cols: cols, table: t, doubt: t.At, text: r.line().text}
	start := r.i
	for r.i++; r.i < len(r.lines) && (r.inTable() || rows.reopens()); r.i++ {
		if !r.line().blank() && !rows.read(r.i) {
			break
		}
	}
	if len(t.Rows) == 0 && !(cols[0].known && cols[1].known) || unknownHeads(cols) && !rows.shaped {
		r.i = start
		return false
	}
	if !t.Certain {
		r.uncertain(rows.doubt, rows.text)
	}
	r.build.Add(t)
	return true
}

// isTableHead reports whether a line is surely the head of a table whose rows
// follow, even where prose stands right above it.
func (r *reader) isTableHead(i int) bool {
	s := r.at(i).text
	if h := &r.roles[i]; !h.headKnown {
		h.headKnown = true
		if !r.style.spaced {
			h.head = r.isHead(scrap{i, s}, scrap{i + 1, r.at(i + 1).text})
		} else if !endsSentence(s) && opensSentence(s) && !r.at(i+1).blank() {
			cols := r.headOf(s)
			h.head = cols != nil && !unknownHeads(cols)
		}
	}
	return r.roles[i].head
}

// inTable reports whether the next line can be a row.
func (r *reader) inTable() bool {
	s := r.line().text
	if s == "" || isCodeStart(s) {
		return false
	}
	if r.style.spaced {
		return true
	}
	role, _ := r.headingRole(r.i)
	return role == "" && r.alertKind(s) == ""
}

// markedTable reads a table whose cells are parted by a sign: tabs, which most
// browsers copy, or bars. A line without the sign goes on with the last cell.
func (r *reader) markedTable(sep string) bool {
	next := r.at(r.i + 1).text
	if _, known, _ := r.columnKind(r.marked(r.i, sep)[0].Spans.String()); !known && !strings.Contains(next, sep) {
		return false
	}
	t := &page.Table{At: r.line().pos(0), Head: r.marked(r.i, sep), Certain: true}
	for r.i++; r.i < len(r.lines) && r.inTable(); r.i++ {
		if !strings.Contains(r.line().text, sep) && len(t.Rows) > 0 && len(t.Head) > 1 {
			r.continueCell(t, r.i)
			continue
		}
		t.Rows = append(t.Rows, fitRow(r.marked(r.i, sep), len(t.Head)))
	}
	r.build.Add(t)
	return true
}

// marked cuts line i at a sign; bars at the ends of the line are no cells.
func (r *reader) marked(i int, sep string) []page.Cell {
	s := r.at(i).text
	from, end := 0, len(s)
	if strings.Contains(sep, "|") {
		from = len(s) - len(strings.TrimLeft(s, "| "))
		end = len(strings.TrimRight(s, "| "))
	}
	var cells []page.Cell
	for from <= end {
		n := strings.Index(s[from:end], sep)
		if n < 0 {
			n = end - from
		}
		cells = append(cells, r.cell(i, from, from+n))
		from += n + len(sep)
	}
	if len(cells) == 0 {
		cells = []page.Cell{r.cell(i, 0, len(s))}
	}
	return cells
}

// fitRow gives a row as many cells as the head has.
func fitRow(cells []page.Cell, n int) page.Row {
	row := page.Row{At: cells[0].At, Cells: cells, Ragged: len(cells) != n}
	for len(row.Cells) < n {
		row.Cells = append(row.Cells, page.Cell{At: cells[len(cells)-1].At})
	}
	if len(row.Cells) > n {
		last := &row.Cells[n-1]
		for _, excess := range row.Cells[n:] {
			last.Spans = append(last.Spans, excess.Spans...)
		}
		row.Cells = row.Cells[:n]
	}
	return row
}

// continueCell adds line i to the last cell of a table.
func (r *reader) continueCell(t *page.Table, i int) {
	cells := t.Rows[len(t.Rows)-1].Cells
	last := &cells[len(cells)-1]
	s := r.span(i, 0, len(r.at(i).text))
	last.Spans = append(append(last.Spans, page.Span{Kind: page.Break, At: s[0].At}), s...)
}

// rowReader tells the cells of unmarked rows apart.
type rowReader struct {
	*reader
	cols  []column
	table *page.Table
	doubt ir.Pos // of the first row that was not sure
	text  string // of that row

	shaped    bool // a row has cells that are surely what their column holds
	small     bool // a name that begins with a small letter was met
	continued bool // the line before went on with its row
}

// read adds line i as a row, or to the row before. It returns false if the line
// cannot belong to the table, which only text without blank lines leaves open.
func (r *rowReader) read(i int) bool {
	p := newPhrase(r.at(i).text)
	cuts, fits, sure := r.cut(p)
	if !fits && !r.style.spaced {
		return false
	}
	if !fits && r.lostName(p) {
		r.build.Report("row-unreadable", r.at(i).pos(0), "The row "+quote(p.text)+" has lost its name.")
		return true
	}
	if r.continued = !fits && len(r.table.Rows) > 0; r.continued {
		r.continueCell(r.table, i)
		return true
	}
	if !sure && r.table.Certain {
		r.table.Certain, r.doubt, r.text = false, r.at(i).pos(0), p.text
	}
	r.shaped = r.shaped || fits && sure && len(p.tokens) > cuts[len(r.cols)-1]
	var cells []page.Cell
	for c := range r.cols {
		from, to := cuts[c], cuts[c+1]
		if from == to {
			cells = append(cells, page.Cell{At: r.at(i).pos(r.offset(p, from))})
			continue
		}
		cells = append(cells, r.cellOf(r.cols[c].kind, i, p.tokens[from].from, p.tokens[to-1].to))
	}
	r.table.Rows = append(r.table.Rows, page.Row{At: cells[0].At, Cells: cells})
	return true
}

// lostName recognises a row whose first cell is missing: it begins with what stands
// in the column of types of a row above, and no type follows.
func (r *rowReader) lostName(p phrase) bool {
	if len(r.cols) < 3 || r.cols[1].kind != kindType {
		return false
	}
	first := p.slice(0, 1)
	if _, sure := r.typeEnd(p, 1); sure == 2 || !isTypeName(first) {
		return false
	}
	return slices.ContainsFunc(r.table.Rows, func(row page.Row) bool { return row.Cells[1].Spans.String() == first })
}

// reopens reports whether the next line is a blank one within a cell, where the
// page has two line breaks: further rows, or further cases of a cell of
// permissions, stand behind it.
func (r *rowReader) reopens() bool {
	const paragraphs = 3 // that one cell has at most
	if !r.line().blank() || len(r.table.Rows) == 0 {
		return false
	}
	i := r.i
	for range paragraphs {
		for i++; i < len(r.lines) && !r.at(i).blank(); i++ {
			first, _, _ := strings.Cut(r.at(i+1).text, " ")
			if r.plainRow(newPhrase(r.at(i).text), first) {
				return true
			}
			if !r.isProse(i) || r.headOf(r.at(i).text) != nil {
				return false
			}
		}
		if r.cols[0].kind == kindLabel {
			return false
		}
	}
	return false
}

// plainRow reports whether a line is surely a row of the table, or a case of a
// cell of permissions, whose names may stand on the next line.
func (r *rowReader) plainRow(p phrase, next string) bool {
	switch {
	case r.cols[0].kind == kindLabel:
		end, _ := r.label(p)
		label, _, _ := strings.Cut(p.text, ":")
		return isCondition(p.slice(0, end)) && r.alertKind(label) == "" && (end < len(p.tokens) || isPermissions(next))
	case len(r.cols) > 1 && r.cols[1].kind == kindType:
		end, sure := r.typeEnd(p, 1)
		return sure == 2 && end < len(p.tokens) && isSmall(p.slice(0, 1)) && isMemberName(p.slice(0, 1))
	}
	return false
}

func (r *rowReader) offset(p phrase, token int) int {
	if token < len(p.tokens) {
		return p.tokens[token].from
	}
	return len(p.text)
}
