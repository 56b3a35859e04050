package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// proseType finds the type that a sentence says is sent or returned: a link to
// the page of a type, else the name beside the word "object", else a name in
// bold.
func (r *reader) proseType(in page.Inline) typeRef {
	for _, s := range in {
		if s.Kind == page.Link && isTypeTarget(s.Href) {
			return r.linkedType(s)
		}
	}
	text := in.String()
	if name := r.besideObject(text); name != "" {
		return typeRef{Name: typeName(r.words, name)}
	}
	for _, s := range in {
		if s.Kind == page.Bold && isTypeName(s.Text) && looksTyped(s.Text) {
			return typeRef{Name: typeName(r.words, s.Text)}
		}
	}
	return typeRef{}
}

// linkedType is the type that a link names: its text, unless a translation put
// other words there.
func (r *reader) linkedType(s page.Span) typeRef {
	if isTypeName(strings.TrimSpace(s.Text)) {
		return typeRef{Name: typeName(r.words, strings.TrimSpace(s.Text))}
	}
	return readTypeCell(r.words, page.Inline{s})
}

// isTypeTarget reports whether a link leads to the page of a type.
func isTypeTarget(href string) bool {
	return strings.Contains(href, "resources/") && targetName(href) != ""
}

// besideObject returns the identifier that stands directly before the word
// "object" of the language ("a timeCard object", "ein timeCard-Objekt"), else
// directly after it ("um objeto timeCard").
func (r *reader) besideObject(text string) string {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text
	}
	for _, w := range r.words.Texts("sentence", "object") {
		for from := 0; ; {
			i := strings.Index(lower[from:], strings.ToLower(w))
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(w)
			if name := lastName(text[:start]); r.namesType(name) {
				return name
			}
			if name := firstName(text[end:]); r.namesType(name) && strings.ToLower(name) != name {
				return name
			}
			from = end
		}
	}
	return ""
}

// namesType tells a type from the function words that stand in its place ("the
// object", "um objeto").
func (r *reader) namesType(name string) bool {
	return len(name) > 2 && isTypeName(name) && r.words.Role("common", name) == "" && strings.ToUpper(name) != name
}

func lastName(s string) string {
	s = strings.TrimRight(s, " -*`\u00a0")
	i := len(s)
	for i > 0 && (isNameByte(s[i-1]) || s[i-1] == '.') {
		i--
	}
	return s[i:]
}

func firstName(s string) string {
	s = strings.TrimLeft(s, "s -*`\u00a0")
	i := 0
	for i < len(s) && (isNameByte(s[i]) || s[i] == '.') {
		i++
	}
	return strings.TrimRight(s[:i], ".")
}
