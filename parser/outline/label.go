package outline

import (
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// labelledLines parts a paragraph whose lines open with labels in bold, such as
// "**Returns:** a widget", at these labels; nil for any other.
func (c *cutter) labelledLines(p *page.Para) []page.Inline {
	if !opensLabel(p.Spans) {
		return nil
	}
	var out []page.Inline
	for _, line := range p.Spans.Lines() {
		if line = page.Trim(line); len(line) == 0 {
			continue
		}
		if opensLabel(line) || len(out) == 0 {
			out = append(out, line)
			continue
		}
		last := &out[len(out)-1]
		*last = append(append((*last)[:len(*last):len(*last)], page.Span{Kind: page.Break, At: line[0].At}), line...)
	}
	return out
}

// opensLabel reports whether a line opens with bold text that ends in a colon, or
// that a colon follows.
func opensLabel(in page.Inline) bool {
	if len(in) == 0 || in[0].Kind != page.Bold {
		return false
	}
	return strings.HasSuffix(strings.TrimSpace(in[0].Text), ":") || len(in) > 1 && strings.HasPrefix(in[1].Text, ":")
}

// labelledLine reads one of them: a permission, an answer, or text.
func (o *operation) labelledLine(p piece, line page.Inline) {
	rest := trimSeparator(line[1:])
	if o.grant(p, line) || len(rest) == 0 {
		return
	}
	switch role := o.sectionRole(line[0].Text); {
	case role == "response":
		o.answers = append(o.answers, reply{rest[0].At, max(0, statusIn(rest)), o.typeIn(rest)})
	case role == "permissions":
		p.role = role
		o.grant(p, rest)
	case role == "changes", role == "errors", role == "other":
	case p.role == "":
		o.prose = append(o.prose, &page.Para{At: line[0].At, Spans: line})
	}
}

// plain is text without the marks of templates.
func plain(in page.Inline) page.Inline {
	found := false
	for _, s := range in {
		found = found || strings.Contains(s.Text, "{{") || strings.Contains(s.Text, "<%") || strings.Contains(s.Text, "{%")
	}
	if !found {
		return in
	}
	out := make(page.Inline, 0, len(in))
	for _, s := range in {
		if s.Kind != page.CodeSpan {
			s.Text = withoutMarks(s.Text, "")
		}
		if s.Text != "" || s.Kind == page.Break {
			out = append(out, s)
		}
	}
	return page.Trim(out)
}
