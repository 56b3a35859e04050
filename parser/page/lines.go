package page

import (
	"bytes"
	"iter"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// Lines maps byte offsets of a file to places. Columns count code points; a
// byte order mark at the start is not counted. It remembers the last place, so
// that offsets asked in order cost no search; it must not be shared between
// goroutines.
type Lines struct {
	name   string
	data   []byte
	starts []int

	line, offset, column int // the last answer: index into starts, offset, column
}

// NewLines indexes the line ends (\n, \r\n) of a file.
func NewLines(name string, data []byte) *Lines {
	l := idleLines.Get().(*Lines)
	*l = Lines{name: name, data: data, starts: append(l.starts[:0], 0), column: 1}
	for at := bytes.IndexByte(data, '\n'); at >= 0; {
		start := l.starts[len(l.starts)-1] + at + 1
		l.starts = append(l.starts, start)
		at = bytes.IndexByte(data[start:], '\n')
	}
	return l
}

var idleLines = sync.Pool{New: func() any { return new(Lines) }}

// Free lets the memory of Lines that are not used any more be used for others.
func (l *Lines) Free() {
	const most = 1 << 16 // line ends, of a rare file
	if len(l.starts) <= most {
		*l = Lines{starts: l.starts}
		idleLines.Put(l)
	}
}

// Longer yields where the lines of more than so many bytes, with their line ends,
// begin and end.
func (l *Lines) Longer(than int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i, start := range l.starts {
			end := len(l.data)
			if i+1 < len(l.starts) {
				end = l.starts[i+1]
			}
			if end-start > than && !yield(start, end) {
				return
			}
		}
	}
}

// At returns the place of a byte offset; offsets outside the file are clamped.
func (l *Lines) At(offset int) ir.Pos {
	offset = max(0, min(offset, len(l.data)))
	if offset < l.offset || l.line+1 < len(l.starts) && offset >= l.starts[l.line+1] {
		l.line = l.lineOf(offset)
		l.offset, l.column = l.starts[l.line], 1
	}
	l.column += utf8.RuneCount(l.data[l.offset:offset])
	if l.offset == 0 && offset >= 3 && l.data[0] == 0xEF && l.data[1] == 0xBB && l.data[2] == 0xBF {
		l.column--
	}
	l.offset = offset
	return ir.Pos{File: l.name, Line: l.line + 1, Column: l.column}
}

// lineOf returns the line that holds an offset. It is mostly one of those that
// follow the last answer.
func (l *Lines) lineOf(offset int) int {
	const near = 4
	if offset >= l.offset {
		for i := l.line + 1; i < min(l.line+near, len(l.starts)-1); i++ {
			if offset < l.starts[i+1] {
				return i
			}
		}
	}
	return sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset }) - 1
}

// Inside returns a place that was reckoned rather than found, moved to the end
// of its line if it lies beyond. Nil Lines leave it where it is.
func (l *Lines) Inside(p ir.Pos) ir.Pos {
	if l == nil || p.File != l.name || p.Line < 1 || p.Line > len(l.starts) {
		return p
	}
	end := len(l.data)
	if p.Line < len(l.starts) {
		end = l.starts[p.Line] - 1
	}
	p.Column = min(p.Column, l.At(end).Column)
	return p
}

// UnixLines returns the data with every \r\n as \n, and a lone \r as a blank,
// or as \n in a file that has no other line ends. Lines and columns stay the same.
func UnixLines(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	lone := byte(' ')
	if bytes.IndexByte(data, '\n') < 0 {
		lone = '\n'
	}
	out := make([]byte, 0, len(data))
	for i, c := range data {
		if c != '\r' {
			out = append(out, c)
		} else if i+1 == len(data) || data[i+1] != '\n' {
			out = append(out, lone)
		}
	}
	return out
}
