package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindTable = ast.NewNodeKind("PipeTable")
	kindCell  = ast.NewNodeKind("PipeCell")
)

// table is a pipe table. goldmark's own extension splits cells at a pipe within
// a code span and drops the cells that a row has in excess; both lose text.
type table struct {
	ast.BaseBlock
	head  row
	rows  []row
	dense bool // a cell has so much markup that it is taken for text
	nodes *nodes
}

func newTable(pc parser.Context) *table {
	nodes := nodesOf(pc)
	t := nodes.tables.New()
	t.nodes = nodes
	return t
}

type row struct {
	at     int // offset of the row's first sign
	cells  []cell
	ragged bool // the line did not have as many cells as the head
}

// cell is a stretch of a row without the blanks round it. There are so many that
// their size counts.
type cell struct {
	start, stop int32
	node        *cellNode // nil if the cell is plain text, simpleCell if it is simple
}

// simpleCell stands for the node of cells that have markup, but only simple one.
var simpleCell = new(cellNode)

// cellNode lets goldmark read the markup of a cell.
type cellNode struct{ ast.BaseBlock }

func (*table) Kind() ast.NodeKind               { return kindTable }
func (*table) IsRaw() bool                      { return true }
func (t *table) Dump(source []byte, lvl int)    { ast.DumpHelper(t, source, lvl, nil, nil) }
func (*cellNode) Kind() ast.NodeKind            { return kindCell }
func (c *cellNode) Dump(source []byte, lvl int) { ast.DumpHelper(c, source, lvl, nil, nil) }

// tableParser reads tables whose lines begin with a pipe and stand in no list or
// quote, nearly all there are, each at once.
type tableParser struct{}

func (tableParser) Trigger() []byte             { return []byte{'|'} }
func (tableParser) CanInterruptParagraph() bool { return true }
func (tableParser) CanAcceptIndentedLine() bool { return false }

func (tableParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, head := reader.PeekLine()
	src := reader.Source()
	delimiter := text.NewSegment(head.Stop, lineEnd(src, min(head.Stop, len(src))))
	if parent.Kind() != ast.KindDocument || !isDelimiter(delimiter.Value(src)) {
		return nil, parser.NoChildren
	}
	t := newTable(pc)
	t.head = t.row(src, head, 0)
	if !fits(src, head, delimiter, len(t.head.cells)) {
		return nil, parser.NoChildren
	}
	lines, last := 1, delimiter.Start
	for at := delimiter.Stop; at < len(src); lines++ {
		line := text.NewSegment(at, lineEnd(src, at))
		if endsTable(src[start(src, line):line.Stop]) || !t.add(src, line) {
			break
		}
		last, at = at, line.Stop
	}
	moveTo(reader, lines, last)
	return t, parser.NoChildren
}

func (tableParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

func (tableParser) Close(ast.Node, text.Reader, parser.Context) {}

// endsTable reports whether a line without its indentation is blank or begins
// another block.
func endsTable(line []byte) bool {
	if len(line) == 0 {
		return true
	}
	switch line[0] {
	case '|':
		return false
	case '#', '>', '<':
		return true
	}
	for _, sign := range []string{"```", "~~~", "[!", ":::", "---", "***", "___"} {
		if bytes.HasPrefix(line, []byte(sign)) {
			return true
		}
	}
	return listSign(line) > 0
}

// tableTransformer makes tables of the paragraphs that hold a delimiter row.
type tableTransformer struct{}

func (tableTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := p.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		delimiter := lines.At(i)
		if !isDelimiter(delimiter.Value(src)) {
			continue
		}
		ends := func(k int) bool { return true } // a row ends with each line
		if endsHard(delimiter, src) {
			ends = func(k int) bool { return endsHard(lines.At(k), src) || k+1 == lines.Len() }
		}
		head := i - 1
		for head > 0 && !ends(head-1) {
			head--
		}
		t := newTable(pc)
		columns := 0
		if head < i-1 {
			columns = len(split(delimiter.Value(src), false))
		}
		t.head = t.row(src, lines.At(head), columns)
		for k := head + 1; k < i; k++ {
			t.extend(src, &t.head, lines.At(k))
		}
		if head == i-1 && !fits(src, lines.At(i-1), delimiter, len(t.head.cells)) {
			return
		}
		next := i + 1
		for ; next < lines.Len(); next++ {
			if next > i+1 && !ends(next-1) {
				t.extend(src, &t.rows[len(t.rows)-1], lines.At(next))
			} else if !t.add(src, lines.At(next)) {
				break
			}
		}
		t.SetPos(t.head.at)
		replace(p, t, lines, head, next)
		return
	}
}

