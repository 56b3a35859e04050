package openapi

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// primitives maps ir's primitive types to JSON Schema's types and formats.
var primitives = map[string]schema{
	"Binary": {Type: "string", Format: "base64url"}, "Boolean": {Type: "boolean"}, "Byte": {Type: "integer", Format: "uint8"},
	"Date": {Type: "string", Format: "date"}, "DateTimeOffset": {Type: "string", Format: "date-time"},
	"Decimal": {Type: "number", Format: "decimal"}, "Double": {Type: "number", Format: "double"},
	"Duration": {Type: "string", Format: "duration"}, "Guid": {Type: "string", Format: "uuid"},
	"Int16": {Type: "integer", Format: "int16"}, "Int32": {Type: "integer", Format: "int32"}, "Int64": {Type: "integer", Format: "int64"},
	"Json": {}, "SByte": {Type: "integer", Format: "int8"}, "Single": {Type: "number", Format: "float"},
	"Stream": {Type: "string", Format: "binary"}, "String": {Type: "string"}, "TimeOfDay": {Type: "string", Format: "time"},
}

var noKey = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// nameSchemas gives each type its key among the components.
func (b *builder) nameSchemas() {
	taken := map[string]bool{}
	for _, t := range b.typesOf() {
		key := noKey.ReplaceAllString(t.Name, "_")
		if len(b.versions) > 1 {
			key = noKey.ReplaceAllString(t.APIVersion, "_") + "." + key
		}
		for taken[key] {
			key += "_"
		}
		taken[key] = true
		b.keys[t] = key
	}
}

// typeSchema describes a type; what it is based on comes first.
func (b *builder) typeSchema(t *ir.Type) *schema {
	s := &schema{Description: t.Description.Best(b.locale)}
	if t.Kind == ir.Enum {
		s.Type = "string"
		for _, m := range t.Members {
			if !slices.Contains(s.Enum, m.Name) {
				s.Enum = append(s.Enum, m.Name)
			}
		}
		return s
	}
	s.Type = "object"
	for _, p := range t.Properties {
		b.property(s, t, p)
	}
	for _, p := range t.Relationships {
		b.property(s, t, p)
	}
	if base := b.types.Find(t.APIVersion, ir.Namespace(t.Name), t.Base); base != nil && base != t {
		return &schema{AllOf: []*schema{{Ref: b.ref(base)}, s}}
	}
	return s
}

// property adds a property to the schema of an object; the first of a name stays.
func (b *builder) property(s *schema, t *ir.Type, p ir.Property) {
	if _, taken := s.Properties.get(p.Name); taken {
		return
	}
	value := b.valueSchema(t.APIVersion, ir.Namespace(t.Name), p.Type, p.Values)
	if p.Collection {
		value = &schema{Type: "array", Items: value}
	}
	if p.Nullable != nil && *p.Nullable {
		value = nullable(value)
	}
	value.Description, value.ReadOnly = p.Description.Best(b.locale), p.ReadOnly
	s.Properties.add(p.Name, value)
	if p.Required {
		s.Required = append(s.Required, p.Name)
	}
}

// nullable lets null pass where the type is told; a reference stays as it is.
func nullable(s *schema) *schema {
	if name, ok := s.Type.(string); ok && len(s.Enum) == 0 {
		s.Type = []string{name, "null"}
	}
	return s
}

// valueSchema describes a value by the name of its type. A type that no page
// describes may be anything.
func (b *builder) valueSchema(version, namespace, name string, values []string) *schema {
	if s, ok := primitives[name]; ok {
		if name == "String" {
			s.Enum = unique(values)
		}
		return &s
	}
	if t := b.types.Find(version, namespace, name); t != nil {
		return &schema{Ref: b.ref(t)}
	}
	if len(values) > 0 {
		return &schema{Type: "string", Enum: unique(values)}
	}
	return &schema{}
}

func (b *builder) ref(t *ir.Type) string {
	return "#/components/schemas/" + strings.ReplaceAll(b.keys[t], "~", "~0")
}

// bodySchema describes a JSON request body: its named type, or an object of its
// own with the documented properties.
func (b *builder) bodySchema(op *ir.Operation) *schema {
	body := op.Body
	var s *schema
	if body.Type != "" && (len(body.Properties) == 0 || body.From == "type") {
		s = b.valueSchema(op.APIVersion, op.Namespace, body.Type, nil)
	} else {
		s = &schema{Type: "object"}
		for _, p := range body.Properties {
			yes := p.Nullable
			b.property(s, &ir.Type{APIVersion: op.APIVersion, Name: op.Namespace + ".body"}, ir.Property{
				Name: p.Name, Type: p.Type, Collection: p.Collection, Required: p.Required, Nullable: &yes, Values: p.Values, Description: p.Description,
			})
		}
	}
	if body.Collection {
		s = &schema{Type: "array", Items: s}
	}
	return s
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
