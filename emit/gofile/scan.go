package gofile

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// scanner cuts source into tokens where go/scanner does. What no emitted file
// holds is illegal: comments and strings over several lines, letters beyond
// ASCII in names, characters that nobody sees, rare forms of numbers.
type scanner struct {
	src        []byte
	start, end int    // of the latest token
	reason     string // why it is illegal
}

// next returns the next token, of which the ends of lines are some.
func (s *scanner) next() tokenKind {
	src, i := s.src, s.end
	for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
		i++
	}
	s.start, s.end = i, i+1
	if i >= len(src) {
		s.end = i
		return endToken
	}
	c := src[i]
	if inWord[c] {
		return s.word()
	}
	switch c {
	case '\n', '(', ')', '{', '}', '[', ']', ',', ';', '~':
		return tokenKind(c)
	case '"', '`':
		return s.quoted(c)
	case '\'':
		return s.char()
	case '/':
		if s.byteAt(i+1) == '/' {
			return s.comment()
		}
		if s.byteAt(i+1) == '*' {
			return s.illegal("a comment does not begin with //")
		}
	}
	return s.operator(c)
}

// word reads a name, a keyword or a number.
func (s *scanner) word() tokenKind {
	if isDigit(s.src[s.start]) {
		return s.number()
	}
	src, i := s.src, s.end
	for i < len(src) && inWord[src[i]] {
		i++
	}
	s.end = i
	if i-s.start > maxIdentifier {
		return s.illegal("a name that is too long")
	}
	return wordToken(src[s.start:i])
}

// inWord tells the bytes of names, keywords and numbers.
var inWord = func() (in [256]bool) {
	for c := range in {
		b := byte(c)
		in[c] = b == '_' || isDigit(b) || b|' ' >= 'a' && b|' ' <= 'z'
	}
	return in
}()

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// text returns the latest token as it stands.
func (s *scanner) text() []byte { return s.src[s.start:s.end] }

// byteAt returns a byte of the source, 0 behind its end.
func (s *scanner) byteAt(i int) byte {
	if i < len(s.src) {
		return s.src[i]
	}
	return 0
}

func (s *scanner) illegal(reason string) tokenKind {
	s.reason = reason
	return illegalToken
}

// operator reads the longest operator that begins with c.
func (s *scanner) operator(c byte) tokenKind {
	next := s.byteAt(s.end)
	found := tokenKind(c)
	switch {
	case c == ':' && next == '=':
		found = defineToken
	case c == '.' && next == '.' && s.byteAt(s.end+1) == '.':
		found, s.end = ellipsisToken, s.end+1
	case c == '<' && next == '-':
		found = arrowToken
	case (c == '<' || c == '>' || c == '&') && next == c, c == '&' && next == '^':
		found = binaryToken
		if s.byteAt(s.end+1) == '=' && !(c == '&' && next == c) {
			found, s.end = assignToken, s.end+1
		}
	case c == '|' && next == c, next == '=' && bytes.IndexByte([]byte("=!<>"), c) >= 0:
		found = binaryToken
	case next == '=' && bytes.IndexByte([]byte("+-*/%&|^"), c) >= 0:
		found = assignToken
	case (c == '+' || c == '-') && next == c:
		found = stepToken
	case bytes.IndexByte([]byte(".:=!<>+-*/%&|^"), c) >= 0:
		return found
	case c >= utf8.RuneSelf:
		if s.visible(s.start) > 0 {
			s.reason = "a name that is not ASCII"
		}
		return illegalToken
	default:
		return s.illegal("a character that Go does not know")
	}
	s.end++
	return found
}

// comment reads to the end of the line.
func (s *scanner) comment() tokenKind {
	length := bytes.IndexByte(s.src[s.start:], '\n')
	if length < 0 {
		length = len(s.src) - s.start
	}
	s.end = s.start + length
	for i, src := s.start, s.src[:s.end]; i < len(src); {
		if c := src[i]; c >= ' ' && c <= '~' {
			i++
			continue
		}
		n := s.visible(i)
		if n == 0 {
			return illegalToken
		}
		i += n
	}
	return commentToken
}

// visible returns the length of the character at i, 0 if it may stand in no
// source.
func (s *scanner) visible(i int) int {
	r, size := utf8.DecodeRune(s.src[i:])
	switch {
	case r == '\t':
	case r == utf8.RuneError && size <= 1:
		s.reason = "a character that is not UTF-8"
		return 0
	case !unicode.IsPrint(r):
		s.reason = "an invisible character"
		return 0
	}
	return size
}
