package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// checkProperties reports members of example responses that the pages of the
// type and of its bases do not describe. Nothing is said about open types, and
// where the page of a base is missing.
func checkProperties(api *ir.API) []ir.Diagnostic {
	c := newCatalogue(api)
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		for _, e := range op.Examples {
			if e.Response == nil || e.Response.Type == "" || e.Response.Body == "" {
				continue
			}
			names := c.properties(op.APIVersion, e.Response.Type)
			if names == nil {
				continue
			}
			if extra := undocumented(*e.Response, names); len(extra) > 0 {
				out = append(out, ir.NewDiagnostic("example-property-undocumented", e.Response.At,
					fmt.Sprintf("The response shows %q, which the page of %q does not describe.", ir.Visible(some(extra)), ir.Visible(e.Response.Type))))
			}
		}
	}
	return out
}

// maxNames is how many names a message quotes.
const maxNames = 6

// some joins names for a message, the first few of many.
func some(names []string) string {
	if len(names) > maxNames {
		return strings.Join(names[:maxNames], ", ") + ", \u2026"
	}
	return strings.Join(names, ", ")
}

// catalogue finds types, and the names of their properties, by version and
// simple name.
type catalogue struct {
	types map[string]*ir.Type
	known map[string]map[string]bool
}

func newCatalogue(api *ir.API) catalogue {
	c := catalogue{types: map[string]*ir.Type{}, known: map[string]map[string]bool{}}
	for _, t := range api.Types {
		c.types[t.APIVersion+" "+simple(t.Name)] = t
	}
	return c
}

// properties returns the names, in lower case, of all properties that values of
// a type may have, nil if they are not all documented.
func (c catalogue) properties(version, name string) map[string]bool {
	key := version + " " + simple(name)
	names, known := c.known[key]
	if !known {
		names = c.readProperties(version, name)
		c.known[key] = names
	}
	return names
}

func (c catalogue) readProperties(version, name string) map[string]bool {
	names := map[string]bool{}
	for range maxBases {
		t := c.types[version+" "+simple(name)]
		if t == nil || t.Open || t.Kind == ir.Enum || len(t.Properties) == 0 {
			return nil
		}
		for _, p := range slices.Concat(t.Properties, t.Relationships) {
			names[strings.ToLower(p.Name)] = true
		}
		if t.Base == "" || simple(t.Base) == entity {
			names["id"] = true
			return names
		}
		name = t.Base
	}
	return nil
}

// undocumented lists the members of a response that are not among the names, in
// text order. Of a list the first element counts.
func undocumented(a ir.ExampleAnswer, names map[string]bool) []string {
	body, err := jsontree.Parse(a.Body)
	if err != nil {
		return nil
	}
	if value := body.Get("value"); value != nil && !names["value"] {
		body = value
	}
	if list := body.Elements(); len(list) > 0 {
		body = list[0]
	}
	var extra []string
	for _, m := range body.Members() {
		if m.Name == service.OData.TypeMember && !strings.EqualFold(simple(strings.Trim(m.Str(), "#")), simple(a.Type)) {
			return nil // a derived type, which may have more
		}
		if !names[strings.ToLower(m.Name)] && !strings.Contains(m.Name, "@") && !strings.HasPrefix(m.Name, service.OData.ExtensionPrefix) {
			extra = append(extra, m.Name)
		}
	}
	return extra
}
