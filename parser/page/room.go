package page

import (
	"sync"

	"github.com/docpiler/docpiler/parser/internal/slab"
)

// Room is what the nodes of a page are cut from. The zero value is ready.
type Room struct {
	spans    slab.Slab[Span]
	cells    slab.Slab[Cell]
	rows     slab.Slab[Row]
	paras    slab.Slab[Para]
	sections slab.Slab[Section]
	anchors  map[string]int    // of a Builder
	slugs    map[string]string // of this page and others, by themselves
}

var rooms = sync.Pool{New: func() any { return &Room{anchors: make(map[string]int, 16), slugs: map[string]string{}} }}

// Room returns the room of the page's tree, which [Page.Free] gives to the next
// page.
func (p *Page) Room() *Room {
	if p.room == nil {
		p.room = rooms.Get().(*Room)
	}
	return p.room
}

// Free lets the page's room be used for another page. Nothing of the tree may be
// used any more, but for its strings.
func (p *Page) Free() {
	if r := p.room; r != nil {
		p.room, p.Root = nil, nil
		r.spans.Reset()
		r.cells.Reset()
		r.rows.Reset()
		r.paras.Reset()
		r.sections.Reset()
		clear(r.anchors)
		rooms.Put(r)
	}
}

// Keep returns a copy of an Inline; nil of an empty one.
func (r *Room) Keep(in Inline) Inline {
	if len(in) == 0 {
		return nil
	}
	kept := r.spans.Take(len(in))
	copy(kept, in)
	return kept
}

// Cells, Rows, Para and Section return empty ones.
func (r *Room) Cells(n int) []Cell { return r.cells.Take(n) }
func (r *Room) Rows(n int) []Row   { return r.rows.Take(n) }
func (r *Room) Para() *Para        { return r.paras.New() }
func (r *Room) Section() *Section  { return r.sections.New() }
