package meaning

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// namespaceLine is a paragraph such as "Namespace: microsoft.graph", whatever
// the label is called; text may follow on the next line of the source.
var namespaceLine = regexp.MustCompile(`^([^:\x{ff1a}]{1,40})[:\x{ff1a}]\s*([a-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)+)\.?(?:\s+(\S.*))?$`)

// namespace reads the line that names the namespace, "" if there is none.
func (r *reader) namespace(root part) string {
	for _, para := range proseOf(root.Blocks) {
		if name, _ := r.cutNamespace(para.Spans.String()); name != "" {
			return name
		}
	}
	return ""
}

// cutNamespace parts a paragraph into the namespace that it names and the text
// behind it. Text behind a label that is not known to mean a namespace is part
// of a sentence that happens to hold a colon.
func (r *reader) cutNamespace(text string) (name, rest string) {
	colon := indexEither(text, ":", "\uff1a")
	if colon < 0 || colon > maxCaption || strings.IndexByte(text[colon:], '.') < 0 {
		return "", text
	}
	m := namespaceLine.FindStringSubmatch(text)
	if m == nil || m[3] != "" && r.words.Role("label", m[1]) != "namespace" && !strings.HasPrefix(m[2], "microsoft.") {
		return "", text
	}
	return m[2], m[3]
}

// summary is the first plain paragraph below the title: neither the namespace
// line nor an alert nor text of an included file. A page without one is
// summarised by its metadata.
func (r *reader) summary(root part) string {
	for _, b := range root.Blocks {
		para, ok := b.(*page.Para)
		if !ok || para.At.File != r.page.Name {
			continue
		}
		if _, rest := r.cutNamespace(para.Spans.String()); rest != "" {
			return rest
		}
	}
	return r.page.Meta["description"]
}

// deprecated reports whether the page says that the operation is: in the title,
// or in an alert below it whose first sentence speaks of an API. That something
// which the operation is used for is deprecated does not count.
func (r *reader) deprecated(root part) bool {
	if r.saysDeprecated(r.page.Title) {
		return true
	}
	for note := range blocksOf[*page.Note](root.Blocks) {
		for i, para := range proseOf(note.Blocks) {
			first := sentencesOf(para.Spans)[0]
			if i == 0 && strings.Contains(first.String(), "API") && r.saysDeprecated(first) {
				return true
			}
		}
	}
	return false
}

func (r *reader) saysDeprecated(in page.Inline) bool {
	return r.contains(in.String(), "label", "deprecated")
}
