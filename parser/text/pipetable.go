package text

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// piece is a cell, or a line of one, between the bars of a line.
type piece struct{ i, from, to int }

// pieces cuts a line at its bars. A bar after a backslash, or within braces or
// backticks, parts nothing. Opens and closes tell whether a bar stands at the
// start and at the end of the line.
func (r *reader) pieces(i int) (out []piece, opens, closes bool) {
	s := r.at(i).text
	from := len(s) - len(strings.TrimLeft(s, " \t"))
	if from < len(s) && s[from] == '|' {
		opens = true
		from++
	}
	depth, code := 0, false
	for k := from; k < len(s); k++ {
		switch c := s[k]; {
		case c == '\\':
			k++
		case c == '`':
			code = !code && strings.IndexByte(s[k+1:], '`') >= 0
		case code:
		case c == '{' && strings.IndexByte(s[k:], '}') > 0:
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == '|' && depth == 0:
			out = append(out, piece{i, from, k})
			from = k + 1
		}
	}
	if strings.TrimSpace(s[from:]) != "" {
		return append(out, piece{i, from, len(s)}), opens, false
	}
	return out, opens, len(out) > 0
}

// isRule recognises the row between the head of a table and its body,
// "|---|:--|", and returns how many columns it rules, 0 for any other line.
func isRule(s string) int {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "--") || !strings.Contains(s, "|") || strings.Trim(s, "|:- \t+") != "" {
		return 0
	}
	return strings.Count(strings.Trim(s, "|"), "|") + 1
}

// pipeTable reads a table whose cells are parted by bars, in any of the forms in
// which converters write it: with bars at both ends of a row, at one of them or
// none, with a rule below the head or without, a row on a line or a cell on a
// line with the first of each row after a bar.
func (r *reader) pipeTable() bool {
	p := pipeReader{reader: r, i: r.i}
	if !p.head() {
		return false
	}
	t := &page.Table{At: r.line().pos(0), Head: p.cells(nil), Certain: true}
	kinds := make([]kind, len(t.Head))
	for c, head := range t.Head {
		kinds[c], _, _ = r.columnKind(head.Spans.String())
	}
	for p.next() {
		if len(p.row) > 0 { // not a lone bar
			t.Rows = append(t.Rows, fitRow(p.cells(kinds), len(t.Head)))
		}
	}
	if len(t.Rows) == 0 && !p.ruled {
		return false
	}
	r.i = p.i
	if !takeFront(r.page, t) {
		r.build.Add(t)
	}
	return true
}

// pipeReader reads the rows of a table with bars.
type pipeReader struct {
	*reader
	i      int
	n      int       // columns
	row    [][]piece // cells of the row read last, each of one line or more
	ruled  bool      // a rule stands below the head
	opens  bool      // rows begin with a bar
	closes bool      // rows end with a bar
}

// head reads the head of a table and the rule below it.
func (p *pipeReader) head() bool {
	first, opens, closes := p.pieces(p.i)
	if len(first) == 0 || isCodeStart(p.at(p.i).text) || isRule(p.at(p.i).text) > 0 {
		return false
	}
	p.opens, p.closes = opens, closes
	n := isRule(p.at(p.i + 1).text)
	switch {
	case n == len(first) && n > 1, n > 1 && opens && closes && len(first) > 1:
		p.n, p.ruled = len(first), true
		p.row = split(first)
		p.i += 2
		p.closes = closes || strings.HasSuffix(p.at(p.i-1).text, "|")
		return true
	case opens && len(first) == 1:
		return p.cellLines()
	case len(first) > 1 && (opens || closes):
		return p.unruled(first)
	}
	return false
}

// unruled is head for a table without a rule: the head is made of known words, or
// the next line has as many cells.
func (p *pipeReader) unruled(first []piece) bool {
	text := func(c piece) string { return strings.TrimSpace(p.at(c.i).text[c.from:c.to]) }
	_, known, _ := p.columnKind(text(first[0]))
	next, opens, closes := p.pieces(p.i + 1)
	same := len(next) == len(first) && opens == p.opens && closes == p.closes
	if !known && !same || !same && !p.closes {
		return false
	}
	p.n, p.row = len(first), split(first)
	p.i++
	return true
}

// cellLines is head for a table with a cell on each line, of which the first of
// a row is opened by a bar: the columns are the cells before the next such bar.
func (p *pipeReader) cellLines() bool {
	p.closes = true
	var cells [][]piece
	i := p.i
	for open := true; ; i++ {
		line, opens, closes := p.pieces(i)
		if i > p.i && opens && !(len(line) == 1 && p.at(i).text == "|") {
			break
		}
		if p.at(i).blank() || len(line) > 1 || isCodeStart(p.at(i).text) || i > p.i+32 {
			return false
		}
		if open {
			cells = append(cells, nil)
		}
		cells[len(cells)-1] = append(cells[len(cells)-1], line...)
		open = closes
	}
	if len(cells) < 2 {
		return false
	}
	p.n, p.row, p.i, p.opens = len(cells), cells, i, true
	return true
}

// split makes a row of the cells of one line.
func split(cells []piece) [][]piece {
	row := make([][]piece, len(cells))
	for c := range cells {
		row[c] = cells[c : c+1]
	}
	return row
}

