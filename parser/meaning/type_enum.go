package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// membersOf reads the tables of sections of members.
func (r *typeReader) membersOf(in sections) []ir.Member {
	out := []ir.Member{}
	for _, p := range in {
		for t := range tables(p.Blocks) {
			out = append(out, r.memberTable(t)...)
		}
	}
	return out
}

// enum is a section "x values".
type enum struct {
	part
	name    string // x
	members []ir.Member
}

// enumsOf reads the sections "x values" that have a name and a table.
func (r *typeReader) enumsOf(in sections) []enum {
	var out []enum
	for _, p := range in {
		if p.Role != words.SectionEnumValues {
			continue
		}
		if e := (enum{p, r.enumName(p), r.membersOf(sections{p})}); e.name != "" && len(e.members) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// enumTypes makes types of the enumerations of a page. Where x is a property of
// the page's type ("roles property values"), the values belong to that property.
func (r *typeReader) enumTypes(d *typeDraft, main []*ir.Type) []*ir.Type {
	var out []*ir.Type
	for _, e := range d.enums {
		if setValues(main, e.name, e.members) {
			continue
		}
		if taken(out, d.qualified(e.name)) {
			r.report("enum-repeated", e.At, "The page describes the enumeration %s twice.", quote(e.name))
			continue
		}
		t := d.newType(e.name, e.At)
		t.Kind, t.Members = ir.Enum, e.members
		t.Title = r.text(e.Title.String())
		if prose := proseOf(e.Blocks); len(prose) > 0 {
			t.Description = r.text(prose[0].Spans.String())
		}
		out = append(out, t)
	}
	return out
}

func taken(types []*ir.Type, name string) bool {
	return slices.ContainsFunc(types, func(t *ir.Type) bool { return t.Name == name })
}

// enumName is the x of a heading "x values", "" if it is no name.
func (r *typeReader) enumName(p part) string {
	title := p.Title.String()
	_, hole := r.words.MatchOf(words.Headings, title)
	name := unfold(title, hole)
	if hole == "" {
		name, _, _ = strings.Cut(title, " ")
	}
	if !isTypeName(name) {
		return ""
	}
	return name
}

// setValues gives the members to the property of that name whose type is not
// the enumeration itself.
func setValues(main []*ir.Type, name string, members []ir.Member) bool {
	for _, t := range main {
		for i := range t.Properties {
			p := &t.Properties[i]
			if !strings.EqualFold(p.Name, name) || p.Type != "String" {
				continue
			}
			add := len(p.Values) == 0
			for _, m := range members {
				if add {
					p.Values = append(p.Values, m.Name)
				}
				if slices.Contains(p.Values, m.Name) {
					p.Also = append(p.Also, ir.Span{At: m.At})
				}
			}
			return true
		}
	}
	return false
}

// memberTable reads a table of members: Member, Value and Description in any
// combination. Without a column of members the values are the members.
func (r *typeReader) memberTable(t *page.Table) []ir.Member {
	name, value, description := r.memberColumns(t)
	if name < 0 {
		return nil
	}
	var out []ir.Member
	for _, row := range t.Rows {
		m := ir.Member{Name: memberName(row.Cells[name].Spans.String()), At: row.At}
		if m.Name == "" {
			continue
		}
		if value >= 0 {
			m.Value = strings.Trim(row.Cells[value].Spans.String(), " `")
		}
		if description >= 0 {
			m.Description = r.text(row.Cells[description].Spans.String())
		}
		out = append(out, m)
	}
	return out
}

// memberColumns finds the columns; -1 stands for a missing one.
func (r *typeReader) memberColumns(t *page.Table) (name, value, description int) {
	name, value, description = -1, -1, -1
	for i, c := range t.Head {
		text := c.Spans.String()
		role := r.words.RoleOf(words.Columns, text)
		switch {
		case name < 0 && (role == words.ColumnName || !r.words.RoleOf(words.MemberColumns, text).IsZero() && role != words.ColumnValue):
			name = i
		case role == words.ColumnValue:
			value = i
		case role == words.ColumnDescription:
			description = i
		}
	}
	if name < 0 {
		name, value = value, -1
	}
	if name < 0 && len(t.Head) <= 3 {
		name = 0
	}
	return name, value, description
}

// memberName cleans the name of a member; the cell may be coded or quoted.
func memberName(cell string) string {
	name, _, _ := strings.Cut(strings.Trim(cell, " `*\"\u00a0"), "\n")
	return strings.TrimSpace(name)
}

// readValues gives properties the tables of their values that stand in sections of
// no kind: those of which all first cells are values of the property, and those
// under a heading that names a property without values.
func (r *typeReader) readValues(t *ir.Type) {
	for _, p := range r.parts {
		for table := range tables(p.Blocks) {
			if r.fields.read[table] || kindOf(p.In).aside || p.In == words.SectionMembers || p.Role == words.SectionEnumValues {
				continue
			}
			named, _, _ := strings.Cut(p.Title.String(), " ")
			for i := range t.Properties {
				if to := &t.Properties[i]; strings.EqualFold(named, to.Name) && len(to.Values) == 0 {
					members := slices.DeleteFunc(r.memberTable(table), func(m ir.Member) bool { return m.Name == "null" })
					setValues([]*ir.Type{t}, to.Name, members)
				} else if holdsValues(to.Values, table) {
					for _, row := range table.Rows {
						to.Also = append(to.Also, rowSpan(row))
					}
				}
			}
		}
	}
}

func holdsValues(values []string, t *page.Table) bool {
	for _, row := range t.Rows {
		if !slices.ContainsFunc(row.Cells[:min(len(row.Cells), 2)], func(c page.Cell) bool {
			name := memberName(c.Spans.String())
			return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, name) })
		}) {
			return false
		}
	}
	return len(t.Rows) > 0
}
