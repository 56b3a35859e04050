package meaning

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// learned is the words that a page in a language without a word file shows by
// their places: group → key → texts, as a word file holds them.
type learned struct {
	texts map[string]map[string][]string
	at    ir.Pos // of the first
}

// learn finds out the words of a page whose language has no word file. Headings
// are known by their anchors, rows and columns of permissions and markers by
// their places, types by what the page's own JSON holds. Set holds the words that
// serve the language as long as it has none.
func learn(p *page.Page, set *words.Set) *learned {
	l := &learner{words: set, learned: &learned{texts: map[string]map[string][]string{}}}
	parts := sectionsOf(p, newVocabulary(set, false))
	for _, p := range parts {
		if role := anchorRole(p.Anchor); !role.IsZero() {
			l.take(role, p.Title.String(), p.At)
		}
	}
	l.shown = l.shownKinds(parts)
	for _, p := range parts {
		for t := range tables(p.Blocks) {
			if learn := kindOf(p.In).learn; learn != nil {
				learn(l, t)
			}
			l.types(t)
		}
	}
	return l.learned
}

// maxWord bounds what is taken for a word or label, in code points.
const maxWord = 120

// add adds a text, unless it is known already or is no text.
func (l *learned) add(set *words.Set, role words.Role, text string, at ir.Pos) {
	text = strings.TrimRight(strings.Join(strings.Fields(text), " "), " .:\u3002\uff1a")
	if text == "" || utf8.RuneCountInString(text) > maxWord || set.Role(role.Group(), text) != "" {
		return
	}
	keys := l.texts[role.Group()]
	if keys == nil {
		keys = map[string][]string{}
		l.texts[role.Group()] = keys
	}
	if slices.Contains(keys[role.Key()], text) {
		return
	}
	keys[role.Key()] = append(keys[role.Key()], text)
	if l.at.IsZero() {
		l.at = at
	}
}

// yaml gives the words as one line of YAML.
func (l *learned) yaml() string {
	var doc yaml.Node
	if err := doc.Encode(l.texts); err != nil {
		return ""
	}
	doc.Style = yaml.FlowStyle
	var out strings.Builder
	if err := ir.WriteYAML(&out, &doc); err != nil {
		return ""
	}
	return ir.Visible(strings.Join(strings.Fields(out.String()), " "))
}

// reportLearned lists what was learned in the form in which a word file wants
// it, so that it can be pasted there.
func (c *pageContext) reportLearned() {
	if c.learned != nil && len(c.learned.texts) > 0 {
		c.report("words-unknown", c.learned.at, "The language %s has no word file; its words were recognised by their places. For the file: %s.", c.locale, c.learned.yaml())
	}
}

// reportWord reports a text that the word file of the language lacks, in the
// form in which the file wants it. Without a file it is added to what was learned.
func (c *pageContext) reportWord(cell page.Cell, role words.Role) {
	text := cell.Spans.String()
	if c.learned != nil {
		c.learned.add(c.words, role, text, cell.At)
		return
	}
	c.report("words-unknown", cell.At, "The text %s is not known in %s; its place decides. The word file wants %s: %s: [%s].",
		quote(text), c.locale, role.Group(), role.Key(), quote(text))
}