// next reads the next row, which may go on over several lines until it has all
// its cells.
func (p *pipeReader) next() bool {
	if !p.reopen() {
		return false
	}
	line, opens, closes := p.pieces(p.i)
	s := p.at(p.i).text
	switch {
	case len(line) == 0 && !opens, isCodeStart(s), p.opens && !opens && len(line) != p.n, p.opensTable(line, opens):
		return false
	case len(line) == 1 && !opens && !closes && (!p.ruled || isSentence(s) || !p.goesOn()):
		return false
	}
	p.row = split(line)
	p.i++
	for p.incomplete(closes) && p.i < len(p.lines) {
		line, opens, more := p.pieces(p.i)
		role, _ := p.headingRole(p.i)
		lone := p.at(p.i).text == "|"
		if p.at(p.i).blank() || p.opens && opens && !lone || role != "" && !more || isCodeStart(p.at(p.i).text) {
			break
		}
		if lone {
			line, more = []piece{{p.i, 0, 0}}, true
		}
		p.add(line, closes)
		closes = more
		p.i++
	}
	return true
}

// opensTable reports whether a line is the head of a further table that follows
// without anything between.
func (p *pipeReader) opensTable(line []piece, opens bool) bool {
	switch {
	case isRule(p.at(p.i+1).text) > 0 && len(line) > 1:
		return true
	case len(line) > 1:
		return p.isHead(p.scrap(line[0]), p.scrap(line[1]))
	case len(line) == 1 && opens:
		next, _, _ := p.pieces(p.i + 1)
		return len(next) == 1 && p.isHead(p.scrap(line[0]), p.scrap(next[0]))
	}
	return false
}

// incomplete reports whether a row goes on below: cells are missing, or its last
// one is not closed though those of the table are.
func (p *pipeReader) incomplete(closed bool) bool {
	return len(p.row) < p.n && (p.closes || p.ruled && p.goesOn()) || p.closes && !closed
}

// goesOn reports whether a bar comes before the end of the block, so that a line
// with too few cells is part of a row.
func (p *pipeReader) goesOn() bool {
	const most = 40 // lines of one row
	for i := p.i; i < min(len(p.lines), p.i+most) && !p.at(i).blank(); i++ {
		if role, _ := p.headingRole(i); role != "" || isCodeStart(p.at(i).text) {
			return false
		}
		if line, _, closes := p.pieces(i); len(line) > 1 || closes {
			return isRule(p.at(i+1).text) == 0
		}
	}
	return false
}

// reopen moves to the next line, over one blank line if the table goes on after
// it: with a row of as many cells, or with the rule of nothing new.
func (p *pipeReader) reopen() bool {
	if p.i >= len(p.lines) {
		return false
	}
	if !p.at(p.i).blank() {
		return true
	}
	i := p.skipBlank(p.i)
	if i >= len(p.lines) || i > p.i+2 || isRule(p.at(i+1).text) > 0 {
		return false
	}
	line, opens, closes := p.pieces(i)
	if len(line) != p.n || p.n < 2 || opens != p.opens || closes != p.closes || p.isHead(p.scrap(line[0]), p.scrap(line[1])) {
		return false
	}
	p.build.Report("table-split", p.at(p.i).pos(0), "The blank line parts the rows of one table; they are read as one.")
	p.i = i
	return true
}

func (p *pipeReader) scrap(c piece) scrap {
	return scrap{c.i, strings.TrimSpace(p.at(c.i).text[c.from:c.to])}
}

// add adds the cells of a further line: the first goes on with the last cell,
// unless that was closed.
func (p *pipeReader) add(line []piece, closed bool) {
	for k, c := range line {
		if k == 0 && !closed && len(p.row) > 0 {
			last := &p.row[len(p.row)-1]
			*last = append(slices.Clip(*last), c)
			continue
		}
		p.row = append(p.row, []piece{c})
	}
}

// cells makes the cells of the row read last. Lines of a cell are parted as the
// page parts them: a blank where the line before was broken after inline code, else
// a break. In a cell of permissions the names tell where it has several lines.
func (p *pipeReader) cells(kinds []kind) []page.Cell {
	out := make([]page.Cell, len(p.row))
	for c, lines := range p.row {
		out[c].At = p.at(lines[0].i).pos(lines[0].from)
		if c < len(kinds) && kinds[c] == kindPerms {
			var parts []line
			for _, l := range lines {
				parts = append(parts, p.at(l.i).slice(l.from, l.to))
			}
			whole := joinWrapped(parts)
			out[c] = p.lineCell(&whole, kindPerms, out[c].At)
			continue
		}
		for _, l := range lines {
			s := p.barless(l)
			if len(s) > 0 && len(out[c].Spans) > 0 {
				s = p.joinCell(out[c].Spans, s)
			}
			out[c].Spans = append(out[c].Spans, s...)
		}
		if len(out[c].Spans) > 0 {
			out[c].At = out[c].Spans[0].At
		}
	}
	return out
}

// barless is the text of a piece with its escaped bars as bars.
func (p *pipeReader) barless(l piece) page.Inline {
	in := p.span(l.i, l.from, l.to)
	for k := range in {
		in[k].Text = strings.ReplaceAll(in[k].Text, `\|`, "|")
	}
	return in
}

// joinCell gives a further line of a cell what parts it from the text before.
func (p *pipeReader) joinCell(before, s page.Inline) page.Inline {
	last := before[len(before)-1].Text
	if c := lastRune(last); strings.ContainsRune(".:;!?\u3002\uff1a", c) {
		return append(page.Inline{{Kind: page.Break, At: s[0].At}}, s...)
	}
	s[0].Text = joint(last, s[0].Text) + s[0].Text
	return s
}