// endsHard reports whether a line ends with the blanks of a hard line break. A
// converter that wraps lines marks with them where a row ends.
func endsHard(line text.Segment, src []byte) bool {
	return bytes.HasSuffix(bytes.TrimRight(line.Value(src), "\r\n"), []byte("  "))
}

// isDelimiter reports whether a line consists of the signs of a delimiter row
// and holds a pipe or colon and a hyphen.
func isDelimiter(line []byte) bool {
	signs, dash := false, false
	for _, c := range line {
		switch c {
		case '|', ':':
			signs = true
		case '-':
			dash = true
		case ' ', '\t', '\n':
		default:
			return false
		}
	}
	return signs && dash
}

// fits reports whether a head of n cells and a delimiter row belong together:
// they have the same number of cells, or both begin with a pipe and so can
// hardly be anything else.
func fits(src []byte, head, delimiter text.Segment, n int) bool {
	columns := len(split(delimiter.Value(src), false))
	first := func(s text.Segment) byte { return bytes.TrimLeft(s.Value(src), " \t")[0] }
	return columns == n && n > 0 || columns > 1 && n > 1 && first(head) == '|' && first(delimiter) == '|'
}

// replace puts the table in the place of the lines [from, to) of a paragraph;
// what stands before and after stays text.
func replace(p *ast.Paragraph, t *table, lines *text.Segments, from, to int) {
	parent := p.Parent()
	parent.InsertAfter(parent, p, t)
	if to < lines.Len() {
		rest := ast.NewParagraph()
		for i := to; i < lines.Len(); i++ {
			rest.Lines().Append(lines.At(i))
		}
		rest.SetPos(lines.At(to).Start)
		parent.InsertAfter(parent, t, rest)
	}
	lines.SetSliced(0, from)
	if from == 0 {
		parent.RemoveChild(parent, p)
	}
}

// add appends the row of a line. A line that does not begin with a pipe, though
// the head does, is a row if it parts as many cells; otherwise it continues the
// last cell if the row before was left open, and else it is a row only if it
// holds a pipe: without one the table ends before it and add returns false.
func (t *table) add(src []byte, line text.Segment) bool {
	if src[t.head.at] == '|' && src[start(src, line)] != '|' {
		parts := len(split(src[line.Start:line.Stop], true))
		switch {
		case parts == len(t.head.cells) && parts > 1:
		case len(t.rows) > 0 && t.rows[len(t.rows)-1].open(src):
			t.extend(src, &t.rows[len(t.rows)-1], line)
			return true
		case bytes.IndexByte(src[line.Start:line.Stop], '|') < 0:
			return false
		}
	}
	if n := len(t.rows); n == cap(t.rows) {
		const usual = 8
		t.rows = append(t.nodes.rows.Take(max(usual, 2*n))[:0], t.rows...)
	}
	t.rows = append(t.rows, t.row(src, line, len(t.head.cells)))
	return true
}

// start returns the offset of the first sign of a line.
func start(src []byte, line text.Segment) int {
	return line.Start + util.TrimLeftSpaceLength(src[line.Start:line.Stop])
}

