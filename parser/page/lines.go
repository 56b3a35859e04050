package page

import (
	"sort"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// Lines maps byte offsets of a file to places. Columns count code points; a
// byte order mark at the start is not counted.
type Lines struct {
	name   string
	data   []byte
	starts []int
}

// NewLines indexes the line ends (\n, \r\n) of a file.
func NewLines(name string, data []byte) *Lines {
	l := &Lines{name: name, data: data, starts: make([]int, 1, 1+len(data)/32)}
	for i, c := range data {
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// At returns the place of a byte offset; offsets outside the file are clamped.
func (l *Lines) At(offset int) ir.Pos {
	offset = max(0, min(offset, len(l.data)))
	i := sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset }) - 1
	line := l.data[l.starts[i]:offset]
	column := utf8.RuneCount(line) + 1
	if i == 0 && len(line) >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF {
		column--
	}
	return ir.Pos{File: l.name, Line: i + 1, Column: column}
}
