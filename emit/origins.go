package emit

import (
	"maps"
	"slices"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// Origins says which pages an output is made of.
type Origins struct {
	Pages  []string // files of pages and of what they include; the others name them by number
	Joined []int    // those whose operations or types were put together with those of another page
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
func originsOf(api *ir.API, m *gomodel.Model, units [][]unitDigest) *Origins {
	o := &Origins{}
	numbers := map[string]int{}
	number := func(file string) int {
		n, ok := numbers[file]
		if !ok {
			n = len(o.Pages)
			numbers[file] = n
			o.Pages = append(o.Pages, file)
		}
		return n
	}
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
	joined := map[int]bool{}
	join := func(sources []ir.Source) {
		for _, s := range sources {
			if s.File != sources[0].File {
				joined[number(s.File)], joined[number(sources[0].File)] = true, true
			}
		}
	}
	for _, op := range api.Operations {
		join(op.Sources)
	}
	for _, t := range api.Types {
		join(t.Sources)
	}
	o.Joined = slices.Sorted(maps.Keys(joined))
	return o
}

// Stale returns the units that show a text of one of the edited pages, or are made
// of one whose types have other members now, and the files of the pages that they
// can be made again of. It reports false if an edited page was put together with
// another one.
func (o *Origins) Stale(edited, retyped func(file string) bool) (units []UnitOrigin, pages map[string]bool, ok bool) {
	texts, all := map[int]bool{}, map[int]bool{}
	for n, file := range o.Pages {
		if edited(file) {
			texts[n] = true
		}
		if retyped(file) {
			all[n] = true
		}
	}
	if slices.ContainsFunc(o.Joined, func(n int) bool { return texts[n] }) {
		return nil, nil, false
	}
	pages = map[string]bool{}
	for _, u := range o.Units {
		stale := slices.ContainsFunc(u.Texts, func(n int) bool { return texts[n] }) ||
			len(all) > 0 && slices.ContainsFunc(u.All, func(n int) bool { return all[n] })
		if !stale {
			continue
		}
		units = append(units, u)
		for _, n := range u.All {
			pages[o.Pages[n]] = true
		}
	}
	return units, pages, true
}
