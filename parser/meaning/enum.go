package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// membersOf reads the tables of a section Members.
func (r *reader) membersOf(parts []part) []ir.Member {
	out := []ir.Member{}
	for _, p := range parts {
		if p.In != "members" {
			continue
		}
		for t := range tables(p.Blocks) {
			out = append(out, r.readMembers(t)...)
		}
	}
	return out
}

// enumsOf reads the sections "x values". Where x is a property of the page's
// type ("roles property values"), the values belong to that property.
func (r *reader) enumsOf(parts []part, head typeHead, main []*ir.Type) []*ir.Type {
	var out []*ir.Type
	for _, p := range parts {
		if p.Role != "enumValues" {
			continue
		}
		var members []ir.Member
		for t := range tables(p.Blocks) {
			members = append(members, r.readMembers(t)...)
		}
		name := r.enumName(p)
		if len(members) == 0 || name == "" || setValues(main, name, members) {
			continue
		}
		if taken(out, head.qualified(name)) {
			r.report("enum-repeated", p.At, "The page describes the enumeration %s twice.", quote(name))
			continue
		}
		t := head.newType(name, p.At)
		t.Kind, t.Members = ir.Enum, members
		t.Title = r.text(p.Title.String())
		if prose := proseOf(p.Blocks); len(prose) > 0 {
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
func (r *reader) enumName(p part) string {
	title := p.Title.String()
	_, hole := r.words.Match("heading", title)
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
			if len(p.Values) == 0 {
				for _, m := range members {
					p.Values = append(p.Values, m.Name)
				}
			}
			return true
		}
	}
	return false
}

// readMembers reads a table of members: Member, Value and Description in any
// combination. Without a column of members the values are the members.
func (r *reader) readMembers(t *page.Table) []ir.Member {
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
func (r *reader) memberColumns(t *page.Table) (name, value, description int) {
	name, value, description = -1, -1, -1
	for i, c := range t.Head {
		text := c.Spans.String()
		role := r.words.Role("column", text)
		switch {
		case name < 0 && (role == "name" || r.words.Role("memberColumn", text) != "" && role != "value"):
			name = i
		case role == "value":
			value = i
		case role == "description":
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
