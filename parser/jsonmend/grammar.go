package jsonmend

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir/jsontree"
)

// document reads one value and what follows it.
func (m *mender) document() *Fault {
	m.blanks()
	opens := m.peek()
	if fault := m.value(); fault != nil {
		return fault
	}
	end := m.pos
	m.blanks()
	switch {
	case m.pos == len(m.src):
		return nil
	case m.peek() == ':':
		return m.bareMembers()
	case opens != '{' && opens != '[':
		return m.faultf("is followed by more text")
	case strings.IndexByte("{[\"", m.peek()) >= 0:
		return m.faultf("is followed by a second value")
	}
	m.edits = editsBefore(m.edits, end)
	m.edit(end, len(m.src), "", TextAfter)
	return nil
}

// bareMembers reads the whole text as the members of an object whose brackets
// are missing.
func (m *mender) bareMembers() *Fault {
	*m = mender{src: m.src}
	m.edit(0, 0, "{", MissingBracket)
	if fault := m.elements('}', m.member); fault != nil {
		return fault
	}
	if m.pos < len(m.src) {
		return m.faultf("is followed by more text")
	}
	return nil
}

// editsBefore drops the edits after a place that is cut off itself.
func editsBefore(edits []edit, end int) []edit {
	kept := edits[:0]
	for _, e := range edits {
		if e.from < end {
			kept = append(kept, e)
		}
	}
	return kept
}

// value reads any JSON value.
func (m *mender) value() *Fault {
	m.blanks()
	switch c := m.peek(); {
	case c == '{':
		return m.group('}', m.member)
	case c == '[':
		return m.group(']', m.value)
	case m.atQuote():
		return m.quoted()
	case c == '-' || '0' <= c && c <= '9':
		return m.number()
	case isLetter(c):
		return m.literal()
	case c == 0:
		return m.faultf("ends where a value should stand")
	}
	return m.faultf("has %q where a value should stand", m.rune())
}

// group reads an object or array: elements parted by commas up to a bracket.
func (m *mender) group(closing byte, element func() *Fault) *Fault {
	if m.depth++; m.depth > jsontree.MaxDepth {
		return m.faultf("is nested too deeply")
	}
	m.pos++
	return m.elements(closing, element)
}

// elements reads what stands between the brackets of a group, and the closing
// bracket.
func (m *mender) elements(closing byte, element func() *Fault) *Fault {
	comma, end := -1, -1 // the comma after the last element; where an element without comma ended
	for {
		m.blanks()
		switch c := m.peek(); {
		case c == closing:
			if comma >= 0 {
				m.edit(comma, comma+1, "", TrailingComma)
			}
			m.pos++
			m.depth--
			return nil
		case c == ',':
			if end < 0 {
				m.edit(m.pos, m.pos+1, "", ExtraComma)
			} else {
				comma, end = m.pos, -1
			}
			m.pos++
		case c == 0:
			return m.closeAtEnd(closing, comma)
		case m.dots():
		default:
			if end >= 0 {
				m.edit(end, end, ",", MissingComma)
			}
			if fault := element(); fault != nil {
				return fault
			}
			comma, end = -1, m.pos
		}
	}
}

// closeAtEnd closes a group that the text leaves open.
func (m *mender) closeAtEnd(closing byte, comma int) *Fault {
	if comma >= 0 {
		m.edit(comma, comma+1, "", TrailingComma)
	}
	m.edit(len(m.src), len(m.src), string(closing), MissingBracket)
	m.depth--
	return nil
}

// member reads "key": value.
func (m *mender) member() *Fault {
	if fault := m.key(); fault != nil {
		return fault
	}
	m.blanks()
	if m.peek() != ':' {
		return m.faultf("has %q where a colon should stand", m.rune())
	}
	m.pos++
	return m.value()
}

// key reads a key, quoted or not.
func (m *mender) key() *Fault {
	start := m.pos
	if m.atQuote() {
		fault := m.quoted()
		if fault == nil {
			m.trimKey(start)
		}
		return fault
	}
	for m.pos < len(m.src) && isKeyByte(m.src[m.pos]) {
		m.pos++
	}
	if m.pos == start {
		return m.faultf("has %q where a key should stand", m.rune())
	}
	m.edit(start, m.pos, `"`+m.src[start:m.pos]+`"`, UnquotedKey)
	return nil
}

