package meaning

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/words"
)

// Translations render names of properties, while the JSON on the same page has the
// real ones.

// namedProperty is a property as a table has it.
type namedProperty struct {
	name       string
	typ        string
	collection bool
	at         ir.Pos
}

// realNames returns the real names of properties that a translation has changed, by
// their index, with a finding each: where the table and the JSON have as many names
// that the other has not, in the same order and with values of those types. Whole: the
// JSON is that of a type, so that it has all names; a name in small letters, which may
// be one that an example leaves out, is undone only then.
func (c *pageContext) realNames(table []namedProperty, shown []ir.BodyProperty, whole bool) map[int]string {
	if c.words.Locale == words.Base || len(shown) == 0 {
		return nil
	}
	var unknown []int
	for i, p := range table {
		if !slices.ContainsFunc(shown, func(s ir.BodyProperty) bool { return strings.EqualFold(s.Name, p.name) }) {
			unknown = append(unknown, i)
		}
	}
	others := slices.DeleteFunc(slices.Clone(shown), func(s ir.BodyProperty) bool {
		return slices.ContainsFunc(table, func(p namedProperty) bool { return strings.EqualFold(s.Name, p.name) })
	})
	if len(unknown) == 0 || len(unknown) != len(others) {
		return nil
	}
	alone := standAlone(table, shown)
	out := map[int]string{}
	for k, i := range unknown {
		if p := table[i]; !(whole && alone[i]) && !isWordOfProse(p.name) || !fitsShown(p, others[k]) {
			return nil
		}
		out[i] = others[k].Name
	}
	for _, i := range unknown {
		c.aside = append(c.aside, ir.Aside{Span: ir.Span{At: table[i].at, End: table[i].at.Line}, Strong: true}) // the name that stands there is in no value
		c.report("translated-name", table[i].at, "The property %s is taken for %s, which the JSON of the page has in its place.", quote(table[i].name), quote(out[i]))
		if d := &c.found[len(c.found)-1]; !alone[i] && len(unknown) > 1 {
			d.Severity = ir.Warning
			d.Message = fmt.Sprintf("The property %s is taken for %s by the order of the JSON alone, because names next to it are translated, too; compare it.", quote(table[i].name), quote(out[i]))
		}
	}
	return out
}

// standAlone tells, by their index, which properties of a table have the place of one
// property of the JSON: the names before and after them are the same in both.
func standAlone(table []namedProperty, shown []ir.BodyProperty) map[int]bool {
	var names, others []string
	for _, p := range table {
		names = append(names, strings.ToLower(p.name))
	}
	for _, s := range shown {
		others = append(others, strings.ToLower(s.Name))
	}
	around := func(list []string, i int) (before, after string) {
		if i > 0 {
			before = list[i-1]
		}
		if i+1 < len(list) {
			after = list[i+1]
		}
		return before, after
	}
	out := map[int]bool{}
	for i, name := range names {
		before, after := around(names, i)
		for k, other := range others {
			b, a := around(others, k)
			if other != name && b == before && a == after && len(names) > 1 {
				out[i] = true
			}
		}
	}
	return out
}

// isWordOfProse tells a word of a language from a name that programs write: it has
// letters beyond ASCII, or begins with a capital and has none after that.
func isWordOfProse(name string) bool {
	first, size := utf8.DecodeRuneInString(name)
	foreign := strings.ContainsFunc(name, func(c rune) bool { return c >= utf8.RuneSelf && unicode.IsLetter(c) })
	return foreign || unicode.IsUpper(first) && strings.ToLower(name[size:]) == name[size:]
}

// fitsShown reports whether a value in JSON may be one of a property: texts stand
// for whatever is written as text, and in the JSON of a type for every type.
func fitsShown(p namedProperty, shown ir.BodyProperty) bool {
	if p.collection != shown.Collection {
		return false
	}
	kind := func(typ string) string {
		switch typ {
		case "Boolean":
			return "boolean"
		case "Int16", "Int32", "Int64", "Byte", "SByte", "Double", "Single", "Decimal":
			return "number"
		case "Json":
			return "object"
		}
		if ir.IsPrimitive(typ) {
			return "text"
		}
		return ""
	}
	declared, value := kind(p.typ), kind(shown.Type)
	return declared == "" || value == "" || declared == value || value == "text" && ir.IsPrimitive(p.typ) && declared != "boolean"
}

// withRealNames gives the properties of a body their real names, by the requests of
// the examples.
func (r fieldReader) withRealNames(properties []ir.BodyProperty, shown []ir.BodyProperty) []ir.BodyProperty {
	table := make([]namedProperty, len(properties))
	for i, p := range properties {
		table[i] = namedProperty{p.Name, p.Type, p.Collection, p.At}
	}
	real := r.realNames(table, shown, false)
	if len(real) == 0 {
		return properties
	}
	out := slices.Clone(properties)
	for i, name := range real {
		out[i].Name = name
	}
	return out
}

// withRealNames gives the properties of a type their real names, by its JSON.
func (r *typeReader) withRealNames(properties []ir.Property, shown []ir.BodyProperty) []ir.Property {
	table := make([]namedProperty, len(properties))
	for i, p := range properties {
		table[i] = namedProperty{p.Name, p.Type, p.Collection, p.At}
	}
	for i, name := range r.realNames(table, shown, true) {
		properties[i].Name = name
	}
	return properties
}
