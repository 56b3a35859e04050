package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

const typePagesMissing = "type-pages-missing"

// checkTypePages reports, once for an API version, which types operations and other
// types name that no page describes: their pages were not given, as a rule, and
// what the emitted code knows of them is what examples show.
func checkTypePages(api *ir.API) []ir.Diagnostic {
	described := map[string]bool{}
	for _, t := range api.Types {
		described[t.APIVersion+" "+simple(t.Name)] = true
	}
	missing := map[string]map[string]ir.Pos{} // version → name → where it is named first
	note := func(version, name string, at ir.Pos) {
		if name == "" || ir.IsPrimitive(name) || described[version+" "+simple(name)] || at.IsZero() {
			return
		}
		if missing[version] == nil {
			missing[version] = map[string]ir.Pos{}
		}
		if old, ok := missing[version][name]; !ok || ir.ComparePos(at, old) < 0 {
			missing[version][name] = at
		}
	}
	for _, o := range api.Operations {
		for _, r := range o.Responses {
			note(o.APIVersion, r.Type, r.At)
		}
		if o.Body != nil {
			note(o.APIVersion, o.Body.Type, o.Body.At)
			for _, p := range o.Body.Properties {
				note(o.APIVersion, p.Type, p.At)
			}
		}
	}
	for _, t := range api.Types {
		for _, p := range t.Properties {
			note(t.APIVersion, p.Type, p.At)
		}
	}
	var out []ir.Diagnostic
	for _, version := range slices.Sorted(maps.Keys(missing)) {
		out = append(out, missingPages(version, missing[version]))
	}
	return out
}

func missingPages(version string, named map[string]ir.Pos) ir.Diagnostic {
	const most = 12 // names in the message
	names := slices.Sorted(maps.Keys(named))
	at := named[names[0]]
	shown := make([]string, 0, most)
	for _, n := range names {
		if ir.ComparePos(named[n], at) < 0 {
			at = named[n]
		}
		if len(shown) < most {
			shown = append(shown, ir.Visible(n[strings.LastIndexByte(n, '.')+1:]))
		}
	}
	list := strings.Join(shown, ", ")
	if more := len(names) - len(shown); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return ir.NewDiagnostic(typePagesMissing, at, fmt.Sprintf("No page describes these types of %s: %s.", ir.Visible(version), list))
}
