package page

import (
	"slices"
	"strings"
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
	fresh bool // the next text begins a span of its own
	line  bool // a new line is due before the next text
}

// Part makes the next text begin a span of its own: markup opens or closes.
func (b *Spans) Part() { b.fresh = true }

// NewLine demands a break before the next text if there is text before.
func (b *Spans) NewLine() { b.line = true }

// OpenLink begins a link.
func (b *Spans) OpenLink(href string) {
	b.Link++
	b.Href, b.fresh = href, true
}

// CloseLink ends a link; without an open one it changes nothing. A link round
// no text is kept for its target: translators leave such links behind. It is
// returned for the caller to set its place.
func (b *Spans) CloseLink() (empty *Span) {
	if b.Link == 0 {
		return nil
	}
	if last := b.Last(); b.fresh && b.Href != "" && (last == nil || last.Kind != Link || last.Href != b.Href) {
		b.spans = append(b.spans, Span{Kind: Link, Href: b.Href})
		empty = b.Last()
	}
	b.Link--
	b.Href, b.fresh = "", true
	return empty
}

// Change opens (1) or closes (-1) markup that one of the counts stands for.
func (b *Spans) Change(count *int, by int) {
	*count = max(0, *count+by)
	b.fresh = true
}

// Break adds a break and returns it for the caller to set its place.
func (b *Spans) Break() *Span {
	b.line = false
	b.spans = append(b.spans, Span{Kind: Break})
	return b.Last()
}

// Text adds text. If that is the first of a span, but for blanks, Text returns
// the span for the caller to set its place.
func (b *Spans) Text(text string) (begun *Span) {
	if b.line {
		if strings.Trim(text, blanks) == "" {
			return nil
		}
		if b.line = false; len(b.spans) > 0 && b.Last().Kind != Break {
			b.spans = append(b.spans, Span{Kind: Break, At: b.Last().At})
		}
	}
	if last := b.Last(); last != nil && !b.fresh && last.Kind == b.Kind() {
		if strings.Trim(last.Text, blanks) == "" {
			begun = last
		}
		last.Text += text
		return begun
	}
	b.fresh = false
	b.spans = append(b.spans, Span{Kind: b.Kind(), Text: text, Href: b.Href})
	return b.Last()
}

// Last returns the last span, nil if there is none. Its text may be changed.
func (b *Spans) Last() *Span {
	if len(b.spans) == 0 {
		return nil
	}
	return &b.spans[len(b.spans)-1]
}

// Joins reports whether the next text would be appended to the text of the last
// span.
func (b *Spans) Joins() bool {
	return len(b.spans) > 0 && !b.fresh && !b.line && b.Last().Kind == b.Kind() && strings.Trim(b.Last().Text, blanks) != ""
}

// Inline returns what was gathered, trimmed, and starts anew.
func (b *Spans) Inline() Inline {
	spans := b.spans
	b.spans, b.line, b.fresh = nil, false, false
	return Trim(spans)
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
	return s.Kind == Break || s.Href == "" && strings.Trim(s.Text, blanks) == ""
}

// OneBlank makes every run of blanks and line ends one blank; no-break blanks
// stay.
func OneBlank(s string) string {
	if !strings.Contains(s, "  ") && !strings.ContainsAny(s, blanks[1:]) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(blanks, s[i]) < 0 {
			out = append(out, s[i])
		} else if len(out) == 0 || out[len(out)-1] != ' ' {
			out = append(out, ' ')
		}
	}
	return string(out)
}
