package gomodel

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// withAliases adds the paths by which an operation's examples address the
// signed-in user where its page documents any user: /me/… for /users/{id}/….
func withAliases(op *ir.Operation, verb string, sites []site) []site {
	for i := range op.Examples {
		x := &op.Examples[i]
		if x.Request.Method != verb || !mayCallMe(x.Request.URL) {
			continue
		}
		called := calledPath(op, x.Request.URL)
		if len(called) == 0 || !strings.EqualFold(called[0], "me") ||
			slices.ContainsFunc(sites, func(s site) bool { return fitsPath(s.path, called) }) {
			continue
		}
		any := slices.Concat([]string{"users", "any"}, called[1:])
		i := slices.IndexFunc(sites, func(s site) bool { return len(s.path) > 1 && s.path[1].isHole() && fitsPath(s.path, any) })
		if i < 0 {
			continue
		}
		endpoint := *sites[i].endpoint
		endpoint.At = x.Request.At
		sites = append(sites, site{endpoint: &endpoint, path: slices.Concat([]*segment{newSegment([]string{"me"}, nil)}, sites[i].path[2:]), alias: true})
	}
	return sites
}

// mayCallMe reports whether a segment of a URL may be "me".
func mayCallMe(url string) bool {
	url = strings.TrimSpace(url)
	for {
		if len(url) >= len("me") && strings.EqualFold(url[:len("me")], "me") {
			return true
		}
		i := strings.IndexAny(url, "/%")
		if i < 0 || url[i] == '%' {
			return i >= 0
		}
		url = url[i+1:]
	}
}

// calledPath returns the segments of a request's path below the API version,
// unescaped, with keys in parentheses as segments of their own.
func calledPath(op *ir.Operation, text string) []string {
	return ParseTarget(text, op.APIVersion).WithoutKeys().Segments
}

// fitsPath reports whether a path has the segments of a request.
func fitsPath(path []*segment, called []string) bool {
	if len(path) != len(called) {
		return false
	}
	for i, s := range path {
		want, _, _ := strings.Cut(s.texts[0], "(")
		got, _, call := strings.Cut(called[i], "(")
		if !s.isHole() && (!strings.EqualFold(want, got) || call != strings.Contains(s.texts[0], "(")) {
			return false
		}
	}
	return true
}
