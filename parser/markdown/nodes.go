package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docpiler/docpiler/parser/internal/slab"
)

// nodes is what the nodes of a document are cut from, used for one document
// after the other.
type nodes struct {
	plains     slab.Slab[plain]
	headings   slab.Slab[heading]
	tables     slab.Slab[table]
	rows       slab.Slab[row]
	cells      slab.Slab[cell]
	directives slab.Slab[directive]
}

var (
	idleNodes = sync.Pool{New: func() any { return new(nodes) }}
	nodesKey  = parser.NewContextKey()
)

func nodesOf(pc parser.Context) *nodes { return pc.Get(nodesKey).(*nodes) }

// free lets the nodes be used for another document.
func (n *nodes) free() {
	n.plains.Reset()
	n.headings.Reset()
	n.tables.Reset()
	n.rows.Reset()
	n.cells.Reset()
	n.directives.Reset()
	idleNodes.Put(n)
}

// block is a block of this package. Its text is mostly one stretch of the source,
// which costs no lines of goldmark's.
type block struct {
	ast.BaseBlock
	whole text.Segment // empty if there are lines
}

func (b *block) Lines() *text.Segments {
	lines := b.BaseBlock.Lines()
	if lines.Len() == 0 && !b.whole.IsEmpty() {
		lines.Append(b.whole)
	}
	return lines
}
