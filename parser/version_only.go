package parser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// unknownVersion is the finding of a page that says nothing of the version.
const unknownVersion = "version-unknown"

// takeOnlyVersion gives what such pages document the version that all others
// document, where that is one: the page of a type seldom names any. The APIs are not
// changed: what differs is copied.
func takeOnlyVersion(apis []*ir.API) []*ir.API {
	unknown := map[string]bool{} // files
	for _, a := range apis {
		for _, d := range a.Diagnostics {
			if d.Code == unknownVersion {
				unknown[d.File] = true
			}
		}
	}
	version := onlyVersion(apis, unknown)
	if len(unknown) == 0 || version == "" {
		return apis
	}
	out := slices.Clone(apis)
	for i, a := range apis {
		c := *a
		c.Operations, c.Types, c.Diagnostics = slices.Clone(a.Operations), slices.Clone(a.Types), slices.Clone(a.Diagnostics)
		for j, o := range a.Operations {
			if isFrom(o.Sources, unknown) {
				made := *o
				made.ID, made.Sources = version+strings.TrimPrefix(o.ID, o.APIVersion), sourcesOf(o.Sources, o.APIVersion, version)
				made.APIVersion = version
				c.Operations[j] = &made
			}
		}
		for j, t := range a.Types {
			if isFrom(t.Sources, unknown) {
				made := *t
				made.APIVersion, made.Sources = version, sourcesOf(t.Sources, t.APIVersion, version)
				c.Types[j] = &made
			}
		}
		for j, d := range a.Diagnostics {
			if d.Code == unknownVersion {
				c.Diagnostics[j] = ir.NewDiagnostic(assumed, d.Pos(),
					fmt.Sprintf("Nothing says which version of the API the page documents; %q is taken, as all other pages document that.", version))
			}
		}
		out[i] = &c
	}
	return out
}

// onlyVersion is the version of all operations on other pages, "" if there are
// several or none.
func onlyVersion(apis []*ir.API, unknown map[string]bool) string {
	version := ""
	for _, a := range apis {
		for _, o := range a.Operations {
			switch {
			case isFrom(o.Sources, unknown):
			case version != "" && o.APIVersion != version:
				return ""
			default:
				version = o.APIVersion
			}
		}
	}
	return version
}

func isFrom(sources []ir.Source, files map[string]bool) bool {
	return len(sources) > 0 && files[sources[0].File]
}

// sourcesOf names the documents of sources by another version.
func sourcesOf(sources []ir.Source, old, version string) []ir.Source {
	out := slices.Clone(sources)
	for i, s := range out {
		if rest, ok := strings.CutPrefix(s.Document, old+"/"); ok {
			out[i].Document = version + "/" + rest
		}
	}
	return out
}
