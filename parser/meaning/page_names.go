package meaning

import (
	"iter"
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// names are the names that a page uses.
type names struct {
	spelling map[string]string // name in lower case → its spelling with capitals, as annotations, links, the title, paths and code have it
	copied   bool              // the page has lost its links, by which types are named elsewhere
	types    map[string]bool   // names of types, in lower case, that the page annotates or links to
}

// namesOf lists the names of a page.
func namesOf(p *page.Page) *names {
	n := &names{spelling: map[string]string{}, types: map[string]bool{}, copied: p.Format == "text"}
	for _, c := range p.Comments {
		for word := range namesIn(c.Text, true) {
			if name := lastPart(word); name != "" {
				n.addType(name)
			}
		}
	}
	n.addText(p.Title, true)
	n.addSection(p.Root)
	return n
}

// lastPart is the type of a qualified name of at least three parts, such as
// "microsoft.graph.user", "" for any other word.
func lastPart(word string) string {
	if strings.Count(word, ".") < 2 || word[0] < 'a' || word[0] > 'z' || !isTypeName(word) {
		return ""
	}
	return word[strings.LastIndexByte(word, '.')+1:]
}

// namesIn yields the runs of letters, digits and underscores in a text that
// begin with a letter, joined by dots if dotted is set.
func namesIn(text string, dotted bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(text); i++ {
			start := i
			for i < len(text) && (isNameByte(text[i]) || dotted && text[i] == '.') {
				i++
			}
			end := i
			for start < end && !isLetter(text[start]) {
				start++
			}
			for start < end && !isLetter(text[end-1]) {
				end--
			}
			if start < end && !yield(text[start:end]) {
				return
			}
		}
	}
}

// add keeps the first spelling that has a capital inside.
func (n *names) add(name string) {
	lower := strings.ToLower(name)
	old, ok := n.spelling[lower]
	if !ok || old == lower && name[1:] != lower[1:] {
		n.spelling[lower] = name
	}
}

// addType keeps the name of a type that the page annotates or links to.
func (n *names) addType(name string) {
	n.add(name)
	n.types[strings.ToLower(name)] = true
}

// isKnownType reports whether the page annotates or links to a type.
func (n *names) isKnownType(name string) bool {
	return n.types[strings.ToLower(name)]
}

// addText takes the names of a text: every word with a capital inside, and of
// links, code and titles the plain words too.
func (n *names) addText(in page.Inline, title bool) {
	for _, s := range in {
		plain := title || s.Kind == page.Link || s.Kind == page.CodeSpan
		if plain || hasInnerCapital(s.Text) {
			for word := range namesIn(s.Text, false) {
				if plain || hasCapital(word) {
					n.add(word)
				}
			}
		}
		if s.Kind == page.Link && isTypeTarget(s.Href) {
			n.addType(targetName(s.Href))
		}
	}
}

// hasInnerCapital reports whether a capital of a text stands after a sign of a
// name, as in all names that have a capital inside.
func hasInnerCapital(text string) bool {
	for i := 1; i < len(text); i++ {
		if isCapital(text[i]) && isNameByte(text[i-1]) {
			return true
		}
	}
	return false
}

var identifierWord = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_]*`)

func (n *names) addSection(s *page.Section) {
	for b := range page.Within(s.Blocks) {
		switch b := b.(type) {
		case *page.Para:
			n.addText(b.Spans, false)
		case *page.Code:
			n.addCode(b.Text)
		}
	}
	for _, sub := range s.Sub {
		n.addSection(sub)
	}
}

// addCode takes the names of the request lines of a code block.
func (n *names) addCode(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if _, rest, ok := cutMethod(strings.TrimSpace(line)); ok {
			for word := range namesIn(rest, false) {
				n.add(word)
				if n.copied {
					n.addSingular(word)
				}
			}
		}
	}
}

// addSingular adds what a collection in a path is one of: "/shelves" has a shelf.
func (n *names) addSingular(word string) {
	if one := singular(word); one != word {
		n.add(one)
	}
	if stem, ok := strings.CutSuffix(word, "ves"); ok {
		n.add(stem + "f")
	}
}

// cased restores the capitals of a name from a file name. A name that runs the
// literals of a path together ("adminforms" for /admin/forms) has a capital at
// each.
func (n *names) cased(name string, paths ...endpointLine) string {
	if s := n.spelling[strings.ToLower(name)]; s != "" && s != name {
		return lowerFirst(s)
	}
	if p := n.pluralOf(name); len(p) > len(name) && hasCapital(p) && strings.EqualFold(p[:len(name)-1], name[:len(name)-1]) {
		return lowerFirst(p[:len(name)-1] + name[len(name)-1:])
	}
	for _, e := range paths {
		words := literalWords(e.Path)
		for i, joined := range words {
			for j := i + 1; j < len(words) && len(joined) < len(name); j++ {
				if joined += words[j]; strings.EqualFold(joined, name) {
					return joinWords(words[i : j+1])
				}
			}
		}
	}
	return name
}

// pluralOf returns the plural of a name as the page writes it, in the paths of
// collections for example, "" if it does not.
func (n *names) pluralOf(name string) string {
	for _, plural := range []string{name + "s", name + "es", strings.TrimSuffix(name, "y") + "ies"} {
		if s := n.spelling[strings.ToLower(plural)]; s != "" {
			return s
		}
	}
	return ""
}

// isUsed reports whether the page uses a word as a name, or its plural.
func (n *names) isUsed(word string) bool {
	return n.spelling[strings.ToLower(word)] != "" || n.pluralOf(word) != ""
}

func joinWords(words []string) string {
	joined := lowerFirst(words[0])
	for _, w := range words[1:] {
		joined += upperFirst(w)
	}
	return joined
}
