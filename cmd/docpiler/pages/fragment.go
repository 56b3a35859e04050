package pages

import (
	"cmp"
	"crypto/sha256"
	"slices"
)

// Fragment is a file that pages included, or tried to.
type Fragment struct {
	Root string // folder of the docs root, absolute
	Path string // slash path below it
	Sum  string // SHA-256 of the content, as bytes; "" if it could not be read
}

// Fragments returns what pages of the set included so far, sorted.
func (s *Set) Fragments() []Fragment {
	var list []Fragment
	for _, t := range s.finder.trees {
		t.fragments.Range(func(rel, got any) bool {
			list = append(list, Fragment{Root: t.dir, Path: rel.(string), Sum: got.(fragment).sum()})
			return true
		})
	}
	slices.SortFunc(list, func(a, b Fragment) int { return cmp.Or(cmp.Compare(a.Root, b.Root), cmp.Compare(a.Path, b.Path)) })
	return list
}

// Unchanged reports whether each of the fragments, which belong to an earlier
// set of the same inputs, is still what it was.
func (s *Set) Unchanged(list []Fragment) bool {
	for _, f := range list {
		i := slices.IndexFunc(s.finder.trees, func(t *tree) bool { return t.dir == f.Root })
		if i < 0 {
			return false
		}
		data, err := s.finder.trees[i].include(f.Path)
		if (fragment{data, err}).sum() != f.Sum {
			return false
		}
	}
	return true
}

func (f fragment) sum() string {
	if f.err != nil {
		return ""
	}
	sum := sha256.Sum256(f.data)
	return string(sum[:])
}
