package parser

import (
	"fmt"
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// assumed is the code of the finding about a page of several operations that names
// no version of the API.
const assumed = "version-assumed"

// shareVersion gives the operations and types of such pages the version that most
// operations of the other such pages have, so that one service does not fall apart
// into two versions. The APIs are not changed: what differs is copied.
func shareVersion(apis []*ir.API) []*ir.API {
	bare := map[string]bool{} // files that name no version
	for _, a := range apis {
		for _, d := range a.Diagnostics {
			if d.Code == assumed {
				bare[d.File] = true
			}
		}
	}
	if len(bare) == 0 {
		return apis
	}
	version := usualVersion(apis, bare)
	if version == "" {
		return apis
	}
	out := slices.Clone(apis)
	for i, a := range apis {
		c := *a
		c.Operations, c.Types, c.Diagnostics = slices.Clone(a.Operations), slices.Clone(a.Types), slices.Clone(a.Diagnostics)
		for j, o := range a.Operations {
			if isPart(o.Sources, o.APIVersion) && bare[o.Sources[0].File] {
				made := *o
				made.APIVersion, made.ID, made.Sources = version, version+"/"+o.Resource+"/"+o.Name, partSources(o.Sources, version)
				c.Operations[j] = &made
			}
		}
		for j, t := range a.Types {
			if isPart(t.Sources, t.APIVersion) && bare[t.Sources[0].File] {
				made := *t
				made.APIVersion, made.Sources = version, partSources(t.Sources, version)
				c.Types[j] = &made
			}
		}
		for j, d := range a.Diagnostics {
			if d.Code == assumed {
				c.Diagnostics[j] = ir.NewDiagnostic(assumed, d.Pos(),
					fmt.Sprintf("Nothing says which version of the API the page documents; %q is assumed, which most of the other pages name.", version))
			}
		}
		out[i] = &c
	}
	return out
}

// usualVersion is the version of most operations that were cut out of pages which
// name one; "" if there are none.
func usualVersion(apis []*ir.API, bare map[string]bool) string {
	count := map[string]int{}
	most := ""
	for _, a := range apis {
		for _, o := range a.Operations {
			if !isPart(o.Sources, o.APIVersion) || bare[o.Sources[0].File] {
				continue
			}
			v := o.APIVersion
			if count[v]++; most == "" || count[v] > count[most] || count[v] == count[most] && v < most {
				most = v
			}
		}
	}
	return most
}

// isPart reports whether sources are those of what parser/outline cut out of a
// page.
func isPart(sources []ir.Source, version string) bool {
	return len(sources) > 0 && sources[0].Document == version+"/"+documentOf(sources[0].File)
}

func partSources(sources []ir.Source, version string) []ir.Source {
	out := slices.Clone(sources)
	for i := range out {
		out[i].Document = version + "/" + documentOf(out[i].File)
	}
	return out
}
