package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark's cost is quadratic in the signs of emphasis and links of a
// paragraph, and in the lines of link definitions. Real paragraphs have at most
// a few hundred of either.
const (
	maxSigns = 2000
	maxLines = 2000
)

var kindDense = ast.NewNodeKind("Dense")

// dense is a paragraph that has so much markup that it is taken for text.
type dense struct{ ast.BaseBlock }

func (*dense) Kind() ast.NodeKind            { return kindDense }
func (*dense) IsRaw() bool                   { return true }
func (n *dense) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// paragraphTransformer cuts the tables out of a paragraph and turns what is left
// into a heading or dense text if it is such.
type paragraphTransformer struct{}

func (paragraphTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	for _, part := range cutTables(p, reader.Source()) {
		transform(part, reader, pc)
	}
}

func transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := p.Lines(), reader.Source()
	last := lines.Len() - 1
	switch {
	case isDense(lines, src):
		n := &dense{}
		n.SetLines(lines)
		n.SetBlankPreviousLines(p.HasBlankPreviousLines())
		p.Parent().ReplaceChild(p.Parent(), p, n)
	case last > 0 && isUnderline(bytesOf(lines.At(last), src), '='):
		heading := ast.NewHeading(1)
		heading.SetLines(lines)
		heading.Lines().SetSliced(0, last)
		p.Parent().ReplaceChild(p.Parent(), p, heading)
	default:
		parser.LinkReferenceParagraphTransformer.Transform(p, reader, pc)
	}
}

// isUnderline reports whether a line consists of one sign alone.
func isUnderline(line []byte, sign byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] == sign && run(line) == len(line)
}

// isDense reports whether lines of text have too much markup for goldmark.
func isDense(lines *text.Segments, src []byte) bool {
	size, signs := 0, 0
	for i := range lines.Len() {
		size += len(bytesOf(lines.At(i), src))
	}
	if size <= maxSigns {
		return false
	}
	for i := range lines.Len() {
		signs += signsIn(bytesOf(lines.At(i), src))
	}
	return signs > maxSigns || signs > 0 && lines.Len() > maxLines
}

// signsIn counts the bytes of a text that may be markup.
func signsIn(text []byte) int {
	n := 0
	for _, c := range text {
		if strings.IndexByte("`*_[]!<&\\", c) >= 0 {
			n++
		}
	}
	return n
}

// bytesOf returns a stretch of the source as it stands there, whatever columns
// its tabs fill.
func bytesOf(s text.Segment, src []byte) []byte { return src[s.Start:s.Stop] }
