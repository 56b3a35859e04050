package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/docpiler/docpiler/parser/page"
)

func (w *walker) fence(n *fence) {
	c := w.room.Code()
	c.At, c.Unclosed = w.at(n.Pos()), !n.closed
	for word := range strings.FieldsSeq(w.doc.text[n.info.Start:n.info.Stop]) {
		c.Lang = strings.TrimSuffix(strings.ToLower(strings.Trim(word, "{}.")), "-interactive") // as the site calls it
		break
	}
	if end := n.end(len(w.doc.src)); end >= 0 {
		w.build.Report("fence-unclosed", c.At, fmt.Sprintf("No line closes the code block %q; it is read up to line %d.",
			strings.TrimSpace(w.doc.text[n.Pos():lineEnd(w.doc.src, n.Pos())]), w.at(end).Line))
	}
	if at := n.whole; !at.IsEmpty() {
		c.From, c.Text = w.at(at.Start), strings.TrimRight(w.doc.text[at.Start:at.Stop], "\n")
		w.build.Add(c)
		return
	}
	w.code(c, n.Lines())
}

func (w *walker) indented(n *ast.CodeBlock) {
	for _, block := range blocksOfCode(n.Lines(), w.doc.src) {
		lines := text.NewSegments()
		lines.AppendAll(n.Lines().Sliced(block[0], block[1]))
		w.code(&page.Code{At: w.at(lines.At(0).Start)}, lines)
	}
}

func (w *walker) code(c *page.Code, lines *text.Segments) {
	c.From = c.At
	if lines.Len() > 0 {
		c.From = w.at(lines.At(0).Start)
		c.Text = strings.TrimRight(w.joined(lines), "\n")
	}
	w.build.Add(c)
}

// joined returns the text of lines; it shares the document's where they follow
// one another without a container's signs between.
func (w *walker) joined(lines *text.Segments) string {
	first, last := lines.At(0), lines.At(lines.Len()-1)
	for i := 0; i < lines.Len(); i++ {
		if s := lines.At(i); s.Padding != 0 || i > 0 && lines.At(i-1).Stop != s.Start {
			return string(lines.Value(w.doc.src))
		}
	}
	return w.doc.text[first.Start:last.Stop]
}
