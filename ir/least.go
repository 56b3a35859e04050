package ir

import (
	"cmp"
	"slices"
	"strings"
)

// Schemes lists the schemes under which operations of the API are called: those
// of its service, then the others that the operations' permissions name, sorted.
func (a *API) Schemes() []Scheme {
	var own, named []Scheme
	if a.ServiceOf().IsGraph() {
		own = []Scheme{DelegatedWork, DelegatedPersonal, Application}
	}
	for _, o := range a.Operations {
		for i := range o.Permissions {
			if scheme := o.Permissions[i].Scheme; !slices.Contains(own, scheme) {
				named = append(named, scheme)
			}
		}
	}
	slices.Sort(named)
	return append(own, slices.Compact(named)...)
}

// LeastSet is the least privileged set of permissions with which every one of
// some operations can be called under one scheme, as far as their pages say.
type LeastSet struct {
	Scheme       Scheme            `json:"scheme"`
	Permissions  []LeastPermission `json:"permissions"`  // sorted by name; all are needed together
	Alternatives []Choice          `json:"alternatives"` // operations that need one thing or another, by context; nothing of these is in Permissions
	NotSupported []Need            `json:"notSupported"` // operations that cannot be called under the scheme
	Undetermined []Need            `json:"undetermined"` // the page leaves the permission open ("TODO")
	Unknown      []Need            `json:"unknown"`      // the permissions could not be read, or the page does not mention the scheme
}

// LeastPermission is one permission of a [LeastSet].
type LeastPermission struct {
	Name     string `json:"name"`
	ForcedBy []Need `json:"forcedBy"` // what could not be called without it; never empty
}

// Choice is an operation that needs other permissions in each of several contexts,
// such as the resource that a body names, which its endpoint does not tell.
type Choice struct {
	Operation string `json:"operation"` // id
	Cases     []Case `json:"cases"`     // in page order; at least two
}

// Case is what a [Choice] needs in one context.
type Case struct {
	Context   string           `json:"context"`
	Endpoints []string         `json:"endpoints"` // that the context is for, as "METHOD path"; empty: all
	Status    PermissionStatus `json:"status"`
	Least     []string         `json:"least"`  // as in [Permission]
	Higher    []string         `json:"higher"` // as in [Permission]
}

// Where says in which case operations are called. The zero value is any.
type Where struct {
	Endpoint string // "METHOD path" that a page documents; names of placeholders do not count
	Context  string // part of a context, e.g. "group calendar"; operations without contexts are not touched
}

// WhereOf reads a case from a text: "GET /me/events" is an endpoint, other texts are
// parts of contexts.
func WhereOf(text string) Where {
	method, path, ok := strings.Cut(strings.TrimSpace(text), " ")
	if ok && method == strings.ToUpper(method) && strings.HasPrefix(strings.TrimSpace(path), "/") {
		return Where{Endpoint: strings.TrimSpace(text)}
	}
	return Where{Context: text}
}

// Need is one operation in one context ("" if the page tells none apart).
type Need struct {
	Operation string `json:"operation"` // id
	Context   string `json:"context,omitempty"`
	At        Pos    `json:"at,omitzero"` // of the permission entry
}

// Least returns the least privileged set for operations under a scheme.
//
// A name gets into the set only where some operation gives it as least
// privileged; an operation is also satisfied by what its page calls a higher
// permission, where another operation needs that anyway. Among the sets that
// satisfy all, one with the fewest names is taken, by the order of the alphabet
// where several are equal. An operation that needs something else in each of
// several contexts is listed with its alternatives, unless where tells the context.
func Least(ops []*Operation, scheme Scheme, where Where) LeastSet {
	set := LeastSet{Scheme: scheme}
	var reqs []requirement
	for _, o := range ops {
		if where.Endpoint == "" || o.HasEndpoint(where.Endpoint) {
			reqs = append(reqs, set.requirements(o, where)...)
		}
	}
	reduceToLeast(reqs)
	names := smallestCover(reqs)
	for _, name := range names {
		rest := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
		p := LeastPermission{Name: name}
		for _, r := range reqs {
			if !r.metBy(rest) {
				p.ForcedBy = append(p.ForcedBy, r.need)
			}
		}
		set.Permissions = append(set.Permissions, p)
	}
	return set
}

// requirement is what one entry of a permission table asks for: one of several
// options, each a sorted list of names that are needed together.
type requirement struct {
	need    Need
	least   [][]string // as the page's least privileged alternatives
	options [][]string // least and higher
}

func (r requirement) metBy(names []string) bool {
	return slices.ContainsFunc(r.options, func(option []string) bool { return containsAll(names, option) })
}

func containsAll(names, wanted []string) bool {
	for _, w := range wanted {
		if _, found := slices.BinarySearch(names, w); !found {
			return false
		}
	}
	return true
}

// requirements returns what an operation asks for, and notes in the set where
// it cannot be called, where there are alternatives, or where nothing is known.
func (s *LeastSet) requirements(o *Operation, where Where) []requirement {
	entries := o.permissionsFor(s.Scheme, where)
	if cases := casesOf(entries); len(cases) > 1 {
		s.Alternatives = append(s.Alternatives, Choice{o.ID, cases})
		return nil
	}
	var reqs []requirement
	var refused, open []Need
	callable := false
	for _, p := range entries {
		need := Need{Operation: o.ID, Context: p.Context, At: p.At}
		switch {
		case p.Status == Undetermined:
			open = append(open, need)
		case p.Status != Supported:
			refused = append(refused, need)
		case len(p.Least) > 0:
			least := optionsOf(p.Least)
			reqs = append(reqs, requirement{need: need, least: least, options: append(slices.Clip(least), optionsOf(p.Higher)...)})
		case len(p.Higher) > 0:
			open = append(open, need)
		default:
			callable = true // without any permission
		}
	}
	s.Undetermined = append(s.Undetermined, open...)
	switch {
	case callable || len(reqs) > 0 || len(open) > 0:
	case len(refused) > 0:
		s.NotSupported = append(s.NotSupported, refused...)
	default:
		s.Unknown = append(s.Unknown, Need{Operation: o.ID, Context: where.Context, At: operationPos(o)})
	}
	return reqs
}

