package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// proseType finds the type that a sentence says is sent or returned: a link to
// the page of a type, else the name beside the word "object", else a name in
// bold, else a primitive type ("and a String in the response body") or a type
// that the page links to or annotates.
func (r *reader) proseType(in page.Inline) typeRef {
	for _, s := range in {
		if s.Kind == page.Link && isTypeTarget(s.Href) {
			return typeRef{Name: r.linkedType(s)}
		}
	}
	text := withoutStatus(in).String()
	if name := r.besideObject(in, text); name != "" {
		return typeRef{Name: typeName(r.words, name)}
	}
	for _, s := range in {
		if s.Kind == page.Bold && isTypeName(s.Text) && r.isKnownType(s.Text) {
			return typeRef{Name: typeName(r.words, s.Text)}
		}
	}
	return typeRef{Name: r.typeWord(text)}
}

// withoutStatus leaves out the code spans that hold a status.
func withoutStatus(in page.Inline) page.Inline {
	return slices.DeleteFunc(slices.Clone(in), func(s page.Span) bool {
		if s.Kind == page.CodeSpan {
			for range numbersIn(s.Text) {
				return true
			}
		}
		return false
	})
}

// typeWord returns the first word of a text that is a primitive type or a type
// that the page links to or annotates. Copied text has lost its links: there
// every name with a capital inside may be one.
func (r *reader) typeWord(text string) string {
	for word := range strings.FieldsSeq(text) {
		if !isCapital(word[0]) && !hasCapital(word) {
			continue
		}
		word = strings.Trim(word, ".,:;()\"'\u201e\u201c\u201d\u3001\u3002")
		if ir.IsPrimitive(word) || r.isName(word) && hasCapital(word) && (r.page.Format == "text" || r.isKnownType(word)) {
			return word
		}
	}
	return ""
}

// linkedType is the type that a link leads to: its text if that is a name,
// else the name in its text that the target has too ("um objeto orgContact"),
// else the target. In a translation a plain word is a translated one unless the
// target is called the same, and a name may have lost its capitals.
func (r *reader) linkedType(s page.Span) string {
	text, target := strings.TrimSpace(s.Text), targetName(s.Href)
	if isTypeName(text) && (r.words.Locale == words.Base || hasCapital(text) && strings.ToUpper(text) != text) {
		return typeName(r.words, text)
	}
	for _, word := range strings.Fields(text) {
		word = strings.Trim(word, "\"'()")
		if !isTypeName(word) || !strings.EqualFold(word[strings.LastIndexByte(word, '.')+1:], target) {
			continue
		}
		if known := r.cased(target); !hasCapital(word) && hasCapital(known) {
			return known
		}
		return word
	}
	return r.cased(target)
}

// isTypeTarget reports whether a link leads to the page of a type.
func isTypeTarget(href string) bool {
	return strings.Contains(href, "resources/") && targetName(href) != ""
}

// besideObject returns the type whose name stands directly before the word
// "object" of the language ("a timeCard object", "ein timeCard-Objekt"), else
// directly after it ("um objeto timeCard").
func (r *reader) besideObject(in page.Inline, text string) string {
	for i, s := range in[:max(0, len(in)-1)] {
		if s.Kind != page.Text && s.Kind != page.Link && r.isName(s.Text) && r.opensWithObject(in[i+1].Text) {
			return s.Text
		}
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text
	}
	for _, w := range r.words.Texts("sentence", "object") {
		w = strings.ToLower(w)
		for from := strings.Index(lower, w); from >= 0; {
			end := from + len(w)
			if name := r.nameBefore(text[:from]); name != "" {
				return name
			}
			if name := firstName(text[end:]); r.isName(name) && (hasCapital(name) || r.isUsed(name)) {
				return name
			}
			next := strings.Index(lower[end:], w)
			if next < 0 {
				break
			}
			from = end + next
		}
	}
	return ""
}

// opensWithObject reports whether a text goes on with the word "object".
func (r *reader) opensWithObject(text string) bool {
	text = strings.ToLower(strings.TrimLeft(text, nameGap))
	return slices.ContainsFunc(r.words.Texts("sentence", "object"), func(w string) bool {
		return strings.HasPrefix(text, strings.ToLower(w))
	})
}

// nameBefore returns the type name that ends a text. Prose may write a name in
// words: "agent identity blueprint" is agentIdentityBlueprint where the page has
// that name. A plain word is a name only if the page uses it as one.
func (r *reader) nameBefore(text string) string {
	name := lastName(text)
	for r.words.Role("sentence", name) == "collection" {
		text = strings.TrimSuffix(strings.TrimRight(text, nameGap), name)
		name = lastName(text)
	}
	if !r.isName(name) {
		return ""
	}
	if hasCapital(name) || r.words.Role("type", name) != "" || strings.HasSuffix(text, "-") {
		return name
	}
	joined, best := "", ""
	for range 5 {
		word := lastName(text)
		if !isTypeName(word) {
			break
		}
		joined = strings.ToLower(word) + joined
		if known := r.identifiers()[joined]; known != "" {
			best = lowerFirst(known)
		} else if r.isUsed(joined) {
			best = joined
		}
		text = strings.TrimSuffix(strings.TrimRight(text, nameGap), word)
	}
	return best
}

// isName tells a name from the function words that stand in its place ("the
// object", "um objeto") and from abbreviations ("JSON object").
func (r *reader) isName(name string) bool {
	return len(name) > 2 && isTypeName(name) && r.words.Role("common", name) == "" && strings.ToUpper(name) != name
}

// hasCapital reports whether a name has a capital or a dot inside, as names of
// types have and words of prose have not.
func hasCapital(name string) bool {
	for i := 1; i < len(name); i++ {
		if isCapital(name[i]) || name[i] == '.' {
			return true
		}
	}
	return false
}

// nameGap is what may stand between a name and the word behind it.
const nameGap = " -*`\u00a0"

func lastName(s string) string {
	s = strings.TrimRight(s, nameGap)
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
