package jsonmend

import (
	"encoding/json"
	"iter"
	"strings"
)

// Members yields the members of an object in valid JSON, in text order: the
// key as a string, the value as it stands in the text. For anything that is no
// object it yields nothing.
func Members(text string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		s := strings.TrimLeft(text, " \t\r\n")
		if !strings.HasPrefix(s, "{") {
			return
		}
		for pos := skipTo(s, 1, '"'); pos < len(s); pos = skipTo(s, pos, '"') {
			end := stringEnd(s, pos)
			key := unquoteKey(s[pos:end])
			start := skipTo(s, end, ':') + 1
			for start < len(s) && strings.IndexByte(" \t\r\n", s[start]) >= 0 {
				start++
			}
			if start >= len(s) {
				return
			}
			pos = valueEnd(s, start)
			if !yield(key, s[start:pos]) {
				return
			}
		}
	}
}

// Elements yields the elements of an array in valid JSON as they stand in the
// text. For anything that is no array it yields nothing.
func Elements(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		s := strings.TrimLeft(text, " \t\r\n")
		if !strings.HasPrefix(s, "[") {
			return
		}
		for pos := 1; pos < len(s); {
			if c := s[pos]; c == ']' {
				return
			} else if strings.IndexByte(" \t\r\n,", c) >= 0 {
				pos++
				continue
			}
			end := valueEnd(s, pos)
			if !yield(s[pos:end]) {
				return
			}
			pos = end
		}
	}
}

// skipTo returns the place of the next byte c, the length of s if there is none.
func skipTo(s string, pos int, c byte) int {
	if i := strings.IndexByte(s[min(pos, len(s)):], c); i >= 0 {
		return pos + i
	}
	return len(s)
}

// stringEnd returns the place after the string that opens at pos.
func stringEnd(s string, pos int) int {
	for i := pos + 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

// valueEnd returns the place after the value that opens at pos.
func valueEnd(s string, pos int) int {
	open := 0
	for i := pos; i < len(s); i++ {
		switch c := s[i]; c {
		case '"':
			i = stringEnd(s, i) - 1
		case '{', '[':
			open++
			continue
		case '}', ']':
			if open--; open < 0 {
				return i
			}
		case ',', ' ', '\t', '\r', '\n':
			if open == 0 {
				return i
			}
			continue
		default:
			continue
		}
		if open == 0 {
			return i + 1
		}
	}
	return len(s)
}

// unquoteKey returns the text of a JSON string.
func unquoteKey(quoted string) string {
	if !strings.Contains(quoted, `\`) {
		return strings.Trim(quoted, `"`)
	}
	var key string
	if json.Unmarshal([]byte(quoted), &key) != nil {
		return strings.Trim(quoted, `"`)
	}
	return key
}