// open reports whether a row's line does not end in a pipe.
func (r row) open(src []byte) bool {
	last := r.cells[len(r.cells)-1]
	line := util.TrimRightSpace(src[last.stop:lineEnd(src, int(last.stop))])
	return !bytes.HasSuffix(line, []byte("|"))
}

// extend appends a continuation line to the last cell that a row has.
func (t *table) extend(src []byte, r *row, line text.Segment) {
	r.ragged = true
	i := len(r.cells) - 1
	for i > 0 && r.cells[i].start == r.cells[i].stop {
		i--
	}
	for j, part := range split(line.Value(src), true) {
		c := &r.cells[min(i+j, len(r.cells)-1)]
		from, to := line.Start+part[0], line.Start+part[1]
		if c.start == c.stop {
			*c = t.cell(src, from, to)
			continue
		}
		if c.node == nil || c.node == simpleCell {
			c.node = t.node(int(c.start), int(c.stop))
		}
		lines := c.node.Lines()
		last := lines.At(lines.Len() - 1)
		if last.Start >= line.Start { // a part in excess
			lines.Set(lines.Len()-1, last.WithStop(to))
			continue
		}
		lines.Set(lines.Len()-1, last.WithStop(lineEnd(src, last.Stop)))
		lines.Append(text.NewSegment(from, to))
	}
}

// row splits a line into columns cells; 0 means as many as there are.
func (t *table) row(src []byte, line text.Segment, columns int) row {
	r := row{at: start(src, line)}
	var buf [usualColumns][2]int
	parts := splitInto(buf[:0], src[line.Start:line.Stop], true)
	if len(parts) != columns && columns > 0 {
		if plain := split(src[line.Start:line.Stop], false); len(plain) == columns || len(parts) < columns {
			parts = plain
		}
	}
	if columns == 0 {
		columns = len(parts)
	}
	r.cells = t.nodes.cells.Take(columns)
	for i := range r.cells {
		switch {
		case i >= len(parts):
			end := line.Start + len(util.TrimRightSpace(src[line.Start:line.Stop]))
			r.cells[i] = cell{start: int32(end), stop: int32(end)}
		case i == columns-1 && len(parts) > columns:
			r.cells[i] = t.cell(src, line.Start+parts[i][0], line.Start+lastText(parts, i))
		default:
			r.cells[i] = t.cell(src, line.Start+parts[i][0], line.Start+parts[i][1])
		}
	}
	r.ragged = len(parts) < columns || len(parts) > columns && lastText(parts, columns-1) > parts[columns-1][1]
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

// cell makes a cell; only one with markup costs a goldmark node.
func (t *table) cell(src []byte, from, to int) cell {
	c := cell{start: int32(from), stop: int32(to)} // a page has at most maxPage bytes
	switch signs := signsIn(src[from:to]); {
	case signs > maxSigns:
		t.dense = true
	case signs == 0:
	case isSimple(src[from:to]):
		c.node = simpleCell
	default:
		c.node = t.node(from, to)
	}
	return c
}

func (t *table) node(from, to int) *cellNode {
	n := &cellNode{}
	n.Lines().Append(text.NewSegment(from, to))
	t.AppendChild(t, n)
	return n
}

// split returns the cells of a line as offsets without the blanks round them.
// A pipe after a backslash parts no cells; nor does one within a code span if
// spans is true.
func split(line []byte, spans bool) [][2]int { return splitInto(nil, line, spans) }

// usualColumns is how many columns nearly all tables have at most.
const usualColumns = 6

// splitInto is split, which appends to an empty slice.
func splitInto(parts [][2]int, line []byte, spans bool) [][2]int {
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
	first := from
	for i := from; i <= to; i++ {
		for i < to && !cellSigns[line[i]] {
			i++
		}
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

// cellSigns may part cells, or keep others from it.
var cellSigns = [256]bool{'|': true, '\\': true, '`': true}

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
