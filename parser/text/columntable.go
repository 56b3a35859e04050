package text

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/parser/page"
)

// Bounds of a table that is laid out in columns.
const (
	mostHeadLines = 4
	mostGridLines = 400
	mostRowLines  = 40
)

// columnTable reads a table whose columns are told by blanks alone: its head is
// made of known words, each in a column of its own, and columns of blanks go down
// from there. It returns where the table ends, and how badly its cells fit.
func (r *reader) columnTable() (t *page.Table, end, cost int) {
	if r.line().blank() || !r.laidOut(r.i) {
		return nil, 0, 0
	}
	for n := 1; n <= mostHeadLines && !r.at(r.i+n-1).blank(); n++ {
		heads := r.headExtents(n)
		if heads == nil {
			continue
		}
		columns, end := r.columnsBelow(heads, n)
		if block := r.blockEnd(r.i); end < block && !r.isHeadingText(r.at(end).text) && !isCodeStart(r.at(end).text) {
			if columns, end = r.columnsOfRows(r.i+n, block, len(heads)), block; columns == nil {
				continue
			}
		}
		if end == r.i+n {
			continue
		}
		g := &grid{reader: r, columns: columns, headed: heads, first: r.i, heads: n}
		t, cost := g.table(end)
		return t, end, cost
	}
	return nil, 0, 0
}

// laidOut reports whether a line of the block from line i on has a run of blanks
// within.
func (r *reader) laidOut(i int) bool {
	for n := 0; n < mostRowLines && !r.at(i).blank(); n++ {
		if strings.Contains(r.at(i).text, "  ") {
			return true
		}
		i++
	}
	return false
}

// headExtents parts the next n lines into heads of columns that the language
// knows, nil if they are none.
func (r *reader) headExtents(n int) []extent {
	var parts []extent
	var lines []int
	taken := map[int]bool{}
	end := 0
	for i := r.i; i < r.i+n; i++ {
		if isCodeStart(r.at(i).text) || len(r.at(i).text) > maxHeading || strings.Contains(r.at(i).text, "|") {
			return nil
		}
		lines = append(lines, i)
		for _, e := range r.at(i).filled(r.measure) {
			for c := e.from; c < e.to; c++ {
				taken[c] = true
			}
			end = max(end, e.to)
		}
	}
	for c := 0; c < end; c++ {
		switch {
		case !taken[c]:
		case c > 0 && taken[c-1]:
			parts[len(parts)-1].to = c + 1
		default:
			parts = append(parts, extent{c, c + 1})
		}
	}
	return r.joinHeads(parts, lines)
}

// joinHeads joins neighbouring parts so that each is the head of a column that the
// language knows, with as few columns as may be; nil if that cannot be done.
func (r *reader) joinHeads(parts []extent, lines []int) []extent {
	const most = 40
	if len(parts) < 2 || len(parts) > most {
		return nil
	}
	type step struct{ cost, back int }
	best := make([]step, len(parts)+1)
	for end := 1; end <= len(parts); end++ {
		best[end] = step{cost: openEnd}
		for start := max(0, end-maxPhrase); start < end; start++ {
			if best[start].cost >= openEnd {
				continue // no heads lead there
			}
			head := r.gridCells([]extent{{parts[start].from, parts[end-1].to}}, lines)[0].text
			_, known, loose := r.columnKind(head)
			cost := best[start].cost + 2
			if loose {
				cost++
			}
			if known && cost < best[end].cost && !strings.Contains(head, "  ") {
				best[end] = step{cost, start}
			}
		}
	}
	if best[len(parts)].cost >= openEnd {
		return nil
	}
	var out []extent
	for end := len(parts); end > 0; end = best[end].back {
		out = append(out, extent{parts[best[end].back].from, parts[end-1].to})
	}
	slices.Reverse(out)
	if len(out) < 2 {
		return nil
	}
	return out
}

// filled returns the columns of a terminal that the words of a line take.
func (l *line) filled(measure func(string) int) []extent {
	var out []extent
	column := measure(l.indent)
	from := -1
	for _, c := range l.text + " " {
		switch blank := c == ' ' || c == '\t'; {
		case blank && from >= 0:
			out = append(out, extent{from, column})
			from = -1
		case !blank && from < 0:
			from = column
		}
		column += measure(string(c))
	}
	return out
}

