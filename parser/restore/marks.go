package restore

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// marks takes off names what is no part of them: signs that no one can see,
// footnotes, check marks, doubled braces.
func (r *restorer) marks() {
	for s := range r.page.Root.All() {
		for b := range page.Within(s.Blocks) {
			switch b := b.(type) {
			case *page.Para:
				r.visible(b.Spans, false)
			case *page.Table:
				r.markedTable(b)
			case *page.Code:
				r.markedCode(b)
			}
		}
		r.visible(s.Title, false)
	}
	r.visible(r.page.Title, true)
}

// markedTable cleans the names of a table: those of its first column, and the
// permissions.
func (r *restorer) markedTable(t *page.Table) {
	permissions := r.isPermissions(t)
	for _, c := range t.Head {
		r.visible(c.Spans, false)
	}
	for _, row := range t.Rows {
		for i, c := range row.Cells {
			r.visible(c.Spans, i == 0 || permissions)
			if i > 0 && !permissions {
				continue
			}
			for k := range c.Spans {
				c.Spans[k].Text = unmarked(c.Spans[k].Text, permissions)
			}
		}
	}
}

// unmarked takes footnotes off a name, and ticks off permissions.
func unmarked(name string, permissions bool) string {
	if isPlain(name) && !strings.ContainsAny(name, ")]") {
		return name
	}
	name = footnote.ReplaceAllString(name, "$1")
	if permissions {
		name = tick.ReplaceAllString(name, "")
	}
	return name
}

var (
	// footnote is a mark at the end of a word: raised digits, a dagger, a number in
	// brackets.
	footnote = regexp.MustCompile(`([\pL\pN)])(?:[\x{00b9}\x{00b2}\x{00b3}\x{2070}-\x{2079}\x{2020}\x{2021}]+|\[\^?[0-9]{1,2}\]|\s?\([0-9]\)$)`)
	// tick is a check mark beside names.
	tick = regexp.MustCompile(`[\x{2713}\x{2714}\x{2705}\x{2611}]\x{fe0f}?\s*`)
	// doubled is a placeholder in the braces of templates.
	doubled = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)
)

// markedCode cleans the lines of requests, of endpoints and of headers; bodies are
// kept as they are.
func (r *restorer) markedCode(c *page.Code) {
	if _, ok := requestOf(c); !ok && !page.IsRequest(strings.TrimSpace(strip(c.Text))) {
		return
	}
	lines := strings.Split(c.Text, "\n")
	for i, line := range lines {
		clean := strip(line)
		if page.IsRequest(strings.TrimSpace(clean)) {
			if clean != line {
				at := c.From
				at.Line += i
				r.invisible(line, at)
			}
			lines[i] = doubled.ReplaceAllString(clean, "{$1}")
		}
	}
	c.Text = strings.Join(lines, "\n")
}

// visible takes the signs that no one can see off spans, with a finding where they
// stood within a name: anywhere if the text is one, else in a word with a dot, a
// slash or a brace.
func (r *restorer) visible(in page.Inline, named bool) {
	for i := range in {
		s := &in[i]
		if isPlain(s.Text) {
			continue
		}
		s.Text = ligatures.Replace(s.Text)
		clean := strip(s.Text)
		if clean == s.Text {
			continue
		}
		if named || s.Kind == page.CodeSpan || hidesInName(s.Text) {
			if splitsWord(s.Text) {
				r.invisible(s.Text, s.At)
			}
		}
		s.Text = clean
	}
}

var ligatures = strings.NewReplacer("\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\ufb05", "st", "\ufb06", "st")

func (r *restorer) invisible(text string, at ir.Pos) {
	r.page.Diagnostics = append(r.page.Diagnostics, ir.NewDiagnostic("sign-invisible", at,
		fmt.Sprintf("A sign that cannot be seen stands in %q; it is left out.", ir.Visible(text))))
}

// isHidden reports whether a sign is never seen: control signs, soft hyphens, blanks
// without width, signs of direction. Joiners are seen in scripts whose letters join.
func isHidden(c, before, after rune) bool {
	switch {
	case c < ' ' && c != '\t' && c != '\n', '\u007f' <= c && c < '\u00a0':
		return true
	case c == '\u00ad', c == '\u200b', c == '\u2060', c == '\ufeff', c == '\u180e':
		return true
	case c == '\u200c' || c == '\u200d' || c == '\u200e' || c == '\u200f' || '\u202a' <= c && c <= '\u202e' || '\u2066' <= c && c <= '\u2069':
		return before < utf8.RuneSelf && after < utf8.RuneSelf
	}
	return false
}

// strip takes the signs that no one can see off a text.
func strip(s string) string {
	if isPlain(s) {
		return s
	}
	runes := []rune(s)
	var b strings.Builder
	for i, c := range runes {
		before, after := ' ', ' '
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		if !isHidden(c, before, after) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\t' && c != '\n' {
			return false
		}
	}
	return true
}

// splitsWord reports whether a sign that no one can see stands between two signs of
// a name.
func splitsWord(s string) bool {
	runes := []rune(s)
	for i := 1; i+1 < len(runes); i++ {
		if isHidden(runes[i], 'a', 'a') && inName(runes[i-1]) && inName(runes[i+1]) {
			return true
		}
	}
	return false
}

func inName(c rune) bool {
	return c < utf8.RuneSelf && (c == '.' || c == '/' || c == '-' || c == '_' || c == '$' || c == '{' || c == '}' || 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9')
}

// hidesInName reports whether a word with such a sign has the signs of a name.
func hidesInName(s string) bool {
	for word := range strings.FieldsSeq(s) {
		clean := strip(word)
		if clean != word && strings.ContainsAny(strings.TrimRight(clean, ".,;:"), "./{") {
			return true
		}
	}
	return false
}
