package page

import "strings"

// String returns the visible text, Break as a line end, blanks trimmed.
func (in Inline) String() string {
	var b strings.Builder
	for _, s := range in {
		if s.Kind == Break {
			b.WriteByte('\n')
			continue
		}
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
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
