package lint

import (
	"fmt"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// checkNames reports example names that several pages of one API version use.
// The first page in the order of operations owns the name.
func checkNames(api *ir.API) []ir.Diagnostic {
	type key struct{ version, name string }
	first := map[key]ir.Pos{}
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		for _, e := range op.Examples {
			if e.Name == "" {
				continue
			}
			k := key{op.APIVersion, strings.ToLower(e.Name)}
			at, taken := first[k]
			if !taken {
				first[k] = e.Request.At
				continue
			}
			if at.File != e.Request.At.File {
				out = append(out, ir.NewDiagnostic("example-name-shared", e.Request.At,
					fmt.Sprintf("The example name %q stands on two pages.", ir.Visible(e.Name)), ir.RelatedAt(at, "first here")))
			}
		}
	}
	return out
}

// checkTypes reports examples whose annotation names another type than the
// prose. A derived type is no contradiction, and where the type pages do not
// show how two types are related, nothing is said.
func checkTypes(api *ir.API) []ir.Diagnostic {
	family := newFamily(api.Types)
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		for _, e := range op.Examples {
			if e.Response == nil || e.Response.Type == "" {
				continue
			}
			for _, said := range op.Responses {
				if said.Status != e.Response.Status || said.Type == "" || said.At == e.Response.At || !family.strangers(op.APIVersion, said.Type, e.Response.Type) {
					continue
				}
				out = append(out, ir.NewDiagnostic("example-type", e.Response.At,
					fmt.Sprintf("The annotation says %q where the prose says %q.", ir.Visible(e.Response.Type), ir.Visible(said.Type)),
					ir.RelatedAt(said.At, "the prose")))
			}
		}
	}
	return out
}

// family knows which documented type derives from which.
type family struct {
	bases map[string]string // version and simple name in lower case → simple name of the base, "" for none
}

func newFamily(types []*ir.Type) family {
	f := family{map[string]string{}}
	for _, t := range types {
		if t.Kind != ir.Enum {
			f.bases[t.APIVersion+" "+simple(t.Name)] = simple(t.Base)
		}
	}
	return f
}

// simple is a type name without namespace, in lower case.
func simple(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
}

// strangers reports whether two types are surely not the same thing: both are
// documented, neither derives from the other, and they have no base in common.
func (f family) strangers(version, a, b string) bool {
	if a == b || a[strings.LastIndexByte(a, '.')+1:] == b[strings.LastIndexByte(b, '.')+1:] {
		return false
	}
	a, b = simple(a), simple(b)
	if a == b || strings.Contains(a, b) || strings.Contains(b, a) {
		return false
	}
	rootA, okA := f.root(version, a)
	rootB, okB := f.root(version, b)
	return okA && okB && rootA != rootB
}

// entity is the base of all entities, which makes nothing alike.
const entity = "entity"

// maxBases bounds a chain of bases, which a wrong page may close to a ring.
const maxBases = 20

// root follows the bases of a type to the last one. It reports false if the
// type, or one of its bases but the last, is not documented.
func (f family) root(version, name string) (string, bool) {
	for range maxBases {
		base, known := f.bases[version+" "+name]
		if !known {
			return name, false
		}
		if base == "" || base == entity {
			return name, true
		}
		name = base
	}
	return name, false
}
