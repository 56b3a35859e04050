package ir

import "strings"

func (d *differ) typ(a, b *Type) {
	before := len(d.changes)
	if a.Kind != b.Kind {
		d.add("type-restructured", string(a.Kind), string(b.Kind), a.At, b.At, "The type is of kind %s, was %s.", b.Kind, a.Kind)
	}
	if a.Base != b.Base && a.Base != "" && b.Base != "" {
		d.add("type-restructured", a.Base, b.Base, a.At, b.At, "The type is based on %s, was on %s.", b.Base, a.Base)
	}
	d.fields("property", typeFields(a.Properties), typeFields(b.Properties))
	d.fields("relationship", typeFields(a.Relationships), typeFields(b.Relationships))
	d.typeMembers(a, b)
	d.details("", a, b, a.At, b.At, &a.Name, &a.APIVersion, &a.Kind, &a.Base, &a.Sources, &a.Properties, &a.Relationships, &a.Members)
	if len(d.changes) == before {
		d.texts(a, b, nil, nil, a.At, b.At)
	}
}

func (d *differ) typeMembers(a, b *Type) {
	d.members("member", "", memberNames(a.Members), memberNames(b.Members), a.At, b.At)
	pairByKey(a.Members, b.Members, func(m Member) string { return strings.ToLower(m.Name) }, func(x, y *Member) {
		if x != nil && y != nil {
			d.details(" of the member "+y.Name, x, y, x.At, y.At, &x.Name)
		}
	})
}

func typeFields(list []Property) []field {
	out := make([]field, len(list))
	for i := range list {
		p := &list[i]
		out[i] = field{
			name: p.Name, typeRef: typeRef{p.Type, p.Collection}, required: p.Required, nullable: p.Nullable, values: p.Values, at: p.At,
			record: p, compared: []any{&p.Name, &p.Type, &p.Collection, &p.Required, &p.Nullable, &p.Values},
		}
	}
	return out
}

func memberNames(list []Member) []string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = m.Name
	}
	return out
}
