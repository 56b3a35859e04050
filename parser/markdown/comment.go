package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindComment = ast.NewNodeKind("Comment")

// comment is a block that begins with an HTML comment and ends with the line
// where that comment ends. goldmark knows it as HTML of its second type; every
// other block of a page is one, and this way of reading it costs no regular
// expressions.
type comment struct {
	block
	done bool // the comment's last line has been read
}

func (*comment) Kind() ast.NodeKind            { return kindComment }
func (*comment) IsRaw() bool                   { return true }
func (c *comment) Dump(source []byte, lvl int) { ast.DumpHelper(c, source, lvl, nil, nil) }

type commentParser struct{}

func (commentParser) Trigger() []byte             { return []byte{'<'} }
func (commentParser) CanInterruptParagraph() bool { return true }
func (commentParser) CanAcceptIndentedLine() bool { return false }

func (commentParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], commentStart) {
		return nil, parser.NoChildren
	}
	if parent.Kind() == ast.KindDocument {
		c := nodesOf(pc).comments.New()
		c.take(reader, segment.Start, segment.Start+pos+len(commentStart))
		return c, parser.NoChildren
	}
	c := &comment{done: bytes.Contains(line[pos+len(commentStart):], commentEnd)}
	c.Lines().Append(segment)
	reader.AdvanceToEOL()
	return c, parser.NoChildren
}

// take reads at once the block that begins at offset start with a comment whose
// text begins at offset at.
func (c *comment) take(reader text.Reader, start, at int) {
	src := reader.Source()
	end := len(src)
	if i := bytes.Index(src[at:], commentEnd); i >= 0 {
		end = lineEnd(src, at+i+len(commentEnd)-1)
	}
	c.done, c.whole = true, text.NewSegment(start, end)
	body := src[start : end-1]
	moveTo(reader, bytes.Count(body, []byte("\n")), start+bytes.LastIndexByte(body, '\n')+1)
}

func (commentParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	c := node.(*comment)
	if c.done {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	c.done = bytes.Contains(line, commentEnd)
	c.Lines().Append(segment)
	reader.AdvanceToEOL()
	if c.done {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

func (commentParser) Close(ast.Node, text.Reader, parser.Context) {}

var (
	commentStart = []byte("<!--")
	commentEnd   = []byte("-->")
)

// tagParser reads tags and comments within text, in place of goldmark's regular
// expressions. A tag must end in the line where it begins.
type tagParser struct{}

func (tagParser) Trigger() []byte { return []byte{'<'} }

func (tagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, commentStart) {
		return inlineComment(block)
	}
	n := tagLength(line)
	if n == 0 {
		return nil
	}
	node := ast.NewRawHTML()
	node.Segments.Append(segment.WithStop(segment.Start + n))
	block.Advance(n)
	return node
}

// tagLength returns the length of the tag at the start of a line, 0 if there is
// none: a name, and up to the next ">" nothing but attributes.
func tagLength(line []byte) int {
	i := 1
	if i < len(line) && line[i] == '/' {
		i++
	}
	first := i
	for i < len(line) && (isLetter(line[i]) || i > first && (line[i] == '-' || '0' <= line[i] && line[i] <= '9')) {
		i++
	}
	if i == first || i == len(line) || !bytes.ContainsRune([]byte(" \t/>"), rune(line[i])) {
		return 0
	}
	for quote := byte(0); i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && line[i-1] == '=':
			quote = c
		case c == '<':
			return 0
		case c == '>':
			return i + 1
		}
	}
	return 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// inlineComment reads a comment that may go on over lines.
func inlineComment(block text.Reader) ast.Node {
	node := ast.NewRawHTML()
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return nil
		}
		if i := bytes.Index(line, commentEnd); i >= 0 {
			node.Segments.Append(segment.WithStop(segment.Start + i + len(commentEnd)))
			block.Advance(i + len(commentEnd))
			return node
		}
		node.Segments.Append(segment)
		block.AdvanceLine()
	}
}
