package page

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// Markup counts the markup that is open round a text.
type Markup struct {
	Link, Code, Bold, Italic int
	Href                     string // of the link
}

// Kind returns which kind of span the text within the markup is.
func (m *Markup) Kind() SpanKind {
	switch {
	case m.Link > 0:
		return Link
	case m.Code > 0:
		return CodeSpan
	case m.Bold > 0:
		return Bold
	case m.Italic > 0:
		return Italic
	}
	return Text
}

// Spans gathers the spans of an Inline in page order. The zero value is ready.
type Spans struct {
	Markup
	spans Inline
	tail  strings.Builder // the text of the last span, if it came in pieces
	solid bool            // the last span holds more than blanks
	fresh bool            // the next text begins a span of its own
	line  bool            // a new line is due before the next text
}

// NewLine demands a break before the next text if there is text before.
func (b *Spans) NewLine() { b.line = true }

// OpenLink begins a link.
func (b *Spans) OpenLink(href string) {
	b.Link++
	b.Href, b.fresh = href, true
}

// CloseLink ends a link; without an open one it changes nothing. A link round
// no text to another page is kept for its target: translators leave such links
// behind. It is returned for the caller to set its place.
func (b *Spans) CloseLink() (empty *Span) {
	if b.Link == 0 {
		return nil
	}
	if b.fresh && b.Href != "" && b.Href[0] != '#' {
		if n := len(b.spans); n == 0 || b.spans[n-1].Kind != Link || b.spans[n-1].Href != b.Href {
			empty = b.begin(Span{Kind: Link, Href: b.Href})
		}
	}
	b.Link--
	b.Href, b.fresh = "", true
	return empty
}

// Change opens (1) or closes (-1) markup that one of the counts stands for.
func (b *Spans) Change(count *int, by int) {
	*count = max(0, *count+by)
	b.fresh = b.fresh || count == &b.Code && b.Link == 0
}

// Break adds a break and returns it for the caller to set its place.
func (b *Spans) Break() *Span {
	b.line = false
	return b.begin(Span{Kind: Break})
}

// Text adds text. If that is the first of a span, but for blanks, Text returns
// the span for the caller to set its place.
func (b *Spans) Text(text string) (begun *Span) {
	void := allBlank(text)
	if b.line {
		if void {
			return nil
		}
		if b.line = false; len(b.spans) > 0 && b.spans[len(b.spans)-1].Kind != Break {
			b.begin(Span{Kind: Break, At: b.At()})
		}
	}
	if !b.joins() {
		b.fresh = false
		b.solid = !void
		return b.begin(Span{Kind: b.Kind(), Text: text, Href: b.Href})
	}
	last := &b.spans[len(b.spans)-1]
	if b.tail.Len() == 0 {
		b.tail.WriteString(last.Text)
	}
	b.tail.WriteString(text)
	if b.solid {
		return nil
	}
	b.solid = !void
	return last
}

// joins reports whether the next text would be appended to that of the last
// span.
func (b *Spans) joins() bool {
	return len(b.spans) > 0 && !b.fresh && !b.line && b.spans[len(b.spans)-1].Kind == b.Kind()
}

// Len returns how many spans have been gathered.
func (b *Spans) Len() int { return len(b.spans) }

// At returns the place of the last span, unknown if there is none.
func (b *Spans) At() ir.Pos {
	if b.Len() == 0 {
		return ir.Pos{}
	}
	return b.spans[len(b.spans)-1].At
}

// Inline returns what was gathered, trimmed, and starts anew; open markup stays
// open.
func (b *Spans) Inline() Inline {
	b.seal()
	spans := Trim(b.spans)
	b.spans, b.line, b.fresh = nil, false, false
	return spans
}

func (b *Spans) begin(s Span) *Span {
	b.seal()
	b.spans = append(b.spans, s)
	return &b.spans[len(b.spans)-1]
}

// seal gives the last span its text.
func (b *Spans) seal() {
	if b.tail.Len() > 0 {
		b.spans[len(b.spans)-1].Text = b.tail.String()
		b.tail.Reset()
	}
}

const blanks = " \t\n\r\f"

// Trim takes blanks and breaks off both ends, makes runs of blanks one as a
// reader sees them, and drops spans that are left without text. It changes the
// spans in place.
func Trim(in Inline) Inline {
	for len(in) > 0 && blank(in[0]) {
		in = in[1:]
	}
	for len(in) > 0 && blank(in[len(in)-1]) {
		in = in[:len(in)-1]
	}
	if len(in) == 0 {
		return nil
	}
	first, last := &in[0], &in[len(in)-1]
	first.Text = strings.TrimLeft(first.Text, blanks)
	for i := range in {
		in[i].Text = OneBlank(in[i].Text)
		if i > 0 && in[i-1].Kind == Break {
			in[i].Text = strings.TrimLeft(in[i].Text, " ")
		}
		if i+1 < len(in) && in[i+1].Kind == Break {
			in[i].Text = strings.TrimRight(in[i].Text, " ")
		}
	}
	last.Text = strings.TrimRight(last.Text, " ")
	return slices.DeleteFunc(in, func(s Span) bool { return s.Kind != Break && s.Text == "" && s.Href == "" })
}

func blank(s Span) bool {
	return s.Kind == Break || s.Href == "" && allBlank(s.Text)
}

// OneBlank makes every run of blanks and line ends one blank; no-break blanks
// stay.
func OneBlank(s string) string {
	if !strings.ContainsAny(s, "\t\n\r\f") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if !isBlank(s[i]) {
			b.WriteByte(s[i])
		} else if i == 0 || !isBlank(s[i-1]) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func isBlank(c byte) bool { return strings.IndexByte(blanks, c) >= 0 }

// allBlank reports whether a text holds nothing but blanks.
func allBlank(s string) bool { return strings.Trim(s, blanks) == "" }
