package words

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Find returns where a text of a role stands within a longer text, in any case:
// the first place, and there the longest text; -1 if none does. Of a pattern
// the part before its hole is looked for.
func (s *Set) Find(group, role, in string) (start, end int) {
	var buf [shortProse]byte
	var ascii, all []byte // the text with small letters: those of ASCII, and all of them
	start = -1
	for set := s; set != nil; set = set.base {
		for _, phrase := range set.phrases[group][role] {
			if ascii == nil {
				ascii = lowerInto(buf[:0], in)
			}
			text := ascii
			if !isASCII(phrase) {
				if all == nil {
					all = lowerSameSize(in)
				}
				text = all
			}
			i := bytes.Index(text, phrase)
			if i >= 0 && (start < 0 || i < start || i == start && i+len(phrase) > end) {
				start, end = i, i+len(phrase)
			}
		}
	}
	return start, end
}

// shortProse is the length of the texts that Find copies without allocating.
const shortProse = 512

// phrasesOf are the texts of a group as Find compares them, by role.
func phrasesOf(roles map[string][]string) map[string][][]byte {
	out := make(map[string][][]byte, len(roles))
	for role, texts := range roles {
		for _, text := range texts {
			before, _, _ := strings.Cut(text, "{")
			if before = strings.TrimSpace(strings.ToLower(before)); before != "" {
				out[role] = append(out[role], []byte(before))
			}
		}
	}
	return out
}

// lowerInto appends a text to a buffer with the letters of ASCII small.
func lowerInto(buf []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		buf = append(buf, lowerByte(text[i]))
	}
	return buf
}

// lowerSameSize gives a text in small letters, or as it is if a letter would
// change its length, so that places would not fit.
func lowerSameSize(text string) []byte {
	if lower := strings.ToLower(text); len(lower) == len(text) {
		return []byte(lower)
	}
	return []byte(text)
}

// MayStart reports whether a text of a group may begin with a byte, in any case;
// true for bytes that are no ASCII. It spares the look-up of most texts.
func (s *Set) MayStart(group string, c byte) bool {
	if c >= utf8.RuneSelf {
		return true
	}
	for set := s; set != nil; set = set.base {
		if starts := set.starts[group]; starts != nil && starts[lowerByte(c)] {
			return true
		}
	}
	return false
}

// firstBytes are the bytes in ASCII that the texts of a group begin with, in
// small letters.
type firstBytes [utf8.RuneSelf]bool

// add notes how a folded text begins. A pattern that opens with a hole may begin
// with anything.
func (f *firstBytes) add(text string, isForm bool) {
	switch {
	case text == "" && isForm:
		for i := range f {
			f[i] = true
		}
	case text != "" && text[0] < utf8.RuneSelf:
		f[text[0]] = true
	}
}

func isASCII(s []byte) bool {
	for _, c := range s {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
