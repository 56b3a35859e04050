package html

import (
	"bytes"
	"strconv"

	"golang.org/x/net/html"
)

// stampKey is the attribute by which an element of the tree is told to be the
// n-th mark of the page.
const stampKey = "docpiler-mark"

// mark is a start tag, a text or a comment of the page's bytes.
type mark struct {
	kind   html.TokenType
	offset int // in bytes, of the text without leading blanks or of the "<"
}

// stamp returns the page with the number of its mark in every start tag, and
// the marks. Texts of blanks alone have none; an encoding mark is left out.
func stamp(data []byte) (stamped []byte, marks []mark) {
	out := make([]byte, 0, len(data)+len(data)/4)
	text := bytes.TrimPrefix(data, bom)
	z := html.NewTokenizer(bytes.NewReader(text))
	for offset := len(data) - len(text); ; {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			return append(out, raw...), marks
		case html.StartTagToken, html.SelfClosingTagToken:
			n := nameEnd(raw)
			out = append(out, raw[:n]...)
			out = append(out, " "+stampKey+`="`...)
			out = strconv.AppendInt(out, int64(len(marks)), 10)
			out = append(out, '"')
			out = append(out, raw[n:]...)
			marks = append(marks, mark{html.StartTagToken, offset})
		case html.TextToken:
			out = append(out, raw...)
			if lead := len(raw) - len(bytes.TrimLeft(raw, blanks)); lead < len(raw) {
				marks = append(marks, mark{kind, offset + lead})
			}
		case html.CommentToken:
			out = append(out, raw...)
			marks = append(marks, mark{kind, offset})
		default:
			out = append(out, raw...)
		}
		offset += len(raw)
	}
}

const blanks = " \t\r\n\f"

// nameEnd returns the length of "<name" at the start of a tag.
func nameEnd(tag []byte) int {
	if i := bytes.IndexAny(tag, blanks+"/>"); i > 0 {
		return i
	}
	return len(tag)
}
