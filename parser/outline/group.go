package outline

import (
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// group is the carriers that belong to one heading, all of one kind, and the
// sections that belong to it.
type group struct {
	owner    int // entry
	carriers []carrier
	entries  []int // in page order, the owner first
}

// ownerOf is the entry whose heading a carrier in an entry belongs to: the entry
// itself, or if its title names a section the nearest before it, not deeper, that
// names none.
func (c *cutter) ownerOf(i int) int {
	level := c.entries[i].level
	alone := c.alone(i)
	for ; i > 0; i-- {
		e := c.entries[i]
		if e.level > level || e.level == level && alone && e.role == "" {
			continue
		}
		if e.level < level {
			alone = c.alone(i)
		}
		level = e.level
		if e.role == "" && !isExampleRole(e.in) && e.in != "endpoint" {
			return i
		}
	}
	return 0
}

// alone reports whether an entry's title names a section of requests and no other
// with that title stands beside it, so that what surrounds both is the operation.
func (c *cutter) alone(i int) bool {
	e := c.entries[i]
	if e.role != "endpoint" {
		return false
	}
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(c.entries) && c.entries[j].level >= e.level; j += step {
			if c.entries[j].level == e.level && c.entries[j].role == "endpoint" {
				return false
			}
		}
	}
	return true
}

// assign decides which carriers count, and which sections belong to the headings
// that these belong to.
func (c *cutter) assign() {
	c.dropIndexes()
	lowest := map[int]kind{}
	best := command
	for _, x := range c.carriers {
		o := c.ownerOf(x.entry)
		if k, ok := lowest[o]; !ok || x.kind < k {
			lowest[o] = x.kind
		}
		best = min(best, x.kind)
	}
	c.carriers = slices.DeleteFunc(c.carriers, func(x carrier) bool {
		return x.kind != lowest[c.ownerOf(x.entry)] || x.kind >= example && best < example
	})
	owns := map[int]bool{}
	for _, x := range c.carriers {
		owns[c.ownerOf(x.entry)] = true
	}
	c.owners = make([]int, len(c.entries))
	for i := range c.entries {
		c.owners[i] = c.holder(i, owns)
	}
}

// dropIndexes drops the items of lists and rows of large tables whose operation
// another carrier of the page declares.
func (c *cutter) dropIndexes() {
	shapes := map[string]bool{}
	for _, x := range c.carriers {
		if x.kind == declared {
			shapes[x.shape()] = true
		}
	}
	c.carriers = slices.DeleteFunc(c.carriers, func(x carrier) bool {
		again := x.kind == listed && shapes[x.shape()]
		if again {
			c.aside = append(c.aside, ir.Span{At: x.at})
		}
		return again
	})
}

// holder is the heading with carriers that a section belongs to: itself, else the
// nearest before it that is higher, or as high if the section's title names a
// section, with no other heading as high between; -1 if there is none.
func (c *cutter) holder(i int, owns map[int]bool) int {
	if owns[i] {
		return i
	}
	e := c.entries[i]
	level := e.level
	named := e.role != ""
	for j := i - 1; j >= 0; j-- {
		o := c.entries[j]
		if o.level > level || o.level == level && !named {
			continue
		}
		if owns[j] {
			return j
		}
		if o.level < level || o.role == "" {
			level, named = o.level, o.role != ""
		}
	}
	return -1
}

// groups lists the headings with their carriers and sections.
func (c *cutter) groups() []group {
	var out []group
	for i := range c.entries {
		var g group
		for _, x := range c.carriers {
			if c.ownerOf(x.entry) == i {
				g.carriers = append(g.carriers, x)
			}
		}
		if len(g.carriers) == 0 {
			continue
		}
		g.owner = i
		for j, o := range c.owners {
			if o == i {
				g.entries = append(g.entries, j)
			}
		}
		out = append(out, g)
	}
	if len(out) == 1 {
		c.takeLoose(&out[0])
	}
	return out
}

// takeLoose gives the only operation of a page the sections that stand outside of
// its heading and are named as sections of one.
func (c *cutter) takeLoose(g *group) {
	for i, o := range c.owners {
		if o < 0 && c.entries[i].in != "" {
			g.entries = append(g.entries, i)
		}
	}
	slices.Sort(g.entries)
}
