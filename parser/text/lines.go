package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	eastasia "golang.org/x/text/width"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// line is one line of the file with damage undone: odd blanks are plain blanks,
// invisible signs are gone, and so are blanks at both ends. Where the file's lines
// were wrapped, it is several of them.
type line struct {
	text   string
	indent string      // blanks before the text
	at     ir.Pos      // of the first sign of text
	shifts []shift     // where text and file run apart; nil for nearly all lines
	more   []joined    // the lines that were joined to this one
	table  *page.Table // that stands here, already read; see grids
}

// joined is a line of the file that goes on with another one.
type joined struct {
	from int // byte offset in the text of the whole line
	line line
}

// shift says that from a byte offset of line.text on, columns of the file are
// by so much greater than code points counted in text.
type shift struct{ from, by int }

// scraperDamage is what some scrapers write for the word after it, a property
// of a browser's window, to keep scripts from touching it.
const (
	scraperDamage = "___location"
	scraperMended = "location"
)

func (l *line) blank() bool { return l.text == "" }

// bar reports whether the line is a cell of a scraped table, and returns the
// cell's text.
func (l *line) bar() (cell string, ok bool) {
	cell, ok = strings.CutSuffix(l.text, "|")
	if !ok || cell != "" && cell[len(cell)-1] != ' ' {
		return "", false
	}
	return strings.TrimRight(cell, " "), true
}

// pos returns the place of a byte offset of text.
func (l *line) pos(offset int) ir.Pos {
	offset = max(0, min(offset, len(l.text)))
	for _, j := range slices.Backward(l.more) {
		if offset >= j.from {
			return j.line.pos(offset - j.from)
		}
	}
	at := l.at
	at.Column += utf8.RuneCountInString(l.text[:offset])
	for _, s := range l.shifts {
		if offset >= s.from {
			at.Column += s.by
		}
	}
	return at
}

func splitLines(src page.Source) []line {
	data := strings.TrimPrefix(string(page.UnixLines(src.Data)), "\ufeff")
	lines := make([]line, 0, 1+strings.Count(data, "\n"))
	for number := 1; ; number++ {
		raw, rest, more := strings.Cut(data, "\n")
		lines = append(lines, newLine(raw, ir.Pos{File: src.Name, Line: number, Column: 1}))
		if !more {
			return lines
		}
		data = rest
	}
}

func newLine(raw string, at ir.Pos) line {
	l := line{text: raw, at: at}
	if !plain(raw) {
		l.mend(raw)
	}
	l.text = strings.TrimRight(l.text, " \t\r")
	l.cutIndent()
	return l
}

// cutIndent takes the blanks before the text of a line off.
func (l *line) cutIndent() {
	text := strings.TrimLeft(l.text, " \t")
	l.indent, l.text = l.text[:len(l.text)-len(text)], text
	l.at.Column += len(l.indent)
	for i := range l.shifts {
		l.shifts[i].from = max(0, l.shifts[i].from-len(l.indent))
	}
}

// width measures the line with its indentation.
func (l *line) width(measure func(string) int) int { return measure(l.indent) + measure(l.text) }

// width is how many columns of a terminal a text takes: two for wide signs.
func width(s string) int {
	const tab = 8
	n := 0
	for _, c := range s {
		switch {
		case c == '\t':
			n += tab - n%tab
		case isWide(c):
			n += 2
		case unicode.Is(unicode.Mn, c):
		default:
			n++
		}
	}
	return n
}

// isWide reports whether terminals show a sign in two columns.
func isWide(c rune) bool {
	switch eastasia.LookupRune(c).Kind() {
	case eastasia.EastAsianWide, eastasia.EastAsianFullwidth:
		return true
	}
	return false
}

// plain reports whether a line needs no mending.
func plain(raw string) bool {
	return !strings.Contains(raw, scraperDamage) && utf8.ValidString(raw) && !strings.ContainsFunc(raw, odd)
}

// odd reports whether a code point is not kept as it stands.
func odd(c rune) bool { return mended(c) != c }

// mended gives a plain blank for blanks of other widths and for page and line
// breaks that end no line here, and -1 for signs without width.
func mended(c rune) rune {
	switch {
	case c == '\f' || c == '\v' || c == '\u0085' || c == '\u2028' || c == '\u2029':
		return ' '
	case c == '\u00a0' || c == '\u2007' || c == '\u202f' || c == '\u3000' || '\u2000' <= c && c <= '\u200a':
		return ' '
	case c == '\u200b' || c == '\u2060' || c == '\ufeff' || c == '\u00ad':
		return -1
	}
	return c
}

func (l *line) mend(raw string) {
	var b strings.Builder
	for i := 0; i < len(raw); {
		if strings.HasPrefix(raw[i:], scraperDamage) {
			l.shifts = append(l.shifts, shift{b.Len() + 1, len(scraperDamage) - len(scraperMended)})
			b.WriteString(scraperMended)
			i += len(scraperDamage)
			continue
		}
		c, size := utf8.DecodeRuneInString(raw[i:])
		i += size
		if m := mended(c); m >= 0 {
			b.WriteRune(m)
		} else {
			l.shifts = append(l.shifts, shift{b.Len(), 1})
		}
	}
	l.text = b.String()
}

func joinLines(lines []line) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(lines[i].text)
		b.WriteByte('\n')
	}
	return b.String()
}

// style is what a text as a whole tells about how it was copied.
type style struct {
	spaced   bool // blank lines part the blocks
	indented bool // code kept its indentation
	bars     bool // cells stand on lines of their own and end with a bar
	empty    bool // empty cells were kept
	margin   int  // bytes that all lines are indented by
}

func measure(lines []line) style {
	var s style
	blanks, texts, bars := 0, 0, 0
	for i := range lines {
		l := &lines[i]
		switch {
		case l.blank():
			blanks++
			continue
		case l.text == "|":
			s.empty = true
		case l.indent != "":
			s.indented = true
		}
		texts++
		if _, ok := l.bar(); ok {
			bars++
		}
	}
	s.spaced = blanks*8 > texts
	s.bars = bars >= 2
	s.margin = -1
	for i := range lines {
		if l := &lines[i]; !l.blank() && (s.margin < 0 || len(l.indent) < s.margin) {
			s.margin = len(l.indent)
		}
	}
	return s
}
