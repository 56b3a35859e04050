// Package source looks at the file of a page as such, before any format is told:
// line ends, signs that nobody sees, the marks of an unfinished merge, an end in
// the middle of something. A [page.Source] goes in; it comes out as the formats
// want it, with findings.
package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// Clean returns a source in UTF-8, with \n for odd line ends and without signs that
// nobody sees in and beside words of ASCII, and reports them. Lines stay where they
// are; columns count what is left.
func Clean(src page.Source) (page.Source, []ir.Diagnostic) {
	src.Data = page.UTF8(src.Data)
	src.Data = lineEnds(src.Data)
	c := cleaner{name: src.Name, rest: src.Data, line: 1, column: 1}
	src.Data = c.run()
	found := append(c.found, conflicts(src)...)
	return src, append(found, cutOff(src)...)
}

// lineEnds makes \n of line ends that formats do not know: \r\r\n anywhere, and what
// Unicode calls a line or paragraph separator or a next line, where no other line
// ends are. A form feed becomes a blank.
func lineEnds(data []byte) []byte {
	if bytes.Contains(data, []byte("\r\r\n")) {
		data = bytes.ReplaceAll(data, []byte("\r\r\n"), []byte("\n"))
	}
	if bytes.IndexByte(data, '\f') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\f"), []byte(" "))
	}
	if bytes.IndexByte(data, '\n') >= 0 || bytes.IndexByte(data, '\r') >= 0 {
		return data
	}
	for _, end := range []string{"\u2028", "\u2029", "\u0085"} {
		data = bytes.ReplaceAll(data, []byte(end), []byte("\n"))
	}
	return data
}

// cleaner drops signs that nobody sees.
type cleaner struct {
	name         string
	rest         []byte
	line, column int
	before       rune // that was kept
	found        []ir.Diagnostic
}

func (c *cleaner) run() []byte {
	if !needsCleaning(c.rest) {
		return c.rest
	}
	out := make([]byte, 0, len(c.rest))
	for len(c.rest) > 0 {
		r, n := utf8.DecodeRune(c.rest)
		if invisible(r) && n > 0 && (isWord(c.before) || isWord(c.after(n))) && !(r == '\ufeff' && len(out) == 0) {
			if isWord(c.after(n)) { // not at its end, where it does no harm
				c.report("sign-invisible", fmt.Sprintf("The sign U+%04X, which nobody sees, stands in a word; it is left out.", r))
			}
			c.rest = c.rest[n:]
			continue
		}
		if r == utf8.RuneError && (isWord(c.before) || isWord(c.after(n))) {
			c.report("sign-odd", "A sign that could not be decoded stands in a word.")
		}
		out = append(out, c.rest[:n]...)
		c.rest = c.rest[n:]
		c.before = r
		if c.column++; r == '\n' {
			c.line, c.column = c.line+1, 1
		}
	}
	return out
}

// needsCleaning reports whether a file holds signs that show nothing or could not be
// decoded.
func needsCleaning(data []byte) bool {
	for i := 0; i < len(data); {
		if c := data[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if invisible(r) || r == utf8.RuneError {
			return true
		}
		i += n
	}
	return false
}

// after returns the first sign from a place on that is seen.
func (c *cleaner) after(n int) rune {
	for rest := c.rest[n:]; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if !invisible(r) {
			return r
		}
		rest = rest[n:]
	}
	return 0
}

// report adds a finding, once a line.
func (c *cleaner) report(code, message string) {
	if n := len(c.found); n > 0 && c.found[n-1].Line == c.line {
		return
	}
	c.found = append(c.found, ir.NewDiagnostic(code, ir.Pos{File: c.name, Line: c.line, Column: c.column}, message))
}

// invisible reports whether a sign shows nothing: a control, a mark of direction, a
// zero-width joiner. Soft hyphens are cut where names are read.
func invisible(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t' && r != '\n' && r != '\r'
	case r == 0x7f, 0x80 <= r && r <= 0x9f:
		return true
	case 0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e, 0x2060 <= r && r <= 0x2064, 0x2066 <= r && r <= 0x2069, r == 0xfeff:
		return true
	}
	return false
}

func isWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '/' || r == '{' || r == '}' || r == '#'
}
