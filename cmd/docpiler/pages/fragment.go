package pages

import "slices"

// Fragment is a file that a page included, or tried to.
type Fragment struct {
	Root string // folder of the docs root, absolute
	Path string // slash path below it
	Sum  string // SHA-256 of the content, as bytes, or why it could not be read
}

// Root returns the docs root of a page of the set, absolute: how far its includes
// may reach.
func (s *Set) Root(page string) string { return s.files[page].tree.dir }

// Included returns what a page of the set included while it was read, in that
// order.
func (s *Set) Included(page string) []Fragment { return s.files[page].parts }

// Unchanged reports whether a fragment, which belongs to an earlier set of the
// same inputs, is still what it was.
func (s *Set) Unchanged(f Fragment) bool {
	i := slices.IndexFunc(s.finder.trees, func(t *tree) bool { return t.dir == f.Root })
	return i >= 0 && s.finder.trees[i].fragmentSum(f.Path) == f.Sum
}
