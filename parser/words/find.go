package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Find returns where a text of a role stands within a longer text, in any case:
// the first place, and there the longest text; -1 if none does. Of a pattern
// the part before its hole is looked for.
func (s *Set) Find(group, role, in string) (start, end int) {
	start = -1
	for _, phrase := range s.phrases(group, role) {
		i := indexFold(in, phrase)
		if i >= 0 && (start < 0 || i < start || i == start && i+len(phrase) > end) {
			start, end = i, i+len(phrase)
		}
	}
	return start, end
}

// MayStart reports whether a text of a group may begin with a byte, in any case;
// true for bytes that are no ASCII. It spares the look-up of most texts.
func (s *Set) MayStart(group string, c byte) bool {
	return c >= utf8.RuneSelf || s.starts(group)[lowerByte(c)]
}

// starts are the first bytes of the texts of a group, in small letters.
func (s *Set) starts(group string) *[utf8.RuneSelf]bool {
	key := phraseKey{group: group}
	if kept, ok := s.found.Load(key); ok {
		return kept.(*[utf8.RuneSelf]bool)
	}
	out := new([utf8.RuneSelf]bool)
	for _, role := range s.Roles(group) {
		for _, text := range s.Texts(group, role) {
			folded := foldKeepEnds(text)
			switch {
			case strings.HasPrefix(text, "{"): // a pattern may begin with anything
				for i := range out {
					out[i] = true
				}
			case folded != "" && folded[0] < utf8.RuneSelf:
				out[folded[0]] = true
			}
		}
	}
	s.found.Store(key, out)
	return out
}

// phraseKey names a role within a group.
type phraseKey struct{ group, role string }

// phrases are the texts of a role as Find compares them. They are made once,
// because the same few roles are looked for in every paragraph.
func (s *Set) phrases(group, role string) []string {
	key := phraseKey{group, role}
	if kept, ok := s.found.Load(key); ok {
		return kept.([]string)
	}
	var out []string
	for _, text := range s.Texts(group, role) {
		before, _, _ := strings.Cut(text, "{")
		if before = strings.TrimSpace(strings.ToLower(before)); before != "" && !slices.Contains(out, before) {
			out = append(out, before)
		}
	}
	s.found.Store(key, out)
	return out
}

// indexFold is strings.Index for a phrase in small letters, in any case.
func indexFold(text, phrase string) int {
	if !isASCII(phrase) {
		lower := strings.ToLower(text)
		if len(lower) != len(text) {
			lower = text // a letter changed its length, so places would not fit
		}
		return strings.Index(lower, phrase)
	}
	first := phrase[0]
	for i := 0; i+len(phrase) <= len(text); i++ {
		if lowerByte(text[i]) == first && equalLower(text[i:i+len(phrase)], phrase) {
			return i
		}
	}
	return -1
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
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

func equalLower(text, lower string) bool {
	for i := 0; i < len(lower); i++ {
		if lowerByte(text[i]) != lower[i] {
			return false
		}
	}
	return true
}
