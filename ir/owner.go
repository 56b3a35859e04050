package ir

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Several pages may document one endpoint: the one that is about it, and others
// that reach it in passing, by a derived type or from another area. One of these
// operations owns the endpoint, which is what needs one answer takes: routers,
// documents, mocks.
//
// claimRules decides. Every rule looks at one operation and the endpoint alone, so
// which of two operations wins does not depend on what other pages there are.

// claim is an operation that documents an endpoint.
type claim struct {
	op       *Operation
	endpoint *Endpoint   // the first of all that has no query string, else the first
	all      []*Endpoint // a page may list one endpoint twice, with other query strings
	nouns    []string    // of the path
	types    *Types
}

// claimRule gives a number to a claim: of two claims the lower one wins, by the
// first rule whose numbers differ.
type claimRule struct {
	rank func(claim) int
	why  string // why the lower one wins, after "…, because "
}

var claimRules = []claimRule{
	{claim.aim, "it is about what the path ends in"},
	{claim.number, "it answers one where the path names one"},
	{claim.usualVerb, "it does what the method is for"},
	{claim.fixedQuery, "it needs no query string of its own"},
	{claim.parent, "it belongs to the resource that the path leads through"},
	{claim.deprecated, "the other is deprecated"},
	{claim.ownPermission, "its permission names the resource of the path"},
	{claim.endpoints, "its page documents few endpoints"},
	{claim.depth, "its type is the more general one"},
	{claim.unshown, "its page shows a request to the endpoint"},
	{claim.silence, "its page says more about it"},
}

// compareClaims puts the owner first, and says why. Claims that no rule tells
// apart are sorted by title, then id.
func compareClaims(a, b claim) (int, string) {
	for _, r := range claimRules {
		if c := cmp.Compare(r.rank(a), r.rank(b)); c != 0 {
			return c, r.why
		}
	}
	c := cmp.Or(strings.Compare(a.op.Title.Best(BaseLocale), b.op.Title.Best(BaseLocale)), strings.Compare(a.op.ID, b.op.ID))
	return c, "its title sorts first"
}

// aim compares what an operation is about with what the path ends in: by the
// name of the operation, by the types that it takes and gives, by its resource.
func (c claim) aim() int {
	if len(c.nouns) == 0 {
		return int(foreign)
	}
	word := c.nouns[len(c.nouns)-1]
	object := foreign
	if verb, rest := cutVerb(c.op.Name); rest != "" {
		object = nounOf(word).fit(rest)
		if nounOf(word).fit(verb+rest) == exact {
			object = exact
		}
	} else if strings.EqualFold(verb, word) {
		object = exact
	}
	resource := fitLastWord(word, c.op.Resource)
	kinds := c.kinds()
	if len(kinds) == 0 {
		return int(min(object, resource))
	}
	worst := exact
	for _, k := range kinds {
		worst = max(worst, fitLastWord(word, k))
	}
	if worst == foreign && resource != foreign {
		worst = akin // it answers something else
	}
	return int(min(object, worst))
}

// kinds lists the named types that an operation takes and gives.
func (c claim) kinds() []string {
	var kinds []string
	add := func(name string) {
		if name != "" && !IsPrimitive(name) {
			kinds = append(kinds, name)
		}
	}
	if c.op.Body != nil {
		add(c.op.Body.Type)
	}
	for _, r := range c.op.Responses {
		if r.Status < 300 {
			add(r.Type)
		}
	}
	return kinds
}

// number ranks lists after single answers where the path ends in a key.
func (c claim) number() int {
	if !strings.ContainsAny(lastSegment(c.endpoint.Template()), "{<") {
		return 0
	}
	if slices.ContainsFunc(c.op.Responses, func(r Response) bool { return r.Collection }) {
		return 1
	}
	return 0
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// cutVerb cuts the first word off the name of an operation: "list" and
// "Messages".
func cutVerb(name string) (verb, rest string) {
	words := camelWords(name)
	return words[0], name[len(words[0]):]
}

// usualVerbs are the first words in the names of operations that do what a method
// is for.
var usualVerbs = map[string][]string{
	"GET":    {"get", "list", "read", "retrieve", "find", "show", "fetch"},
	"POST":   {"create", "post", "add", "new", "insert"},
	"PATCH":  {"update", "patch", "edit", "change", "modify"},
	"PUT":    {"update", "put", "replace", "set", "upsert", "create", "upload"},
	"DELETE": {"delete", "remove"},
}

// usualVerb ranks operations after others that are called by another verb than
// the method's, unless the path ends in it.
func (c claim) usualVerb() int {
	verb, _ := cutVerb(c.op.Name)
	last := ""
	if len(c.nouns) > 0 {
		last = c.nouns[len(c.nouns)-1]
	}
	if slices.Contains(usualVerbs[c.endpoint.Method], strings.ToLower(verb)) || strings.EqualFold(last, c.op.Name) {
		return 0
	}
	return 1
}

func (c claim) fixedQuery() int { return min(1, len(c.endpoint.QueryParameters)) }

// parent compares the operation's resource with what the path names before its
// end.
func (c claim) parent() int {
	if len(c.nouns) < 2 {
		return 0
	}
	return int(min(akin, fitLastWord(c.nouns[len(c.nouns)-2], c.op.Resource)))
}

func (c claim) deprecated() int {
	if c.op.Deprecated {
		return 1
	}
	return 0
}

// ownPermission looks for a word of a least privileged permission among what the
// path names, best its end.
func (c claim) ownPermission() int {
	best := 2
	for _, p := range c.op.Permissions {
		for _, name := range p.Least {
			for i, word := range c.nouns {
				if !namesNoun(name, nounOf(word)) {
					continue
				}
				best = min(best, 1)
				if i == len(c.nouns)-1 {
					return 0
				}
			}
		}
	}
	return best
}

// namesNoun reports whether a part of a permission's name is a noun: "User" in
// "User.Read.All".
func namesNoun(permission string, n noun) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(permission), func(r rune) bool { return strings.ContainsRune(". :_-/", r) }) {
		if slices.ContainsFunc(nounOf(part), func(s string) bool { return slices.Contains(n, s) }) {
			return true
		}
	}
	return false
}

