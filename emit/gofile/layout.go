package gofile

// layout gives source the layout of gofmt, for a small part of what go/format
// costs. It knows the Go that docpiler emits, not all of Go: operators stand in
// no nested expressions, * and & are never binary, comments have lines of their
// own. Tests hold that go/format changes nothing in any emitted file. What it
// returns is good until the printer is used again.
func (p *printer) layout(raw []byte) []byte {
	*p = printer{out: p.out[:0], lines: p.lines[:0], open: p.open[:0], moved: p.moved}
	s := scanner{src: raw}
	for t := s.next(); t != endToken; {
		text := s.text()
		next := s.next()
		p.add(t, text, next)
		t = next
	}
	p.endLine()
	p.flush()
	return p.out
}
