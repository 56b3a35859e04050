package jsonmend

import "strings"

// Valid reports whether the text is JSON and not nested deeper than is mended.
// It reads the text once and copies nothing.
func Valid(text string) bool {
	end, ok := valueAt(text, afterBlanks(text, 0), 0)
	return ok && afterBlanks(text, end) == len(text)
}

// afterBlanks returns the place of the first sign from pos on that is no blank
// of JSON.
func afterBlanks(s string, pos int) int {
	for pos < len(s) && (s[pos] == ' ' || s[pos] == '\n' || s[pos] == '\r' || s[pos] == '\t') {
		pos++
	}
	return pos
}

// valueAt returns the place after the value that begins at pos, inside of depth
// objects and arrays.
func valueAt(s string, pos, depth int) (end int, ok bool) {
	if pos >= len(s) {
		return pos, false
	}
	switch s[pos] {
	case '{':
		return listAt(s, pos, depth+1, '}')
	case '[':
		return listAt(s, pos, depth+1, ']')
	case '"':
		return stringAt(s, pos)
	case 't':
		return pos + len("true"), strings.HasPrefix(s[pos:], "true")
	case 'f':
		return pos + len("false"), strings.HasPrefix(s[pos:], "false")
	case 'n':
		return pos + len("null"), strings.HasPrefix(s[pos:], "null")
	}
	return numberAt(s, pos)
}

// listAt returns the place after the object or array that begins at pos and
// ends with a closing bracket.
func listAt(s string, pos, depth int, closing byte) (end int, ok bool) {
	if depth > maxDepth {
		return pos, false
	}
	pos = afterBlanks(s, pos+1)
	if pos < len(s) && s[pos] == closing {
		return pos + 1, true
	}
	for {
		if closing == '}' {
			if pos, ok = keyAt(s, pos); !ok {
				return pos, false
			}
		}
		if pos, ok = valueAt(s, pos, depth); !ok {
			return pos, false
		}
		pos = afterBlanks(s, pos)
		if pos < len(s) && s[pos] == closing {
			return pos + 1, true
		}
		if pos >= len(s) || s[pos] != ',' {
			return pos, false
		}
		pos = afterBlanks(s, pos+1)
	}
}

// keyAt returns the place of the value whose key begins at pos.
func keyAt(s string, pos int) (value int, ok bool) {
	if pos >= len(s) || s[pos] != '"' {
		return pos, false
	}
	if pos, ok = stringAt(s, pos); !ok {
		return pos, false
	}
	pos = afterBlanks(s, pos)
	if pos >= len(s) || s[pos] != ':' {
		return pos, false
	}
	return afterBlanks(s, pos+1), true
}

// stringAt returns the place after the string that opens at pos.
func stringAt(s string, pos int) (end int, ok bool) {
	for pos++; pos < len(s); pos++ {
		switch c := s[pos]; {
		case c == '"':
			return pos + 1, true
		case c < ' ':
			return pos, false
		case c == '\\':
			if pos++; pos >= len(s) {
				return pos, false
			}
			if s[pos] == 'u' {
				if !isHex4(s, pos+1) {
					return pos, false
				}
			} else if strings.IndexByte(`"\/bfnrt`, s[pos]) < 0 {
				return pos, false
			}
		}
	}
	return pos, false
}

// isHex4 reports whether four hexadecimal digits stand at pos.
func isHex4(s string, pos int) bool {
	if pos+4 > len(s) {
		return false
	}
	for _, c := range []byte(s[pos : pos+4]) {
		if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f') {
			return false
		}
	}
	return true
}

// numberAt returns the place after the number that begins at pos.
func numberAt(s string, pos int) (end int, ok bool) {
	if pos < len(s) && s[pos] == '-' {
		pos++
	}
	whole := afterDigits(s, pos)
	if whole == pos || s[pos] == '0' && whole > pos+1 {
		return pos, false
	}
	pos = whole
	if pos < len(s) && s[pos] == '.' {
		fraction := afterDigits(s, pos+1)
		if fraction == pos+1 {
			return pos, false
		}
		pos = fraction
	}
	if pos < len(s) && s[pos]|0x20 == 'e' {
		pos++
		if pos < len(s) && (s[pos] == '+' || s[pos] == '-') {
			pos++
		}
		exponent := afterDigits(s, pos)
		return exponent, exponent > pos
	}
	return pos, true
}

func afterDigits(s string, pos int) int {
	for pos < len(s) && '0' <= s[pos] && s[pos] <= '9' {
		pos++
	}
	return pos
}
