package page

import (
	"bytes"
	"iter"
	"sort"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// Lines maps byte offsets of a file to places. Columns count code points; a
// byte order mark at the start is not counted. It remembers the last place,
// since a page may be one line of a megabyte, of which only what follows that
// place is counted; it must not be shared between goroutines.
type Lines struct {
	name   string
	data   []byte
	starts []int

	line, offset, column int // the last answer: index into starts, offset, column
}

// NewLines indexes the line ends (\n, \r\n) of a file.
func NewLines(name string, data []byte) *Lines {
	l := &Lines{name: name, data: data, starts: make([]int, 1, 1+bytes.Count(data, []byte("\n"))), column: 1}
	for i, c := range data {
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
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
		l.line = sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset }) - 1
		l.offset, l.column = l.starts[l.line], 1
	}
	l.column += utf8.RuneCount(l.data[l.offset:offset])
	if l.offset == 0 && offset >= 3 && l.data[0] == 0xEF && l.data[1] == 0xBB && l.data[2] == 0xBF {
		l.column--
	}
	l.offset = offset
	return ir.Pos{File: l.name, Line: l.line + 1, Column: l.column}
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
