package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
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
	w      *walker
	out    inline
	end    int  // source offset where the last span ends if it is cut from the source as it stands; -1
	fresh  bool // the next text begins a span of its own
	href   string
	link   int // depths of open markup
	code   int
	bold   int
	italic int
	line   bool // a new line is due before the next text
	inCell bool
}

func (w *walker) inline(n ast.Node) inline { return w.flatten(n, false) }

func (w *walker) cellInline(n ast.Node) inline { return w.flatten(n, true) }

func (w *walker) flatten(parent ast.Node, inCell bool) inline {
	f := &inliner{w: w, end: -1, inCell: inCell}
	f.walk(parent)
	return f.finish()
}

// walk visits the inline nodes below parent. It does not recurse: emphasis can
// nest as deep as a page is long.
func (f *inliner) walk(parent ast.Node) {
	n := parent.FirstChild()
	for n != nil {
		if f.enter(n) && n.FirstChild() != nil {
			n = n.FirstChild()
			continue
		}
		for {
			f.leave(n)
			if next := n.NextSibling(); next != nil {
				n = next
				break
			}
			if n = n.Parent(); n == nil || n == parent {
				return
			}
		}
	}
}

// enter handles the start of a node and reports whether its children matter.
func (f *inliner) enter(n ast.Node) bool {
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
		f.link++
		f.href, f.fresh = string(n.Destination), true
	case *ast.Emphasis:
		f.emphasis(n, 1)
	}
	return true
}

func (f *inliner) leave(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		f.link--
		f.href, f.fresh = "", true
	case *ast.Emphasis:
		f.emphasis(n, -1)
	}
}

func (f *inliner) emphasis(n *ast.Emphasis, by int) {
	f.fresh = true
	if n.Level == 2 {
		f.bold += by
	} else {
		f.italic += by
	}
}

// source adds a stretch of the source, and the line end after it.
func (f *inliner) source(n *ast.Text) {
	seg := n.Segment
	if seg.Start < seg.Stop {
		f.stretch(seg.Start, seg.Stop, n.IsRaw())
	}
	switch {
	case n.HardLineBreak():
		f.lineBreak(seg.Stop)
	case n.SoftLineBreak():
		if last := f.last(); last != nil && strings.HasPrefix(last.Text, "[!") && strings.HasSuffix(last.Text, "]") {
			f.lineBreak(seg.Stop) // the label of an alert stays apart
			return
		}
		f.text(" ", seg.Stop)
	}
}

func (f *inliner) stretch(start, stop int, raw bool) {
	text := f.w.doc.text[start:stop]
	if !raw && strings.ContainsAny(text, "\\&") {
		b := util.UnescapePunctuations([]byte(text))
		f.text(string(util.ResolveEntityNames(util.ResolveNumericReferences(b))), start)
		return
	}
	if last := f.last(); last != nil && f.end == start && !f.fresh && last.Kind == f.kind() {
		last.Text = f.w.doc.text[start-len(last.Text) : stop]
		f.end = stop
		return
	}
	f.text(text, start)
	f.end = stop
	if last := f.last(); last == nil || last.Text != text {
		f.end = -1
	}
}

// text adds text that begins at a source offset.
func (f *inliner) text(text string, at int) {
	f.end = -1
	if f.line {
		if strings.TrimSpace(text) == "" {
			return
		}
		f.line = false
		if len(f.out.spans) > 0 {
			f.lineBreak(at)
		}
	}
	kind := f.kind()
	if last := f.last(); last != nil && !f.fresh && last.Kind == kind {
		last.Text += text
		return
	}
	f.fresh = false
	f.out.spans = append(f.out.spans, page.Span{Kind: kind, Text: text, Href: f.href, At: f.w.at(at)})
}

func (f *inliner) lineBreak(at int) {
	f.line = false
	f.end = -1
	f.out.spans = append(f.out.spans, page.Span{Kind: page.Break, At: f.w.at(at)})
}

func (f *inliner) last() *page.Span {
	if len(f.out.spans) == 0 {
		return nil
	}
	return &f.out.spans[len(f.out.spans)-1]
}

func (f *inliner) kind() page.SpanKind {
	switch {
	case f.link > 0:
		return page.Link
	case f.code > 0:
		return page.CodeSpan
	case f.bold > 0:
		return page.Bold
	case f.italic > 0:
		return page.Italic
	}
	return page.Text
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
	f.code++
	f.fresh = f.fresh || f.link == 0
	f.text(text, at)
	f.code--
	f.fresh = f.fresh || f.link == 0
}

func (f *inliner) autoLink(n *ast.AutoLink) {
	f.link++
	f.href, f.fresh = string(n.URL(f.w.doc.src)), true
	f.text(string(n.Label(f.w.doc.src)), n.Pos()+1)
	f.link--
	f.href, f.fresh = "", true
}

// rawHTML handles a tag or comment in a line of text.
func (f *inliner) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	start := n.Segments.At(0).Start
	if raw := n.Segments.Value(f.w.doc.src); bytes.HasPrefix(raw, []byte("<!--")) {
		f.comment(string(raw), start)
	} else {
		f.tag(string(raw), start)
	}
}

func (f *inliner) comment(raw string, start int) {
	text := strings.TrimSuffix(strings.TrimPrefix(raw, "<!--"), "-->")
	f.out.comments = append(f.out.comments, &page.Comment{At: f.w.at(start), Text: text, From: f.w.at(start + len("<!--"))})
}

// finish trims and returns what was gathered.
func (f *inliner) finish() inline {
	f.out.spans = trimSpans(f.includes(f.out.spans))
	return f.out
}

// trimSpans takes blanks and breaks off both ends, makes runs of blanks one,
// renders emoji codes and drops spans that are left without text.
func trimSpans(in page.Inline) page.Inline {
	for len(in) > 0 && blankSpan(in[0]) {
		in = in[1:]
	}
	for len(in) > 0 && blankSpan(in[len(in)-1]) {
		in = in[:len(in)-1]
	}
	if len(in) == 0 {
		return nil
	}
	for i := range in {
		if in[i].Kind != page.CodeSpan {
			in[i].Text = emoji(oneBlank(in[i].Text))
		}
	}
	first, last := &in[0], &in[len(in)-1]
	text := strings.TrimLeft(first.Text, " \t\n")
	first.At.Column += len(first.Text) - len(text)
	first.Text = text
	last.Text = strings.TrimRight(last.Text, " \t\n")
	return in
}

func blankSpan(s page.Span) bool {
	return s.Kind == page.Break || strings.Trim(s.Text, " \t\n") == ""
}

// oneBlank makes runs of blanks one, as a reader sees them.
func oneBlank(s string) string {
	if !strings.Contains(s, "  ") && !strings.ContainsAny(s, "\t\n") {
		return s
	}
	var b strings.Builder
	blank := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' || c == '\t' || c == '\n' {
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		b.WriteByte(c)
	}
	return b.String()
}

var emojis = strings.NewReplacer(":white_check_mark:", "\u2705", ":heavy_check_mark:", "\u2714\ufe0f", ":x:", "\u274c")

// emoji renders the codes that the pages use for marks in tables.
func emoji(s string) string {
	if strings.Count(s, ":") < 2 {
		return s
	}
	return emojis.Replace(s)
}
