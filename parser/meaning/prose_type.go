package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// proseReader reads what sentences say about types.
type proseReader struct{ *pageContext }

// typeIn finds the type that a sentence says is sent or returned: a link to
// the page of a type, else the name next to the word "object", else a name in
// bold, else a primitive type ("and a String in the response body") or a type
// that the page links to or annotates.
func (r proseReader) typeIn(in page.Inline) typeRef {
	for _, s := range in {
		if s.Kind == page.Link && isTypeTarget(s.Href) {
			return typeRef{Name: r.linkedType(s)}
		}
	}
	text := withoutStatus(in).String()
	if name := r.nextToObject(in, text); name != "" {
		return typeRef{Name: typeName(r.words, name)}
	}
	for _, s := range in {
		if s.Kind == page.Bold && isTypeName(s.Text) && r.names.isKnownType(s.Text) {
			return typeRef{Name: typeName(r.words, s.Text)}
		}
	}
	return typeRef{Name: r.typeWord(text)}
}

// withoutStatus leaves out the code spans that hold a status.
func withoutStatus(in page.Inline) page.Inline {
	return slices.DeleteFunc(slices.Clone(in), func(s page.Span) bool {
		return s.Kind == page.CodeSpan && statusNumber.MatchString(s.Text)
	})
}

// typeWord returns the first word of a text that is a primitive type or a type
// that the page links to or annotates. Copied text has lost its links: there
// every name with a capital inside may be one.
func (r proseReader) typeWord(text string) string {
	for word := range strings.FieldsSeq(text) {
		if !isCapital(word[0]) && !hasCapital(word) {
			continue
		}
		word = strings.Trim(word, ".,:;()\"'\u201e\u201c\u201d\u3001\u3002")
		if ir.IsPrimitive(word) || r.isName(word) && hasCapital(word) && (r.page.Format == "text" || r.names.isKnownType(word)) {
			return word
		}
	}
	return ""
}

// linkedType is the type that a link leads to: its text if that is a name,
// else the name in its text that the target has too ("um objeto orgContact"),
// else the target. In a translation a plain word is a translated one unless the
// target is called the same, and a name may have lost its capitals.
func (r proseReader) linkedType(s page.Span) string {
	text, target := strings.TrimSpace(s.Text), targetName(s.Href)
	if isTypeName(text) && (!r.isTranslation() || hasCapital(text) && strings.ToUpper(text) != text) {
		return typeName(r.words, text)
	}
	for _, word := range strings.Fields(text) {
		word = strings.Trim(word, "\"'()")
		if !isTypeName(word) || !strings.EqualFold(word[strings.LastIndexByte(word, '.')+1:], target) {
			continue
		}
		if known := r.names.cased(target); !hasCapital(word) && hasCapital(known) {
			return known
		}
		return word
	}
	return r.names.cased(target)
}

// isTypeTarget reports whether a link leads to the page of a type.
func isTypeTarget(href string) bool {
	return strings.Contains(href, "resources/") && targetName(href) != ""
}

// nextToObject returns the type whose name stands directly before the word
// "object" of the language ("a timeCard object", "ein timeCard-Objekt"), else
// directly after it ("um objeto timeCard").
func (r proseReader) nextToObject(in page.Inline, text string) string {
	for i, s := range in[:max(0, len(in)-1)] {
		if s.Kind != page.Text && s.Kind != page.Link && r.isName(s.Text) && r.opensWithObject(in[i+1].Text) {
			return s.Text
		}
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text
	}
	for _, w := range r.words.TextsOf(words.SaysObject) {
		w = strings.ToLower(w)
		for from := strings.Index(lower, w); from >= 0; {
			end := from + len(w)
			if name := r.nameBefore(text[:from]); name != "" {
				return name
			}
			if name := firstName(text[end:]); r.isName(name) && (hasCapital(name) || r.names.isUsed(name)) {
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
func (r proseReader) opensWithObject(text string) bool {
	text = strings.ToLower(strings.TrimLeft(text, nameGap))
	return slices.ContainsFunc(r.words.TextsOf(words.SaysObject), func(w string) bool {
		return strings.HasPrefix(text, strings.ToLower(w))
	})
}

// nameBefore returns the type name that ends a text. Prose may write a name in
// words: "agent identity blueprint" is agentIdentityBlueprint where the page has
// that name. A plain word is a name only if the page uses it as one.
func (r proseReader) nameBefore(text string) string {
	name := lastName(text)
	for r.words.RoleOf(words.Sentences, name) == words.SaysCollection {
		text = strings.TrimSuffix(strings.TrimRight(text, nameGap), name)
		name = lastName(text)
	}
	if !r.isName(name) {
		return ""
	}
	if hasCapital(name) || !r.words.RoleOf(words.Types, name).IsZero() || strings.HasSuffix(text, "-") {
		return name
	}
	joined, best := "", ""
	for range 5 {
		word := lastName(text)
		if !isTypeName(word) {
			break
		}
		joined = strings.ToLower(word) + joined
		if known := r.names.spelling[joined]; known != "" {
			best = lowerFirst(known)
		} else if r.names.isUsed(joined) {
			best = joined
		}
		text = strings.TrimSuffix(strings.TrimRight(text, nameGap), word)
	}
	return best
}

// isName tells a name from the function words that stand in its place ("the
// object", "um objeto") and from abbreviations ("JSON object").
func (r proseReader) isName(name string) bool {
	return len(name) > 2 && isTypeName(name) && r.words.RoleOf(words.CommonWords, name).IsZero() && strings.ToUpper(name) != name
}

// saysObjects reports whether a sentence has the word "object" in the plural of
// the languages that form it with an s.
func (r proseReader) saysObjects(sentence page.Inline) bool {
	lower := strings.ToLower(sentence.String())
	return slices.ContainsFunc(r.words.TextsOf(words.SaysObject), func(w string) bool {
		return strings.Contains(lower, strings.ToLower(w)+"s")
	})
}

// saysCollection reports whether a sentence speaks of a collection. The word
// inside the name of a type ("todoTaskList") says nothing.
func (r proseReader) saysCollection(sentence page.Inline) bool {
	var prose strings.Builder
	for _, s := range sentence {
		for word := range strings.FieldsSeq(s.Text) {
			name := strings.Trim(word, ".,()")
			if s.Kind != page.Text && s.Text == word && isTypeName(name) || isTypeName(name) && hasCapital(name) {
				continue
			}
			prose.WriteString(word + " ")
		}
	}
	return r.contains(prose.String(), words.SaysCollection)
}
