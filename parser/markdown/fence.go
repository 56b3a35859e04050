package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// fence is a fenced code block that knows whether it was closed.
type fence struct {
	*ast.FencedCodeBlock
	cut    int  // offset where the block ends for want of a closing line; -1
	closed bool // by a line of its own
}

// fenceParser is goldmark's, but that it ends a block where its author forgot to
// close it: before the heading, comment or fence that Markdown would take for
// code, up to the end of the next block.
type fenceParser struct{ parser.BlockParser }

func (p fenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	f := &fence{FencedCodeBlock: node.(*ast.FencedCodeBlock), cut: -1}
	if parent.Kind() == ast.KindDocument {
		line, segment := reader.PeekLine()
		line = line[pc.BlockOffset():]
		f.cut = forgotten(line[:run(line)], reader.Source(), segment.Stop)
	}
	return f, state
}

func (p fenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	f := node.(*fence)
	if _, segment := reader.PeekLine(); f.cut >= 0 && segment.Start >= f.cut {
		return parser.Close
	}
	state := p.BlockParser.Continue(node, reader, pc)
	f.closed = state == parser.Close
	return state
}

// run returns how often the first byte of a line is repeated there.
func run(line []byte) int {
	n := 0
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

// end returns where a block ends that its author forgot to close, in a file of
// size bytes; -1 if it was closed, or ended with the quote or list that holds it.
func (f *fence) end(size int) int {
	if f.closed || f.cut >= 0 {
		return f.cut
	}
	if n := f.Lines().Len(); n > 0 && f.Lines().At(n-1).Stop == size {
		return size
	}
	return -1
}

// forgotten returns where a block that was opened by a line of these signs, before
// offset at, must end although no line closes it: if another fence is opened
// within it, then at the first heading or comment before that, else at that fence
// itself; -1 if nothing is wrong. Only called for fences outside of lists and
// quotes, where no byte is looked at twice.
func forgotten(signs, src []byte, at int) int {
	cut := -1
	for at < len(src) {
		end := lineEnd(src, at)
		line := bytes.TrimLeft(src[at:end], " ")
		switch opens := bytes.HasPrefix(line, signs); {
		case opens && util.IsBlank(line[run(line):]):
			return -1
		case opens && signs[0] == '`':
			if cut < 0 {
				cut = at
			}
			return cut
		case cut < 0 && (bytes.HasPrefix(line, []byte("## ")) || bytes.HasPrefix(line, []byte("### ")) ||
			bytes.HasPrefix(line, []byte("#### ")) || bytes.HasPrefix(line, []byte("<!--"))):
			cut = at
		}
		at = end
	}
	return -1
}
