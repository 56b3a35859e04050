package openapi

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// primitives maps ir's primitive types to JSON Schema's types and formats. What
// the service writes in another form than a format means has a pattern instead.
var primitives = map[string]schema{
	"Binary": {Type: "string"}, "Boolean": {Type: "boolean"}, "Byte": {Type: "integer"},
	"Date": {Type: "string", Format: "date"}, "DateTimeOffset": {Type: "string", Format: "date-time"},
	"Decimal": {Type: "number"}, "Double": {Type: "number", Format: "double"},
	"Duration": {Type: "string", Pattern: durationPattern},
	"Guid":     {Type: "string", Pattern: guidPattern},
	"Int16":    {Type: "integer"}, "Int32": {Type: "integer", Format: "int32"}, "Int64": {Type: "integer", Format: "int64"},
	"Json": {}, "SByte": {Type: "integer"}, "Single": {Type: "number", Format: "float"},
	"Stream": {Type: "string"}, "String": {Type: "string"}, "TimeOfDay": {Type: "string", Pattern: timePattern},
}

const (
	durationPattern = `^-?P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+([.]\d+)?S)?)?$`
	timePattern     = `^\d{2}:\d{2}(:\d{2}([.]\d+)?)?$`
	guidPattern     = `^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$`
)

var noKey = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// nameSchemas gives each type its key among the components.
func (b *builder) nameSchemas() {
	for _, t := range b.typesOf() {
		b.keys[t] = b.freeKey(t.APIVersion, t.Name)
	}
}

// freeKey returns a component name that differs from all others by more than case.
func (b *builder) freeKey(version, name string) string {
	key := noKey.ReplaceAllString(name, "_")
	if len(b.versions) > 1 {
		key = noKey.ReplaceAllString(version, "_") + "." + key
	}
	for b.taken[strings.ToLower(key)] {
		key += "_"
	}
	b.taken[strings.ToLower(key)] = true
	return key
}

// writeSchemas writes the components of types, sorted by name.
func (b *builder) writeSchemas(w *writer) {
	all := map[string]func() *schema{}
	for t, key := range b.keys {
		all[key] = func() *schema { return b.typeSchema(t) }
	}
	for _, u := range b.unknown {
		all[u.key] = u.schema
	}
	for key, s := range b.bodies {
		all[key] = func() *schema { return s }
	}
	if len(all) == 0 {
		w.part("schemas", ordered[*schema]{})
		return
	}
	w.open("schemas")
	for _, key := range sortedKeys(all) {
		w.part(key, all[key]())
	}
	w.shut()
}

// typeSchema describes a type; what it is based on comes first, and is not
// repeated.
func (b *builder) typeSchema(t *ir.Type) *schema {
	s := &schema{Description: clean(t.Description.Best(b.locale))}
	if t.Kind == ir.Enum {
		return b.enumSchema(t, s)
	}
	s.Type = "object"
	base := b.types.Find(t.APIVersion, ir.Namespace(t.Name), t.Base)
	if base == t {
		base = nil
	}
	inherited := map[string]bool{}
	if base != nil {
		for _, name := range b.types.MemberNames(base) {
			inherited[strings.ToLower(name)] = true
		}
	}
	for _, list := range [][]ir.Property{t.Properties, t.Relationships} {
		for _, p := range list {
			if !inherited[strings.ToLower(p.Name)] {
				b.property(s, t, p, slices.Contains(t.Key, p.Name))
			}
		}
	}
	if base != nil {
		return &schema{AllOf: []*schema{{Ref: b.ref(base)}, s}}
	}
	if _, taken := s.Properties.get(service.OData.TypeMember); !taken {
		s.Properties.add(service.OData.TypeMember, &schema{Type: "string"})
	}
	return s
}

// enumSchema describes an enumeration. One that prose spells out, or of which an
// example shows another value, may have further ones, and one of flags any
// combination of them.
func (b *builder) enumSchema(t *ir.Type, s *schema) *schema {
	s.Type = "string"
	var values []string
	for _, m := range t.Members {
		values = append(values, m.Name)
	}
	if t.Open || t.Flags || b.opened[t] {
		s.Known = unique(values)
	} else {
		s.Enum = unique(values)
	}
	return s
}

// property adds a property to the schema of an object; the first of a name stays,
// whatever the case. Values may be null unless the page says otherwise, as is the
// rule of OData.
func (b *builder) property(s *schema, t *ir.Type, p ir.Property, key bool) {
	for _, e := range s.Properties {
		if strings.EqualFold(e.key, p.Name) {
			return
		}
	}
	value := b.valueSchema(t.APIVersion, ir.Namespace(t.Name), p.Type, p.Values)
	if b.formless[formKey(t, p.Name)] {
		value.Format, value.Pattern = "", ""
	}
	if p.Collection {
		value = &schema{Type: "array", Items: value}
	}
	self := b.old() && value.Ref != "" && value.Ref == "#/components/schemas/"+b.keys[t] // readers of 3.0 fail on a wrapped one
	if self {
		s.Properties.add(p.Name, value)
		return
	}
	if p.Nullable == nil && !key || p.Nullable != nil && *p.Nullable {
		value = b.nullable(value)
	}
	description := clean(p.Description.Best(b.locale))
	switch {
	case value.Ref == "":
		value.Description, value.ReadOnly = description, p.ReadOnly
	case !b.old(): // 3.0 ignores what stands next to a reference
		value = &schema{Ref: value.Ref, Description: description, ReadOnly: p.ReadOnly}
	}
	s.Properties.add(p.Name, value)
}

// nullable lets null pass.
func (b *builder) nullable(s *schema) *schema {
	name, named := s.Type.(string)
	switch {
	case s.Ref == "" && s.Type == nil && len(s.AnyOf)+len(s.AllOf)+len(s.OneOf) == 0:
		return s // anything passes
	case b.old() && s.Ref != "":
		return &schema{AllOf: []*schema{s}, Nullable: true}
	case b.old():
		s.Nullable = true
	case named && len(s.Enum) == 0:
		s.Type = []string{name, "null"}
	default:
		return &schema{AnyOf: []*schema{s, {Type: "null"}}}
	}
	return s
}

// valueSchema describes a value by the name of its type. Values that prose tells
// are those that are known.
func (b *builder) valueSchema(version, namespace, name string, values []string) *schema {
	if s, ok := primitives[name]; ok {
		if name == "String" {
			s.Known = unique(values)
		}
		return &s
	}
	if t := b.types.Find(version, namespace, name); t != nil {
		return &schema{Ref: b.ref(t), variant: &variant{typ: t}}
	}
	if len(values) > 0 {
		return &schema{Type: "string", Known: unique(values)}
	}
	if u := b.unknownOf(version, namespace, name); u != nil {
		return &schema{Ref: "#/components/schemas/" + u.key}
	}
	return &schema{}
}

func (b *builder) ref(t *ir.Type) string { return "#/components/schemas/" + b.keys[t] }

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// clean drops invisible characters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && !unicode.IsPrint(r) {
			if unicode.IsSpace(r) {
				return ' '
			}
			return -1
		}
		return r
	}, s)
}
