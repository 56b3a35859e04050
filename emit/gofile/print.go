package gofile

import (
	"bytes"
	"unicode/utf8"
)

// printer lays tokens out in lines, and the columns of lines that belong
// together. It may be used again.
type printer struct {
	out   []byte
	lines []line // the latest ones that have columns: these may widen
	open  []bracket
	moved []byte // memory for breakBody

	cur     line
	start   int // number of brackets open where the line began
	state   cellState
	body    int       // where the body of a function begins in the line, 0 if nowhere
	last    tokenKind // before the current one; a newline at the start of a line
	blanks  int       // newlines since the last line
	keyword int       // where the latest func begins in the line, -1 behind another keyword
	block   int       // 1 + number of brackets around a keyword that a block follows, 0 if none
	typed   bool      // the bracket closed last was that of a slice or map type
}

// maxCells is how many columns a line has at most: name, type, tag.
const maxCells = 2

// line is a line in the output. Its cells are the places where columns begin;
// they and all other places in a line count from behind its indentation.
type line struct {
	start int // behind the indentation, in the output
	cells int
	cell  [maxCells]int
	pad   [maxCells]int // blanks to put before the cell
	key   int           // length of the key of a pair, 0 if it is none
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

// add takes the next token, as it stands in text; next is the one behind it.
func (p *printer) add(t tokenKind, text []byte, next tokenKind) {
	if t == '\n' {
		p.endLine()
		p.blanks++
		p.last = t
		return
	}
	if t == '}' && p.top().from >= 0 && p.length() > 0 {
		p.breakBody()
	}
	if p.length() == 0 {
		p.startLine(t)
	} else if p.spaced(t, next) {
		p.out = append(p.out, ' ')
	}
	p.mark(t)
	switch {
	case t.opens():
		p.openBracket(t, next)
	case t.closes():
		p.closeBracket()
	case t.expectsBlock():
		p.block = 1 + len(p.open)
		p.keyword = -1
		if t == funcToken {
			p.keyword = p.length()
		}
	}
	if t == commentToken {
		text = bytes.TrimRight(text, " \t")
	}
	p.out = append(p.out, text...)
	p.last = t
}

// text is the current line so far, length its length.
func (p *printer) text() []byte { return p.out[p.cur.start:] }
func (p *printer) length() int  { return len(p.out) - p.cur.start }

// expectsBlock reports whether a block follows a keyword.
func (t tokenKind) expectsBlock() bool {
	switch t {
	case funcToken, ifToken, forToken, switchToken, selectToken, elseToken, structToken, interfaceToken:
		return true
	}
	return false
}

// startLine decides on the line's indentation and on a blank line before it.
func (p *printer) startLine(t tokenKind) {
	closing := t.closes()
	if p.blanks > 1 && !closing && !p.afterOpen() {
		p.flush()
		p.out = append(p.out, '\n')
	}
	p.blanks, p.body, p.start = 0, 0, len(p.open)
	depth := 0
	for i := range p.open {
		if p.open[i].indents {
			depth++
		}
	}
	if closing && p.top().indents || t == caseToken || t == defaultToken {
		depth--
	}
	for range depth {
		p.out = append(p.out, '\t')
	}
	p.cur = line{start: len(p.out)}
	p.state = noCells
	switch top := p.top(); {
	case t == commentToken || closing || !top.ended:
	case top.fields:
		p.state = names
	case top.literal:
		p.state = key
	}
}

// afterOpen reports whether the line before ends in an opening bracket, or
// there is none.
func (p *printer) afterOpen() bool {
	if len(p.out) == 0 {
		return true
	}
	end := p.out[len(p.out)-len("{\n")]
	return end == '{' || end == '('
}

// mark notes where a cell begins: before the type and the tag of a field,
// before the value of a pair.
func (p *printer) mark(t tokenKind) {
	if p.state == noCells || len(p.open) != p.start && !t.opens() || len(p.open) > p.start {
		return
	}
	switch {
	case p.state == names && p.length() > 0 && t != ',' && p.last != ',':
		p.cell()
		p.state = typeOf
	case p.state == typeOf && (t.quoted() || t == '='):
		p.cell()
		p.state = noCells
	case p.state == key && t == ':':
		p.state, p.cur.key = afterKey, utf8.RuneCount(p.text())
	case p.state == afterKey:
		p.cell()
		p.state = noCells
	}
}

func (p *printer) cell() {
	p.cur.cell[p.cur.cells] = p.length()
	p.cur.cells++
}

func (p *printer) openBracket(t, next tokenKind) {
	b := bracket{fresh: true, from: -1}
	switch t {
	case '{':
		b.block = p.block == 1+len(p.open)
		b.fields, b.methods, b.literal = b.block && p.last == structToken, b.block && p.last == interfaceToken, !b.block
		if b.block {
			p.block = 0
			b.from, b.at = p.keyword, p.length()
			if len(p.open) == 0 && bytes.HasPrefix(p.text(), []byte("func ")) {
				p.body = p.length()
			}
		}
	case '(':
		b.fields = p.last == constToken || p.last == varToken
	case '[':
		b.typed = p.last == mapToken || !p.last.operand() || next == ']'
	}
	p.open = append(p.open, b)
}

// maxOneLine is how long a function on one line may be, without its brackets.
const maxOneLine = 99

// breakBody puts the body of a function that was written on one line on a line
// of its own, where the two are too long for one.
func (p *printer) breakBody() {
	b, text := p.top(), p.text()
	body := bytes.TrimSpace(text[b.at+1:])
	if utf8.RuneCount(text[b.from:b.at])-1+utf8.RuneCount(body) <= maxOneLine {
		return
	}
	p.moved = append(p.moved[:0], body...)
	p.out, p.body = p.out[:p.cur.start+b.at+1], 0
	p.endLine()
	if len(body) > 0 {
		p.startLine(nameToken)
		p.out = append(p.out, p.moved...)
		p.endLine()
	}
}

func (p *printer) closeBracket() {
	if len(p.open) > 0 {
		p.typed = p.top().typed
		p.open = p.open[:len(p.open)-1]
	}
}

// nowhere is around what stands in no bracket.
var nowhere = bracket{from: -1}

func (p *printer) top() *bracket {
	if len(p.open) == 0 {
		return &nowhere
	}
	return &p.open[len(p.open)-1]
}

// endLine ends the current line. A line that leaves brackets open has no columns.
func (p *printer) endLine() {
	if p.length() == 0 {
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
		p.cur.cells, p.cur.cell[0] = 1, p.body
	}
	if len(p.open) != p.start {
		p.cur.cells = 0
	}
	if p.cur.cells == 0 || p.parts() {
		p.flush()
	}
	if p.cur.cells > 0 {
		p.lines = append(p.lines, p.cur)
	}
	p.out = append(p.out, '\n')
	p.cur.start = len(p.out)
}
