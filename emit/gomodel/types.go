package gomodel

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// primitives maps ir's primitive types to Go's.
var primitives = map[string]string{
	"Binary": "[]byte", "Boolean": "bool", "Byte": "uint8", "Date": "Date", "DateTimeOffset": "Time", "Decimal": "json.Number",
	"Double": "float64", "Duration": "Duration", "Guid": "string", "Int16": "int16", "Int32": "int32", "Int64": "int64",
	"Json": raw, "SByte": "int8", "Single": "float32", "Stream": "string", "String": "string", "TimeOfDay": "TimeOfDay",
}

const raw = "json.RawMessage"

// zeroMeans lists the Go types whose zero value is worth sending, so that
// absence needs an Opt.
var zeroMeans = map[string]bool{
	"bool": true, "uint8": true, "int8": true, "int16": true, "int32": true, "int64": true, "float32": true, "float64": true,
}

// element returns the Go type of a property's value, or of its elements.
func (b *schemaIndex) element(s *schema, p property) Ref {
	if goType, ok := primitives[p.Type]; ok {
		return Ref{Go: goType}
	}
	if p.Type == "" {
		return b.guess(s, p)
	}
	named := b.find(p.Type, p.namespace)
	if named.page == nil && len(p.Values) > 0 {
		named.values = p.Values
	}
	return b.build(named)
}

// guess returns the Go type of a member that no page types, or of its elements,
// from all samples.
func (b *schemaIndex) guess(s *schema, p property) Ref {
	shown := s.shows(p.Name)
	switch {
	case shown.Objects, shown.Type == "" && b.rows[row{s.stem, p.Name}] != nil:
		return b.build(b.inner(s, p.Name))
	case shown.Type == "", shown.Collection && !p.Collection:
		return Ref{Go: raw}
	}
	return Ref{Go: primitives[shown.Type]}
}

// shows returns what all samples say of a member.
func (s *schema) shows(name string) ir.Shown {
	var values []*jsontree.Node
	for _, sample := range slices.Concat(s.samples, s.others) {
		values = append(values, sample.Get(name))
	}
	return ir.TypeOf(values)
}

// scalar returns the Go type of a value that all samples are.
func scalar(samples []*jsontree.Node) Ref {
	if shown := ir.TypeOf(samples); !shown.Objects && !shown.Collection && shown.Type != "" {
		return Ref{Go: primitives[shown.Type]}
	}
	return Ref{Go: raw}
}

// build returns the Go type of a schema and everything that its properties
// reach. A schema of which nothing is known is raw JSON.
func (b *schemaIndex) build(s *schema) Ref {
	if s.built == nil && !s.done {
		b.declare(s)
	}
	if s.built == nil {
		return Ref{Go: raw}
	}
	return Ref{Type: s.built}
}

func (b *schemaIndex) declare(s *schema) {
	s.done = true
	kind, ok := s.kind()
	if !ok {
		return
	}
	t := &Type{Name: Name(s.wish), Kind: kind, API: s.api, Stem: s.stem, At: s.at}
	s.built = t
	b.types = append(b.types, t)
	b.claims = append(b.claims, &claim{
		kind: "type ", subject: s.key, at: s.at, wish: s.wish, longer: func(*claim) []string { return s.longerWishes() }, to: &t.Name,
	})
	t.Doc = b.typeDoc(s)
	if kind == Enum {
		t.Members = b.members(s)
		return
	}
	t.Fields = b.fields(s)
	if len(s.instead) > 0 {
		for _, key := range slices.Sorted(maps.Keys(s.instead)) {
			b.build(s.instead[key])
		}
	}
}

// longerWishes are the Go names of a type whose own one meets another's: with its
// namespace.
func (s *schema) longerWishes() []string {
	if s.api == "" {
		return []string{s.wish + "Shape"}
	}
	parts := strings.Split(s.api, ".")
	return []string{exported(strings.Join(parts[max(0, len(parts)-2):], "-")), exported(s.api)}
}

// kind tells what a schema is: by its page, else by its samples.
func (s *schema) kind() (TypeKind, bool) {
	switch {
	case s.page != nil && s.page.Kind == ir.Enum:
		return Enum, true
	case s.page != nil:
		return Struct, true
	}
	texts, objects := len(s.values), 0
	for _, n := range s.samples {
		switch n.Kind() {
		case jsontree.String:
			texts++
		case jsontree.Object:
			objects++
		}
	}
	switch {
	case objects > 0 || len(s.table) > 0 || s.base != nil || s.body:
		return Struct, true
	case texts > 0 && s.api != "":
		return Enum, true
	}
	return Struct, false
}

// members lists the constants of an enum, each value once.
func (b *schemaIndex) members(s *schema) []*Member {
	var list []*Member
	seen := map[string]bool{}
	isNew := func(value string) bool {
		known := seen[value]
		seen[value] = true
		return !known && (isWord(value) || isPrintable(value))
	}
	if s.page != nil {
		for i := range s.page.Members {
			if m := &s.page.Members[i]; isNew(m.Name) {
				list = append(list, &Member{Value: m.Name, Doc: Doc{Text: m.Description.Best(b.locale)}})
			}
		}
		return list
	}
	for _, v := range s.values {
		if isNew(v) {
			list = append(list, &Member{Value: v})
		}
	}
	return list
}

