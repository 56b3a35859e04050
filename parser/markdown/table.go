package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindTable = ast.NewNodeKind("PipeTable")
	kindCell  = ast.NewNodeKind("PipeCell")
)

// table is a pipe table. goldmark's own extension splits cells at a pipe within
// a code span and drops the cells that a row has in excess; both lose text. Its
// children are the cells of all rows.
type table struct {
	ast.BaseBlock
	head row
	rows []row

	unruled bool // no delimiter row stands below the head
	columns int  // how many there are, if they are more than are read
	split   int  // offset of the first row after a blank line, 0 without one
}

type row struct {
	at     int // offset of the row's first sign
	cells  []*cell
	ragged bool // the line did not have as many cells as the head
}

// cell is a stretch of a row without the blanks round it, and what continues it
// on further lines. An empty cell has no lines.
type cell struct {
	ast.BaseBlock
	at    int  // offset of the first sign, or of where it would stand
	dense bool // it has so much markup that it is taken for text
}

func (*table) Kind() ast.NodeKind            { return kindTable }
func (*table) IsRaw() bool                   { return true }
func (t *table) Dump(source []byte, lvl int) { ast.DumpHelper(t, source, lvl, nil, nil) }

func (*cell) Kind() ast.NodeKind            { return kindCell }
func (c *cell) IsRaw() bool                 { return c.dense }
func (c *cell) Dump(source []byte, lvl int) { ast.DumpHelper(c, source, lvl, nil, nil) }

// cutTables makes tables of the lines of a paragraph that are such, and returns
// the paragraphs that the other lines are left in.
func cutTables(p *ast.Paragraph, src []byte) (rest []*ast.Paragraph) {
	parent, lines := p.Parent(), p.Lines()
	if before, ok := p.PreviousSibling().(*table); ok && before.goesOn(src, lines) {
		parent.RemoveChild(parent, p)
		return nil
	}
	from := 0 // the first line that is in no table
	for i := 1; i < lines.Len(); i++ {
		t, head, next := readTable(src, lines, from, i)
		if t == nil {
			continue
		}
		if from < head {
			before := ast.NewParagraph()
			before.Lines().AppendAll(lines.Sliced(from, head))
			parent.InsertBefore(parent, p, before)
			rest = append(rest, before)
		}
		parent.InsertBefore(parent, p, t)
		from, i = next, next
	}
	if t := unruledTable(src, lines, from); t != nil {
		parent.InsertBefore(parent, p, t)
		from = lines.Len()
	}
	lines.SetSliced(from, lines.Len())
	if lines.Len() == 0 {
		parent.RemoveChild(parent, p)
		return rest
	}
	return append(rest, p)
}

// goesOn appends the lines of a paragraph after a blank line as rows of the table
// before it, if all of them are such, with a pipe at both ends.
func (t *table) goesOn(src []byte, lines *text.Segments) bool {
	for i := range lines.Len() {
		line := bytesOf(lines.At(i), src)
		if !isClosedRow(line) || isDelimiter(line) || len(split(line, true)) != len(t.head.cells) {
			return false
		}
	}
	if t.split == 0 {
		t.split = lines.At(0).Start
	}
	for i := range lines.Len() {
		t.rows = append(t.rows, t.row(src, lines.At(i), len(t.head.cells)))
	}
	t.markDense(src)
	return true
}

// isClosedRow reports whether a line has a pipe at both ends.
func isClosedRow(line []byte) bool {
	return opensWithPipe(line) && bytes.HasSuffix(util.TrimRightSpace(line), []byte("|")) && bytes.Count(line, []byte("|")) > 2
}

// unruledTable makes a table of the lines from one on that all have pipes at both
// ends and as many cells, without a delimiter row; nil if they are no table.
func unruledTable(src []byte, lines *text.Segments, from int) *table {
	const fewest = 2 // lines
	if lines.Len()-from < fewest {
		return nil
	}
	columns := len(split(bytesOf(lines.At(from), src), true))
	for i := from; i < lines.Len(); i++ {
		line := bytesOf(lines.At(i), src)
		if !isClosedRow(line) || isDelimiter(line) || len(split(line, true)) != columns {
			return nil
		}
	}
	t := &table{unruled: true}
	t.head = t.row(src, lines.At(from), 0)
	for i := from + 1; i < lines.Len(); i++ {
		t.rows = append(t.rows, t.row(src, lines.At(i), columns))
	}
	t.markDense(src)
	return t
}

