package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// group is the endpoints of one operation.
type group struct {
	lines  []endpointLine
	method string
	part   string // "value" for the content of what the page's other endpoints describe
	first  bool   // of the page
	alone  bool
}

// groups parts the endpoints of a page into operations: by method, and where
// the page describes them under headings of their own, the content of an
// object ("/photo/$value") apart from the object.
func groups(lines []endpointLine) []group {
	out := []group{}
	split := splitsValue(lines)
	for _, e := range lines {
		part := ""
		if split && isValue(e.Path) {
			part = "value"
		}
		i := slices.IndexFunc(out, func(g group) bool { return g.method == e.Method && g.part == part })
		if i < 0 {
			i = len(out)
			out = append(out, group{method: e.Method, part: part})
		}
		out[i].lines = append(out[i].lines, e)
	}
	if len(out) == 0 {
		out = append(out, group{})
	}
	out[0].first, out[0].alone = true, len(out) == 1
	return out
}

func isValue(path string) bool { return strings.HasSuffix(path, "/$value") }

// splitsValue reports whether the endpoints of content stand in sections where
// no others stand.
func splitsValue(lines []endpointLine) bool {
	kinds := map[*page.Section]int{}
	for _, e := range lines {
		kind := 1
		if isValue(e.Path) {
			kind = 2
		}
		kinds[e.section] |= kind
	}
	all := 0
	for _, k := range kinds {
		if k == 3 {
			return false
		}
		all |= k
	}
	return all == 3
}

// nameOf is the name of the group's operation: the page's, with another verb
// for another method.
func (g group) nameOf(name string) string {
	if g.part != "" {
		return name + upperFirst(g.part)
	}
	if g.first || g.method == "" {
		return name
	}
	verb := pathVerbs[g.method].entity
	if verb == "" {
		verb = strings.ToLower(g.method)
	}
	for _, v := range fileVerbs {
		if rest, ok := strings.CutPrefix(name, v); ok && (rest == "" || 'A' <= rest[0] && rest[0] <= 'Z') {
			if verb == v {
				verb = strings.ToLower(g.method)
			}
			return verb + rest
		}
	}
	return name + upperFirst(verb)
}

// exchangesOf gives the group its exchanges: those that fit its endpoints, and
// for the page's first group those that fit none.
func (g group) exchangesOf(exchanges []*exchange, all []group) []*exchange {
	if g.alone {
		return exchanges
	}
	var out []*exchange
	for _, x := range exchanges {
		fits := func(g group) bool { return g.fits(x.Request) }
		if fits(g) || g.first && !slices.ContainsFunc(all, fits) {
			out = append(out, x)
		}
	}
	return out
}

// answersOf is what the prose says about the group's answers. Content is of no
// type that the page describes.
func (g group) answersOf(said answers) answers {
	if g.part == "" {
		return said
	}
	said.list, said.loose = slices.Clone(said.list), typeRef{}
	for i := range said.list {
		said.list[i].Type, said.list[i].Collection = "", false
	}
	return said
}

func (g group) fits(request message) bool {
	if request.Method != g.method {
		return false
	}
	t, ok := parseTarget(request.URL)
	return g.part == "" && !isValue(t.Path) || g.part != "" && isValue(t.Path) || !ok
}

// isKeyed reports whether all endpoints of the group end in the key of one object.
func (g group) isKeyed() bool {
	return !slices.ContainsFunc(g.lines, func(e endpointLine) bool {
		return !strings.HasSuffix(e.Path, "}") && !strings.HasSuffix(e.Path, "})") && !strings.HasSuffix(e.Path, "')")
	})
}
