package gomodel

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// maxDoc bounds the text of one paragraph of a doc comment, in bytes.
const maxDoc = 600

// paragraphs parts page text into the paragraphs of a doc comment, nil for none.
func paragraphs(text string) []string {
	if isLine(text) {
		return []string{shorten(text)}
	}
	var list []string
	for p := range strings.SplitSeq(text, "\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			list = append(list, shorten(p))
		}
	}
	return list
}

// isLine reports whether a text is one paragraph already: one line of words in
// ASCII with single blanks between them.
func isLine(text string) bool {
	blank := true
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank
}

// shorten cuts a long paragraph at the end of a sentence, else at a blank.
func shorten(p string) string {
	if len(p) <= maxDoc {
		return p
	}
	cut := strings.LastIndex(p[:maxDoc], ". ")
	if cut > maxDoc/3 {
		return p[:cut+1]
	}
	if cut = strings.LastIndexByte(p[:maxDoc], ' '); cut < 0 {
		cut = maxDoc
		for cut > 0 && !utf8.RuneStart(p[cut]) { // a letter stays whole
			cut--
		}
	}
	return strings.TrimSpace(p[:cut]) + " …"
}

// Paragraphs returns the paragraphs of a comment, nil for none.
func (d Doc) Paragraphs() []string { return append(withoutLeadIn(paragraphs(d.Text)), d.More...) }

// Comment returns the paragraphs of a parameter's comment.
func (p *Param) Comment() []string {
	if doc := p.Doc.Paragraphs(); len(doc) > 0 {
		return doc
	}
	return []string{p.Usual}
}

// Summary returns the first paragraph of a method's comment.
func (m *Method) Summary() string {
	doc, _ := m.opening()
	return doc
}

// opening returns the first paragraph of the comment, and what the page's summary
// says after it.
func (m *Method) opening() (first string, rest []string) {
	summary := m.Op.Summary.Best(m.Locale)
	rest = withoutLeadIn(paragraphs(summary))
	if len(rest) > 0 && isEnglish(m.Op.Summary, summary) {
		if said := predicate(rest[0]); said != "" {
			return string(m.Name) + " " + said, rest[1:]
		}
	}
	return string(m.Name) + " calls the operation " + m.Op.Name + " of the resource " + m.Op.Resource + ".", rest
}

// isEnglish reports whether one of the texts in several languages is an English
// one: "use" is a verb of Portuguese too.
func isEnglish(text ir.Text, one string) bool {
	return slices.ContainsFunc(text, func(l ir.LocalText) bool {
		return l.Text == one && (l.Locale == "en" || strings.HasPrefix(l.Locale, "en-"))
	})
}

// Comment returns the paragraphs of a method's comment.
func (m *Method) Comment() []string {
	op := m.Op
	first, rest := m.opening()
	doc := append([]string{first}, rest...)
	if m.Result.Kind == Accepted {
		doc = append(doc, begunDoc(m.Result))
	}
	if len(m.Routes) == 1 {
		doc = append(doc, m.Verb+" "+m.Routes[0].Template)
	} else {
		doc = append(doc, m.Verb+" {at}"+m.Suffix)
	}
	if m.Bare {
		doc = append(doc, "It leaves out the arguments of the function.")
	}
	doc = append(doc, undocumentedDoc(m)...)
	if least := leastDoc(op); least != "" {
		doc = append(doc, least)
	}
	for i := range op.Notes {
		n := &op.Notes[i]
		if n.Kind != "important" || len(doc) >= 8 {
			continue
		}
		if text := noteDoc(n.Text.Best(m.Locale)); text != "" {
			doc = append(doc, "Important: "+text)
		}
	}
	doc = append(doc, "Source: "+m.Source+".")
	if op.Deprecated {
		doc = append(doc, "Deprecated: the documentation marks this operation as deprecated.")
	}
	return doc
}

