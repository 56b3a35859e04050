package meaning

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/page"
)

// sentencesOf splits an Inline at full stops in its plain text.
func sentencesOf(in page.Inline) []page.Inline {
	if !slices.ContainsFunc(in, func(s page.Span) bool { return s.Kind == page.Text && sentenceEnd(s.Text) >= 0 }) {
		return []page.Inline{in}
	}
	var out []page.Inline
	spans := make(page.Inline, 0, len(in)+3) // of all sentences
	start := 0                               // of the sentence that is open
	for _, s := range in {
		if s.Kind != page.Text {
			spans = append(spans, s)
			continue
		}
		rest := s.Text
		for {
			i := sentenceEnd(rest)
			if i < 0 {
				break
			}
			head := s
			head.Text = rest[:i]
			spans = append(spans, head)
			out = append(out, slices.Clip(spans[start:]))
			start, rest = len(spans), rest[i:]
		}
		s.Text = rest
		spans = append(spans, s)
	}
	return append(out, spans[start:])
}

// sentenceEnd returns the offset after the first full stop that ends a
// sentence, -1 if there is none.
func sentenceEnd(s string) int {
	if i := strings.Index(s, "\u3002"); i >= 0 {
		return i + len("\u3002")
	}
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && (s[i+2] < 'a' || s[i+2] > 'z') {
			return i + 1
		}
	}
	return -1
}

// statements yields the parts of a text between sentence ends, brackets,
// semicolons and line breaks. A dot inside a name parts nothing, unless a
// capital follows ("application/json.Required").
func statements(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i < len(text); i++ {
			size := statementEnd(text, i)
			if size == 0 {
				continue
			}
			if s := strings.TrimSpace(text[start:i]); s != "" && !yield(s) {
				return
			}
			start = i + size
		}
		if s := strings.TrimSpace(text[start:]); s != "" {
			yield(s)
		}
	}
}

// wideEnds are the signs beyond ASCII that end a statement.
var wideEnds = []string{"\uff08", "\uff09", "\uff1b", "\u3002"}

// statementEnd returns the size of the sign at offset i if it ends a statement,
// else 0.
func statementEnd(text string, i int) int {
	switch c := text[i]; {
	case c >= utf8.RuneSelf:
		for _, end := range wideEnds {
			if strings.HasPrefix(text[i:], end) {
				return len(end)
			}
		}
	case c == '(' || c == ')' || c == ';' || c == '\n' || c == '[' || c == ']':
		return 1
	case c == '.':
		if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n' || isCapital(text[i+1]) || text[i+1] >= utf8.RuneSelf {
			return 1
		}
	}
	return 0
}