// fields lists the fields of a struct: documented properties, then those that
// only samples show, in the order in which they come.
func (b *schemaIndex) fields(s *schema) []*Field {
	kind := service.OData.TypeMember
	tells := b.tellsType(s)
	documented := b.properties(s)
	sampled := b.sampledProperties(s, documented)
	all := make([]Field, 0, 1+len(documented)+len(sampled))
	var relationships map[*Field]bool
	if tells {
		all = append(all, Field{Name: "ODataType", JSON: kind, Type: Ref{Go: "string"}, Doc: Doc{More: []string{"ODataType says what the object is, e.g. " + s.typeExamples() + "."}}})
	}
	for _, p := range documented {
		if tells && p.Name == kind {
			continue
		}
		if !usableJSON(p.Name) {
			b.found = append(b.found, ir.NewDiagnostic("property-unusable", p.At, fmt.Sprintf("The property %q of %s has a name that no Go field can stand for; its values stay in Extra.", p.Name, s.wish)))
			continue
		}
		all = append(all, b.field(s, p))
		if p.Relationship {
			if relationships == nil {
				relationships = map[*Field]bool{}
			}
			relationships[&all[len(all)-1]] = true
		}
	}
	for _, p := range sampled {
		all = append(all, b.field(s, p))
	}
	if len(all) == 0 {
		return nil
	}
	list := make([]*Field, len(all))
	for i := range all {
		list[i] = &all[i]
	}
	nameFields(list, relationships)
	return list
}

// sampledProperties lists the members that only samples of a schema show.
func (b *schemaIndex) sampledProperties(s *schema, documented []property) []property {
	if s.page != nil || len(s.samples)+len(s.others) == 0 {
		return nil
	}
	var names []string
	seen := make(map[string]bool, len(documented))
	for _, p := range documented {
		seen[p.Name] = true
	}
	add := func(members []*jsontree.Node) {
		for _, m := range members {
			if !seen[m.Name] && isProperty(m.Name) && usableJSON(m.Name) {
				seen[m.Name] = true
				names = append(names, m.Name)
			}
		}
	}
	for _, n := range s.samples {
		add(n.Members())
	}
	add(s.common())
	list := make([]property, len(names))
	for i, name := range names {
		list[i] = property{&ir.Property{Name: name, Collection: s.shows(name).Collection}, b.root}
	}
	return list
}

// common returns the members that all samples of subtypes have: those are the
// base's own, as far as examples can tell.
func (s *schema) common() []*jsontree.Node {
	if len(s.others) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.others[0].Members()), func(m *jsontree.Node) bool {
		return slices.ContainsFunc(s.others[1:], func(o *jsontree.Node) bool { return o.Get(m.Name) == nil })
	})
}

var relationshipLine = []string{"A relationship: set where the service expands it."}

func (b *schemaIndex) field(s *schema, p property) Field {
	ref := b.element(s, p)
	if ref.List = p.Collection; s.files && ref.Go == "[]byte" {
		ref.Go = "File"
	}
	f := Field{Name: Name(b.fieldName(p.Name)), JSON: p.Name, Doc: Doc{Text: p.Description.Best(b.locale)}}
	if p.Relationship {
		f.Doc.More = relationshipLine
	}
	switch {
	case s.body:
		f.Required = p.Required
		if !p.Required {
			ref.Wrap = Maybe
		}
	case ref.List:
	case ref.Type != nil && ref.Type.Kind == Struct:
		ref.Wrap = Pointer
	case zeroMeans[ref.Go]:
		ref.Wrap = Maybe
	}
	f.Type = ref
	return f
}

// tellsType reports whether objects of the schema say what they are.
func (b *schemaIndex) tellsType(s *schema) bool {
	if len(s.instead) > 0 || len(b.derived[s.key]) > 0 {
		return true
	}
	if base := b.baseOf(s); base != nil && !strings.HasSuffix(base.key, ".entity") {
		return true
	}
	return slices.ContainsFunc(s.samples, func(n *jsontree.Node) bool { return n.Get(service.OData.TypeMember) != nil })
}

// typeExamples lists up to six values of @odata.type that examples show.
func (s *schema) typeExamples() string {
	var kinds []string
	for _, n := range slices.Concat(s.samples, s.others) {
		if kind := ir.ODataType(n); kind != "" && !slices.Contains(kinds, kind) && len(kinds) < 6 {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		kinds = []string{cmp.Or(s.api, service.Graph.Namespace+".entity")}
	}
	return `"#` + strings.Join(kinds, `", "#`) + `"`
}

// relate fills in bases and subtypes among the types that are built.
func (b *schemaIndex) relate() {
	for _, s := range b.schemas { // the order does not matter: lists are sorted by name
		if s.built == nil || s.built.Kind != Struct {
			continue
		}
		for i, base := range b.chain(s) {
			if i == 0 || base.built == nil || base.built.Kind != Struct {
				continue
			}
			if s.built.Base == nil {
				s.built.Base = base.built
			}
			base.built.Subtypes = append(base.built.Subtypes, s.built)
		}
	}
}
