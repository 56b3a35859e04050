package ir

import (
	"slices"
	"strings"
)

// types merges the variants of one type, the one whose facts win first. The
// variants are not changed.
func (m *merger) types(group []*Type) *Type {
	first := group[0]
	out := clone(first)
	for _, v := range group[1:] {
		m.into, m.from = firstSource(first.Sources), firstSource(v.Sources)
		m.ref, m.at = first.At, v.At
		m.payload = map[string]bool{}
		m.mergeFacts(out, first, clone(v))
	}
	return out
}

func (m *merger) mergeFacts(out, first, v *Type) {
	out.Sources = mergeSources(m.base, out.Sources, v.Sources)
	if out.Kind != v.Kind {
		m.drift("kind of "+out.Name, string(v.Kind), string(out.Kind), v.At, out.At)
	}
	out.Base = m.mergeName("base type of "+out.Name, out.Base, v.Base)
	out.Abstract = out.Abstract || v.Abstract
	out.Open = out.Open || v.Open
	out.Flags = out.Flags || v.Flags
	out.Properties = m.mergeProperties("property", out.Properties, len(first.Properties), v.Properties)
	out.Relationships = m.mergeProperties("relationship", out.Relationships, len(first.Relationships), v.Relationships)
	out.Members = mergeRows(m, rowMerge[Member]{
		what:  "member",
		row:   func(x *Member) row { return row{name: x.Name, kind: x.Value, marks: textMarks(x.Description)} },
		at:    func(x *Member) Pos { return x.At },
		merge: func(h, v *Member) { m.complete(h, v) },
	}, out.Members, len(first.Members), v.Members)
	m.complete(out, v, &out.Sources, &out.Properties, &out.Relationships, &out.Members)
}

func (m *merger) mergeProperties(what string, have []Property, own int, variant []Property) []Property {
	return mergeRows(m, rowMerge[Property]{
		what: what,
		row: func(p *Property) row {
			return row{name: p.Name, kind: typeRef{p.Type, p.Collection}.String(), marks: textMarks(p.Description)}
		},
		at: func(p *Property) Pos { return p.At },
		merge: func(h, v *Property) {
			t := m.mergeType("type of "+what+" "+h.Name, typeRef{h.Type, h.Collection}, typeRef{v.Type, v.Collection}, v.At, h.At)
			h.Type, h.Collection = t.name, t.collection
			if len(h.Values) > 0 && len(v.Values) > 0 && !sameValues(h.Values, v.Values) {
				m.drift("values of "+h.Name, strings.Join(v.Values, ", "), strings.Join(h.Values, ", "), v.At, h.At)
			}
			m.complete(h, v, &h.Type, &h.Collection)
		},
	}, have, own, variant)
}

func sameValues(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.EqualFunc(a, b, strings.EqualFold)
}
