package meaning

import (
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/page"
)

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// isTypeName reports whether s is an identifier, possibly qualified.
func isTypeName(s string) bool {
	if s == "" || s[0] == '.' || s[len(s)-1] == '.' || '0' <= s[0] && s[0] <= '9' {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !isNameByte(s[i]) && s[i] != '.' {
			return false
		}
	}
	return true
}

func isNameByte(c byte) bool {
	return isLetter(c) || '0' <= c && c <= '9' || c == '_'
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || isCapital(c) }

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

// halfWidth makes full-width punctuation ASCII.
func halfWidth(text string) string {
	if isASCII(text) {
		return text
	}
	return fullWidth.Replace(text)
}

var fullWidth = strings.NewReplacer("\uff08", "(", "\uff09", ")", "\uff0c", ",", "\u3001", ",")

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// indexEither returns where the first of two signs stands in a text, -1 if
// neither does.
func indexEither(text, a, b string) int {
	i, j := strings.Index(text, a), strings.Index(text, b)
	if i < 0 || j >= 0 && j < i {
		return j
	}
	return i
}

// hasCapital reports whether a name has a capital or a dot inside, as names of
// types have and words of prose have not.
func hasCapital(name string) bool {
	for i := 1; i < len(name); i++ {
		if isCapital(name[i]) || name[i] == '.' {
			return true
		}
	}
	return false
}

// nameGap is what may stand between a name and the word after it.
const nameGap = " -*`\u00a0"

func lastName(s string) string {
	s = strings.TrimRight(s, nameGap)
	i := len(s)
	for i > 0 && (isNameByte(s[i-1]) || s[i-1] == '.') {
		i--
	}
	return s[i:]
}

func firstName(s string) string {
	s = strings.TrimLeft(s, "s -*`\u00a0")
	i := 0
	for i < len(s) && (isNameByte(s[i]) || s[i] == '.') {
		i++
	}
	return strings.TrimRight(s[:i], ".")
}

// cleanLabel is the text of a row label without the blanks and signs that
// indent it.
func cleanLabel(in page.Inline) string { return strings.Join(strings.Fields(in.String()), " ") }

// isComma tells the signs that part the items of a list.
func isComma(c rune) bool { return c == ',' || c == '\uff0c' || c == '\u3001' }
