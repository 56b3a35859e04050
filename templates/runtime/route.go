package runtime

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// router finds the route of a request by method and path. A path template is
// a list of segments, each of one of these forms, most specific first:
//
//	messages                     a literal, compared without case
//	range(address='{address}')   a call: named arguments in any order
//	items({id})                  a key in parentheses
//	{id}$ref, roleId={id}        text around placeholders
//	{id}                         any one segment
//	{path}:, {path}              after a segment that ends in ':': one segment or more,
//	                             up to the next one that ends in ':' or to the end
//
// Where several templates fit a request, the one whose first differing segment
// is more specific wins. The time to find a route depends on the length of the
// path, not on the number of routes. The zero value is an empty router; it is
// safe for concurrent use once all routes are added.
type router[T any] struct{ root routeNode[T] }

// routeNode is one position in the templates, after the segments before it.
type routeNode[T any] struct {
	ends     map[string]routeEnd[T]    // by method: the routes that end here
	literals map[string]*routeNode[T]  // by folded text
	calls    map[string][]routeCall[T] // by name and argument names, most specific first
	patterns []routePattern[T]         // most literal text first
	one      *routeNode[T]             // {x}
	path     *routeNode[T]             // {x}: after a colon
	rest     *routeNode[T]             // {x} after a colon
}

// routeEnd is a registered route. Arguments of calls are found in the order of
// their names; order says which of the values found is the template's n-th.
type routeEnd[T any] struct {
	value T
	order []int
}

type routeCall[T any] struct {
	args []callArg // sorted by name
	next *routeNode[T]
}

type routePattern[T any] struct {
	parts []string // literal texts around the placeholders, folded
	next  *routeNode[T]
}

// routeMatch is what a request's path leads to.
type routeMatch[T any] struct {
	value T
	args  []string // values of the placeholders, in the template's order, unescaped and unquoted
	found bool
	allow []string // methods that the path knows, sorted; set where found is false
}

// add registers a route. The first of two routes with the same method and
// shape stays; the second is an error, as is a template that cannot be read.
func (r *router[T]) add(method, template string, value T) error {
	segments, err := parseTemplate(template)
	if err != nil {
		return err
	}
	node, order, base := &r.root, []int(nil), 0
	for _, s := range segments {
		for _, n := range s.order {
			order = append(order, base+n)
		}
		base += len(s.order)
		node = node.child(s)
	}
	if _, taken := node.ends[method]; taken {
		return errShape
	}
	if node.ends == nil {
		node.ends = map[string]routeEnd[T]{}
	}
	node.ends[method] = routeEnd[T]{value, order}
	return nil
}

// child returns the node behind a segment, making it where it is new.
func (n *routeNode[T]) child(s templateSegment) *routeNode[T] {
	switch s.kind {
	case literalSegment:
		if n.literals == nil {
			n.literals = map[string]*routeNode[T]{}
		}
		return orNew(n.literals[s.text], func(next *routeNode[T]) { n.literals[s.text] = next })
	case callSegment:
		return n.call(s)
	case patternSegment:
		return n.pattern(s)
	case pathSegment:
		return orNew(n.path, func(next *routeNode[T]) { n.path = next })
	case restSegment:
		return orNew(n.rest, func(next *routeNode[T]) { n.rest = next })
	}
	return orNew(n.one, func(next *routeNode[T]) { n.one = next })
}

func (n *routeNode[T]) call(s templateSegment) *routeNode[T] {
	for _, c := range n.calls[s.text] {
		if slices.Equal(c.args, s.args) {
			return c.next
		}
	}
	if n.calls == nil {
		n.calls = map[string][]routeCall[T]{}
	}
	next := &routeNode[T]{}
	n.calls[s.text] = append(n.calls[s.text], routeCall[T]{s.args, next})
	slices.SortStableFunc(n.calls[s.text], func(a, b routeCall[T]) int { return fixedText(b.args) - fixedText(a.args) })
	return next
}

func (n *routeNode[T]) pattern(s templateSegment) *routeNode[T] {
	for _, p := range n.patterns {
		if slices.Equal(p.parts, s.parts) {
			return p.next
		}
	}
	next := &routeNode[T]{}
	n.patterns = append(n.patterns, routePattern[T]{s.parts, next})
	slices.SortStableFunc(n.patterns, func(a, b routePattern[T]) int { return textLen(b.parts) - textLen(a.parts) })
	return next
}

