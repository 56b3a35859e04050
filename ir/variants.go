package ir

import (
	"cmp"
	"slices"
	"strings"
)

// operationVariants puts operations that are one into groups, the variant whose
// facts win first. Operations of one documented page belong together, paired by
// id, by endpoints, or by order; copied text, which does not say where it comes
// from, belongs to what has the same version, methods and paths.
func operationVariants(base string, ops []*Operation) [][]*Operation {
	ops = slices.Clone(ops)
	sortStable(ops, func(a, b *Operation) int {
		if c := compareVariants(base, firstSource(a.Sources), firstSource(b.Sources)); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.APIVersion, b.APIVersion), ComparePos(operationPos(a), operationPos(b)), cmp.Compare(a.ID, b.ID))
	})
	g := &operationGroups{
		byDocument: make(map[string][]int, len(ops)), byEndpoints: map[string][]int{}, byID: map[string][]int{},
		copied: slices.ContainsFunc(ops, isCopied),
	}
	for _, page := range pagesOf(ops, func(o *Operation) (Source, string) { return firstSource(o.Sources), o.APIVersion }) {
		if !isCopied(page[0]) {
			g.addDocumented(page)
		}
	}
	for _, o := range ops {
		if isCopied(o) {
			g.addCopied(o)
		}
	}
	for _, group := range g.groups {
		sortStable(group, func(a, b *Operation) int {
			return compareVariants(base, firstSource(a.Sources), firstSource(b.Sources))
		})
	}
	return g.groups
}

// isCopied reports whether an operation is from copied text.
func isCopied(o *Operation) bool { return firstSource(o.Sources).Document == "" }

// operationGroups gathers variants; the maps hold indexes of groups.
type operationGroups struct {
	copied      bool // there is copied text, for which endpoints and ids are indexed
	groups      [][]*Operation
	byDocument  map[string][]int
	byEndpoints map[string][]int
	byID        map[string][]int
}

// pagesOf cuts a sorted list into runs of one page and API version.
func pagesOf[T any](list []*T, page func(*T) (Source, string)) [][]*T {
	var pages [][]*T
	for i, x := range list {
		if i > 0 {
			source, version := page(x)
			if s, v := page(list[i-1]); s == source && v == version {
				pages[len(pages)-1] = append(pages[len(pages)-1], x)
				continue
			}
		}
		pages = append(pages, []*T{x})
	}
	return pages
}

// addDocumented pairs the operations of a page with those that the page's other
// variants have given so far.
func (g *operationGroups) addDocumented(page []*Operation) {
	doc := page[0].APIVersion + "\n" + strings.ToLower(firstSource(page[0].Sources).Document)
	known := g.byDocument[doc]
	rest := pairPage(known, page,
		func(n int) *Operation { return g.groups[n][0] },
		g.join,
		func(a, b *Operation) bool { return a.ID == b.ID },
		func(a, b *Operation) bool { return endpointsKey(a) == endpointsKey(b) },
		sharesEndpoint)
	for _, o := range rest {
		g.byDocument[doc] = append(g.byDocument[doc], g.open(o))
	}
}

// pairPage joins what a page holds to the groups that other variants of the
// page opened: by each of the rules in turn, at last the only one left to the
// only one left. It returns what fits none.
func pairPage[T any](known []int, page []*T, head func(int) *T, join func(int, *T), rules ...func(a, b *T) bool) []*T {
	if len(known) == 0 {
		return page
	}
	free, rest := slices.Clone(known), slices.Clone(page)
	onlyOnes := func(_, _ *T) bool { return len(free) == 1 && len(rest) == 1 }
	for _, same := range append(rules, onlyOnes) {
		for i := 0; i < len(rest); i++ {
			k := slices.IndexFunc(free, func(n int) bool { return same(head(n), rest[i]) })
			if k < 0 {
				continue
			}
			join(free[k], rest[i])
			free = slices.Delete(free, k, k+1)
			rest = slices.Delete(rest, i, i+1)
			i--
		}
	}
	return rest
}

// addCopied finds the group of an operation from copied text: one that has the
// same endpoints, preferably under the same id or title; failing that, one of
// the same id that shares an endpoint and lacks this language.
func (g *operationGroups) addCopied(o *Operation) {
	var like []int
	if len(o.Endpoints) > 0 {
		like = g.byEndpoints[endpointsKey(o)]
	}
	for _, same := range []func(n *Operation) bool{
		func(n *Operation) bool { return n.ID == o.ID },
		func(n *Operation) bool { return sameTitle(n.Title, o.Title) },
		func(n *Operation) bool { return true },
	} {
		if k := slices.IndexFunc(like, func(n int) bool { return same(g.groups[n][0]) }); k >= 0 {
			g.join(like[k], o)
			return
		}
	}
	for _, n := range g.byID[o.ID] {
		if sharesEndpoint(g.groups[n][0], o) && !hasLocale(g.groups[n], firstSource(o.Sources).Locale) {
			g.join(n, o)
			return
		}
	}
	g.open(o)
}

