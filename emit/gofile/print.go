package gofile

import (
	"bytes"
	"math"
	"slices"
	"unicode/utf8"
)

// printer lays tokens out in lines, and the columns of lines that belong
// together.
type printer struct {
	out   []byte
	lines []line // not yet written: their columns may widen
	spare []line // written ones, whose memory is used again
	open  []bracket

	cur     line
	start   int // number of brackets open where the line began
	state   cellState
	body    int    // where the body of a function begins in the line, 0 if nowhere
	last    lexeme // before the current one; a newline at the start of a line
	blanks  int    // newlines since the last line
	keyword int    // where the latest func begins in the line, -1 behind another keyword
	block   int    // 1 + number of brackets around a keyword that a block follows, 0 if none
	typed   bool   // the bracket closed last was that of a slice or map type
}

// line is a line without its indentation. Cells are the places in it where
// columns begin.
type line struct {
	text  []byte
	cells []int
	depth int
	key   int // length of the key of a pair, 0 if it is none
}

// bracket is an open bracket.
type bracket struct {
	block    bool // around statements, fields or methods: no literal
	fields   bool // of a struct or a group of constants
	methods  bool // of an interface
	typed    bool // of a slice or map type
	literal  bool // { of a composite literal
	ended    bool // a line ended in it
	from, at int  // of a function's body: where in the line the function and the body begin
	indents  bool // the lines in it are indented: it is the last one that its line left open
	fresh    bool // opened on the current line
}

// cellState tells which cells of the line are still to come.
type cellState byte

const (
	noCells  cellState = iota
	names              // of a field, until its type
	typeOf             // of a field, until its tag or value
	key                // of a pair, until the colon
	afterKey           // the value begins a cell
)

// add takes the next token; next is the one behind it.
func (p *printer) add(t, next lexeme) {
	if t.kind == newlineLexeme {
		p.endLine()
		p.blanks++
		p.last = t
		return
	}
	if t.sign('}') && p.top().from >= 0 && len(p.cur.text) > 0 {
		p.breakBody()
	}
	if len(p.cur.text) == 0 {
		p.startLine(t)
	}
	if p.spaced(t, next) {
		p.cur.text = append(p.cur.text, ' ')
	}
	p.mark(t)
	switch {
	case t.opens():
		p.openBracket(t, next)
	case t.closes():
		p.closeBracket()
	case t.kind == wordLexeme && expectsBlock(t.text):
		p.block = 1 + len(p.open)
		p.keyword = -1
		if t.is("func") {
			p.keyword = len(p.cur.text)
		}
	}
	p.cur.text = append(p.cur.text, t.text...)
	p.last = t
}

func expectsBlock(word []byte) bool {
	switch string(word) {
	case "func", "if", "for", "switch", "select", "else", "struct", "interface":
		return true
	}
	return false
}

// startLine decides on the line's indentation and on a blank line before it.
func (p *printer) startLine(t lexeme) {
	closing := t.closes()
	if p.blanks > 1 && !closing && !p.afterOpen() {
		p.flush()
		p.out = append(p.out, '\n')
	}
	p.blanks, p.body, p.start, p.cur.depth = 0, 0, len(p.open), 0
	for _, b := range p.open {
		if b.indents {
			p.cur.depth++
		}
	}
	if closing && p.top().indents || t.is("case") || t.is("default") {
		p.cur.depth--
	}
	p.state = noCells
	switch top := p.top(); {
	case t.kind == commentLexeme || closing || !top.ended:
	case top.fields:
		p.state = names
	case top.literal:
		p.state = key
	}
}

// afterOpen reports whether the line before ends in an opening bracket, or
// there is none.
func (p *printer) afterOpen() bool {
	text := p.out
	if len(p.lines) > 0 {
		text = p.lines[len(p.lines)-1].text
	}
	text = bytes.TrimRight(text, "\n")
	return len(text) == 0 || text[len(text)-1] == '{' || text[len(text)-1] == '('
}

// mark notes where a cell begins: before the type and the tag of a field,
// before the value of a pair.
func (p *printer) mark(t lexeme) {
	if len(p.open) != p.start && !t.opens() || len(p.open) > p.start {
		return
	}
	switch {
	case p.state == names && len(p.cur.text) > 0 && !t.sign(',') && !p.last.sign(','):
		p.cell()
		p.state = typeOf
	case p.state == typeOf && (t.kind == stringLexeme || t.sign('=')):
		p.cell()
		p.state = noCells
	case p.state == key && t.sign(':'):
		p.state, p.cur.key = afterKey, utf8.RuneCount(p.cur.text)
	case p.state == afterKey:
		p.cell()
		p.state = noCells
	}
}

func (p *printer) cell() { p.cur.cells = append(p.cur.cells, len(p.cur.text)) }