// trimKey drops the blanks that a quoted key begins with where a line break is among
// them: it is a slip of layout, and no part of a name.
func (m *mender) trimKey(start int) {
	from := start + len(m.quoteAt(start))
	to := from + len(m.src[from:m.pos]) - len(strings.TrimLeft(m.src[from:m.pos], " \t\r\n"))
	if !strings.Contains(m.src[from:to], "\n") {
		return
	}
	m.edits = slices.DeleteFunc(m.edits, func(e edit) bool { return e.from >= from && e.to <= to && e.kind == LineBreak })
	m.edit(from, to, "", LineBreak)
}

// dots skips an element that consists of dots, with the comma after it, and
// reports whether one stood there.
func (m *mender) dots() bool {
	start := m.pos
	for m.pos < len(m.src) {
		if m.src[m.pos] == '.' {
			m.pos++
		} else if strings.HasPrefix(m.src[m.pos:], "\u2026") {
			m.pos += len("\u2026")
		} else {
			break
		}
	}
	if m.pos == start {
		return false
	}
	if m.peek() == ',' {
		m.pos++
	}
	m.edit(start, m.pos, "", Ellipsis)
	return true
}

// number reads a number as JSON writes it; whether it is one is checked at the
// end with the whole text.
func (m *mender) number() *Fault {
	start := m.pos
	if m.bareString() {
		return nil
	}
	for m.pos < len(m.src) && strings.IndexByte("+-.eE0123456789", m.src[m.pos]) >= 0 {
		m.pos++
	}
	if m.pos == start {
		return m.faultf("has %q where a value should stand", m.rune())
	}
	return nil
}

// literal reads true, false or null in any case.
func (m *mender) literal() *Fault {
	if m.bareString() {
		return nil
	}
	start := m.pos
	for m.pos < len(m.src) && isKeyByte(m.src[m.pos]) {
		m.pos++
	}
	word := m.src[start:m.pos]
	lower := strings.ToLower(word)
	switch lower {
	case "true", "false", "null":
		if word != lower {
			m.edit(start, m.pos, lower, Literal)
		}
		return nil
	}
	m.pos = start
	return m.faultf("has %q where a value should stand", word)
}

// bare matches values whose form alone says that they are strings.
var bare = regexp.MustCompile(`^(?:\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})`)

// bareString quotes a date or GUID that lacks its quotation marks and reports
// whether one stood there.
func (m *mender) bareString() bool {
	word := bare.FindString(m.src[m.pos:min(len(m.src), m.pos+lookahead)])
	if word == "" {
		return false
	}
	m.edit(m.pos, m.pos+len(word), `"`+word+`"`, UnquotedValue)
	m.pos += len(word)
	return true
}

// blanks skips white space and comments.
func (m *mender) blanks() {
	for m.pos < len(m.src) {
		switch c := m.src[m.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			m.pos++
		case c == '/' && m.comment():
		case c >= 0x80 && m.oddBlank():
		default:
			return
		}
	}
}

// comment skips // and /* */ comments.
func (m *mender) comment() bool {
	rest := m.src[m.pos:]
	end, tail := "", 0
	switch {
	case strings.HasPrefix(rest, "//"):
		end = "\n"
	case strings.HasPrefix(rest, "/*"):
		end, tail = "*/", 2
	default:
		return false
	}
	n := len(rest)
	if i := strings.Index(rest, end); i >= 0 {
		n = i + tail
	}
	m.edit(m.pos, m.pos+n, "", Comment)
	m.pos += n
	return true
}

// oddBlank replaces a blank that is none for JSON.
func (m *mender) oddBlank() bool {
	c, n := utf8.DecodeRuneInString(m.src[m.pos:])
	if !unicode.IsSpace(c) && c != '\u200b' && c != '\ufeff' {
		return false
	}
	m.edit(m.pos, m.pos+n, " ", Blank)
	m.pos += n
	return true
}

// peek returns the byte at the place of reading, 0 at the end.
func (m *mender) peek() byte {
	if m.pos < len(m.src) {
		return m.src[m.pos]
	}
	return 0
}

// rune returns the character at the place of reading, for messages.
func (m *mender) rune() string {
	if m.pos >= len(m.src) {
		return "the end"
	}
	_, n := utf8.DecodeRuneInString(m.src[m.pos:])
	return m.src[m.pos : m.pos+n]
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// isKeyByte reports whether a key without quotes may hold the byte:
// "@odata.type", "$count", "content-type".
func isKeyByte(c byte) bool {
	return isLetter(c) || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '@' || c == '$' || c == '.'
}
