package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var kindPlain = ast.NewNodeKind("Plain")

// plain is a paragraph that goldmark need not read for markup.
type plain struct {
	ast.BaseBlock
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

func (plainTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
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
	n := &plain{dense: dense, simple: signs > 0 && !dense}
	n.SetLines(lines)
	n.SetPos(p.Pos())
	n.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, n)
}

// headingParser is goldmark's, but for headings that goldmark need not read for
// markup.
type headingParser struct{ parser.BlockParser }

// plainHeading is such a heading.
type plainHeading struct {
	*ast.Heading
	simple bool // it has markup, but only simple one
}

func (plainHeading) IsRaw() bool { return true }

func (p headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if h, ok := node.(*ast.Heading); ok && h.Lines().Len() == 1 {
		line := h.Lines().At(0)
		text := line.Value(reader.Source())
		if signs := signsIn(text); signs == 0 || isSimple(text) {
			return plainHeading{h, signs > 0}, state
		}
	}
	return node, state
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

// plainText returns the text of lines without markup, or with simple one.
func (w *walker) plainText(lines *text.Segments, simple bool) inline {
	f := w.inliner(false)
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		start, text := line.Start, w.doc.src[line.Start:line.Stop]
		stop := start + len(bytes.TrimRight(text, " \t\n"))
		start += leading(w.doc.text[start:stop])
		if simple {
			f.simple(start, stop)
		} else {
			f.stretch(start, stop, true)
		}
		if i+1 == lines.Len() {
			break
		}
		if bytes.HasSuffix(text, []byte("  \n")) {
			f.lineBreak(stop)
		} else {
			f.text(" ", stop)
		}
	}
	out := f.finish()
	w.idle = f
	return out
}
