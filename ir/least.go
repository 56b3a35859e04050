package ir

import (
	"cmp"
	"slices"
	"strings"
)

// LeastSet is the least privileged set of permissions with which every one of
// some operations can be called under one scheme, as far as their pages say.
type LeastSet struct {
	Scheme       Scheme            `json:"scheme"`
	Permissions  []LeastPermission `json:"permissions"`  // sorted by name; all are needed together
	NotSupported []Need            `json:"notSupported"` // operations that cannot be called under the scheme
	Undetermined []Need            `json:"undetermined"` // the page leaves the permission open ("TODO")
	Unknown      []Need            `json:"unknown"`      // the permissions could not be read, or the page does not mention the scheme
}

// LeastPermission is one permission of a [LeastSet].
type LeastPermission struct {
	Name     string `json:"name"`
	ForcedBy []Need `json:"forcedBy"` // what could not be called without it; never empty
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
// where several are equal. All contexts of an operation are needed.
func Least(ops []*Operation, scheme Scheme) LeastSet {
	set := LeastSet{Scheme: scheme}
	var reqs []requirement
	for _, o := range ops {
		reqs = append(reqs, set.requirements(o)...)
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
// it cannot be called or where nothing is known.
func (s *LeastSet) requirements(o *Operation) []requirement {
	var reqs []requirement
	var refused, open []Need
	for _, p := range o.Permissions {
		if p.Scheme != s.Scheme {
			continue
		}
		need := Need{Operation: o.ID, Context: p.Context, At: p.At}
		switch {
		case p.Status == Undetermined:
			open = append(open, need)
		case p.Status != Supported:
			refused = append(refused, need)
		case len(p.Least) > 0:
			least := optionsOf(p.Least)
			reqs = append(reqs, requirement{need: need, least: least, options: append(slices.Clip(least), optionsOf(p.Higher)...)})
		default:
			open = append(open, need)
		}
	}
	s.Undetermined = append(s.Undetermined, open...)
	switch {
	case len(reqs) > 0 || len(open) > 0: // callable in some context
	case len(refused) > 0:
		s.NotSupported = append(s.NotSupported, refused...)
	default:
		s.Unknown = append(s.Unknown, Need{Operation: o.ID, At: operationPos(o)})
	}
	return reqs
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
