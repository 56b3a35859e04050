package ir

import "slices"

func (d *differ) typ(a, b *Type) {
	before := len(d.changes)
	if a.Kind != b.Kind {
		d.add("type-restructured", string(a.Kind), string(b.Kind), a.At, b.At, "the type is of kind %s, was %s", b.Kind, a.Kind)
	}
	if a.Base != b.Base && a.Base != "" && b.Base != "" {
		d.add("type-restructured", a.Base, b.Base, a.At, b.At, "the type is based on %s, was on %s", b.Base, a.Base)
	}
	d.fields("property", typeFields(a.Properties), typeFields(b.Properties))
	d.fields("relationship", typeFields(a.Relationships), typeFields(b.Relationships))
	d.members("member", memberNames(a.Members), memberNames(b.Members), a.At, b.At)
	if len(d.changes) == before {
		d.texts(typeTexts(a), typeTexts(b), a.At, b.At)
	}
}

func typeFields(list []Property) []field {
	out := make([]field, len(list))
	for i, p := range list {
		out[i] = field{name: p.Name, typeRef: typeRef{p.Type, p.Collection}, required: p.Required, nullable: p.Nullable, values: p.Values, at: p.At}
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

// texts reports that two lists of texts differ.
func (d *differ) texts(a, b []Text, oldAt, at Pos) {
	if !slices.EqualFunc(a, b, func(x, y Text) bool { return slices.Equal(x, y) }) {
		d.add("text-changed", "", "", oldAt, at, "only texts differ")
	}
}

func operationTexts(o *Operation) []Text {
	out := []Text{o.Title, o.Summary}
	for _, n := range o.Notes {
		out = append(out, n.Text)
	}
	for _, list := range [][]Parameter{o.Headers, o.FunctionParameters, o.Query} {
		for _, p := range list {
			out = append(out, p.Description)
		}
	}
	for _, e := range o.Endpoints {
		for _, p := range e.PathParameters {
			out = append(out, p.Description)
		}
	}
	if o.Body != nil {
		for _, p := range o.Body.Properties {
			out = append(out, p.Description)
		}
	}
	return out
}

func typeTexts(t *Type) []Text {
	out := []Text{t.Title, t.Description}
	for _, list := range [][]Property{t.Properties, t.Relationships} {
		for _, p := range list {
			out = append(out, p.Description)
		}
	}
	for _, m := range t.Members {
		out = append(out, m.Description)
	}
	return out
}