func (t *table) markDense(src []byte) {
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		n.(*cell).dense = isDense(n.Lines(), src)
	}
}

// readTable reads the table whose delimiter row is a line, and returns the lines
// where its head begins, not before from, and after it; nil if there is no such
// table.
func readTable(src []byte, lines *text.Segments, from, delimiter int) (t *table, head, next int) {
	line := bytesOf(lines.At(delimiter), src)
	if !isDelimiter(line) {
		return nil, 0, 0
	}
	ends := func(int) bool { return true } // a row ends with each line
	if endsHard(line) {
		ends = func(i int) bool { return endsHard(bytesOf(lines.At(i), src)) }
	}
	head = delimiter - 1
	for head > from && !ends(head-1) {
		head--
	}
	columns := 0
	if head < delimiter-1 {
		columns = len(split(line, false))
	}
	t = &table{}
	t.head = t.row(src, lines.At(head), columns)
	for i := head + 1; i < delimiter; i++ {
		t.extend(src, &t.head, lines.At(i))
	}
	if columns == 0 && !fits(bytesOf(lines.At(head), src), line, len(t.head.cells)) {
		return nil, 0, 0
	}
	if n := len(t.head.cells); n > maxColumns {
		t.columns, t.head.cells = n, t.head.cells[:maxColumns]
	}
	for next = delimiter + 1; next < lines.Len(); next++ {
		if next > delimiter+1 && !ends(next-1) {
			t.extend(src, &t.rows[len(t.rows)-1], lines.At(next))
		} else if !t.add(src, lines.At(next)) {
			break
		}
	}
	t.markDense(src)
	return t, head, next
}

// endsHard reports whether a line ends with the blanks of a hard line break. A
// converter that wraps lines marks with them where a row ends.
func endsHard(line []byte) bool {
	return bytes.HasSuffix(bytes.TrimRight(line, "\r\n"), []byte("  "))
}

// isDelimiter reports whether a line consists of the signs of a delimiter row
// and holds a pipe or colon and a hyphen.
func isDelimiter(line []byte) bool {
	return len(bytes.Trim(line, "|:- \t\n")) == 0 && bytes.ContainsAny(line, "|:") && bytes.IndexByte(line, '-') >= 0
}

// fits reports whether a head of n cells and a delimiter row belong together:
// they have the same number of cells, or both begin with a pipe and so can
// hardly be anything else.
func fits(head, delimiter []byte, n int) bool {
	columns := len(split(delimiter, false))
	return columns == n && n > 0 || columns > 1 && n > 1 && opensWithPipe(head) && opensWithPipe(delimiter)
}

func opensWithPipe(line []byte) bool { return bytes.HasPrefix(util.TrimLeftSpace(line), []byte("|")) }

// add appends the row of a line. A line that does not begin with a pipe, though
// the head does, is a row if it parts as many cells; otherwise it continues the
// last cell if the row before was left open, and else it is a row only if it
// holds a pipe: without one the table ends before it and add returns false.
func (t *table) add(src []byte, line text.Segment) bool {
	if src[t.head.at] == '|' && !opensWithPipe(bytesOf(line, src)) {
		parts := len(split(bytesOf(line, src), true))
		switch {
		case parts == len(t.head.cells) && parts > 1:
		case len(t.rows) > 0 && t.rows[len(t.rows)-1].open(src):
			t.extend(src, &t.rows[len(t.rows)-1], line)
			return true
		case bytes.IndexByte(bytesOf(line, src), '|') < 0:
			return false
		}
	}
	t.rows = append(t.rows, t.row(src, line, len(t.head.cells)))
	return true
}

// open reports whether a row's line does not end in a pipe.
func (r row) open(src []byte) bool {
	end := r.cells[len(r.cells)-1].end()
	return !bytes.HasSuffix(util.TrimRightSpace(src[end:lineEnd(src, end)]), []byte("|"))
}

