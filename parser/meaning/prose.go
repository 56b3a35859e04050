package meaning

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/page"
)

// sentencesOf splits an Inline at full stops in its plain text.
func sentencesOf(in page.Inline) []page.Inline {
	var out []page.Inline
	var open page.Inline
	for _, s := range in {
		for s.Kind == page.Text {
			end := sentenceEnd(s.Text)
			if end < 0 {
				break
			}
			head := s
			head.Text, s.Text = s.Text[:end], s.Text[end:]
			out = append(out, append(open, head))
			open = nil
		}
		open = append(open, s)
	}
	return append(out, open)
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
