package meaning

import (
	"path"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// typeRef is what a type cell names.
type typeRef struct {
	Name       string // canonical primitive, or a type name as written; "" if the cell names none
	Collection bool   // Name is the element type
}

// readTypeCell reads a type as tables write it: "String", "Edm.String",
// "`string`", "[itemBody](itembody.md)", "[a](a.md) collection",
// "Collection([driveRecipient][])", "String (timestamp)", "Zeichenfolge".
// Where a translation has put words into the text of a link, the link's target
// names the type. Of alternatives ("A or B") the first counts.
func readTypeCell(w *words.Set, cell page.Inline) typeRef {
	text := cell.String()
	link := firstLink(cell)
	if isTypeName(text) && (link == nil || !isTranslated(w, text)) {
		return oneWord(w, text)
	}
	ref := readTypeText(w, text)
	if link == nil {
		return ref
	}
	text, target := stripReferences(link.Text), targetName(link.Href)
	switch {
	case isTypeName(text) && !(isTranslated(w, text) && target != ""):
		ref.Name = typeName(w, text)
	case target != "" && !ir.IsPrimitive(ref.Name) && !hasCapitalInside(ref.Name):
		ref.Name = target
	}
	return ref
}

// oneWord reads a cell of one word, which in some languages may say both what
// the type is and that there are many of it: "Zeichenfolgenauflistung".
func oneWord(w *words.Set, text string) typeRef {
	if w.Locale == words.Base {
		return typeRef{Name: typeName(w, text)}
	}
	if role, hole := w.MatchOf(words.Collections, text); !role.IsZero() {
		if primitive := w.RoleOf(words.Types, hole); !primitive.IsZero() {
			return typeRef{Name: primitive.Key(), Collection: true}
		}
	}
	return typeRef{Name: typeName(w, text)}
}

// isTranslated reports whether a name in the text of a link may be a word of the
// page's language: outside the base language, what has no capital inside. The
// target of the link then names the type.
func isTranslated(w *words.Set, name string) bool {
	return w.Locale != words.Base && w.RoleOf(words.Types, name).IsZero() && !strings.Contains(name, ".") && !hasCapitalInside(name)
}

// hasCapitalInside tells a name of several words from a single word.
func hasCapitalInside(name string) bool {
	return name != "" && strings.ToLower(name[1:]) != name[1:]
}

// readTypeText is readTypeCell for text without links.
func readTypeText(w *words.Set, text string) typeRef {
	text = strings.TrimSpace(typeMarks.Replace(stripReferences(text)))
	for _, end := range []string{"\n", ". "} {
		text, _, _ = strings.Cut(text, end)
	}
	rest, collection := cutCollection(w, text)
	if singular := strings.TrimSuffix(rest, "s"); collection && singular != rest && !w.RoleOf(words.Types, singular).IsZero() {
		rest = singular // "List of strings"
	}
	return typeRef{Name: typeName(w, rest), Collection: collection}
}

// typeMarks removes what surrounds a type name without being part of it.
var typeMarks = strings.NewReplacer("`", "", "\u201c", "", "\u201d", "", "\u201e", "", "*", "", "\\", "", "\u00a0", " ", "\u200b", "")

// typeName gives the canonical name for a type in words: a primitive in any
// spelling of the language, else the name that opens the text, "" if none does.
func typeName(w *words.Set, text string) string {
	text = strings.TrimPrefix(strings.TrimSpace(text), "#")
	if role := w.RoleOf(words.Types, text); !role.IsZero() {
		return role.Key()
	}
	if isTypeName(text) {
		return text
	}
	text = cutRemark(text)
	if role := w.RoleOf(words.Types, text); !role.IsZero() {
		return role.Key()
	}
	end := 0
	for end < len(text) && (isNameByte(text[end]) || text[end] == '.') {
		end++
	}
	first := strings.TrimRight(text[:end], ".")
	if role := w.RoleOf(words.Types, first); !role.IsZero() && (end == len(text) || text[end] < 0x80 && text[end] != '/') {
		return role.Key()
	}
	if !isTypeName(first) || end < len(text) && (text[end] >= 0x80 || text[end] == '/' || !looksTyped(first)) {
		return primitiveIn(w, text)
	}
	return first
}

// primitiveIn finds a primitive among several words: "Untyped JSON object".
func primitiveIn(w *words.Set, text string) string {
	for _, word := range strings.Fields(text) {
		if role := w.RoleOf(words.Types, word); !role.IsZero() {
			return role.Key()
		}
	}
	return ""
}

// cutRemark removes brackets, "(optional) String" and "String (timestamp)", and
// what stands after a comma.
func cutRemark(text string) string {
	text = halfWidth(text)
	if strings.HasPrefix(text, "(") {
		if _, after, ok := strings.Cut(text, ")"); ok {
			text = after
		}
	}
	text, _, _ = strings.Cut(text, "(")
	text, _, _ = strings.Cut(text, ",")
	return strings.TrimSpace(text)
}

// looksTyped tells a type name that is followed by more words ("entity object")
// from the first word of a sentence ("Distribution groups").
func looksTyped(name string) bool {
	return 'a' <= name[0] && name[0] <= 'z' || hasCapitalInside(name)
}

// cutCollection removes the words that make a type a collection of it, as often
// as they stand.
func cutCollection(w *words.Set, text string) (rest string, found bool) {
	for range 3 {
		if isTypeName(text) {
			return text, found
		}
		role, hole := w.MatchOf(words.Collections, text)
		if role.IsZero() {
			return text, found
		}
		text, found = unfold(text, hole), true
	}
	return text, found
}

// unfold finds the folded text of a pattern's hole again in the text that it
// was folded from, to have its letters as written.
func unfold(text, hole string) string {
	if lower := strings.ToLower(text); len(lower) == len(text) {
		if i := strings.Index(lower, hole); i >= 0 {
			return text[i : i+len(hole)]
		}
	}
	return hole
}

// stripReferences writes the reference links that the format left in the text,
// "[name][]" and "[name][label]", as "name"; "name[]" stays.
func stripReferences(text string) string {
	if !strings.Contains(text, "[") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '[' {
			b.WriteByte(text[i])
			continue
		}
		end := strings.IndexByte(text[i:], ']')
		if end < 0 {
			break // a bracket that never closes: what follows is a damaged target
		}
		if end == 1 {
			b.WriteString("[]")
			i++
			continue
		}
		b.WriteString(text[i+1 : i+end])
		i += end + linkTail(text[i+end+1:])
	}
	return b.String()
}

// linkTail returns the length of the "[label]" or "(target)" that opens s.
func linkTail(s string) int {
	if s == "" {
		return 0
	}
	if s[0] != '[' && s[0] != '(' {
		return 0
	}
	if end := strings.IndexByte(s, closing(s[0])); end > 0 {
		return end + 1
	}
	return len(s)
}

// targetName is the type that a link leads to, in the case of the file name:
// "../resources/intune-shared-devicecategory.md" is "devicecategory". On a page
// of many enumerations the heading names it: "enums.md#weekday-values".
func targetName(href string) string {
	href, fragment, _ := strings.Cut(href, "#")
	href, _, _ = strings.Cut(href, "?")
	stem := path.Base(href)
	stem = strings.TrimSuffix(stem, path.Ext(stem))
	if name, ok := strings.CutSuffix(fragment, "-values"); ok && strings.HasPrefix(stem, "enums") {
		stem = name
	}
	stem = stem[strings.LastIndexByte(stem, '-')+1:]
	if !isTypeName(stem) {
		return ""
	}
	return stem
}
