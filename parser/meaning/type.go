package meaning

import (
	"cmp"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// isTypePage reports whether a page documents a type: it shows no request, but
// a block annotated as a resource, a table of properties or of members, or it
// is titled so. The folder that the page lies in does not matter.
func isTypePage(c *pageContext, parts sections) bool {
	if parts.has(words.SectionHTTPRequest) {
		return false
	}
	_, name := c.titleType(c.page)
	for _, p := range parts {
		switch p.In {
		case words.SectionProperties, words.SectionRelationships, words.SectionMembers, words.SectionEnumValues:
			if countTables(p.Blocks) > 0 {
				return true
			}
		case words.SectionMethods, words.SectionJSONRepresentation:
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

// typeReader reads the page of a type or of enumerations.
type typeReader struct {
	*pageContext
	parts  sections
	fields fieldReader
}

// typeDraft is what the sections of a page say, each for itself: the table of
// [kinds] fills it.
type typeDraft struct {
	version   string
	namespace string
	source    ir.Source

	main    ir.Type     // what sections say of the type that the page is about
	members []ir.Member // of the sections Members
	enums   []enum      // of the sections "x values"
}

// readTypes returns the types of a page in page order: the one that the page is
// about, then the enumerations that it describes on the side. A page of
// enumerations alone has only those.
func readTypes(c *pageContext, parts sections) []*ir.Type {
	r := &typeReader{c, parts, newFieldReader(c)}
	version := apiVersion(c, parts)
	d := &typeDraft{
		version: version, namespace: namespaceOf(c, parts.root()), source: sourceOf(c, version, "resources"),
	}
	if d.namespace == "" && c.page.Document == "" {
		d.namespace = service.Graph.Namespace
	}
	for _, k := range kinds {
		if k.typ != nil {
			k.typ(r, parts.where(func(p part) bool { return p.In == k.role }), d)
		}
	}
	var out []*ir.Type
	if t := r.mainType(d); t != nil {
		out = append(out, t)
	}
	return append(out, r.enumTypes(d, out)...)
}

// newType makes a type of the page. The name may be qualified.
func (d *typeDraft) newType(name string, at ir.Pos) *ir.Type {
	return &ir.Type{
		Name: d.qualified(name), APIVersion: d.version, Kind: ir.Complex, Sources: []ir.Source{d.source},
		Properties: []ir.Property{}, Relationships: []ir.Property{}, Members: []ir.Member{}, At: at,
	}
}

func (d *typeDraft) qualified(name string) string {
	if name == "" || d.namespace == "" || strings.Contains(name, ".") {
		return name
	}
	return d.namespace + "." + name
}

// The functions below are those of the table of kinds.

func (r *typeReader) readProperties(in sections, d *typeDraft) { d.main.Properties = r.properties(in) }

func (r *typeReader) readRelationships(in sections, d *typeDraft) {
	d.main.Relationships = r.properties(in)
}

func (r *typeReader) readMembers(in sections, d *typeDraft) { d.members = r.membersOf(in) }

func (r *typeReader) readEnums(in sections, d *typeDraft) { d.enums = r.enumsOf(in) }

// mainType makes the type that the page is about, nil if there is none.
func (r *typeReader) mainType(d *typeDraft) *ir.Type {
	code, note := r.resource()
	isEnum, title := r.titleType(r.page)
	shown := r.shownType()
	name := cmp.Or(note.Type, title, shown.name)
	described := r.parts.has(words.SectionProperties, words.SectionRelationships, words.SectionMethods)
	if name == "" || code == nil && shown.name == "" && len(d.members) == 0 && !described {
		return nil
	}
	root := r.parts.root()
	t := d.main
	if len(t.Relationships) == 0 {
		t.Properties = r.withRealNames(t.Properties, shown.properties)
	}
	t.Name, t.APIVersion, t.Sources, t.At = d.qualified(name), d.version, []ir.Source{d.source}, r.page.At
	t.Title = r.text(r.page.Title.String())
	t.Description = r.text(summaryOf(r.pageContext, root))
	t.Base = d.qualified(r.base(root, note))
	t.Abstract = note.Abstract || r.introSays(root, words.SaysAbstract)
	t.Open = note.Open || r.introSays(root, words.SaysOpenType)
	t.Key = keyOf(note, t.Properties)
	t.Kind, t.Members = ir.Complex, []ir.Member{}
	switch {
	case isEnum, len(d.members) > 0 && len(t.Properties) == 0 && code == nil:
		t.Kind, t.Members = ir.Enum, d.members
	case len(t.Key) > 0:
		t.Kind = ir.Entity
	}
	for _, p := range r.parts {
		for c := range codes(p.Blocks) {
			if strings.ContainsAny(firstLineOf(c), "{[\"") && isProtocol(c) && !isHTTP(c) {
				t.Shown = append(t.Shown, shownBy(c))
			}
		}
	}
	r.readValues(&t)
	r.lint(&t, title, code, note)
	return &t
}

// titleType reads the title "x resource type" or "x enum type".
func (v vocabulary) titleType(p *page.Page) (isEnum bool, name string) {
	title := cutRemark(p.Title.String())
	role, hole := v.words.MatchOf(words.Titles, title)
	switch {
	case !role.IsZero():
		name = unfold(title, hole)
	case isTypeName(title):
		name = title
	}
	if !isTypeName(name) {
		name = ""
	}
	return role == words.TitleEnum, name
}

// resource finds the block that shows the type as JSON: the one whose
// annotation names the type of the title, else the first.
func (r *typeReader) resource() (*page.Code, annotation) {
	_, title := r.titleType(r.page)
	var first *page.Code
	var firstNote annotation
	for _, p := range r.parts {
		for code := range codes(p.Blocks) {
			if !isResource(code) {
				continue
			}
			note := readAnnotation(r.pageContext, code.Annotation)
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

// shownType is what the JSON of a page says of its type.
type shownType struct {
	name       string // of its control information, "" if it has none
	properties []ir.BodyProperty
}

// shownType reads the block that shows the type as JSON: the annotated one, else
// the first in the section for it.
func (r *typeReader) shownType() shownType {
	code, _ := r.resource()
	for _, p := range r.parts.of(words.SectionJSONRepresentation) {
		for c := range codes(p.Blocks) {
			if code == nil {
				code = c
			}
		}
	}
	if code == nil {
		return shownType{}
	}
	shown := shownType{properties: ir.PropertiesOf(code.Text)}
	if root, err := jsontree.Parse(code.Text); err == nil {
		for _, m := range root.Members() {
			if m.Name == service.OData.TypeMember {
				shown.name = strings.TrimPrefix(strings.Trim(m.Text, `"`), "#")
			}
		}
	}
	if !isTypeName(shown.name) {
		shown.name = ""
	}
	return shown
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
func (r *typeReader) base(root part, note annotation) string {
	if note.Base != "" {
		return note.Base
	}
	for _, para := range proseOf(root.Blocks) {
		if name := r.namedAfter(para.Spans, words.SaysInheritsFrom); name != "" {
			return name
		}
	}
	return ""
}

// introSays reports whether the title, or a sentence below it that does not
// speak of the base type, holds a phrase.
func (r *typeReader) introSays(root part, phrase words.Role) bool {
	if r.contains(r.page.Title.String(), phrase) {
		return true
	}
	for _, para := range proseOf(root.Blocks) {
		for _, s := range sentencesOf(para.Spans) {
			text := s.String()
			if r.contains(text, phrase) && !r.contains(text, words.SaysInheritsFrom) {
				return true
			}
		}
	}
	return false
}

// isTitledType reports whether the title of a page says that it is one of a type, and
// what the page holds looks like a table of names.
func (v vocabulary) isTitledType(p *page.Page) bool {
	role, hole := v.words.MatchOf(words.Titles, cutRemark(p.Title.String()))
	if role.IsZero() || !isTypeName(unfold(p.Title.String(), hole)) {
		return false
	}
	const fewest = 2 // pipes of a row
	for s := range p.Root.All() {
		for b := range page.Within(s.Blocks) {
			switch b := b.(type) {
			case *page.Table:
				head := b.Head[0].Spans.String()
				if !v.words.RoleOf(words.Columns, head).IsZero() || !v.words.RoleOf(words.MemberColumns, head).IsZero() {
					return true
				}
			case *page.Para:
				if strings.Count(b.Spans.String(), "|") >= fewest {
					return true
				}
			}
		}
	}
	return false
}
