package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/docpiler/docpiler/parser/page"
)

func (w *walker) fence(n *fence) {
	c := &page.Code{At: w.at(n.Pos()), Unclosed: !n.closed}
	if n.Info != nil {
		word := strings.Fields(string(n.Info.Segment.Value(w.doc.src)))[0]
		c.Lang = strings.TrimSuffix(strings.ToLower(strings.Trim(word, "{}.")), "-interactive") // as the site calls it
	}
	if end := n.end(len(w.doc.src)); end >= 0 {
		w.build.Report("fence-unclosed", c.At, fmt.Sprintf("No line closes the code block %q; it is read up to line %d.",
			w.doc.line(n.Pos()), w.at(end).Line))
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
		c.Text = strings.TrimRight(string(lines.Value(w.doc.src)), "\n")
	}
	w.build.Add(c)
}
