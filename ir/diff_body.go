package ir

import (
	"cmp"
	"strings"
)

func (d *differ) body(a, b *Operation) {
	x, y := a.Body, b.Body
	old, new := bodyFields(x), bodyFields(y)
	if x == nil || y == nil {
		if x != y && len(old)+len(new) == 0 {
			d.add("body-retyped", bodyFacts(x), bodyFacts(y), operationPos(a), operationPos(b), "The request body is %s, was %s.", bodyFacts(y), bodyFacts(x))
		}
		d.fields("body property", old, new)
		return
	}
	if retyped(x.Type, y.Type, x.Collection, y.Collection) || x.ContentType != y.ContentType && x.ContentType != "" && y.ContentType != "" {
		d.add("body-retyped", bodyFacts(x), bodyFacts(y), x.At, y.At, "The request body is %s, was %s.", bodyFacts(y), bodyFacts(x))
	}
	d.details(" of the request body", x, y, x.At, y.At, &x.ContentType, &x.Type, &x.Collection, &x.From, &x.Properties)
	if x.From != y.From && x.Type == y.Type && x.Type != "" {
		return // one side knows the properties from elsewhere only
	}
	d.fields("body property", old, new)
}

// bodyFacts is what a body is as a whole.
func bodyFacts(b *Body) string {
	if b == nil {
		return "none"
	}
	return strings.TrimSpace(cmp.Or(typeRef{b.Type, b.Collection}.String(), "untyped") + " " + b.ContentType)
}

func bodyFields(b *Body) []field {
	if b == nil {
		return nil
	}
	out := make([]field, len(b.Properties))
	for i := range b.Properties {
		p := &b.Properties[i]
		out[i] = field{
			name: p.Name, typeRef: typeRef{p.Type, p.Collection}, required: p.Required, values: p.Values, at: p.At, nullable: &p.Nullable,
			record: p, compared: []any{&p.Name, &p.Type, &p.Collection, &p.Required, &p.Nullable, &p.Values}, sent: true,
		}
	}
	return out
}

// field is what body properties, properties and relationships have in common.
type field struct {
	name string
	typeRef
	required bool
	nullable *bool
	values   []string
	at       Pos
	record   any   // pointer to the property
	compared []any // fields of record that stand above
	sent     bool  // it belongs to a request
}

func (d *differ) fields(what string, a, b []field) {
	pairByKey(a, b, func(f field) string { return strings.ToLower(f.name) }, func(x, y *field) {
		switch {
		case y == nil:
			d.add("property-removed", x.name, "", x.at, Pos{}, "The %s %s is gone.", what, x.name)
		case x == nil && y.required:
			d.add("property-required", "", y.name, Pos{}, y.at, "The %s %s is new and required.", what, y.name)
		case x == nil:
			d.add("property-added", "", y.name, Pos{}, y.at, "The %s %s is new.", what, y.name)
		default:
			d.field(what, x, y)
		}
	})
}

func (d *differ) field(what string, x, y *field) {
	if retyped(x.typeRef.name, y.typeRef.name, x.collection, y.collection) {
		d.add("property-retyped", x.typeRef.String(), y.typeRef.String(), x.at, y.at,
			"The %s %s is a %s, was a %s.", what, x.name, y.typeRef.String(), x.typeRef.String())
	}
	switch {
	case y.required && !x.required:
		d.add("property-required", "optional", "required", x.at, y.at, "The %s %s is now required.", what, x.name)
	case x.required && !y.required:
		d.add("property-optional", "required", "optional", x.at, y.at, "The %s %s is no longer required.", what, x.name)
	}
	switch {
	case x.nullable == nil || y.nullable == nil || *x.nullable == *y.nullable:
	case *y.nullable && x.sent:
		d.add("detail-changed", "not null", "nullable", x.at, y.at, "The %s %s may be null.", what, x.name)
	case x.sent:
		d.add("property-not-null", "nullable", "not null", x.at, y.at, "The %s %s must not be null.", what, x.name)
	case *y.nullable:
		d.add("property-nullable", "not null", "nullable", x.at, y.at, "The %s %s may be null.", what, x.name)
	default:
		d.add("detail-changed", "nullable", "not null", x.at, y.at, "The %s %s is never null.", what, x.name)
	}
	if len(x.values) > 0 && len(y.values) > 0 {
		d.members("value", " of the "+what+" "+x.name, x.values, y.values, x.at, y.at)
	}
	d.details(" of the "+what+" "+x.name, x.record, y.record, x.at, y.at, x.compared...)
}

func (d *differ) members(what, of string, a, b []string, oldAt, at Pos) {
	pairByKey(a, b, strings.ToLower, func(x, y *string) {
		switch {
		case y == nil:
			d.add("enum-member-removed", *x, "", oldAt, at, "The %s %s%s is gone.", what, *x, of)
		case x == nil:
			d.add("enum-member-added", "", *y, oldAt, at, "The %s %s%s is new.", what, *y, of)
		}
	})
}
