package lint

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// checkValues reports examples that send a value which the page does not list among
// the possible ones.
func checkValues(api *ir.API) []ir.Diagnostic {
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		if op.Body == nil || !slices.ContainsFunc(op.Body.Properties, func(p ir.BodyProperty) bool { return len(p.Values) > 0 }) {
			continue
		}
		for _, e := range op.Examples {
			var sent map[string]any
			if e.Request.Body == "" || json.Unmarshal([]byte(e.Request.Body), &sent) != nil {
				continue
			}
			for _, p := range op.Body.Properties {
				value, ok := sent[p.Name].(string)
				if !ok || len(p.Values) == 0 || slices.ContainsFunc(p.Values, func(v string) bool { return strings.EqualFold(v, value) }) {
					continue
				}
				out = append(out, ir.NewDiagnostic("example-value-undocumented", e.Request.At,
					fmt.Sprintf("The request sends %q for %q, which is none of the possible values.", ir.Visible(value), ir.Visible(p.Name)),
					ir.RelatedAt(p.At, "the property")))
			}
		}
	}
	return out
}

// checkBodies reports properties in the table of a body that the page of its type
// and those of the bases do not describe.
func checkBodies(api *ir.API) []ir.Diagnostic {
	c := newCatalogue(api)
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		if op.Body == nil || op.Body.Type == "" || op.Body.From != "table" {
			continue
		}
		names := c.properties(op.APIVersion, op.Body.Type)
		if names == nil {
			continue
		}
		for _, p := range op.Body.Properties {
			if !names[strings.ToLower(p.Name)] && !strings.ContainsAny(p.Name, "@/.") && !strings.HasPrefix(p.Name, service.OData.ExtensionPrefix) {
				out = append(out, ir.NewDiagnostic("body-property-undocumented", p.At,
					fmt.Sprintf("The body has the property %q, which the page of %q does not describe.", ir.Visible(p.Name), ir.Visible(op.Body.Type))))
			}
		}
	}
	return out
}

// checkTypeNames reports names of types that no page describes and that differ in a
// letter from one that a page describes.
func checkTypeNames(api *ir.API) []ir.Diagnostic {
	const shortest = 7 // letters of a name that is compared
	known := map[string][]string{}
	c := newCatalogue(api)
	for _, t := range api.Types {
		known[t.APIVersion] = append(known[t.APIVersion], simple(t.Name))
	}
	seen := map[string]bool{}
	var out []ir.Diagnostic
	for _, t := range api.Types {
		for _, p := range slices.Concat(t.Properties, t.Relationships) {
			name := simple(p.Type)
			key := t.APIVersion + " " + name
			if len(name) < shortest || ir.IsPrimitive(p.Type) || c.types[key] != nil || seen[key] {
				continue
			}
			seen[key] = true
			for _, other := range known[t.APIVersion] {
				if oneSlip(name, other) {
					out = append(out, ir.NewDiagnostic("type-unknown", p.At,
						fmt.Sprintf("No page describes the type %q; %q may be meant.", ir.Visible(p.Type), ir.Visible(other))))
					break
				}
			}
		}
	}
	return out
}

// oneSlip reports whether two words differ in one letter that is missing, in excess,
// other, or exchanged with its neighbour.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == b || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
