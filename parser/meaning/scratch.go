package meaning

import (
	"sync"

	"github.com/docpiler/docpiler/parser/internal/slab"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// scratch is the memory that a reader needs only as long as it reads its page. It
// is used for one page after the other.
type scratch struct {
	names  map[string]string   // see identifiers
	types  map[string]bool     // names of types in lower case, see isKnownType
	used   map[page.Block]bool // tables and code blocks that something was read from
	finder words.Finder

	anchorRoles map[string]string // what anchorRole says, of any page

	parts     slab.Slab[part]
	fields    slab.Slab[field]
	lines     slab.Slab[line]
	messages  slab.Slab[message]
	exchanges slab.Slab[exchange]
}

// maxRemembered is how many anchors are remembered; most pages have the same few.
const maxRemembered = 1000

var idleScratch = sync.Pool{New: func() any { return newScratch() }}

func newScratch() *scratch {
	return &scratch{names: map[string]string{}, types: map[string]bool{}, used: map[page.Block]bool{}, anchorRoles: map[string]string{}}
}

// free lets the memory be used for another page.
func (s *scratch) free() {
	clear(s.names)
	clear(s.types)
	clear(s.used)
	s.parts.Reset()
	s.fields.Reset()
	s.lines.Reset()
	s.messages.Reset()
	s.exchanges.Reset()
	idleScratch.Put(s)
}
