package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var kindFence = ast.NewNodeKind("Fence")

// fence is a fenced code block. Unlike goldmark's it knows whether it was
// closed, and it ends where its author forgot to close it: before the heading,
// comment or fence that Markdown would swallow up to the end of the next block.
type fence struct {
	block
	char   byte
	indent int
	length int
	info   text.Segment
	cut    int  // offset where the block ends for want of a closing line; -1
	closed bool // by a line of its own
	taken  bool // all lines have been read
}

func (*fence) Kind() ast.NodeKind            { return kindFence }
func (*fence) IsRaw() bool                   { return true }
func (f *fence) Dump(source []byte, lvl int) { ast.DumpHelper(f, source, lvl, nil, nil) }

type fenceParser struct{}

func (fenceParser) Trigger() []byte             { return []byte{'`', '~'} }
func (fenceParser) CanInterruptParagraph() bool { return true }
func (fenceParser) CanAcceptIndentedLine() bool { return false }

func (fenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	char, length := line[pos], run(line[pos:])
	if length < 3 || char != '`' && char != '~' || char == '`' && bytes.IndexByte(line[pos+length:], '`') >= 0 {
		return nil, parser.NoChildren
	}
	f := nodesOf(pc).fences.New()
	f.char, f.indent, f.length, f.cut = char, pos, length, -1
	f.info = text.NewSegment(segment.Start-segment.Padding+pos+f.length, segment.Stop)
	f.info = f.info.TrimLeftSpace(reader.Source())
	f.info = f.info.TrimRightSpace(reader.Source())
	if parent.Kind() == ast.KindDocument {
		f.cut = f.forgotten(reader.Source(), segment.Stop)
		if f.indent == 0 {
			f.take(reader, segment.Stop)
		}
	}
	return f, parser.NoChildren
}

// take reads the whole block that begins at an offset at once, which is far
// cheaper than line by line. Only blocks without indentation allow it.
func (f *fence) take(reader text.Reader, first int) {
	src := reader.Source()
	at, last, lines := first, 0, 0
	for at < len(src) && at != f.cut && !f.closed {
		end := lineEnd(src, at)
		if width, pos := util.IndentWidth(src[at:end], 0); width < 4 && f.closes(src[at+pos:end]) {
			f.closed = true
			end, last = at, at
		} else {
			last = at
		}
		at = end
		lines++
	}
	if first < at {
		f.whole = text.NewSegment(first, at)
	}
	f.taken = true
	moveTo(reader, lines, last)
}

// moveTo moves a reader to the end of a line that begins at offset start, so
// many lines below the one it is in.
func moveTo(reader text.Reader, lines, start int) {
	if lines > 0 {
		line, _ := reader.Position()
		reader.SetPosition(line+lines-1, text.NewSegment(start, start))
		reader.AdvanceLine()
	}
	reader.AdvanceToEOL()
}

// run returns how often the first byte of a line is repeated there.
func run(line []byte) int {
	n := 0
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

func (fenceParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	f := node.(*fence)
	line, segment := reader.PeekLine()
	if f.taken || f.cut >= 0 && segment.Start >= f.cut {
		return parser.Close
	}
	if width, pos := util.IndentWidth(line, reader.LineOffset()); width < 4 && f.closes(line[pos:]) {
		f.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	pos, padding := util.IndentPositionPadding(line, reader.LineOffset(), segment.Padding, f.indent)
	if pos < 0 {
		pos = max(0, util.FirstNonSpacePosition(line)) - segment.Padding
		padding = 0
	}
	f.Lines().Append(text.NewSegmentPadding(segment.Start+pos, segment.Stop, padding))
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (fenceParser) Close(ast.Node, text.Reader, parser.Context) {}

// closes reports whether a line without its indentation ends the block.
func (f *fence) closes(line []byte) bool {
	return len(line) > 0 && line[0] == f.char && run(line) >= f.length && util.IsBlank(line[run(line):])
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

// forgotten returns where a block that begins before offset at must end although
// no line closes it: if another fence is opened within it, then at the first
// heading or comment before that, else at that fence itself; -1 if nothing is
// wrong. Only called for fences outside of lists and quotes, where no byte is
// looked at twice.
func (f *fence) forgotten(src []byte, at int) int {
	cut := -1
	for at < len(src) {
		end := lineEnd(src, at)
		line := bytes.TrimLeft(src[at:end], " ")
		switch {
		case len(line) == 0:
		case f.closes(line):
			return -1
		case line[0] == f.char && run(line) >= f.length && f.char == '`':
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
