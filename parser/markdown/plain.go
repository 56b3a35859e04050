package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var kindPlain = ast.NewNodeKind("Plain")

// plain is a paragraph that goldmark need not read for markup.
type plain struct {
	block
	dense  bool // it has so much markup that it is taken for text
	simple bool // it has markup, but all its lines are simple
}

func (*plain) Kind() ast.NodeKind            { return kindPlain }
func (*plain) IsRaw() bool                   { return true }
func (n *plain) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// goldmark's cost is quadratic in the signs of emphasis and links of a
// paragraph, and in the lines of link definitions. Real paragraphs have at most
// a few hundred of either.
const (
	maxSigns = 2000
	maxLines = 2000
)

// plainTransformer replaces paragraphs that have no markup, too much, or none
// but simple one, and those that a line of equals signs makes a heading.
type plainTransformer struct{}

func (plainTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := p.Lines(), reader.Source()
	if last := lines.Len() - 1; last > 0 && isUnderline(src[lines.At(last).Start:lines.At(last).Stop], '=') && last < maxLines {
		heading := ast.NewHeading(1)
		heading.SetLines(lines)
		heading.Lines().SetSliced(0, last)
		heading.SetPos(p.Pos())
		p.Parent().ReplaceChild(p.Parent(), p, heading)
		return
	}
	signs, simple := 0, true
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		n := signsIn(src[line.Start:line.Stop])
		signs += n
		simple = simple && (n == 0 || isSimple(src[line.Start:line.Stop]))
	}
	dense := signs > maxSigns || signs > 0 && lines.Len() > maxLines
	if signs > 0 && !dense && !simple {
		return
	}
	n := nodesOf(pc).plains.New()
	n.dense, n.simple = dense, signs > 0 && !dense
	n.SetLines(lines)
	n.SetPos(p.Pos())
	n.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, n)
}

// paragraphParser is goldmark's, but for paragraphs of one line without markup,
// or with simple one.
type paragraphParser struct{ parser.BlockParser }

func (p paragraphParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	src := reader.Source()
	alone := parent.Kind() == ast.KindDocument && segment.Padding == 0 && util.IsBlank(src[segment.Stop:lineEnd(src, segment.Stop)])
	if !alone || util.IsBlank(line) {
		return p.BlockParser.Open(parent, reader, pc)
	}
	signs := signsIn(line)
	if signs > maxSigns || signs > 0 && !isSimple(line) {
		return p.BlockParser.Open(parent, reader, pc)
	}
	n := nodesOf(pc).plains.New()
	n.whole, n.simple = segment, signs > 0
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p paragraphParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if _, ok := node.(*plain); ok {
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

func (p paragraphParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	if _, ok := node.(*plain); !ok {
		p.BlockParser.Close(node, reader, pc)
	}
}

var kindHeading = ast.NewNodeKind("PlainHeading")

// heading is a heading that goldmark need not read for markup.
type heading struct {
	block
	level  int
	simple bool // it has markup, but only simple one
}

func (*heading) Kind() ast.NodeKind            { return kindHeading }
func (*heading) IsRaw() bool                   { return true }
func (n *heading) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// headingParser is goldmark's, but for such headings.
type headingParser struct{ parser.BlockParser }

func (p headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || line[pos] != '#' || segment.Padding != 0 {
		return p.BlockParser.Open(parent, reader, pc)
	}
	const deepest = 6
	level := run(line[pos:])
	from, to := pos+level, len(util.TrimRightSpace(line))
	blanks := util.TrimLeftSpaceLength(line[from:])
	if from += blanks; level > deepest || blanks == 0 || from >= to || line[to-1] == '#' { // signs at the end may not count
		return p.BlockParser.Open(parent, reader, pc)
	}
	signs := signsIn(line[from:to])
	if signs > 0 && !isSimple(line[from:to]) {
		return p.BlockParser.Open(parent, reader, pc)
	}
	h := nodesOf(pc).headings.New()
	h.level, h.simple = level, signs > 0
	h.whole = text.NewSegment(segment.Start+from, segment.Start+to)
	reader.AdvanceToEOL()
	return h, parser.NoChildren
}

// referenceTransformer spares goldmark the paragraphs that do not begin like the
// definition of a link.
type referenceTransformer struct{}

func (referenceTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := p.Lines().At(0)
	if text := util.TrimLeftSpace(first.Value(reader.Source())); len(text) == 0 || text[0] == '[' {
		parser.LinkReferenceParagraphTransformer.Transform(p, reader, pc)
	}
}

// isUnderline reports whether a line consists of one sign alone.
func isUnderline(line []byte, sign byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] == sign && run(line) == len(line)
}

// markup tells the signs of which text must hold one to hold markup. Control
// characters are among them: which of them are blanks, and where, goldmark says.
var markup = markupSigns()

func markupSigns() (signs [256]bool) {
	for _, c := range "`*_[]!<&\\" {
		signs[c] = true
	}
	for c := range ' ' {
		signs[c] = c != '\t' && c != '\n'
	}
	return signs
}

func signsIn(text []byte) int {
	n := 0
	for _, c := range text {
		if markup[c] {
			n++
		}
	}
	return n
}

// plainText returns the text of a block without markup, or with simple one.
func (w *walker) plainText(n *block, simple bool) inline {
	f := w.inliner(false)
	if !n.whole.IsEmpty() {
		f.line(n.whole, simple)
	} else {
		for i := range n.Lines().Len() {
			if i > 0 {
				f.lineEnd(n.Lines().At(i - 1))
			}
			f.line(n.Lines().At(i), simple)
		}
	}
	out := f.finish()
	w.idle = f
	return out
}

// line adds the text of a line without markup, or with simple one.
func (f *inliner) line(line text.Segment, simple bool) {
	text := f.w.doc.text[line.Start:line.Stop]
	stop := line.Start + len(strings.TrimRight(text, " \t\n"))
	start := line.Start + leading(f.w.doc.text[line.Start:stop])
	if simple {
		f.simple(start, stop)
	} else {
		f.stretch(start, stop, true)
	}
}

// lineEnd adds what stands for the end of a line.
func (f *inliner) lineEnd(line text.Segment) {
	text := f.w.doc.text[line.Start:line.Stop]
	stop := line.Start + len(strings.TrimRight(text, " \t\n"))
	if strings.HasSuffix(text, "  \n") {
		f.lineBreak(stop)
	} else {
		f.text(" ", stop)
	}
}
