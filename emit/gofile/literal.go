package gofile

import (
	"unicode"
	"unicode/utf16"
)

// number reads plain decimal and hexadecimal numbers.
func (s *scanner) number() tokenKind {
	i, plain := s.digits(s.start), true
	switch zero := s.src[s.start] == '0'; {
	case zero && i == s.start+1 && s.byteAt(i) == 'x':
		first := i + 1
		for i = first; digitValue(s.byteAt(i)) < 16; i++ {
		}
		plain = i > first
	case zero && i > s.start+1:
		plain = false
	default:
		i, plain = s.fraction(i)
	}
	s.end = i
	if next := s.byteAt(i); !plain || inWord[next] || next == '.' {
		return s.illegal("a number that is not plain")
	}
	return numberToken
}

// fraction reads what may follow the digits of a decimal number, up to i.
func (s *scanner) fraction(i int) (end int, plain bool) {
	plain = true
	if s.byteAt(i) == '.' {
		first := i + 1
		i = s.digits(first)
		plain = i > first
	}
	if s.byteAt(i)|' ' == 'e' {
		i++
		if sign := s.byteAt(i); sign == '+' || sign == '-' {
			i++
		}
		first := i
		i = s.digits(first)
		plain = plain && i > first
	}
	return i, plain
}

func (s *scanner) digits(i int) int {
	for isDigit(s.byteAt(i)) {
		i++
	}
	return i
}

// quoted reads a string between quotes of either kind.
func (s *scanner) quoted(quote byte) tokenKind {
	src := s.src
	for i := s.start + 1; i < len(src); {
		n := 1
		switch c := src[i]; {
		case c == quote:
			s.end = i + 1
			return stringToken
		case c == '\\' && quote == '"':
			n = s.escape(i, quote)
		case c == '\n':
			return s.illegal("a string spans lines")
		case c < ' ' || c > '~':
			n = s.visible(i)
		}
		if n == 0 {
			return illegalToken
		}
		i += n
	}
	return s.illegal("a string does not end")
}

// char reads one character between quotes.
func (s *scanner) char() tokenKind {
	n := 0
	switch first := s.start + 1; s.byteAt(first) {
	case 0, '\'', '\n':
		return s.illegal("a character is missing")
	case '\\':
		n = s.escape(first, '\'')
	default:
		n = s.visible(first)
	}
	if n == 0 {
		return illegalToken
	}
	s.end = s.start + 1 + n + 1
	if s.byteAt(s.end-1) != '\'' {
		s.end = s.start + 1
		return s.illegal("a character does not end")
	}
	return charToken
}

// escape returns the length of the escape sequence at i, 0 if it is none.
func (s *scanner) escape(i int, quote byte) int {
	first, digits, base, most := i+2, 2, uint32(16), uint32(255)
	switch s.byteAt(i + 1) {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', quote:
		return 2
	case 'x':
	case 'u':
		digits, most = 4, unicode.MaxRune
	case 'U':
		digits, most = 8, unicode.MaxRune
	default:
		first, digits, base = i+1, 3, 8
	}
	value := uint32(0) // eight digits fill it
	for d := first; d < first+digits; d++ {
		digit := digitValue(s.byteAt(d))
		if digit >= base {
			s.reason = "an escape sequence that Go does not know"
			return 0
		}
		value = value*base + digit
	}
	if value > most || utf16.IsSurrogate(rune(value)) {
		s.reason = "an escape sequence for no character"
		return 0
	}
	return first + digits - i
}

// digitValue returns the value of a hexadecimal digit, 16 for anything else.
func digitValue(c byte) uint32 {
	switch lower := c | ' '; {
	case isDigit(c):
		return uint32(c - '0')
	case lower >= 'a' && lower <= 'f':
		return uint32(lower-'a') + 10
	}
	return 16
}
