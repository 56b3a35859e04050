package markdown

import (
	"bytes"
	"strings"

	"golang.org/x/text/language"

	"github.com/docpiler/docpiler/parser/page"
)

var bom = []byte("\xEF\xBB\xBF")

// maxFront is the largest front matter that is read, in bytes.
const maxFront = 64 << 10

// opensFrontMatter reports whether a file begins with a line of three hyphens
// and one with text.
func opensFrontMatter(data []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, bom), " \t\r\n")
	first := lineEnd(text, 0)
	return isRule(text[:first]) && len(bytes.TrimSpace(text[first:lineEnd(text, first)])) > 0
}

// isRule reports whether a line begins or ends front matter.
func isRule(line []byte) bool {
	return bytes.Equal(bytes.TrimRight(line[:min(len(line), 8)], " \t\r\n"), []byte("---"))
}

// cutFrontMatter returns what stands between the "---" lines at the start of a
// file and the offset of the first byte after them; 0 if there is none.
func cutFrontMatter(data []byte) (front []byte, body int) {
	if !opensFrontMatter(data) {
		return nil, 0
	}
	first := lineEnd(data, bytes.IndexByte(data, '-'))
	for at := first; at < len(data) && at < first+maxFront; {
		end := lineEnd(data, at)
		if isRule(data[at:end]) || bytes.HasPrefix(data[at:end], []byte("...")) {
			return data[first:at], end
		}
		at = end
	}
	return nil, 0
}

// lineEnd returns the offset after the line that holds offset at.
func lineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}

// frontMatter reads "key: value" lines. It is no YAML: real titles hold a
// colon and a blank, which YAML refuses, and anchors, aliases and tags have no
// place in a page. Lists and folded text become one line; of a key that stands
// twice the first value counts.
func frontMatter(front string) map[string]string {
	meta := make(map[string]string, min(strings.Count(front, "\n"), 16))
	key, fresh := "", false
	for line := range strings.Lines(front) {
		line = strings.TrimRight(line, " \t\r\n")
		text := strings.TrimLeft(line, " \t")
		switch {
		case text == "" || text[0] == '#':
		case len(text) < len(line) || strings.HasPrefix(text, "- "):
			if fresh {
				item := unquote(strings.TrimSpace(strings.TrimPrefix(text, "- ")))
				meta[key] = strings.TrimSpace(meta[key] + " " + item)
			}
		default:
			name, value, ok := strings.Cut(text, ":")
			if !ok {
				fresh = false
				continue
			}
			key = strings.ToLower(strings.TrimSpace(unquote(name)))
			_, taken := meta[key]
			if fresh = !taken && key != ""; fresh {
				meta[key] = scalar(strings.TrimSpace(value))
			}
		}
	}
	return meta
}

// frontFault returns the offset of the first line of front matter that is broken, and
// what is wrong with it; -1 if none is: one without a key, or a quotation mark that
// nothing closes.
func frontFault(front string) (offset int, what string) {
	at, open := 0, false
	for line := range strings.Lines(front) {
		text := strings.TrimSpace(line)
		name, value, isKey := strings.Cut(text, ":")
		value = strings.TrimSpace(value)
		indented := line[0] == ' ' || line[0] == '\t' || strings.HasPrefix(text, "- ") || text == "-"
		switch {
		case text == "" || text[0] == '#' || indented && open:
		case indented || !isKey || strings.ContainsAny(name, "<>{}[]"):
			return at, "has no key"
		case len(value) > 0 && (value[0] == '"' || value[0] == '\'') && (len(value) == 1 || value[len(value)-1] != value[0]) && !strings.Contains(value[1:], value[:1]):
			return at, "has a quotation mark that nothing closes"
		default:
			open = true
		}
		at += len(line)
	}
	return -1, ""
}

// scalar returns the value that follows a key; the signs of folded text and
// empty lists stand for what comes on the next lines.
func scalar(value string) string {
	switch value {
	case ">", ">-", "|", "|-", "[]", "{}", "null", "~":
		return ""
	}
	return unquote(value)
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return s
	}
	switch inner := s[1 : len(s)-1]; s[0] {
	case '\'':
		return strings.ReplaceAll(inner, "''", "'")
	case '"':
		if strings.IndexByte(inner, '\\') < 0 {
			return inner
		}
		return escapes.Replace(inner)
	}
	return s
}

var escapes = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

// locale returns the language that the front matter names, as a BCP 47 tag.
func locale(meta map[string]string) string {
	for _, key := range []string{"ms.contentlocale", "locale", "lang"} {
		if meta[key] == "" {
			continue
		}
		if tag, err := language.Parse(meta[key]); err == nil && tag != language.Und {
			return tag.String()
		}
	}
	return ""
}

// cutSite removes what the documentation site appends to the title of a page
// that it serves as Markdown: " - product and version | site".
func cutSite(title page.Inline) page.Inline {
	if len(title) != 1 {
		return title
	}
	text, _, ok := cutLast(title[0].Text, " | ")
	if !ok {
		return title
	}
	text, _, _ = cutLast(text, " - ")
	cut := title[0]
	cut.Text = text
	return page.Inline{cut}
}

// cutLast cuts s round the last occurrence of sep.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
