package markdown

import (
	"bytes"
	"unicode/utf8"
)

// Most text with markup has no other than code between single backticks, plain
// text in bold, and links round plain text: "See [user](../resources/user.md),
// **never** `$select`.". Such a line is simple. It is read here, which costs a small part of what
// goldmark's nodes cost, and gives the same spans.

// piece is a part of a simple line: plain text, code, bold text or that of a link.
type piece struct {
	start, stop    int // of the text, in the line
	code           bool
	bold           bool
	link           bool
	href, hrefStop int // the target of a link
	end            int // where the next piece begins
}

// isSimple reports whether a line can be read piece by piece.
func isSimple(line []byte) bool {
	for at := 0; at < len(line); {
		p, ok := nextPiece(line, at)
		if !ok {
			return false
		}
		at = p.end
	}
	return true
}

// nextPiece returns the piece that begins at an offset of a line. It reports
// false for all markup whose reading needs more than the line itself.
func nextPiece(line []byte, at int) (p piece, ok bool) {
	switch line[at] {
	case '`':
		return codePiece(line, at+1)
	case '*':
		return boldPiece(line, at)
	case '[':
		return linkPiece(line, at+1)
	}
	p = piece{start: at, stop: plainEnd(line, at)}
	p.end = p.stop
	return p, p.stop > at
}

// codePiece returns the code that begins at an offset, behind its backtick. Code
// that is empty, has blanks at its ends, which may not count, or holds a
// backslash, which means nothing but in tables, is left to goldmark.
func codePiece(line []byte, start int) (p piece, ok bool) {
	n := bytes.IndexByte(line[start:], '`')
	if n < 1 {
		return p, false
	}
	stop := start + n
	p = piece{start: start, stop: stop, code: true, end: stop + 1}
	doubled := p.end < len(line) && line[p.end] == '`'
	escapes := bytes.IndexByte(line[start:stop], '\\') >= 0
	return p, !doubled && !escapes && !isSpace(line[start]) && !isSpace(line[stop-1])
}

// boldPiece returns the bold text whose sign stands at an offset. That the signs
// are such is certain where letters or digits follow the first and stand before
// the last, or a blank behind the last.
func boldPiece(line []byte, at int) (p piece, ok bool) {
	start := at + len(boldSign)
	if !bytes.HasPrefix(line[at:], boldSign) || start == len(line) || !isAlphanumeric(line[start]) {
		return p, false
	}
	stop := plainEnd(line, start)
	p = piece{start: start, stop: stop, bold: true, end: stop + len(boldSign)}
	if !bytes.HasPrefix(line[stop:], boldSign) || p.end < len(line) && line[p.end] == '*' {
		return p, false
	}
	last := line[stop-1]
	closes := p.end == len(line) || isSpace(line[p.end])
	return p, isAlphanumeric(last) || closes && !isSpace(last) && last < utf8.RuneSelf
}

var boldSign = []byte("**")

// maxLinkText is the length of the longest text of a link that is read here;
// goldmark takes none of more than about a thousand bytes.
const maxLinkText = 500

// linkPiece returns the link whose text begins at an offset, behind its bracket.
func linkPiece(line []byte, start int) (p piece, ok bool) {
	stop := plainEnd(line, start)
	if stop == start || stop-start > maxLinkText || isSpace(line[start]) || !bytes.HasPrefix(line[stop:], []byte("](")) {
		return p, false
	}
	from := stop + len("](")
	for to := from; to < len(line); to++ {
		switch c := line[to]; {
		case c == ')':
			p = piece{start: start, stop: stop, link: true, href: from, hrefStop: to, end: to + 1}
			return p, to > from
		case c <= ' ', c == '(', c == '\\', c == '<':
			return p, false
		}
	}
	return p, false
}

// plainEnd returns where text without markup ends that begins at an offset: at
// the first sign of markup, unless it is an underscore within a word.
func plainEnd(line []byte, at int) int {
	for i := at; i < len(line); i++ {
		if !markup[line[i]] {
			continue
		}
		within := i > at && i+1 < len(line)
		if line[i] != '_' || !within || !isAlphanumeric(line[i-1]) || !isAlphanumeric(line[i+1]) {
			return i
		}
	}
	return len(line)
}

// isSpace reports whether a character is a blank that simple lines may hold.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isAlphanumeric(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

// simple adds the pieces of a simple stretch of the source.
func (f *inliner) simple(start, stop int) {
	line := f.w.doc.src[start:stop]
	for at := 0; at < len(line); {
		p, ok := nextPiece(line, at)
		if !ok {
			return // isSimple has said otherwise
		}
		from, to := start+p.start, start+p.stop
		switch {
		case p.code:
			f.code(f.w.doc.text[from:to], from)
		case p.bold:
			f.Change(&f.Bold, 1)
			f.stretch(from, to, true)
			f.Change(&f.Bold, -1)
		case p.link:
			f.OpenLink(f.w.doc.text[start+p.href : start+p.hrefStop])
			f.stretch(from, to, true)
			f.closeLink(from)
		default:
			f.stretch(from, to, true)
		}
		at = p.end
	}
}
