package gomodel

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/docpiler/docpiler/ir"
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
func (b *book) element(s *schema, p property) Ref {
	if goType, ok := primitives[p.Type]; ok {
		return Ref{Go: goType}
	}
	if p.Type == "" {
		return b.guess(s, p.Name)
	}
	named := b.find(p.Type, p.namespace)
	if named.page == nil && len(p.Values) > 0 {
		named.values = p.Values
	}
	return b.build(named)
}

// guess returns the Go type of a member that no page types, from all samples.
func (b *book) guess(s *schema, name string) Ref {
	var values []*node
	for _, sample := range slices.Concat(s.samples, s.others) {
		if v := sample.get(name); v != nil {
			values = append(values, v)
		}
	}
	values = flat(values)
	object := func() Ref { return b.build(b.inner(s, name)) }
	if !slices.ContainsFunc(values, func(v *node) bool { return v.kind != nullNode }) {
		if _, ok := b.rows[s.stem+" "+name]; ok {
			return object()
		}
	}
	return b.infer(values, object)
}

// flat replaces lists by their items.
func flat(values []*node) []*node {
	var out []*node
	for _, v := range values {
		if v.kind == listNode {
			out = append(out, flat(v.items)...)
		} else {
			out = append(out, v)
		}
	}
	return out
}

// infer returns the Go type that holds all values; object says what an object is.
func (b *book) infer(values []*node, object func() Ref) Ref {
	kinds := map[nodeKind]bool{}
	whole, times := true, true
	for _, v := range values {
		switch v.kind {
		case nullNode:
			continue
		case numberNode:
			_, err := strconv.ParseInt(v.text, 10, 64)
			whole = whole && err == nil
		case stringNode:
			_, err := time.Parse(time.RFC3339Nano, v.text)
			times = times && err == nil
		}
		kinds[v.kind] = true
	}
	if len(kinds) != 1 {
		return Ref{Go: raw}
	}
	switch {
	case kinds[objectNode]:
		return object()
	case kinds[stringNode] && times:
		return Ref{Go: "Time"}
	case kinds[stringNode]:
		return Ref{Go: "string"}
	case kinds[boolNode]:
		return Ref{Go: "bool"}
	case whole:
		return Ref{Go: "int64"}
	}
	return Ref{Go: "float64"}
}

// build returns the Go type of a schema and everything that its properties
// reach. A schema of which nothing is known is raw JSON.
func (b *book) build(s *schema) Ref {
	if s.built == nil && !s.done {
		b.declare(s)
	}
	if s.built == nil {
		return Ref{Go: raw}
	}
	return Ref{Type: s.built}
}

func (b *book) declare(s *schema) {
	s.done = true
	kind, ok := s.kind()
	if !ok {
		return
	}
	t := &Type{Name: s.wish, Kind: kind, API: s.api, Stem: s.stem, At: s.at}
	s.built = t
	b.types = append(b.types, t)
	b.claims = append(b.claims, &claim{
		what: "type " + s.key, forms: s.forms(), at: s.at,
		set: func(name string) { t.Name = name },
	})
	t.Doc = b.typeDoc(s)
	if kind == Enum {
		t.Members = b.members(s)
		return
	}
	t.Fields = b.fields(s)
	for _, key := range slices.Sorted(maps.Keys(s.shown)) {
		b.build(s.shown[key])
	}
}

// forms returns the Go names of a type: its own, then one with its namespace.
func (s *schema) forms() []string {
	if s.api == "" {
		return []string{s.wish, s.wish + "Shape"}
	}
	parts := strings.Split(s.api, ".")
	return []string{s.wish, exported(strings.Join(parts[max(0, len(parts)-2):], "-")), exported(s.api)}
}

