package ir

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Pos is a place in a page. Line and Column count from 1; Column counts code
// points. Line 0 means unknown. Its text form, also in JSON, is
// "file:line:column".
type Pos struct {
	File         string // slash path as given to docpiler
	Line, Column int
}

// IsZero reports whether the place is unknown.
func (p Pos) IsZero() bool { return p.Line == 0 }

func (p Pos) String() string {
	if p.IsZero() {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Span is some lines of a page. It is no part of the JSON form.
type Span struct {
	At  Pos
	End int // last line; 0 if that is the line of At
}

// Last returns the last line.
func (s Span) Last() int { return max(s.At.Line, s.End) }

// Aside are lines of a page that its readers know and that hold no facts.
type Aside struct {
	Span
	Strong bool // not even those that look like what only a page of the reference shows
}

// MarshalText gives "file:line:column".
func (p Pos) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads "file:line:column".
func (p *Pos) UnmarshalText(b []byte) error {
	rest, col, ok1 := cutLast(string(b))
	file, line, ok2 := cutLast(rest)
	c, err1 := strconv.Atoi(col)
	l, err2 := strconv.Atoi(line)
	if !ok1 || !ok2 || err1 != nil || err2 != nil || l < 1 || c < 0 {
		return fmt.Errorf("place %q is not of the form file:line:column", b)
	}
	*p = Pos{File: file, Line: l, Column: c}
	return nil
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// ComparePos orders places by file, line and column.
func ComparePos(a, b Pos) int {
	if c := strings.Compare(a.File, b.File); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// In is the place of an offset, in bytes, in a text that begins at p.
func (p Pos) In(text string, offset int) Pos {
	before := text[:min(offset, len(text))]
	p.Line += strings.Count(before, "\n")
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		p.Column, before = 1, before[i+1:]
	}
	p.Column += len([]rune(before))
	return p
}
