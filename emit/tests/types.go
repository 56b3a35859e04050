package tests

import (
	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/examples"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// isTested reports whether a type has something that can be told wrong.
func isTested(t *gomodel.Type) bool {
	return t.Kind == gomodel.Struct && len(t.Fields)+len(t.Subtypes) > 0
}

// typesTest is a test that holds the JSON names of each type's properties and
// the names of its subtypes:
//
//	func TestTypes_card(t *testing.T) {
//		roundTrip[Card](t,
//			`"id":"some text"`,
//		)
//		knowsSubtype[Card, BigCard](t, "#microsoft.graph.bigCard")
//	}
func typesTest(f *gomodel.File) jen.Code {
	var statements []jen.Code
	for _, t := range f.Types {
		if !isTested(t) {
			continue
		}
		if len(t.Fields) > 0 {
			statements = append(statements, jen.Id("roundTrip").Types(gofile.Name(t.Name)).
				Call(append([]jen.Code{jen.Id("t")}, gofile.TextLines(joined(examples.SampleMembers(t)))...)...))
		}
		for _, sub := range t.Subtypes {
			statements = append(statements, jen.Id("knowsSubtype").Types(gofile.Name(t.Name), gofile.Name(sub.Name)).
				Call(jen.Id("t"), gofile.Text("#"+sub.API)))
		}
	}
	return testFunc("TestTypes_"+f.Name(), statements...)
}

// joined puts members on lines, a few on each.
func joined(members []string) []string {
	const width = 90
	var lines []string
	for _, m := range members {
		last := len(lines) - 1
		if last < 0 || len(lines[last])+len(m) > width {
			lines = append(lines, m)
		} else {
			lines[last] += "," + m
		}
	}
	return lines
}