// permissionsFor lists the entries of a scheme in a case.
func (o *Operation) permissionsFor(scheme Scheme, where Where) []Permission {
	var list []Permission
	for _, p := range o.Permissions {
		switch {
		case p.Scheme != scheme:
		case where.Endpoint != "" && !p.holdsFor(where.Endpoint):
		case p.Context != "" && !strings.Contains(strings.ToLower(p.Context), strings.ToLower(where.Context)):
		default:
			list = append(list, p)
		}
	}
	return list
}

// HasEndpoint reports whether the operation has an endpoint, "METHOD path", whatever
// the names of its placeholders.
func (o *Operation) HasEndpoint(endpoint string) bool {
	return slices.ContainsFunc(o.Endpoints, func(e Endpoint) bool { return sameEndpoint(e.Method+" "+e.Path, endpoint) })
}

// holdsFor reports whether an entry holds for an endpoint.
func (p Permission) holdsFor(endpoint string) bool {
	return p.Endpoints == nil || slices.ContainsFunc(p.Endpoints, func(e string) bool { return sameEndpoint(e, endpoint) })
}

// sameEndpoint compares two endpoints, "METHOD path" each, by shape.
func sameEndpoint(a, b string) bool {
	shape := func(s string) string {
		method, path, _ := strings.Cut(strings.TrimSpace(s), " ")
		template, _ := PathTemplate(strings.TrimSuffix(strings.TrimSpace(path), "/"))
		return strings.ToUpper(method) + " " + pathShape(template)
	}
	return shape(a) == shape(b)
}

// casesOf groups the entries of one scheme by context, nil where all contexts need
// the same.
func casesOf(entries []Permission) []Case {
	var cases []Case
	for _, p := range entries {
		at := slices.IndexFunc(cases, func(c Case) bool { return c.Context == p.Context })
		if at < 0 {
			at = len(cases)
			cases = append(cases, Case{Context: p.Context, Endpoints: append([]string{}, p.Endpoints...), Status: p.Status, Least: []string{}, Higher: []string{}})
		}
		c := &cases[at]
		if p.Status == Supported {
			c.Status = Supported
		}
		c.Least, c.Higher = append(c.Least, p.Least...), append(c.Higher, p.Higher...)
	}
	if !slices.ContainsFunc(cases, func(c Case) bool {
		return c.Status != cases[0].Status || !slices.Equal(c.Least, cases[0].Least) || !slices.Equal(c.Higher, cases[0].Higher)
	}) {
		return nil
	}
	return cases
}

func optionsOf(alternatives []string) [][]string {
	var out [][]string
	for _, a := range alternatives {
		names := strings.Split(a, " and ")
		slices.Sort(names)
		out = append(out, slices.Compact(names))
	}
	return out
}

// reduceToLeast keeps of each requirement the options that are made of names
// which some requirement gives as least privileged: no other name may get into
// the set.
func reduceToLeast(reqs []requirement) {
	var least []string
	for _, r := range reqs {
		for _, option := range r.least {
			least = append(least, option...)
		}
	}
	slices.Sort(least)
	least = slices.Compact(least)
	for i := range reqs {
		kept := reqs[i].options[:0:0]
		for _, option := range reqs[i].options {
			if containsAll(least, option) {
				kept = append(kept, option)
			}
		}
		slices.SortFunc(kept, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
		reqs[i].options = slices.CompactFunc(kept, slices.Equal)
	}
}

// maxCoverSteps bounds the search for the smallest set; beyond it the best set
// found so far is taken.
const maxCoverSteps = 1 << 16

// smallestCover returns a sorted smallest set of names that meets all
// requirements.
func smallestCover(reqs []requirement) []string {
	c := &cover{}
	c.search(nil, withoutRepetition(reqs))
	return c.best
}

// withoutRepetition drops requirements with the same options, and sorts those
// with the fewest options first: they decide most.
func withoutRepetition(reqs []requirement) []requirement {
	seen := map[string]bool{}
	var out []requirement
	for _, r := range reqs {
		var key strings.Builder
		for _, option := range r.options {
			key.WriteString(strings.Join(option, "&") + "|")
		}
		if !seen[key.String()] {
			seen[key.String()] = true
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b requirement) int {
		return cmp.Or(cmp.Compare(len(a.options), len(b.options)), slices.CompareFunc(a.options, b.options, slices.Compare))
	})
	return out
}

type cover struct {
	best  []string
	found bool
	steps int
}

// search tries every option of the first requirement that names do not meet.
func (c *cover) search(names []string, reqs []requirement) {
	if c.found && (len(names) >= len(c.best) || c.steps > maxCoverSteps) {
		return
	}
	c.steps++
	i := slices.IndexFunc(reqs, func(r requirement) bool { return !r.metBy(names) })
	if i < 0 {
		c.best, c.found = names, true
		return
	}
	for _, option := range reqs[i].options {
		next := append(slices.Clone(names), option...)
		slices.Sort(next)
		c.search(slices.Compact(next), reqs[i+1:])
	}
}
