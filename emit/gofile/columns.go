package gofile

import (
	"math"
	"slices"
	"unicode/utf8"
)

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

// flush widens the columns of the latest lines, which no line joins any more.
func (p *printer) flush() {
	if len(p.lines) > 1 {
		p.align(p.lines, 0)
		p.widen()
	}
	p.lines = p.lines[:0]
}

// align finds out how far column c of neighbouring lines that have it widens,
// then the columns behind it.
func (p *printer) align(lines []line, c int) {
	for len(lines) > 0 {
		n, widest := 0, 0
		for ; n < len(lines) && lines[n].cells > c; n++ {
			widest = max(widest, p.width(&lines[n], c))
		}
		if n == 0 {
			lines = lines[1:]
			continue
		}
		for i := range lines[:n] {
			lines[i].pad[c] = widest - p.width(&lines[i], c)
		}
		if c+1 < maxCells {
			p.align(lines[:n], c+1)
		}
		lines = lines[n:]
	}
}

// width is the number of characters of a line before cell c.
func (p *printer) width(l *line, c int) int {
	n := utf8.RuneCount(p.out[l.start : l.start+l.cell[c]])
	for _, pad := range l.pad[:c] {
		n += pad
	}
	return n
}

// widen puts blanks before cells, from the last one on: what stands behind
// them, the current line too, moves once.
func (p *printer) widen() {
	total := 0
	for i := range p.lines {
		for _, pad := range p.lines[i].pad {
			total += pad
		}
	}
	from := len(p.out)
	p.out = slices.Grow(p.out, total)[:from+total]
	p.cur.start += total
	for i := len(p.lines) - 1; i >= 0 && total > 0; i-- {
		l := &p.lines[i]
		for c := l.cells - 1; c >= 0; c-- {
			at := l.start + l.cell[c]
			copy(p.out[at+total:], p.out[at:from])
			for range l.pad[c] {
				total--
				p.out[at+total] = ' '
			}
			from = at
		}
	}
}