// columnsBelow follows the blanks between heads down the lines below them, and
// returns the columns and the line where the last blanks between two heads end.
func (r *reader) columnsBelow(heads []extent, n int) ([]extent, int) {
	var lines []int
	for i := range n {
		lines = append(lines, r.i+i)
	}
	k, _, _ := r.columnKind(r.gridCells(heads[:1], lines)[0].text)
	named := k == kindName
	free := make([][]bool, len(heads)-1) // columns between two heads that no line has filled
	for k := range free {
		free[k] = slices.Repeat([]bool{true}, heads[k+1].from-heads[k].to)
	}
	end := r.i + n
	for ; end < len(r.lines) && end < r.i+mostGridLines && !r.at(end).blank() && !isCodeStart(r.at(end).text); end++ {
		next := make([][]bool, len(free))
		for k := range free {
			next[k] = slices.Clone(free[k])
			for _, e := range r.at(end).filled(r.measure) {
				for c := max(e.from, heads[k].to); c < min(e.to, heads[k+1].from); c++ {
					next[k][c-heads[k].to] = false
				}
			}
			if !slices.Contains(next[k], true) {
				return columnsAt(heads, free, named), end
			}
		}
		free = next
	}
	return columnsAt(heads, free, named), end
}

// columnsOfRows returns the columns of lines whose heads do not stand above them:
// n columns parted by two or more blanks in all lines, nil if there are more or
// fewer.
func (r *reader) columnsOfRows(from, end, n int) []extent {
	const narrowest = 2 // blanks between two columns
	if end-from > mostGridLines {
		return nil
	}
	taken, longest := map[int]bool{}, 0
	for i := from; i < end; i++ {
		for _, e := range r.at(i).filled(r.measure) {
			for c := e.from; c < e.to; c++ {
				taken[c] = true
			}
			longest = max(longest, e.to)
		}
	}
	out := []extent{{0, openEnd}}
	blank := 0
	for c := 0; c < longest; c++ {
		switch {
		case !taken[c]:
			blank++
			continue
		case blank >= narrowest && c > blank:
			out[len(out)-1].to = c
			out = append(out, extent{c, openEnd})
		}
		blank = 0
	}
	if len(out) != n {
		return nil
	}
	return out
}

// columnsAt parts columns in the widest free range between two heads: of equal ones
// in the last, but after a column of names, which have no blanks, in the first.
func columnsAt(heads []extent, free [][]bool, named bool) []extent {
	out := make([]extent, len(heads))
	for k := range free {
		best, from, length := 0, 0, 0
		for c, ok := range free[k] {
			if length++; !ok {
				length = 0
			}
			if length > best || length == best && (k > 0 || !named) {
				best, from = length, c-length+1
			}
		}
		out[k].to = heads[k].to + from
		out[k+1].from = out[k].to
	}
	out[len(out)-1].to = openEnd
	return out
}

// grid is a table in columns whose rows are not parted by anything.
type grid struct {
	*reader
	columns []extent
	headed  []extent // where the heads stand, which may be beside their columns
	first   int      // line of the head
	heads   int      // lines of the head
	kinds   []column
}

// table parts the lines below the head into rows so that their cells fit best.
func (g *grid) table(end int) (t *page.Table, cost int) {
	t = &page.Table{At: g.at(g.first).pos(0), Certain: true}
	var head, body []int
	for i := g.first; i < g.first+g.heads; i++ {
		head = append(head, i)
	}
	for _, cell := range g.gridCells(g.headed, head) {
		k, known, _ := g.columnKind(cell.text)
		g.kinds = append(g.kinds, column{kind: k, known: known})
		t.Head = append(t.Head, g.lineCell(&cell, kindText, t.At))
	}
	if g.kinds[0].kind == kindText {
		g.kinds[0].kind = kindName
	}
	for i := g.first + g.heads; i < end; i++ {
		if !g.repeatsHead(i) {
			body = append(body, i)
		}
	}
	rows, cost := g.rows(body)
	for _, row := range rows {
		t.Rows = append(t.Rows, g.gridRow(g.columns, g.kinds, row))
	}
	return t, cost
}

