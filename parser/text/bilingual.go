package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/words"
)

// The site once showed the English text under each piece of a translation, and
// copies hold both run together: "权限类型Permission type 权限Permissions". Where
// headings and heads of tables of a page are written so, its English is read.

// withoutTranslation returns the lines of a page in two languages with the English
// alone, and whether the page is in two languages.
func withoutTranslation(lines []line) (doubled bool) {
	const fewest = 3 // lines that are words of the base language behind others
	base, _ := words.For(words.Base)
	known := 0
	for i := range lines {
		english := lines[i].english()
		if len(english) == len(lines[i].text) || len(english) > maxHeading {
			continue
		}
		first, _, _ := strings.Cut(english, "(")
		for _, group := range []string{"heading", "permCol", "permRow", "column"} {
			if base.Role(group, english) != "" || base.Role(group, first) != "" {
				known++
				break
			}
		}
	}
	if known < fewest {
		return false
	}
	for i := range lines {
		if english := lines[i].english(); len(english) < len(lines[i].text) {
			lines[i] = line{text: english, indent: lines[i].indent, at: lines[i].at}
		}
	}
	return true
}

// english is the text of a line without what stands glued before English words in
// a script without blanks, and without the second of two equal words.
func (l *line) english() string {
	glued := false
	tokens := strings.Fields(l.text)
	for i, t := range tokens {
		if end := gluedPrefix(t); end > 0 {
			tokens[i], glued = t[end:], true
		} else if n := len(t) / 2; n > 1 && len(t)%2 == 0 && t[:n] == t[n:] && unicode.IsLetter(firstRune(t)) {
			tokens[i], glued = t[:n], true
		}
	}
	if !glued {
		return l.text
	}
	out := tokens[:0]
	for _, t := range tokens {
		if !strings.ContainsFunc(t, wide) {
			out = append(out, t)
		}
	}
	return strings.Join(out, " ")
}

// gluedPrefix returns the end of the part of a word that is in a script without
// blanks and goes over into letters of ASCII, 0 if it has none.
func gluedPrefix(word string) int {
	if !strings.ContainsFunc(word, wide) {
		return 0
	}
	end := 0
	for i, c := range word {
		if c >= utf8.RuneSelf {
			end = i + utf8.RuneLen(c)
		}
	}
	for end < len(word) && !isWordByte(word[end]) {
		end++
	}
	if end == len(word) {
		return 0
	}
	return end
}
