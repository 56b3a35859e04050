package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Find returns where a text of a role stands within a longer text, in any case:
// the first place, and there the longest text; -1 if none does. Of a pattern
// the part before its hole is looked for.
func (s *Set) Find(role Role, in string) (start, end int) {
	start = -1
	in = lower(in)
	for set := s; set != nil; set = set.base {
		for _, p := range set.phrases[role.group][role.key] {
			i := strings.Index(in, p)
			if i >= 0 && (start < 0 || i < start || i == start && i+len(p) > end) {
				start, end = i, i+len(p)
			}
		}
	}
	return start, end
}

// phrasesOf are the texts of a group as Find compares them, by role.
func phrasesOf(roles map[string][]string) map[string][]string {
	out := make(map[string][]string, len(roles))
	for role, texts := range roles {
		for _, text := range texts {
			before, _, _ := strings.Cut(text, "{")
			if before = strings.TrimSpace(lower(before)); before != "" {
				out[role] = append(out[role], before)
			}
		}
	}
	return out
}

// lower gives a text in small letters. A letter whose small one has another
// length stays, so that every letter stands where it stood.
func lower(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	out := []byte(text)
	for i, r := range text {
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == utf8.RuneLen(r) {
			utf8.EncodeRune(out[i:], l)
		}
	}
	return string(out)
}