// extend appends a continuation line to the last cell that a row has, or to the
// one after it if the line before ends with the pipe between them.
func (t *table) extend(src []byte, r *row, line text.Segment) {
	r.ragged = true
	i := len(r.cells) - 1
	for i > 0 && r.cells[i].Lines().Len() == 0 {
		i--
	}
	if before := util.TrimRightSpace(src[:line.Start]); !opensWithPipe(src[r.at:]) && bytes.HasSuffix(before, []byte("|")) {
		i++
	}
	for j, part := range split(bytesOf(line, src), true) {
		r.cells[min(i+j, len(r.cells)-1)].add(src, text.NewSegment(line.Start+part[0], line.Start+part[1]))
	}
}

// row splits a line into columns cells; 0 means as many as there are.
func (t *table) row(src []byte, line text.Segment, columns int) row {
	value := bytesOf(line, src)
	parts := split(value, true)
	if len(parts) != columns && columns > 0 {
		if plain := split(value, false); len(plain) == columns || len(parts) < columns {
			parts = plain
		}
	}
	if columns == 0 {
		columns = len(parts)
	}
	r := row{at: line.Start + util.TrimLeftSpaceLength(value), cells: make([]*cell, columns)}
	r.ragged = len(parts) < columns || len(parts) > columns && lastText(parts, columns-1) > parts[columns-1][1]
	for i := range columns {
		end := len(util.TrimRightSpace(value))
		part := [2]int{end, end} // of a cell that is missing
		if i < len(parts) {
			part = parts[i]
		}
		if i == columns-1 && len(parts) > columns {
			part[1] = lastText(parts, i)
		}
		c := &cell{at: line.Start + part[0]}
		c.add(src, text.NewSegment(line.Start+part[0], line.Start+part[1]))
		t.AppendChild(t, c)
		r.cells[i] = c
	}
	return r
}

// lastText returns the end of the last part from i on that is not empty.
func lastText(parts [][2]int, i int) int {
	for j := len(parts) - 1; j > i; j-- {
		if parts[j][0] < parts[j][1] {
			return parts[j][1]
		}
	}
	return parts[i][1]
}

// add appends a stretch of the source to a cell: what it is, a line that
// continues it, or another part of that line.
func (c *cell) add(src []byte, part text.Segment) {
	if part.IsEmpty() {
		return
	}
	lines := c.Lines()
	if n := lines.Len(); n == 0 {
		c.at = part.Start
		lines.Append(part)
	} else if last := lines.At(n - 1); bytes.IndexByte(src[last.Start:part.Start], '\n') < 0 {
		lines.Set(n-1, last.WithStop(part.Stop))
	} else {
		lines.Set(n-1, last.WithStop(lineEnd(src, last.Stop)))
		lines.Append(part)
	}
}

// end returns the offset after the cell's text.
func (c *cell) end() int {
	if n := c.Lines().Len(); n > 0 {
		return c.Lines().At(n - 1).Stop
	}
	return c.at
}

// split returns the cells of a line as offsets without the blanks round them.
// A pipe after a backslash parts no cells; nor does one within a code span if
// spans is true.
func split(line []byte, spans bool) [][2]int {
	from := util.TrimLeftSpaceLength(line)
	to := len(util.TrimRightSpace(line))
	if from >= to {
		return nil
	}
	if line[from] == '|' {
		from++
	}
	if to > from && line[to-1] == '|' && (to < 2 || line[to-2] != '\\') {
		to--
	}
	var parts [][2]int
	first := from
	for i := from; i <= to; i++ {
		switch {
		case i == to || line[i] == '|':
			parts = append(parts, trim(line, first, i))
			first = i + 1
		case line[i] == '\\' && i+1 < to:
			i++
		case line[i] == '`' && spans:
			i += spanLength(line[i:to]) - 1
		}
	}
	return parts
}

func trim(line []byte, from, to int) [2]int {
	for from < to && (line[from] == ' ' || line[from] == '\t') {
		from++
	}
	for from < to && (line[to-1] == ' ' || line[to-1] == '\t') {
		to--
	}
	return [2]int{from, to}
}

// spanLength returns the length of the code span at the start of a text, or of
// its backticks if nothing closes them.
func spanLength(text []byte) int {
	n := run(text)
	for i := n; i < len(text); i++ {
		if text[i] != '`' {
			continue
		}
		m := run(text[i:])
		if m == n {
			return i + m
		}
		i += m - 1
	}
	return n
}
