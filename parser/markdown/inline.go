package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// inline is the text of a paragraph, heading or cell and what stood in it that
// is no text.
type inline struct {
	spans    page.Inline
	anchor   string // of <a name="…">
	comments []*page.Comment
	includes []included // to be read after the paragraph
}

// included is an [!INCLUDE] within a line of text.
type included struct {
	path string
	at   ir.Pos
}

// inliner flattens goldmark's inline nodes to spans.
type inliner struct {
	page.Spans
	w      *walker
	out    inline
	inCell bool
	raised int // <sup> that are open
	hidden int // open <span>s from one on that readers do not see; 0: none
}

// inline returns the text of a block.
func (w *walker) inline(n ast.Node) inline {
	f := &inliner{w: w, inCell: n.Kind() == kindCell}
	if n.IsRaw() {
		f.lines(n.Lines())
	} else {
		ast.Walk(n, f.visit) // never fails
	}
	return f.finish()
}

// lines adds text whose markup is not read.
func (f *inliner) lines(lines *text.Segments) {
	for i := range lines.Len() {
		line := lines.At(i)
		f.text(string(line.Value(f.w.doc.src)), line.Start)
	}
}

// visit handles a node; see [ast.Walker].
func (f *inliner) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		f.leave(n)
	} else if !f.enter(n) {
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

// enter handles the start of a node and reports whether its children matter.
func (f *inliner) enter(n ast.Node) bool {
	if raw, tag := n.(*ast.RawHTML); f.hidden > 0 {
		if tag {
			f.rawHTML(raw)
		}
		return false
	}
	switch n := n.(type) {
	case *ast.Text:
		f.source(n)
		return false
	case *ast.String:
		f.text(string(n.Value), n.Pos())
		return false
	case *ast.CodeSpan:
		f.codeSpan(n)
		return false
	case *ast.RawHTML:
		f.rawHTML(n)
		return false
	case *ast.AutoLink:
		f.autoLink(n)
		return false
	case *ast.Link:
		f.OpenLink(string(n.Destination))
	case *ast.Emphasis:
		f.emphasis(n, 1)
	}
	return true
}

func (f *inliner) leave(n ast.Node) {
	if f.hidden > 0 {
		return
	}
	switch n := n.(type) {
	case *ast.Link:
		f.closeLink(n.Pos())
	case *ast.Emphasis:
		f.emphasis(n, -1)
	}
}

func (f *inliner) closeLink(at int) {
	if empty := f.CloseLink(); empty != nil {
		empty.At = f.w.at(at)
	}
}

func (f *inliner) emphasis(n *ast.Emphasis, by int) {
	if n.Level == 2 {
		f.Change(&f.Bold, by)
	} else {
		f.Change(&f.Italic, by)
	}
}

// source adds a stretch of the source, and the line end after it.
func (f *inliner) source(n *ast.Text) {
	text, stop := f.w.doc.src[n.Segment.Start:n.Segment.Stop], n.Segment.Stop
	if !n.IsRaw() {
		text = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text)))
	}
	if len(text) > 0 {
		f.text(string(text), n.Segment.Start)
	}
	switch {
	case n.HardLineBreak():
		f.lineBreak(stop)
	case n.SoftLineBreak() && f.afterLabel(stop):
		f.lineBreak(stop)
	case n.SoftLineBreak():
		f.text(" ", stop)
	}
}

// afterLabel reports whether the line that ends at an offset is the label of an
// alert, "[!NOTE]", which must stay apart from the next line.
func (f *inliner) afterLabel(at int) bool {
	src := f.w.doc.src
	if f.Len() != 1 || src[at-1] != ']' {
		return false
	}
	label := src[max(0, at-20):at]
	i := bytes.LastIndexByte(label, '[')
	return i >= 0 && bytes.HasPrefix(label[i:], []byte("[!"))
}

// text adds text that begins at a source offset.
func (f *inliner) text(text string, at int) {
	if f.hidden > 0 {
		return
	}
	if f.raised > 0 {
		text = page.Superscript(text)
	}
	if span := f.Text(text); span != nil {
		span.At = f.w.at(at + leading(text))
	}
}

// leading counts the blanks at the start of a text, 0 if there is nothing else.
func leading(s string) int {
	if rest := strings.TrimLeft(s, " \t\n"); rest != "" {
		return len(s) - len(rest)
	}
	return 0
}

func (f *inliner) lineBreak(at int) {
	if f.hidden > 0 {
		return
	}
	f.Break().At = f.w.at(at)
}

// codeSpan adds the text between backticks; line ends in it are blanks. In a
// table a pipe must be escaped even there.
func (f *inliner) codeSpan(n *ast.CodeSpan) {
	var b strings.Builder
	at := -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			if at < 0 {
				at = t.Segment.Start
			}
			b.Write(t.Segment.Value(f.w.doc.src))
		}
	}
	if at < 0 {
		return
	}
	text := strings.ReplaceAll(b.String(), "\n", " ")
	if f.inCell {
		text = strings.ReplaceAll(text, `\|`, "|")
	}
	if f.Link > 0 {
		f.text(text, at)
		return
	}
	f.Change(&f.Code, 1)
	f.text(text, at)
	f.Change(&f.Code, -1)
}

func (f *inliner) autoLink(n *ast.AutoLink) {
	f.OpenLink(string(n.URL(f.w.doc.src)))
	f.text(string(n.Label(f.w.doc.src)), n.Pos()+1)
	f.closeLink(n.Pos())
}

// rawHTML handles a tag or comment in a line of text.
func (f *inliner) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	start := n.Segments.At(0).Start
	if raw := string(n.Segments.Value(f.w.doc.src)); strings.HasPrefix(raw, commentStart) {
		f.comment(raw, start)
	} else {
		f.tag(raw, start)
	}
}

func (f *inliner) comment(raw string, start int) {
	f.out.comments = append(f.out.comments, f.w.comment(raw, start))
}

const commentStart, commentEnd = "<!--", "-->"

// comment returns the comment that begins at a source offset.
func (w *walker) comment(raw string, start int) *page.Comment {
	text := strings.TrimSuffix(strings.TrimPrefix(raw, commentStart), commentEnd)
	return &page.Comment{At: w.at(start), Text: text, From: w.at(start + len(commentStart))}
}

// finish returns what was gathered and starts anew.
func (f *inliner) finish() inline {
	spans := f.Inline()
	spans = f.includes(spans)
	for i, s := range spans {
		if s.Kind != page.CodeSpan {
			spans[i].Text = emoji(s.Text)
		}
	}
	out := f.out
	out.spans = spans
	f.out = inline{}
	return out
}

var emojis = strings.NewReplacer(":white_check_mark:", "\u2705", ":heavy_check_mark:", "\u2714\ufe0f", ":x:", "\u274c")

// emoji renders the codes that the pages use for marks in tables.
func emoji(s string) string {
	if strings.Count(s, ":") < 2 {
		return s
	}
	return emojis.Replace(s)
}
