package ir

import "strings"

// rowMerge tells mergeRows how to join lists of one kind of entry.
type rowMerge[T any] struct {
	what  string // e.g. "body property"
	row   func(*T) row
	at    func(*T) Pos
	merge func(have, variant *T) // facts and texts of two entries that are one
}

// mergeRows pairs the entries of a variant with those of the winning page and
// joins them. The first own entries of have are the winning page's. Entries of
// the variant alone are kept at the end, unless their name is a rendering of
// something else.
func mergeRows[T any](m *merger, r rowMerge[T], have []T, own int, variant []T) []T {
	rows := func(list []T) []row {
		out := make([]row, len(list))
		for i := range list {
			out[i] = r.row(&list[i])
		}
		return out
	}
	a, b := rows(have), rows(variant)
	match := align(a, b)
	used := make([]bool, len(variant))
	var lacks, adds entries
	near := Pos{} // of the variant's last paired entry
	for i, j := range match {
		if j >= 0 && !m.isSameEntry(r.what, a[i].name, b[j].name, r.at(&variant[j]), r.at(&have[i])) {
			j = -1
		}
		switch {
		case j >= 0:
			used[j] = true
			near = r.at(&variant[j])
			r.merge(&have[i], &variant[j])
		case i < own:
			lacks.add(a[i].name, near, r.at(&have[i]))
		}
	}
	for j := range variant {
		if used[j] || m.isUnproven(b[j].name) {
			continue
		}
		adds.add(b[j].name, r.at(&variant[j]), Pos{})
		if isIdentifier(b[j].name) {
			have = append(have, variant[j])
		}
	}
	m.missing(r.what, lacks.names, lacks.at, lacks.ref)
	m.extra(r.what, adds.names, adds.at, adds.ref)
	return have
}

// isUnproven reports whether an entry that only the variant has may come from
// a table of another kind: in a language without words the tables are recognised by
// their shapes, and only a name that the page's code uses is sure, or one that
// HTTP or OData define.
func (m *merger) isUnproven(name string) bool {
	return m.unread[m.from.File] && !m.payload[strings.ToLower(name)] && !isHeaderName(name) && !strings.HasPrefix(name, "$")
}

// isSameEntry reports whether paired entries are one: they have the same name,
// or the variant's is a rendering of the other, which is reported.
func (m *merger) isSameEntry(what, baseName, name string, at, ref Pos) bool {
	if nameKey(baseName) == nameKey(name) {
		return true
	}
	if !m.isRendering(name, baseName) {
		return false
	}
	m.translated(what, name, baseName, at, ref)
	return true
}

// entries gathers entries for one finding, with the places of the first.
type entries struct {
	names   []string
	at, ref Pos
}

func (e *entries) add(name string, at, ref Pos) {
	if len(e.names) == 0 {
		e.at, e.ref = at, ref
	}
	e.names = append(e.names, name)
}

func (m *merger) mergeParameters(what string, have []Parameter, own int, variant []Parameter) []Parameter {
	return mergeRows(m, rowMerge[Parameter]{
		what: what,
		row: func(p *Parameter) row {
			return row{name: p.Name, kind: typeRef{p.Type, p.Collection}.String(), marks: textMarks(p.Description)}
		},
		at: func(p *Parameter) Pos { return p.At },
		merge: func(h, v *Parameter) {
			t := m.mergeType("type of "+what+" "+h.Name, typeRef{h.Type, h.Collection}, typeRef{v.Type, v.Collection}, v.At, h.At)
			h.Type, h.Collection = t.name, t.collection
			m.complete(h, v, &h.Type, &h.Collection)
		},
	}, have, own, variant)
}

func (m *merger) mergeBody(out, first, v *Operation) {
	switch {
	case v.Body == nil && out.Body == nil:
		return
	case v.Body == nil:
		if first.Body != nil && len(first.Body.Properties) > 0 {
			m.missing("request body", []string{out.Body.facts()}, Pos{}, out.Body.At)
		}
		return
	case out.Body == nil && m.unread[m.from.File]:
		return
	case out.Body == nil:
		if len(v.Body.Properties) > 0 {
			m.extra("request body", []string{v.Body.facts()}, v.Body.At, Pos{})
		}
		out.Body = v.Body
		return
	}
	have := out.Body
	own := 0
	if first.Body != nil {
		own = len(first.Body.Properties)
	}
	at, ref := m.at, m.ref
	m.at, m.ref = v.Body.At, have.At
	defer func() { m.at, m.ref = at, ref }()
	t := m.mergeType("type of the request body", typeRef{have.Type, have.Collection}, typeRef{v.Body.Type, v.Body.Collection}, v.Body.At, have.At)
	have.Type, have.Collection = t.name, t.collection
	have.Properties = mergeRows(m, rowMerge[BodyProperty]{
		what: "body property",
		row: func(p *BodyProperty) row {
			return row{name: p.Name, kind: typeRef{p.Type, p.Collection}.String(), marks: textMarks(p.Description)}
		},
		at:    func(p *BodyProperty) Pos { return p.At },
		merge: m.mergeBodyProperty,
	}, have.Properties, own, v.Body.Properties)
	m.complete(have, v.Body, &have.Type, &have.Collection, &have.Properties)
}

// facts names a body in a message.
func (b *Body) facts() string {
	if b.Type != "" {
		return typeRef{b.Type, b.Collection}.String()
	}
	names := make([]string, len(b.Properties))
	for i, p := range b.Properties {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

func (m *merger) mergeBodyProperty(h, v *BodyProperty) {
	t := m.mergeType("type of body property "+h.Name, typeRef{h.Type, h.Collection}, typeRef{v.Type, v.Collection}, v.At, h.At)
	h.Type, h.Collection = t.name, t.collection
	m.complete(h, v, &h.Type, &h.Collection)
}

// textMarks returns the technical words of a text in all its languages.
func textMarks(t Text) []string {
	var out []string
	for _, l := range t {
		out = append(out, marks(l.Text)...)
	}
	return out
}
