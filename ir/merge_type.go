package ir

import (
	"slices"
	"strings"
)

// types merges the variants of one type, the one whose facts win first. The
// variants are not changed.
func (m *merger) types(group []*Type) *Type {
	first := group[0]
	out := cloneType(first)
	for _, v := range group[1:] {
		m.into, m.from = firstSource(first.Sources), firstSource(v.Sources)
		m.ref, m.at = first.At, v.At
		m.payload = map[string]bool{}
		m.mergeType1(out, first, v)
	}
	return out
}

func (m *merger) mergeType1(out, first, v *Type) {
	out.Sources = mergeSources(m.base, out.Sources, v.Sources)
	out.Title = out.Title.Merge(m.base, v.Title)
	out.Description = out.Description.Merge(m.base, v.Description)
	if out.Kind != v.Kind {
		m.drift("kind of "+out.Name, string(v.Kind), string(out.Kind), v.At, out.At)
	}
	out.Base = m.mergeName("base type of "+out.Name, out.Base, v.Base)
	out.Abstract = out.Abstract || v.Abstract
	out.Open = out.Open || v.Open
	if len(out.Key) == 0 {
		out.Key = v.Key
	}
	out.Properties = m.mergeProperties("property", out.Properties, len(first.Properties), v.Properties)
	out.Relationships = m.mergeProperties("relationship", out.Relationships, len(first.Relationships), v.Relationships)
	out.Members = mergeRows(m, rowMerge[Member]{
		what: "member",
		row:  func(x *Member) row { return row{name: x.Name, kind: x.Value, marks: textMarks(x.Description)} },
		at:   func(x *Member) Pos { return x.At },
		merge: func(h, v *Member) {
			h.Value = firstOf(h.Value, v.Value)
			h.Description = h.Description.Merge(m.base, v.Description)
		},
	}, out.Members, len(first.Members), v.Members)
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
			m.mergeMarkers(h, v)
			h.Description = h.Description.Merge(m.base, v.Description)
		},
	}, have, own, variant)
}

// mergeMarkers fills what the winning page does not say. Markers stand in prose
// that translations word freely, so a marker that is not there proves nothing.
func (m *merger) mergeMarkers(h, v *Property) {
	if h.Nullable == nil {
		h.Nullable = v.Nullable
	}
	h.Inherited = firstOf(h.Inherited, v.Inherited)
	h.Default = firstOf(h.Default, v.Default)
	if len(h.Filter) == 0 {
		h.Filter = v.Filter
	}
	switch {
	case len(h.Values) == 0:
		h.Values = v.Values
	case len(v.Values) > 0 && !sameValues(h.Values, v.Values):
		m.drift("values of "+h.Name, strings.Join(v.Values, ", "), strings.Join(h.Values, ", "), v.At, h.At)
	}
}

func sameValues(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.EqualFunc(a, b, strings.EqualFold)
}
