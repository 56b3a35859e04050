package page

import (
	"bytes"
	"strings"
)

// String returns the visible text, Break as a line end, blanks trimmed.
func (in Inline) String() string {
	if len(in) == 1 && in[0].Kind != Break {
		return strings.TrimSpace(in[0].Text)
	}
	size := 0
	for _, s := range in {
		size += max(1, len(s.Text))
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range in {
		if s.Kind == Break {
			b.WriteByte('\n')
			continue
		}
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}

// AppendTo appends what String returns.
func (in Inline) AppendTo(buf []byte) []byte {
	start := len(buf)
	for _, s := range in {
		if s.Kind == Break {
			buf = append(buf, '\n')
		} else {
			buf = append(buf, s.Text...)
		}
	}
	return append(buf[:start], bytes.TrimSpace(buf[start:])...)
}

// Codes returns the texts of the code spans.
func (in Inline) Codes() []string {
	var out []string
	for _, s := range in {
		if s.Kind == CodeSpan {
			out = append(out, s.Text)
		}
	}
	return out
}

// Lines splits an Inline at its Breaks.
func (in Inline) Lines() []Inline {
	var out []Inline
	start := 0
	for i, s := range in {
		if s.Kind == Break {
			out = append(out, in[start:i])
			start = i + 1
		}
	}
	return append(out, in[start:])
}