// begunDoc says how to wait for the end of an operation that a call begins.
func begunDoc(r Result) string {
	text := "The operation goes on behind the call: [Accepted.Wait] waits for its end"
	if r.Type.Type == nil {
		return text + "."
	}
	return text + " and returns a [" + r.Type.Name() + "] as JSON, see [As]."
}

// maxNeeds bounds how many permissions a comment lists.
const maxNeeds = 6

// leastDoc writes the least privileged permissions and the schemes that they
// are for, and where the page leaves them open; "" if it documents none.
func leastDoc(op *ir.Operation) string {
	type need struct {
		text    string
		schemes []string
	}
	var needs []need
	for i := range op.Permissions {
		p := &op.Permissions[i]
		text := strings.Join(p.Least, " or ")
		switch {
		case p.Status == ir.Undetermined:
			text = "undetermined"
		case text == "":
			continue
		}
		if context := strings.Join(strings.Fields(p.Context), " "); context != "" {
			text += " under \"" + context + "\"" // a caption of the page, in whatever form and language
		}
		k := slices.IndexFunc(needs, func(n need) bool { return n.text == text })
		switch {
		case k < 0 && len(needs) == maxNeeds:
			continue
		case k < 0:
			k = len(needs)
			needs = append(needs, need{text: text})
		}
		if name := cmp.Or(schemes[p.Scheme].words, string(p.Scheme)); !slices.Contains(needs[k].schemes, name) {
			needs[k].schemes = append(needs[k].schemes, name)
		}
	}
	if len(needs) == 0 {
		return ""
	}
	var buf [256]byte
	out := append(buf[:0], "Least privilege: "...)
	for i, n := range needs {
		if i > 0 {
			out = append(out, "; "...)
		}
		out = append(append(append(out, n.text...), " ("...), strings.Join(n.schemes, ", ")...)
		out = append(out, ')')
	}
	return string(append(out, '.'))
}

// sourceOf names the page: its path as given, without the folders of a machine.
func sourceOf(sources []ir.Source) string {
	if len(sources) == 0 {
		return "none"
	}
	file := sources[0].File
	if path.IsAbs(file) || strings.Contains(file, ":") || strings.HasPrefix(file, "..") {
		return path.Base(strings.ReplaceAll(file, "\\", "/"))
	}
	return file
}

// typeDoc says what the comment of a type is made of.
func (b *schemaIndex) typeDoc(s *schema) (doc Doc) {
	if s.page == nil {
		return doc
	}
	doc.Text = s.page.Description.Best(b.locale)
	if rel := b.relationshipDoc(s); rel != "" {
		doc.More = append(doc.More, rel)
	}
	if len(s.page.Sources) > 0 {
		doc.More = append(doc.More, "Source: "+sourceOf(s.page.Sources)+".")
	}
	return doc
}

// relationshipDoc tells which members an expanded object has in Extra: those
// that no property, its own or an inherited one, has the name of.
func (b *schemaIndex) relationshipDoc(s *schema) string {
	if len(s.page.Relationships) == 0 {
		return ""
	}
	var names []string
	for _, r := range s.page.Relationships {
		if usableJSON(r.Name) && b.property(s, r.Name) == nil {
			names = append(names, r.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Relationships, when expanded, are in Extra: " + strings.Join(names, ", ") + "."
}

// Comment returns the paragraphs of a type's comment. It begins with the Go name.
func (t *Type) Comment() []string {
	if t.Own != "" {
		return []string{string(t.Name) + " " + t.Own}
	}
	doc := t.Doc.Paragraphs()
	if len(doc) > 0 {
		first, rest, _ := strings.Cut(doc[0], " ")
		if lower := strings.ToLower(first); typeVerbs[lower] && rest != "" {
			doc[0] = string(t.Name) + " " + lower + " " + rest
			return doc
		}
	}
	what := "is the type " + t.API + "."
	if t.API == "" {
		what = "is an object that the documentation shows without naming its type."
	}
	return append([]string{string(t.Name) + " " + what}, doc...)
}

// typeVerbs are the first words of English descriptions of types.
var typeVerbs = wordSet("contains defines describes holds indicates provides represents specifies stores")
