package gomodel

import (
	"cmp"
	"slices"
	"strings"
)

// Mount is a route of a method, as a server mounts it.
type Mount struct {
	*Method
	*Route
}

// Mounts lists the routes of methods in the order in which servers mount them: of
// two that fit one request the first answers. The routes of operations that own
// their endpoint come before those that yield, and are sorted by the operation's
// id.
func Mounts(methods []*Method) []Mount {
	var list []Mount
	for _, m := range methods {
		for _, r := range m.Routes {
			list = append(list, Mount{m, r})
		}
	}
	slices.SortStableFunc(list, func(a, b Mount) int {
		return cmp.Or(compareBools(a.Yields, b.Yields), strings.Compare(a.ID, b.ID))
	})
	return list
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
