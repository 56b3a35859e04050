package parser

import (
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// nameDocuments tells the pages of other services apart by their paths where they
// were read as a whole and have a name that tells nothing, "suggestions.md". Of
// Graph's pages, such ones are copies of others; elsewhere, equal names in
// different folders are different pages. The APIs are not changed: what differs is
// copied.
func nameDocuments(apis []*ir.API) []*ir.API {
	told, bases := ir.MergeServices(apis)
	if told == nil || isGraph(bases) {
		return apis
	}
	isUnnamed := func(o *ir.Operation) bool {
		return len(o.Sources) == 1 && o.Sources[0].Document == "" && o.Sources[0].Format != "text"
	}
	out := slices.Clone(apis)
	for i, a := range apis {
		if !slices.ContainsFunc(a.Operations, isUnnamed) {
			continue
		}
		c := *a
		c.Operations = slices.Clone(a.Operations)
		for j, o := range a.Operations {
			if isUnnamed(o) {
				made := *o
				made.Sources = partSources(o.Sources, o.APIVersion)
				c.Operations[j] = &made
			}
		}
		out[i] = &c
	}
	return out
}