// repeatsHead reports whether a line is one of the head again, as on a new page of
// a document.
func (g *grid) repeatsHead(i int) bool {
	same := func(k int) bool {
		return slices.Equal(strings.Fields(g.at(i).text), strings.Fields(g.at(k).text))
	}
	for k := g.first; k < g.first+g.heads; k++ {
		if same(k) {
			return true
		}
	}
	return false
}

// rows parts lines into rows, and returns how badly they fit.
func (g *grid) rows(lines []int) ([][]int, int) {
	type step struct{ cost, back int }
	best := make([]step, len(lines)+1)
	for end := 1; end <= len(lines); end++ {
		best[end] = step{cost: openEnd}
		for start := end - 1; start >= max(0, end-mostRowLines); start-- {
			if cost := best[start].cost + g.rowCost(lines[start:end]); cost < best[end].cost {
				best[end] = step{cost, start}
			}
		}
	}
	var out [][]int
	for end := len(lines); end > 0; end = best[end].back {
		out = append(out, lines[best[end].back:end])
	}
	slices.Reverse(out)
	return out, best[len(lines)].cost
}

// Costs of taking lines for a row.
const (
	costNoName   = 40 // the first cell is empty
	costHole     = 16 // a cell has blank lines within
	costGap      = 3  // a cell has one blank line within, or no cell is as high as the row
	costAskew    = 6  // a cell stands neither at the top nor in the middle
	costOffRow   = 1  // a cell stands a line above the middle
	costTwo      = 4  // two words in a cell of names
	costSentence = 1  // a text begins in the middle of a sentence
)

// rowCost tells how badly lines fit as one row: by what its cells hold, and by
// where they stand in it. All cells stand at the top, or in the middle.
func (g *grid) rowCost(lines []int) int {
	cost, highest := 0, 0
	for c, cell := range g.gridCells(g.columns, lines) {
		if cell.blank() {
			if cost += 2 * missingCost[g.kinds[c].kind]; c == 0 {
				cost += costNoName
			}
			continue
		}
		cost += 2*g.cost(g.kinds[c].kind, cell.text) + g.mixed(g.kinds[c].kind, cell.text)
		first, last, filled := -1, 0, 0
		for k, i := range lines {
			if part := g.at(i).cut(g.columns[c], g.measure); !part.blank() {
				if first < 0 {
					first = k
				}
				last = k
				filled++
			}
		}
		highest = max(highest, last-first+1)
		switch holes := last - first + 1 - filled; holes {
		case 0:
		case 1: // between two lines, where a cell of one line stands in the middle
			cost += costGap
		default:
			cost += costHole
		}
		switch above, below := first, len(lines)-1-last; {
		case above == 0 || above == below:
		case below == above+1:
			cost += costOffRow
		case above == below+1:
			cost += costOffRow + 1
		default:
			cost += costAskew
		}
	}
	if highest < len(lines) {
		cost += costGap
	}
	return cost
}

// isHeaderWithValue recognises "Prefer: outlook.timezone".
func isHeaderWithValue(s string) bool {
	p := newPhrase(s)
	return len(p.tokens) == 2 && strings.HasSuffix(p.slice(0, 1), ":") && isHeader(p.slice(0, 1))
}

// mixed is the cost of a cell that rather holds those of two rows, or begins in the
// middle of one.
func (g *grid) mixed(k kind, s string) int {
	switch {
	case k == kindName && isHeaderWithValue(s):
		return -2 * g.cost(k, s)
	case k == kindName && strings.HasSuffix(s, ":"):
		return costNoName
	case k == kindName && strings.Contains(s, " "):
		return costTwo
	case k == kindLabel:
		p := newPhrase(s)
		scheme := p.longest(0, func(s string) bool { return g.words.Role("permRow", s) != "" })
		if scheme > 0 && scheme < len(p.tokens) {
			return costHole
		}
	case k == kindText && unicode.IsLower(firstRune(s)):
		return costSentence
	}
	return 0
}
