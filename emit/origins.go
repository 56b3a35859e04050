package emit

import (
	"slices"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// Origins says which pages an output is made of.
type Origins struct {
	Pages  []string // files of pages and of what they include; the others name them by number
	Joined [][]int  // those whose operations or types were put together
	Units  []UnitOrigin
}

// UnitOrigin says which pages a unit of the output is made of.
type UnitOrigin struct {
	Dir, Stem string
	Digest    gomodel.Digest
	Texts     []int // pages whose texts the unit shows
	All       []int // pages that the unit can be made again of, as a rule
}

// originsOf lists the origins of all units, with their digests package by package.
func originsOf(m *gomodel.Model, units [][]unitDigest) *Origins {
	o := &Origins{}
	number := o.numbering()
	all := func(files []string) []int {
		list := make([]int, len(files))
		for i, file := range files {
			list[i] = number(file)
		}
		return list
	}
	for i, p := range m.Packages {
		for j, f := range p.Files {
			u := &units[i][j]
			o.Units = append(o.Units, UnitOrigin{p.Dir, f.Stem, u.digest, all(u.texts), all(u.all)})
		}
	}
	return o
}

// numbering returns what tells the number of a file, a new one if it has none.
func (o *Origins) numbering() func(file string) int {
	numbers := make(map[string]int, len(o.Pages))
	for n, file := range o.Pages {
		numbers[file] = n
	}
	return func(file string) int {
		n, ok := numbers[file]
		if !ok {
			n = len(o.Pages)
			numbers[file] = n
			o.Pages = append(o.Pages, file)
		}
		return n
	}
}

// Join notes which pages were put together in an API: in the whole one, for there
// are findings about what is not selected, too.
func (o *Origins) Join(api *ir.API) {
	number := o.numbering()
	join := func(sources []ir.Source) {
		if len(sources) < 2 {
			return
		}
		var group []int
		for _, s := range sources {
			if n := number(s.File); !slices.Contains(group, n) {
				group = append(group, n)
			}
		}
		if len(group) > 1 {
			o.Joined = append(o.Joined, group)
		}
	}
	for _, op := range api.Operations {
		join(op.Sources)
	}
	for _, t := range api.Types {
		join(t.Sources)
	}
}

// Stale returns the units that show a text of one of the edited pages, or are made
// of one whose types have other members now, and the files of the pages that they
// can be made again of, and of those that edited ones were put together with.
func (o *Origins) Stale(edited, retyped func(file string) bool) (units []UnitOrigin, pages map[string]bool) {
	texts, all := map[int]bool{}, map[int]bool{}
	for n, file := range o.Pages {
		if edited(file) {
			texts[n] = true
		}
		if retyped(file) {
			all[n] = true
		}
	}
	pages = map[string]bool{}
	add := func(list []int) {
		for _, n := range list {
			pages[o.Pages[n]] = true
		}
	}
	shows := func(n int) bool { return texts[n] }
	for _, group := range o.Joined {
		if slices.ContainsFunc(group, shows) {
			add(group)
		}
	}
	for _, u := range o.Units {
		if slices.ContainsFunc(u.Texts, shows) || len(all) > 0 && slices.ContainsFunc(u.All, func(n int) bool { return all[n] }) {
			units = append(units, u)
			add(u.All)
		}
	}
	return units, pages
}