func (p *printer) openBracket(t, next lexeme) {
	b := bracket{fresh: true, from: -1}
	switch t.text[0] {
	case '{':
		b.block = p.block == 1+len(p.open)
		b.fields, b.methods, b.literal = b.block && p.last.is("struct"), b.block && p.last.is("interface"), !b.block
		if b.block {
			p.block = 0
			b.from, b.at = p.keyword, len(p.cur.text)
			if len(p.open) == 0 && bytes.HasPrefix(p.cur.text, []byte("func ")) {
				p.body = len(p.cur.text)
			}
		}
	case '(':
		b.fields = p.last.is("const") || p.last.is("var")
	case '[':
		b.typed = p.last.is("map") || !p.last.operand() || next.sign(']')
	}
	p.open = append(p.open, b)
}

// maxOneLine is how long a function on one line may be, without its brackets.
const maxOneLine = 99

// breakBody puts the body of a function that was written on one line on a line
// of its own, where the two are too long for one.
func (p *printer) breakBody() {
	b := p.top()
	body := bytes.Clone(bytes.TrimSpace(p.cur.text[b.at+1:]))
	if utf8.RuneCount(p.cur.text[b.from:b.at])-1+utf8.RuneCount(body) <= maxOneLine {
		return
	}
	p.cur.text, p.body = p.cur.text[:b.at+1], 0
	p.endLine()
	if len(body) > 0 {
		p.startLine(lexeme{wordLexeme, body})
		p.cur.text = body
		p.endLine()
	}
}

func (p *printer) closeBracket() {
	if len(p.open) > 0 {
		p.typed = p.top().typed
		p.open = p.open[:len(p.open)-1]
	}
}

func (p *printer) top() bracket {
	if len(p.open) == 0 {
		return bracket{}
	}
	return p.open[len(p.open)-1]
}

// endLine ends the current line. A line that leaves brackets open has no columns.
func (p *printer) endLine() {
	if len(p.cur.text) == 0 {
		return
	}
	for i := range p.open {
		b := &p.open[i]
		b.indents = b.indents || b.fresh && i == len(p.open)-1
		b.ended, b.fresh, b.from = true, false, -1
	}
	if p.block == 1+len(p.open) {
		p.block = 0 // a function's type has no body
	}
	if p.body > 0 && len(p.open) == 0 {
		p.cur.cells = append(p.cur.cells[:0], p.body)
	}
	if len(p.open) != p.start {
		p.cur.cells = nil
	}
	if len(p.lines) > 0 && len(p.lines[0].cells) == 0 || len(p.cur.cells) == 0 || p.parts() {
		p.flush()
	}
	p.lines = append(p.lines, p.cur)
	p.cur = p.newLine()
}

// parts reports whether gofmt begins a new column of values with the current
// pair: its key is long, or the one before is, and much longer or shorter than
// the keys before are in the geometric mean.
func (p *printer) parts() bool {
	const small, factor = 40, 2.5
	n := len(p.lines)
	if n == 0 || p.cur.key == 0 || p.cur.key <= small && p.lines[n-1].key <= small {
		return false
	}
	sum := 0.0
	for _, l := range p.lines {
		sum += math.Log(float64(max(1, l.key)))
	}
	ratio := float64(p.cur.key) / math.Exp(sum/float64(n))
	return factor*ratio <= 1 || factor <= ratio
}

// flush writes the lines that wait for their columns.
func (p *printer) flush() {
	if len(p.lines) > 1 {
		align(p.lines, 0)
	}
	for _, l := range p.lines {
		p.out = append(p.out, bytes.Repeat([]byte{'\t'}, max(0, l.depth))...)
		p.out = append(p.out, l.text...)
		p.out = append(p.out, '\n')
	}
	p.spare = append(p.spare, p.lines...)
	p.lines = p.lines[:0]
}

// newLine returns an empty line.
func (p *printer) newLine() line {
	n := len(p.spare)
	if n == 0 {
		return line{}
	}
	l := p.spare[n-1]
	p.spare = p.spare[:n-1]
	return line{text: l.text[:0], cells: l.cells[:0]}
}

// align widens column c of neighbouring lines that have it, then the columns
// behind it.
func align(lines []line, c int) {
	for len(lines) > 0 {
		n := 0
		for n < len(lines) && len(lines[n].cells) > c {
			n++
		}
		if n == 0 {
			lines = lines[1:]
			continue
		}
		widest := 0
		for _, l := range lines[:n] {
			widest = max(widest, l.width(c))
		}
		for i := range lines[:n] {
			lines[i].widen(c, widest-lines[i].width(c))
		}
		align(lines[:n], c+1)
		lines = lines[n:]
	}
}

// width is the number of characters of the line before cell c.
func (l line) width(c int) int { return utf8.RuneCount(l.text[:l.cells[c]]) }

// widen puts n blanks before cell c.
func (l *line) widen(c, n int) {
	l.text = slices.Insert(l.text, l.cells[c], bytes.Repeat([]byte{' '}, n)...)
	for i := c; i < len(l.cells); i++ {
		l.cells[i] += n
	}
}
