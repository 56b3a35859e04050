package ir

import (
	"cmp"
	"maps"
	"slices"

	"github.com/docpiler/docpiler/ir/service"
)

// MergeServices returns the service that most of the APIs name, nil if none does,
// and the sum of what they count.
func MergeServices(apis []*API) (*service.Service, map[string]int) {
	var bases map[string]int
	count := map[string]int{}
	named, all := 0, 0 // APIs that name one, and that say anything
	byName := map[string]*service.Service{}
	for _, a := range apis {
		for base, n := range a.Bases {
			if bases == nil {
				bases = map[string]int{}
			}
			bases[base] += n
		}
		if s := a.Service; s != nil {
			if count[s.Name]++; s.Name != "" {
				named++
			}
			all++
			if known := byName[s.Name]; known == nil || s.URL > known.URL {
				byName[s.Name] = s
			}
		}
	}
	if 4*named >= all { // the others say nothing
		delete(count, "")
	}
	return byName[Most(count)], bases
}

// Most returns the key with the highest count, of equals the first in the
// alphabet; "" if there is none.
func Most(count map[string]int) string {
	keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	if len(keys) == 0 {
		return ""
	}
	return keys[0]
}
