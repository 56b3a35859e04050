package jsonmend

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	leftQuote  = "\u201c"
	rightQuote = "\u201d"
	lowQuote   = "\u201e"
)

// smartQuotes are the typographic marks that a word processor makes of '"'.
var smartQuotes = []string{leftQuote, rightQuote, lowQuote}

// quoteAt returns the quotation mark at a place, "" if there is none.
func (m *mender) quoteAt(pos int) string {
	if pos >= len(m.src) {
		return ""
	}
	switch m.src[pos] {
	case '"', '\'':
		return m.src[pos : pos+1]
	case leftQuote[0]:
		for _, q := range smartQuotes {
			if strings.HasPrefix(m.src[pos:], q) {
				return q
			}
		}
	}
	return ""
}

func (m *mender) atQuote() bool { return m.quoteAt(m.pos) != "" }

// quoted reads a string in any kind of quotation marks.
func (m *mender) quoted() *Fault {
	open := m.quoteAt(m.pos)
	start := m.pos
	m.unquote(start, open)
	m.pos += len(open)
	broken, inner := false, false
	for m.pos < len(m.src) {
		c := m.src[m.pos]
		switch {
		case broken && inner:
			m.pos = start
			return m.faultf("has a string whose end is not certain")
		case c == '\\':
			m.escape()
		case c < 0x20:
			broken = true
			m.edit(m.pos, m.pos+1, escaped(c), LineBreak)
			m.pos++
		case m.mayEnd(open):
			q := m.quoteAt(m.pos)
			if m.ends(m.pos + len(q)) {
				m.unquote(m.pos, q)
				m.pos += len(q)
				return nil
			}
			inner = true
			if doubled := m.pos == start+len(open); doubled {
				m.edit(m.pos, m.pos+len(q), "", UnescapedQuote)
			} else if q == `"` {
				m.edit(m.pos, m.pos+1, `\"`, UnescapedQuote)
			}
			m.pos += len(q)
		case c == '"': // in single or typographic quotes
			m.edit(m.pos, m.pos+1, `\"`, UnescapedQuote)
			m.pos++
		default:
			m.pos++
		}
	}
	m.pos = start
	return m.faultf("has a string that does not end")
}

// mayEnd reports whether the mark at the place of reading can close a string
// that began with the mark open.
func (m *mender) mayEnd(open string) bool {
	q := m.quoteAt(m.pos)
	switch {
	case q == "":
		return false
	case open == "'":
		return q == "'"
	case open == `"`:
		return q == `"`
	}
	return q != "'"
}

// unquote makes a mark a plain double one.
func (m *mender) unquote(pos int, mark string) {
	switch mark {
	case `"`:
	case "'":
		m.edit(pos, pos+1, `"`, SingleQuote)
	default:
		m.edit(pos, pos+len(mark), `"`, SmartQuote)
	}
}

// lookahead bounds how far a string's end is judged by what follows.
const lookahead = 200

// ends reports whether a quotation mark closes its string, judged by what
// follows at pos: the end of the line, a sign of JSON, a comment or the next key.
func (m *mender) ends(pos int) bool {
	limit := min(len(m.src), pos+lookahead)
	for pos < limit {
		c, n := utf8.DecodeRuneInString(m.src[pos:])
		if c == '\n' || !unicode.IsSpace(c) {
			break
		}
		pos += n
	}
	if pos >= limit {
		return true
	}
	switch c := m.src[pos]; c {
	case ',', ':', '}', ']', '\n', '\r', '/':
		return true
	case '"':
		key, after, found := strings.Cut(m.src[pos+1:limit], `"`)
		return found && !strings.Contains(key, "\n") && strings.HasPrefix(strings.TrimLeft(after, " "), ":")
	}
	return false
}

// escape reads a backslash and what it escapes.
func (m *mender) escape() {
	if m.pos+1 >= len(m.src) {
		m.pos++
		return
	}
	c := m.src[m.pos+1]
	switch {
	case strings.IndexByte(`"\/bfnrt`, c) >= 0:
		m.pos += 2
	case c == 'u' && hasHex(m.src[m.pos+2:]):
		m.pos += 6
	case c == '\'':
		m.edit(m.pos, m.pos+1, "", BadEscape)
		m.pos += 2
	default:
		m.edit(m.pos, m.pos+1, `\\`, BadEscape)
		m.pos++
	}
}

func hasHex(s string) bool {
	return len(s) >= 4 && strings.Trim(s[:4], "0123456789abcdefABCDEF") == ""
}

// escaped is how JSON writes a control character.
func escaped(c byte) string {
	switch c {
	case '\n':
		return `\n`
	case '\t':
		return `\t`
	case '\r':
		return `\r`
	}
	return fmt.Sprintf(`\u%04x`, c)
}