// endpoints ranks by the size of the list of endpoints, to a power of two: one
// more or less proves nothing.
func (c claim) endpoints() int { return bits.Len(uint(len(c.op.Endpoints))) }

// depth counts the types that the operation's first one is based on.
func (c claim) depth() int {
	for _, k := range c.kinds() {
		if t := c.types.Find(c.op.APIVersion, c.op.Namespace, k); t != nil {
			return len(c.types.chain(t))
		}
	}
	if t := c.types.Find(c.op.APIVersion, c.op.Namespace, c.op.Resource); t != nil {
		return len(c.types.chain(t))
	}
	return 0
}

// unshown is 0 where an example sends a request to the endpoint.
func (c claim) unshown() int {
	last := ""
	if len(c.nouns) > 0 {
		last = strings.ToLower(c.nouns[len(c.nouns)-1])
	}
	for i := range c.op.Examples {
		x := &c.op.Examples[i].Request
		path, _, _ := strings.Cut(strings.ToLower(x.URL), "?")
		if x.Method == c.endpoint.Method && strings.Contains(path, last) {
			return 0
		}
	}
	return 1
}

// silence falls with all that the page says of the call.
func (c claim) silence() int {
	o := c.op
	said := len(o.Examples) + len(o.Notes) + len(o.Headers) + len(o.Query) + len(o.FunctionParameters) + len(o.Responses)
	if o.Body != nil {
		said += len(o.Body.Properties)
	}
	for _, p := range o.Permissions {
		said += len(p.Least) + len(p.Higher)
	}
	return -said
}

// endpointID is what endpoints have in common that are one.
type endpointID struct{ version, method, shape string }

func endpointIDOf(o *Operation, e *Endpoint) endpointID {
	return endpointID{o.APIVersion, e.Method, pathShape(strings.TrimSuffix(e.Template(), "/"))}
}

// settleOwners decides who owns the endpoints that several operations document,
// and returns the operations with [Endpoint.Owner] and [Endpoint.Others] set.
// Operations that change are copied. explain, if any, learns of each pair of an
// owner and another operation once.
func settleOwners(ops []*Operation, types *Types, explain func(owner, other claim, why string)) []*Operation {
	claims, order := claimsOf(ops, types)
	owned := map[*Endpoint]Endpoint{} // what endpoints become
	reported := map[[2]*Operation]bool{}
	for _, id := range order {
		list := claims[id]
		slices.SortStableFunc(list, func(a, b claim) int { c, _ := compareClaims(a, b); return c })
		owner := list[0]
		var others []string
		for _, c := range list[1:] {
			others = append(others, c.op.ID)
		}
		slices.Sort(others)
		for i, c := range list {
			for _, e := range c.all {
				now := *e
				if now.Owner, now.Others = owner.op.ID, nil; i == 0 {
					now.Owner, now.Others = "", others
				}
				owned[e] = now
			}
			if pair := [2]*Operation{owner.op, c.op}; i > 0 && explain != nil && !reported[pair] {
				reported[pair] = true
				_, why := compareClaims(owner, c)
				explain(owner, c, why)
			}
		}
	}
	return withEndpoints(ops, owned)
}

// claimsOf groups the operations by endpoint. An operation that lists one
// endpoint twice claims it once.
func claimsOf(ops []*Operation, types *Types) (claims map[endpointID][]claim, order []endpointID) {
	claims = make(map[endpointID][]claim, len(ops))
	for _, o := range ops {
		for i := range o.Endpoints {
			e := &o.Endpoints[i]
			id := endpointIDOf(o, e)
			list := claims[id]
			if list == nil {
				order = append(order, id)
			}
			if n := len(list) - 1; n < 0 || list[n].op != o {
				claims[id] = append(list, claim{o, e, []*Endpoint{e}, nounsOf(e.Template()), types})
				continue
			} else if list[n].all = append(list[n].all, e); list[n].fixedQuery() > 0 {
				list[n].endpoint = e
			}
		}
	}
	return claims, order
}

// withEndpoints returns the operations with other endpoints where these differ.
func withEndpoints(ops []*Operation, owned map[*Endpoint]Endpoint) []*Operation {
	out := slices.Clone(ops)
	for i, o := range ops {
		var changed []Endpoint
		for k := range o.Endpoints {
			e := &o.Endpoints[k]
			now, claimed := owned[e]
			if !claimed || e.Owner == now.Owner && slices.Equal(e.Others, now.Others) {
				continue
			}
			if changed == nil {
				changed = slices.Clone(o.Endpoints)
			}
			changed[k] = now
		}
		if changed != nil {
			c := *o
			c.Endpoints = changed
			out[i] = &c
		}
	}
	return out
}

// reportShared decides and reports who owns the endpoints that several
// operations document.
func (l *linker) reportShared() {
	l.api.Operations = settleOwners(l.api.Operations, IndexTypes(l.api), func(owner, other claim, why string) {
		e := other.endpoint
		l.report("endpoint-shared", e.At, fmt.Sprintf("The endpoint %s %s is documented by %s and by %s. The first owns it, because %s.",
			e.Method, shown(e.Path), owner.op.ID, other.op.ID, why), RelatedAt(owner.endpoint.At, owner.op.ID))
	})
}