func orNew[T any](node *routeNode[T], set func(*routeNode[T])) *routeNode[T] {
	if node == nil {
		node = &routeNode[T]{}
		set(node)
	}
	return node
}

// find looks up an escaped path. A path with a bad escape, an empty segment or
// a segment "." or ".." leads nowhere; one slash at the end does not count.
func (r *router[T]) find(method, escapedPath string) routeMatch[T] {
	segments, ok := splitPath(escapedPath)
	if !ok {
		return routeMatch[T]{}
	}
	w := routeWalk[T]{method: method, segments: segments}
	if w.visit(&r.root, 0) {
		args := make([]string, len(w.end.order))
		for i, n := range w.end.order {
			args[i] = w.args[n]
		}
		return routeMatch[T]{value: w.end.value, args: args, found: true}
	}
	return routeMatch[T]{allow: slices.Sorted(maps.Keys(w.allow))}
}

// splitPath cuts an escaped path into unescaped segments.
func splitPath(escaped string) ([]string, bool) {
	escaped = strings.TrimSuffix(strings.TrimPrefix(escaped, "/"), "/")
	if escaped == "" {
		return nil, true
	}
	segments := strings.Split(escaped, "/")
	for i, s := range segments {
		text, err := url.PathUnescape(s)
		if err != nil || text == "" || text == "." || text == ".." {
			return nil, false
		}
		segments[i] = text
	}
	return segments, true
}

// routeWalk is one search through the tree, depth first.
type routeWalk[T any] struct {
	method   string
	segments []string
	args     []string // placeholders so far, in the order of the tree
	end      routeEnd[T]
	allow    map[string]bool
}

// visit reports whether a route for the method lies below a node, for the
// segments from at on.
func (w *routeWalk[T]) visit(n *routeNode[T], at int) bool {
	if at == len(w.segments) {
		return w.arrive(n)
	}
	segment := w.segments[at]
	if next := n.literals[foldCase(strings.TrimSuffix(segment, "()"))]; next != nil && w.visit(next, at+1) {
		return true
	}
	if n.calls != nil && w.visitCalls(n, segment, at) {
		return true
	}
	for _, p := range n.patterns {
		if args, ok := matchParts(p.parts, segment); ok && w.descend(p.next, at+1, args...) {
			return true
		}
	}
	if n.one != nil && w.descend(n.one, at+1, segment) {
		return true
	}
	if n.path != nil && w.visitPath(n, at) {
		return true
	}
	return n.rest != nil && w.descend(n.rest, len(w.segments), strings.Join(w.segments[at:], "/"))
}

func (w *routeWalk[T]) visitCalls(n *routeNode[T], segment string, at int) bool {
	call, ok := parseCall(segment)
	if !ok {
		return false
	}
	for _, c := range n.calls[call.key()] {
		if args, ok := matchArgs(c.args, call.args); ok && w.descend(c.next, at+1, args...) {
			return true
		}
	}
	return false
}

// visitPath binds segments up to the first one that ends in a colon.
func (w *routeWalk[T]) visitPath(n *routeNode[T], at int) bool {
	for i := at; i < len(w.segments); i++ {
		if last, ok := strings.CutSuffix(w.segments[i], ":"); ok {
			path := strings.Join(append(slices.Clone(w.segments[at:i]), last), "/")
			return path != "" && w.descend(n.path, i+1, path)
		}
	}
	return false
}

// descend visits a node with further arguments and drops them if it fails.
func (w *routeWalk[T]) descend(n *routeNode[T], at int, args ...string) bool {
	before := len(w.args)
	w.args = append(w.args, args...)
	if w.visit(n, at) {
		return true
	}
	w.args = w.args[:before]
	return false
}

func (w *routeWalk[T]) arrive(n *routeNode[T]) bool {
	if end, ok := n.ends[w.method]; ok {
		w.end = end
		return true
	}
	for method := range n.ends {
		if w.allow == nil {
			w.allow = map[string]bool{}
		}
		w.allow[method] = true
	}
	return false
}

// foldCase maps ASCII letters to lower case, which is how far the service
// takes names that differ in case as equal. The length stays.
func foldCase(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
