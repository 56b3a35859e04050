package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// defaultNamespace is that of types whose page names none.
const defaultNamespace = "microsoft.graph"

// isTypePage reports whether a page documents a type: it shows no request, but
// a block annotated as a resource, a table of properties or of members, or it
// is titled so. The folder that the page lies in does not matter.
func isTypePage(r *reader, parts []part) bool {
	for _, p := range parts {
		if p.Role == "httpRequest" {
			return false
		}
	}
	_, name := r.titleType()
	for _, p := range parts {
		switch p.In {
		case "properties", "relationships", "members", "enumValues":
			if countTables(p.Blocks) > 0 {
				return true
			}
		case "methods":
			if name != "" {
				return true
			}
		}
		for code := range codes(p.Blocks) {
			if isResource(code) {
				return true
			}
		}
	}
	return false
}

// isResource reports whether a code block is annotated as the JSON
// representation of a type.
func isResource(code *page.Code) bool {
	return code.Annotation != nil && resourceMark.MatchString(code.Annotation.Text)
}

// readType returns the types of a page in page order: the one that the page is
// about, then the enumerations that it describes on the side. A page of
// enumerations alone has only those.
func readType(r *reader, parts []part) []*ir.Type {
	version := r.apiVersion(parts)
	head := typeHead{
		version:   version,
		namespace: r.namespace(parts[0]),
		source:    r.source(version, "resources"),
	}
	if head.namespace == "" && r.page.Document == "" {
		head.namespace = defaultNamespace
	}
	var out []*ir.Type
	if t := r.mainType(parts, head); t != nil {
		out = append(out, t)
	}
	return append(out, r.enumsOf(parts, head, out)...)
}

// typeHead is what all types of a page share.
type typeHead struct {
	version   string
	namespace string
	source    ir.Source
}

// newType makes a type of the page. The name may be qualified.
func (h typeHead) newType(name string, at ir.Pos) *ir.Type {
	return &ir.Type{
		Name: h.qualified(name), APIVersion: h.version, Kind: ir.Complex, Sources: []ir.Source{h.source},
		Properties: []ir.Property{}, Relationships: []ir.Property{}, Members: []ir.Member{}, At: at,
	}
}

func (h typeHead) qualified(name string) string {
	if name == "" || strings.Contains(name, ".") || h.namespace == "" {
		return name
	}
	return h.namespace + "." + name
}

// mainType reads the type that the page is about, nil if there is none.
func (r *reader) mainType(parts []part, head typeHead) *ir.Type {
	code, note := r.resource(parts)
	isEnum, title := r.titleType()
	name := note.Type
	if name == "" {
		name = title
	}
	members := r.membersOf(parts)
	if name == "" || code == nil && len(members) == 0 && !hasRole(parts, "properties", "relationships", "methods") {
		return nil
	}
	t := head.newType(name, r.page.At)
	t.Title = r.text(r.page.Title.String())
	t.Description = r.text(r.summary(parts[0]))
	t.Base = head.qualified(r.base(parts[0], note))
	t.Abstract = note.Abstract || r.introSays(parts[0], "abstract")
	t.Open = note.Open || r.introSays(parts[0], "openType")
	t.Properties = r.readProperties(parts, "properties")
	t.Relationships = r.readProperties(parts, "relationships")
	t.Key = keyOf(note, t.Properties)
	switch {
	case isEnum, len(members) > 0 && len(t.Properties) == 0 && code == nil:
		t.Kind, t.Members = ir.Enum, members
	case len(t.Key) > 0:
		t.Kind = ir.Entity
	}
	r.lintType(t, title, code, note)
	return t
}

func hasRole(parts []part, roles ...string) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return slices.Contains(roles, p.Role) })
}

// titleType reads the title "x resource type" or "x enum type".
func (r *reader) titleType() (isEnum bool, name string) {
	title := cutRemark(r.page.Title.String())
	role, hole := r.words.Match("title", title)
	switch {
	case role != "":
		name = unfold(title, hole)
	case isTypeName(title):
		name = title
	}
	if !isTypeName(name) {
		name = ""
	}
	return role == "enum", name
}

// resource finds the block that shows the type as JSON: the one whose
// annotation names the type of the title, else the first.
func (r *reader) resource(parts []part) (*page.Code, annotation) {
	_, title := r.titleType()
	var first *page.Code
	var firstNote annotation
	for _, p := range parts {
		for code := range codes(p.Blocks) {
			if !isResource(code) {
				continue
			}
			note := r.readAnnotation(code.Annotation)
			if strings.EqualFold(simpleName(note.Type), title) {
				return code, note
			}
			if first == nil {
				first, firstNote = code, note
			}
		}
	}
	return first, firstNote
}

// simpleName is a type name without its namespace.
func simpleName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// keyOf returns the key properties: those of the annotation, else "id" where
// the type has such a property of its own or inherited.
func keyOf(note annotation, properties []ir.Property) []string {
	if len(note.Key) > 0 {
		return note.Key
	}
	for _, p := range properties {
		if p.Name == "id" {
			return []string{"id"}
		}
	}
	return nil
}

// base is the type that the page's type inherits from, by its annotation or its
// first paragraphs.
func (r *reader) base(root part, note annotation) string {
	if note.Base != "" {
		return note.Base
	}
	for _, para := range proseOf(root.Blocks) {
		if name := r.namedBehind(para.Spans, "sentence", "inheritsFrom"); name != "" {
			return name
		}
	}
	return ""
}

// namedBehind returns the type that follows a phrase: a link, code span or bold
// word, possibly after a few small words ("the abstract type"), or a bare name.
func (r *reader) namedBehind(in page.Inline, group, role string) string {
	for i, s := range in {
		rest, ok := r.behind(s.Text, group, role)
		if !ok || s.Kind == page.Link {
			continue
		}
		rest = strings.TrimLeft(rest, " :\u00a0")
		if name := bareName(rest); name != "" {
			return name
		}
		if isFiller(rest) && i+1 < len(in) {
			if ref := readTypeCell(r.words, in[i+1:i+2]); ref.Name != "" {
				return ref.Name
			}
		}
		if start, _ := r.find(group, role, s.Text); i > 0 && strings.TrimSpace(s.Text[:start]) == "" {
			// In some languages the phrase follows the name.
			if ref := readTypeCell(r.words, in[i-1:i]); ref.Name != "" && in[i-1].Kind != page.Text {
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

// behind returns what follows the first phrase of a role in a text. In a
// pattern the phrase is what stands before the hole.
func (r *reader) behind(text, group, role string) (rest string, ok bool) {
	start, end := r.find(group, role, text)
	if start < 0 {
		return "", false
	}
	return text[end:], true
}

// introSays reports whether the title, or a sentence below it that does not
// speak of the base type, holds a phrase.
func (r *reader) introSays(root part, role string) bool {
	if r.contains(r.page.Title.String(), "sentence", role) {
		return true
	}
	for _, para := range proseOf(root.Blocks) {
		for _, s := range sentencesOf(para.Spans) {
			text := s.String()
			if r.contains(text, "sentence", role) && !r.contains(text, "sentence", "inheritsFrom") {
				return true
			}
		}
	}
	return false
}
