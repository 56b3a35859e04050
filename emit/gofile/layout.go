package gofile

import (
	"bytes"
	"unicode/utf8"
)

// layout gives jennifer's raw output the layout of gofmt, which costs a tenth
// of go/format. It knows the Go that docpiler emits, not all of Go: operators
// stand in no nested expressions, * and & are never binary, comments have lines
// of their own. Tests hold that go/format changes nothing in any emitted file.
func layout(raw []byte) []byte {
	p := printer{out: make([]byte, 0, len(raw)+len(raw)/4)}
	s := scanner{src: raw}
	for t := s.next(); t.kind != endLexeme; {
		next := s.next()
		p.add(t, next)
		t = next
	}
	p.endLine()
	p.flush()
	return p.out
}

// lexeme is a lexical element of the raw source.
type lexeme struct {
	kind lexemeKind
	text []byte
}

type lexemeKind byte

const (
	endLexeme lexemeKind = iota
	newlineLexeme
	wordLexeme    // identifier, keyword or number
	stringLexeme  // any quoted literal
	signLexeme    // operator or bracket
	commentLexeme // to the end of its line
)

// scanner cuts source into tokens. Strings do not span lines (Check sees to it).
type scanner struct {
	src []byte
	at  int
}

func (s *scanner) next() lexeme {
	for s.at < len(s.src) && (s.src[s.at] == ' ' || s.src[s.at] == '\t' || s.src[s.at] == '\r') {
		s.at++
	}
	if s.at >= len(s.src) {
		return lexeme{}
	}
	start := s.at
	c := s.src[s.at]
	switch {
	case c == '\n':
		s.at++
		return lexeme{newlineLexeme, s.src[start:s.at]}
	case c == '/' && s.at+1 < len(s.src) && s.src[s.at+1] == '/':
		s.until('\n')
		return lexeme{commentLexeme, bytes.TrimRight(s.src[start:s.at], " \t\r")}
	case c == '"' || c == '\'' || c == '`':
		s.quoted(c)
		return lexeme{stringLexeme, s.src[start:s.at]}
	case isWordByte(c):
		for s.at < len(s.src) && isWordByte(s.src[s.at]) {
			s.at++
		}
		return lexeme{wordLexeme, s.src[start:s.at]}
	}
	s.at += signLen(s.src[s.at:])
	return lexeme{signLexeme, s.src[start:s.at]}
}

func (s *scanner) until(c byte) {
	if i := bytes.IndexByte(s.src[s.at:], c); i >= 0 {
		s.at += i
	} else {
		s.at = len(s.src)
	}
}

func (s *scanner) quoted(quote byte) {
	for s.at++; s.at < len(s.src) && s.src[s.at] != quote; s.at++ {
		if s.src[s.at] == '\\' && quote != '`' {
			s.at++
		}
	}
	s.at = min(s.at+1, len(s.src))
}

func isWordByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// longSigns are the operators of more than one byte.
var longSigns = [][]byte{[]byte("..."), []byte(":="), []byte("=="), []byte("!="), []byte("<="), []byte(">="), []byte("&&"), []byte("||"), []byte("++"), []byte("--"), []byte("+="), []byte("<-")}

func signLen(src []byte) int {
	switch src[0] {
	case '(', ')', '{', '}', '[', ']', ',', ';': // most of them
		return 1
	}
	for _, sign := range longSigns {
		if bytes.HasPrefix(src, sign) {
			return len(sign)
		}
	}
	return 1
}
