package lint

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// checkForeignNames reports properties that still have the name which a translation
// gave them: neither the JSON of the page nor a page in the base language has the real
// one.
func checkForeignNames(api *ir.API) []ir.Diagnostic {
	var out []ir.Diagnostic
	check := func(name string, at ir.Pos) {
		if isForeign(name) {
			d := ir.NewDiagnostic("translated-name", at, fmt.Sprintf("The property %q has the name that the translation gave it; no JSON and no other page shows its real one.", ir.Visible(name)))
			d.Severity = ir.Warning
			out = append(out, d)
		}
	}
	for _, op := range api.Operations {
		if op.Body == nil {
			continue
		}
		for _, p := range op.Body.Properties {
			check(p.Name, p.At)
		}
	}
	for _, t := range api.Types {
		for _, p := range t.Properties {
			check(p.Name, p.At)
		}
		for _, p := range t.Relationships {
			check(p.Name, p.At)
		}
	}
	return out
}

// isForeign reports whether a name has letters beyond ASCII, which programs do not
// write.
func isForeign(name string) bool {
	return strings.ContainsFunc(name, func(c rune) bool { return c >= utf8.RuneSelf && unicode.IsLetter(c) })
}