// kind tells what a schema is: by its page, else by its samples.
func (s *schema) kind() (TypeKind, bool) {
	if s.page != nil {
		return map[bool]TypeKind{true: Enum, false: Struct}[s.page.Kind == ir.Enum], true
	}
	texts, objects := len(s.values), 0
	for _, n := range s.samples {
		switch n.kind {
		case stringNode:
			texts++
		case objectNode:
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
func (b *book) members(s *schema) []*Member {
	var list []*Member
	seen := map[string]bool{}
	add := func(value string, doc []string) {
		if !seen[value] && isPrintable(value) {
			seen[value] = true
			list = append(list, &Member{Value: value, Doc: doc})
		}
	}
	if s.page != nil {
		for _, m := range s.page.Members {
			add(m.Name, paragraphs(m.Description.Best(b.locale)))
		}
		return list
	}
	for _, v := range s.values {
		add(v, nil)
	}
	return list
}

// fields lists the fields of a struct: documented properties, then those that
// only samples show, in the order in which they come.
func (b *book) fields(s *schema) []*Field {
	var list []*Field
	seen, relationships := map[string]bool{}, map[*Field]bool{}
	if b.tellsType(s) {
		seen["@odata.type"] = true
		list = append(list, &Field{Name: "ODataType", JSON: "@odata.type", Type: Ref{Go: "string"}, Doc: []string{"ODataType says what the object is, e.g. " + s.typeExamples() + "."}})
	}
	for _, p := range b.properties(s) {
		if seen[p.Name] {
			continue
		}
		seen[p.Name] = true
		if !usableJSON(p.Name) {
			b.found = append(b.found, ir.NewDiagnostic("property-unusable", p.At, fmt.Sprintf("The property %q of %s has a name that no Go field can stand for; its values stay in Extra.", p.Name, s.wish)))
			continue
		}
		list = append(list, b.field(s, p))
		relationships[list[len(list)-1]] = p.Relationship
	}
	if s.page == nil {
		for _, n := range slices.Concat(s.samples, s.common()) {
			for _, m := range n.members {
				if !seen[m.name] && isProperty(m.name) && usableJSON(m.name) {
					seen[m.name] = true
					list = append(list, b.field(s, b.sampled(s, m.name)))
				}
			}
		}
	}
	nameFields(list, relationships)
	return list
}

// common returns an object with the members that all samples of subtypes have:
// those are the base's own, as far as examples can tell.
func (s *schema) common() []*node {
	if len(s.others) == 0 {
		return nil
	}
	shared := &node{kind: objectNode}
	for _, m := range s.others[0].members {
		if !slices.ContainsFunc(s.others[1:], func(o *node) bool { return o.get(m.name) == nil }) {
			shared.members = append(shared.members, m)
		}
	}
	return []*node{shared}
}

// sampled describes a member that only samples show.
func (b *book) sampled(s *schema, name string) property {
	p := property{&ir.Property{Name: name}, b.root}
	single := false
	for _, n := range slices.Concat(s.samples, s.others) {
		switch v := n.get(name); {
		case v == nil || v.kind == nullNode:
		case v.kind == listNode:
			p.Collection = true
		default:
			single = true
		}
	}
	if p.Collection && single { // now one value, now several
		p.Type, p.Collection = "Json", false
	}
	return p
}

func (b *book) field(s *schema, p property) *Field {
	ref := b.element(s, p)
	ref.List = p.Collection
	f := &Field{Name: fieldName(p.Name), JSON: p.Name, Doc: paragraphs(p.Description.Best(b.locale))}
	if p.Relationship {
		f.Doc = append(f.Doc, "A relationship: set where the service expands it.")
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
func (b *book) tellsType(s *schema) bool {
	if len(s.shown) > 0 || len(b.derived[s.key]) > 0 {
		return true
	}
	if base := b.baseOf(s); base != nil && !strings.HasSuffix(base.key, ".entity") {
		return true
	}
	return slices.ContainsFunc(s.samples, func(n *node) bool { return n.get("@odata.type") != nil })
}

// typeExamples lists up to six values of @odata.type that examples show.
func (s *schema) typeExamples() string {
	var kinds []string
	for _, n := range slices.Concat(s.samples, s.others) {
		if kind := `"#` + n.odataType() + `"`; n.odataType() != "" && !slices.Contains(kinds, kind) && len(kinds) < 6 {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		kinds = []string{`"#` + cmp.Or(s.api, "microsoft.graph.entity") + `"`}
	}
	return strings.Join(kinds, ", ")
}

// relate fills in bases and subtypes among the types that are built.
func (b *book) relate() {
	for _, key := range slices.Sorted(maps.Keys(b.schemas)) {
		s := b.schemas[key]
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