func (g *operationGroups) open(o *Operation) int {
	n := len(g.groups)
	g.groups = append(g.groups, []*Operation{o})
	g.index(n, o)
	return n
}

func (g *operationGroups) join(n int, o *Operation) {
	g.groups[n] = append(g.groups[n], o)
	g.index(n, o)
}

func (g *operationGroups) index(n int, o *Operation) {
	if !g.copied {
		return
	}
	add := func(m map[string][]int, key string) {
		if !slices.Contains(m[key], n) {
			m[key] = append(m[key], n)
		}
	}
	add(g.byEndpoints, endpointsKey(o))
	add(g.byID, o.ID)
}

func hasLocale(group []*Operation, locale string) bool {
	return slices.ContainsFunc(group, func(o *Operation) bool { return firstSource(o.Sources).Locale == locale })
}

func sameTitle(a, b Text) bool {
	return slices.ContainsFunc(a, func(l LocalText) bool { return strings.EqualFold(l.Text, b.In(l.Locale)) })
}

// endpointsKey is the version with the methods and path templates of an
// operation in any order.
func endpointsKey(o *Operation) string {
	keys := make([]string, len(o.Endpoints))
	for i, e := range o.Endpoints {
		keys[i] = endpointKey(e)
	}
	slices.Sort(keys)
	return o.APIVersion + "\n" + strings.Join(slices.Compact(keys), "\n")
}

// endpointKey is what two spellings of one endpoint have in common: the service
// reads paths without regard to case, and blanks in placeholders and their kind
// of brackets mean nothing.
func endpointKey(e Endpoint) string {
	path := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' {
			return -1
		}
		return r
	}, e.Template())
	return e.Method + " " + strings.ToLower(strings.TrimRight(path, "/"))
}

func sharesEndpoint(a, b *Operation) bool {
	for _, x := range a.Endpoints {
		for _, y := range b.Endpoints {
			if endpointKey(x) == endpointKey(y) {
				return true
			}
		}
	}
	return false
}

// typeVariants puts types that are one into groups: those on variants of one
// documented page, paired by name, and those of one name and version on copied
// text or on no page of their own (enumerations that a description spells out).
// Two pages that describe one type stay apart here; [Link] joins them and says
// so.
func typeVariants(base string, types []*Type) [][]*Type {
	types = slices.Clone(types)
	sortStable(types, func(a, b *Type) int {
		if c := compareVariants(base, firstSource(a.Sources), firstSource(b.Sources)); c != 0 {
			return c
		}
		return compareTypes(a, b)
	})
	var groups [][]*Type
	byDocument, byName := make(map[string][]int, len(types)), make(map[string]int, len(types))
	open := func(t *Type) int {
		groups = append(groups, []*Type{t})
		n := len(groups) - 1
		key := typeKey(t)
		if _, taken := byName[key]; !taken {
			byName[key] = n
		}
		return n
	}
	join := func(n int, t *Type) { groups[n] = append(groups[n], t) }
	for _, page := range pagesOf(types, func(t *Type) (Source, string) { return firstSource(t.Sources), t.APIVersion }) {
		source := firstSource(page[0].Sources)
		if source.Document == "" {
			continue
		}
		doc := page[0].APIVersion + "\n" + strings.ToLower(source.Document)
		rest := pairPage(byDocument[doc], page, func(n int) *Type { return groups[n][0] }, join,
			func(a, b *Type) bool { return typeKey(a) == typeKey(b) })
		for _, t := range rest {
			byDocument[doc] = append(byDocument[doc], open(t))
		}
	}
	for _, t := range types {
		if firstSource(t.Sources).Document != "" {
			continue
		}
		if n, ok := byName[typeKey(t)]; ok {
			join(n, t)
		} else {
			open(t)
		}
	}
	for _, group := range groups {
		sortStable(group, func(a, b *Type) int {
			return compareVariants(base, firstSource(a.Sources), firstSource(b.Sources))
		})
	}
	return groups
}

func typeKey(t *Type) string { return t.APIVersion + "\n" + strings.ToLower(t.Name) }
