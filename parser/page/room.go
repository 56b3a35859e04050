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
	codes    slab.Slab[Code]
	comments slab.Slab[Comment]
	tables   slab.Slab[Table]
	sections slab.Slab[Section]
	blocks   slab.Slab[Block]
	subs     slab.Slab[*Section]
	anchors  map[string]int    // of a Builder
	slugs    map[string]string // of this page and others, by themselves
}

var rooms = sync.Pool{New: func() any { return newRoom() }}

func newRoom() *Room { return &Room{anchors: map[string]int{}, slugs: map[string]string{}} }

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
		r.codes.Reset()
		r.comments.Reset()
		r.tables.Reset()
		r.sections.Reset()
		r.blocks.Reset()
		r.subs.Reset()
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

// Cells and the methods below return empty nodes.
func (r *Room) Cells(n int) []Cell { return r.cells.Take(n) }
func (r *Room) Rows(n int) []Row   { return r.rows.Take(n) }
func (r *Room) Para() *Para        { return r.paras.New() }
func (r *Room) Code() *Code        { return r.codes.New() }
func (r *Room) Comment() *Comment  { return r.comments.New() }
func (r *Room) Table() *Table      { return r.tables.New() }
func (r *Room) Section() *Section  { return r.sections.New() }
