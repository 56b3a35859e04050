package account

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// methods are the spellings of the methods that begin a request line.
var methods = []string{
	"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
	"Get", "Post", "Put", "Patch", "Delete", "get", "post", "put", "patch", "delete",
}

const upperMethods = 7 // of these, which come first

// cutMethod cuts the method off a text that begins with one, after marks of lists,
// quotes and rows.
func cutMethod(text string) (method, rest string, ok bool) {
	text = strings.TrimLeft(text, " \t\r\f>|*#\"'`0123456789.)-")
	if text == "" || strings.IndexByte("GPDHOgpd", text[0]) < 0 {
		return "", "", false
	}
	for _, m := range methods {
		if rest, ok := strings.CutPrefix(text, m); ok && wordLength(rest) == 0 {
			return m, rest, true
		}
	}
	return "", "", false
}

// cutRequest parts a request line: the method, the path or address, and what
// follows it.
func cutRequest(text string) (method, path, rest string, ok bool) {
	method, rest, ok = cutMethod(text)
	if !ok {
		return "", "", "", false
	}
	rest = strings.TrimLeft(rest, " \t\r\f:*`\"'|")
	start := 0
	switch {
	case strings.HasPrefix(rest, "https://"):
		start = len("https://")
	case strings.HasPrefix(rest, "http://"):
		start = len("http://")
	case !strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, `\`):
		return "", "", "", false
	}
	end := start + pathLength(rest[start:])
	if end < 2 && rest[0] != '/' || end == start {
		return "", "", "", false
	}
	return method, rest[:end], rest[end:], true
}

// pathLength is how far a path goes: to a blank or pipe that stands in no braces.
func pathLength(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '|':
			return i
		case c == '{':
			if n := strings.IndexAny(s[i+1:], "{}"); n >= 0 && s[i+1+n] == '}' {
				i += 1 + n
			}
		}
	}
	return len(s)
}

// headerOf is the name of the header that a line shows with its value.
func headerOf(line string) (name string, ok bool) {
	line = strings.TrimSpace(line)
	n := 0
	for n < len(line) && (isASCIILetter(line[n]) || n > 0 && ('0' <= line[n] && line[n] <= '9' || line[n] == '-')) {
		n++
	}
	name, rest := line[:n], strings.TrimPrefix(line[n:], " ")
	return name, n > 0 && len(rest) > 1 && rest[0] == ':' && !strings.HasPrefix(rest[1:], "  ")
}

// nameIn is the name of a property or parameter that a cell is, without the mark of
// a footnote, "" if it is none.
func nameIn(cell string) string {
	cell = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(cell, "*"), "\u2020"), "\u00b9")
	name := strings.TrimLeft(cell, "@$#")
	if len(cell)-len(name) > 1 || name == "" || !isASCIILetter(name[0]) && name[0] != '_' {
		return ""
	}
	for i := range len(name) {
		if c := name[i]; !isWordByte(c) && c != '.' && c != '@' && c != '$' && c != '-' {
			return ""
		}
	}
	return cell
}

// startsProperty reports whether a text begins with a name and a type, as rows do
// whose cells nothing marks.
func startsProperty(text string) bool {
	if c := text[0]; !('a' <= c && c <= 'z') && c != '@' && c != '$' {
		return false
	}
	i := strings.IndexByte(text, ' ')
	return i > 0 && i+1 < len(text) && ('A' <= text[i+1] && text[i+1] <= 'Z' || strings.Contains(text, " collection"))
}

// partsWords reports whether a sign parts the words of a list of permissions.
func partsWords(c rune) bool {
	switch c {
	case ' ', '\t', ',', ';', '/', '|', '(', ')', '"', '\'', '\u3001', '\uff0c', '*', '`', '\u2022', ':':
		return true
	}
	return false
}

// mayHoldScope reports whether a text has a dot within a word and before a capital.
func mayHoldScope(text string) bool {
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], '.')
		if n < 0 {
			return false
		}
		if i += n; i > 0 && i+1 < len(text) && isASCIILetter(text[i-1]) && 'A' <= text[i+1] && text[i+1] <= 'Z' {
			return true
		}
	}
}

// isScope reports whether a word looks like a permission: "Team.Read.All".
func isScope(w string) bool {
	const shortest = 2 // letters of a part
	if w == "" || w[0] < 'A' || w[0] > 'Z' {
		return false // "application/json.Required" is none
	}
	dots, letters := 0, 0
	for i := range len(w) {
		switch c := w[i]; {
		case c == '.' || c == '-':
			if letters < shortest || i+1 == len(w) || w[i+1] < 'A' || w[i+1] > 'Z' {
				return false
			}
			letters = 0
			if c == '.' {
				dots++
			}
		case isASCIILetter(c):
			letters++
		default:
			return false
		}
	}
	return dots > 0 && letters >= shortest && !strings.HasPrefix(w, "Edm.") && !strings.HasPrefix(w, "Microsoft.")
}

// withoutFootnote cuts off the marks after a name that lead to a footnote.
func withoutFootnote(name string) string {
	if name == "" {
		return ""
	}
	switch c := name[len(name)-1]; {
	case c == ']' || c == ')':
		if n := len(name); n < 2 || name[n-2] < '0' || name[n-2] > '9' {
			return name
		}
	case c < utf8.RuneSelf && c != '*':
		return name
	}
	return footnote.ReplaceAllString(name, "")
}

var footnote = regexp.MustCompile(`(?:\s*(?:\[\^?\d+\]|\(\d+\)|[\x{2020}\x{2021}\x{b9}\x{b2}\x{b3}\x{2070}*]))+$`)

// wordLength is of how many letters, digits and low lines of ASCII the word is that
// a text begins with.
func wordLength(s string) int {
	for i := range len(s) {
		if !isWordByte(s[i]) {
			return i
		}
	}
	return len(s)
}

func isWordByte(c byte) bool { return isASCIILetter(c) || '0' <= c && c <= '9' || c == '_' }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// isMarked reports whether a name is one that no text has: that of a permission
// scheme, a header of the request, a type.
func isMarked(name string) bool {
	return strings.HasPrefix(name, "scheme:") || strings.HasPrefix(name, "header:") || strings.HasPrefix(name, "type:")
}

// partedRequest finds a method and a path that are cells of their own, "" if a row has
// none.
func partedRequest(cells []string) (method, path string) {
	for _, c := range cells {
		switch {
		case len(c) > 2 && c[0] == '/' && !strings.Contains(c, " "):
			path = c
		case slices.Contains(methods[:upperMethods], c):
			method = c
		}
	}
	if path == "" {
		return "", ""
	}
	return method, path
}
