package gomodel

import (
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// fieldName returns the Go name of a property: of a documented annotation, such
// as "@microsoft.graph.downloadUrl", what follows its namespace.
func fieldName(name string) string {
	if strings.HasPrefix(name, "@") {
		name = name[strings.LastIndexByte(name, '.')+1:]
	}
	return exported(name)
}

// fieldName is the function of that name, with a memory: properties of one name
// stand in many types.
func (b *schemaIndex) fieldName(name string) string {
	goName, ok := b.names[name]
	if !ok {
		goName = fieldName(name)
		b.names[name] = goName
	}
	return goName
}

// meet reports whether fields have a name in common, with each other or with what
// every struct has.
func meet(fields []*Field) bool {
	seen := map[Name]bool{}
	for i, f := range fields {
		if slices.Contains(ownNames, f.Name) || seen[f.Name] {
			return true
		}
		if len(fields) >= longList {
			seen[f.Name] = true
		} else if slices.ContainsFunc(fields[:i], func(o *Field) bool { return o.Name == f.Name }) {
			return true
		}
	}
	return false
}

// ownNames are those of what every struct has.
var ownNames = []Name{"Extra", "Subtype", "MarshalJSON", "UnmarshalJSON"}

// nameFields gives fields distinct names that are not taken by what every
// struct has. Of names that meet, the one that is spelt as the API spells names
// stays; the others are told apart by a hash of the JSON name. Relationships
// come last, so that one that is selected renames no property.
func nameFields(fields []*Field, relationships map[*Field]bool) {
	if !meet(fields) {
		return
	}
	count := map[Name]int{}
	for _, name := range ownNames {
		count[name] = 1
	}
	usual := maps.Clone(count)
	for _, late := range []bool{false, true} {
		for _, f := range fields {
			if relationships[f] == late {
				count[f.Name]++
				if isUsual(f) && !late {
					usual[f.Name]++
				}
			}
		}
		for _, f := range fields {
			switch {
			case relationships[f] != late || count[f.Name] == 1:
			case count[f.Name] == 2 && (f.Name == "Extra" || f.Name == "Subtype"):
				f.Name += "Property"
			case !late && usual[f.Name] == 1 && isUsual(f): // it stays
			default:
				f.Name += "X" + Name(hash(f.JSON))
			}
		}
	}
}

// isUsual reports whether a property is spelt as the API spells them:
// "conferenceId" beside "conferenceID", and the member that names the type.
func isUsual(f *Field) bool {
	if f.JSON == service.OData.TypeMember {
		return true
	}
	usual := ""
	for w, rest := cutWord(cased(f.JSON)); w != ""; w, rest = cutWord(rest) {
		lower := strings.ToLower(w)
		if usual != "" {
			lower = strings.ToUpper(w[:1]) + lower[1:]
		}
		usual += lower
	}
	return usual == f.JSON
}
