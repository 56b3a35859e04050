package meaning

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// namespaceOf reads the line that names the namespace, "" if there is none.
func namespaceOf(c *pageContext, root part) string {
	for _, para := range proseOf(root.Blocks) {
		if name, _ := c.cutNamespace(para.Spans.String()); name != "" {
			return name
		}
	}
	return ""
}

// cutNamespace parts a paragraph such as "Namespace: microsoft.graph", whatever
// the label is called, into the namespace that it names and the text after it,
// on the same line. Text after a label that is not known to mean a namespace is
// part of a sentence that happens to hold a colon.
func (v vocabulary) cutNamespace(text string) (name, rest string) {
	colon := indexEither(text, ":", "\uff1a")
	if colon < 1 || colon > maxCaption || utf8.RuneCountInString(text[:colon]) > maxNamespaceLabel {
		return "", text
	}
	_, size := utf8.DecodeRuneInString(text[colon:])
	named := strings.TrimLeft(text[colon+size:], blanks)
	name = dottedName.FindString(named)
	after := strings.TrimPrefix(named[len(name):], ".")
	rest = strings.TrimLeft(after, blanks)
	switch {
	case name == "", strings.Contains(rest, "\n"), rest != "" && len(rest) == len(after):
		return "", text
	case rest != "" && v.words.RoleOf(words.Labels, text[:colon]) != words.LabelNamespace && !strings.HasPrefix(name, service.Graph.Root+"."):
		return "", text
	}
	return name, rest
}

// maxNamespaceLabel is the length of the longest label, in code points.
const maxNamespaceLabel = 40

const blanks = " \t\n\r\f"

// dottedName is the name, in at least two parts and without a dot at its end, that a
// text begins with in a small letter.
var dottedName = regexp.MustCompile(`^[a-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)+`)

// summaryOf is the first plain paragraph below the title: neither the namespace
// line nor an alert nor text of an included file. A page without one is
// summarised by its metadata.
func summaryOf(c *pageContext, root part) string {
	for _, b := range root.Blocks {
		para, ok := b.(*page.Para)
		if !ok || para.At.File != c.page.Name {
			continue
		}
		if _, rest := c.cutNamespace(para.Spans.String()); rest != "" {
			return rest
		}
	}
	return c.page.Meta["description"]
}

// summarySentences are those of the paragraph that summarises the page.
func summarySentences(c *pageContext, root part) []page.Inline {
	for _, para := range proseOf(root.Blocks) {
		if name, rest := c.cutNamespace(para.Spans.String()); para.At.File == c.page.Name && rest != "" && name == "" {
			return sentencesOf(para.Spans)
		}
	}
	return nil
}

// isDeprecated reports whether the page says that the operation is: in the title,
// or in an alert below it whose first sentence speaks of an API. That something
// which the operation is used for is deprecated does not count.
func isDeprecated(c *pageContext, root part) bool {
	if c.saysDeprecated(c.page.Title) {
		return true
	}
	for note := range blocksOf[*page.Note](root.Blocks) {
		for i, para := range proseOf(note.Blocks) {
			first := sentencesOf(para.Spans)[0]
			if i == 0 && strings.Contains(first.String(), "API") && c.saysDeprecated(first) {
				return true
			}
		}
	}
	return false
}

func (v vocabulary) saysDeprecated(in page.Inline) bool {
	return v.contains(in.String(), words.LabelDeprecated)
}
