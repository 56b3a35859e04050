package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindPlain = ast.NewNodeKind("Plain")

// plain is a paragraph without markup, which goldmark need not read for any.
type plain struct {
	ast.BaseBlock
	dense bool // it has so much markup that it is taken for text
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

// plainTransformer replaces paragraphs that have no markup or too much, and
// those that a line of equals signs makes a heading.
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
	signs := 0
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		signs += signsIn(src[line.Start:line.Stop])
	}
	if signs > 0 && signs <= maxSigns && lines.Len() <= maxLines {
		return
	}
	n := &plain{dense: signs > 0}
	n.SetLines(lines)
	n.SetPos(p.Pos())
	n.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, n)
}

// isUnderline reports whether a line consists of one sign alone.
func isUnderline(line []byte, sign byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] == sign && run(line) == len(line)
}

// markup tells the signs of which text must hold one to hold markup.
var markup = [256]bool{'`': true, '*': true, '_': true, '[': true, ']': true, '!': true, '<': true, '&': true, '\\': true}

func signsIn(text []byte) int {
	n := 0
	for _, c := range text {
		if markup[c] {
			n++
		}
	}
	return n
}

// plainText returns the text of a paragraph without markup.
func (w *walker) plainText(n *plain) inline {
	if n.dense {
		w.dense(n.Lines().At(0).Start)
	}
	f := w.inliner(false)
	lines := n.Lines()
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		start, text := line.Start, w.doc.src[line.Start:line.Stop]
		stop := start + len(bytes.TrimRight(text, " \t\n"))
		f.stretch(start+leading(w.doc.text[start:stop]), stop, true)
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
