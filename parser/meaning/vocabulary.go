package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// vocabulary is what the language of a page calls things.
type vocabulary struct {
	words *words.Set
	known bool // words are those of the page's language, not the base language's and what was learned
}

func newVocabulary(set *words.Set, known bool) vocabulary {
	return vocabulary{words: set, known: known}
}

// isTranslation reports whether names of the page's tables may be translated, so
// that they cannot be compared with those in code. What is wrong then shows when
// the page is merged with that of the base language.
func (v vocabulary) isTranslation() bool { return v.words.Locale != words.Base }

// find returns where a text of a role stands in a longer text, -1 if none does.
func (v vocabulary) find(role words.Role, text string) (start, end int) {
	return v.words.Find(role, text)
}

// contains reports whether a text holds one of the texts of a role, in any case.
func (v vocabulary) contains(text string, role words.Role) bool {
	start, _ := v.find(role, text)
	return start >= 0
}

// after returns what follows the first phrase of a role in a text. In a
// pattern the phrase is what stands before the hole.
func (v vocabulary) after(text string, role words.Role) (rest string, ok bool) {
	start, end := v.find(role, text)
	if start < 0 {
		return "", false
	}
	return text[end:], true
}

// namedAfter returns the type that follows a phrase: a link, code span or bold
// word, possibly after a few small words ("the abstract type"), or a bare name.
func (v vocabulary) namedAfter(in page.Inline, role words.Role) string {
	for i, s := range in {
		rest, ok := v.after(s.Text, role)
		if !ok || s.Kind == page.Link {
			continue
		}
		rest = strings.TrimLeft(rest, " :\u00a0")
		if name := bareName(rest); name != "" {
			return name
		}
		if isFiller(rest) && i+1 < len(in) {
			if ref := readTypeCell(v.words, in[i+1:i+2]); ref.Name != "" {
				return ref.Name
			}
		}
		if start, _ := v.find(role, s.Text); i > 0 && strings.TrimSpace(s.Text[:start]) == "" {
			// In some languages the phrase follows the name.
			if ref := readTypeCell(v.words, in[i-1:i]); ref.Name != "" && in[i-1].Kind != page.Text {
				return ref.Name
			}
		}
	}
	return ""
}

// bareName returns the type name that a text begins with: one that has the form
// of a name, or that is all that the sentence says.
func bareName(text string) string {
	name := firstName(text)
	if !isTypeName(name) || len(name) < 3 {
		return ""
	}
	after := strings.TrimLeft(text[len(name):], " ")
	whole := after == "" || strings.IndexByte(".,;)", after[0]) >= 0
	if whole && text[0] != ' ' || strings.ToLower(name[1:]) != name[1:] {
		return name
	}
	return ""
}

// maxFiller is how many words may stand between a phrase and the name.
const maxFiller = 4

// isFiller reports whether a text is nothing but a few words in small letters.
func isFiller(text string) bool {
	return len(strings.Fields(text)) <= maxFiller && strings.ToLower(text) == text && !strings.ContainsAny(text, ".,;")
}

// scheme reads a row label or column head that names a scheme. A note may
// follow the name on a line of its own. Labels that go by another word than
// usual are known by the kind of account in their brackets.
func (v vocabulary) scheme(in page.Inline) ir.Scheme {
	first, _, _ := strings.Cut(in.String(), "\n")
	if role := v.words.RoleOf(words.Schemes, first); !role.IsZero() {
		return ir.Scheme(role.Key())
	}
	account := inBrackets(first)
	if account == "" {
		return ""
	}
	for _, s := range schemes {
		for _, label := range v.words.TextsOf(words.Schemes.As(string(s))) {
			if strings.EqualFold(inBrackets(label), account) {
				return s
			}
		}
	}
	return ""
}

// inBrackets is what stands in the brackets of a label, "" without any.
func inBrackets(label string) string {
	_, account, _ := strings.Cut(strings.TrimRight(halfWidth(label), ") "), "(")
	return strings.TrimSpace(account)
}

// schemes are the rows of a scheme table in their usual order.
var schemes = []ir.Scheme{ir.DelegatedWork, ir.DelegatedPersonal, ir.Application}

// isMemberTable tells a table of the values of one property from a table of
// properties.
func (v vocabulary) isMemberTable(t *page.Table) bool {
	return len(t.Head) > 0 && !v.words.RoleOf(words.MemberColumns, t.Head[0].Spans.String()).IsZero()
}
