package html

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// begin notes that an element is being visited and returns its place.
func (w *walker) begin(n *html.Node) ir.Pos {
	i, err := strconv.Atoi(attr(n, stampKey))
	if err != nil || i < 0 || i >= len(w.marks) {
		return w.place(w.next)
	}
	w.next = i + 1
	return w.place(i)
}

func (w *walker) place(i int) ir.Pos {
	if i >= len(w.marks) {
		i = len(w.marks) - 1
	}
	if i < 0 {
		return w.lines.At(0)
	}
	return w.lines.At(w.marks[i].offset)
}

// find returns the offset of the next text or comment in the page's bytes.
func (w *walker) find(kind html.TokenType) int {
	for i := w.next; i < len(w.marks) && i < w.next+100; i++ {
		if w.marks[i].kind == kind {
			w.next = i + 1
			return w.marks[i].offset
		}
	}
	return w.marks[min(w.next, len(w.marks)-1)].offset
}

// blocks reads what stands in an element that holds blocks; text between them
// is a paragraph.
func (w *walker) blocks(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	w.flush()
}

// node reads a child of an element that holds blocks.
func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n)
	case html.CommentNode:
		w.comment(n)
	case html.ElementNode:
		if w.skip(n) {
			return
		}
		read := w.blockReader(n.DataAtom)
		if read == nil {
			w.inline(n)
			return
		}
		w.flush()
		read(n, w.begin(n))
	}
}

// blockReader returns what reads an element that is no markup within text; nil
// for one that is.
func (w *walker) blockReader(a atom.Atom) func(*html.Node, ir.Pos) {
	switch a {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Body, atom.Html:
		return w.div
	case atom.P, atom.Header, atom.Details, atom.Summary, atom.Figure, atom.Figcaption, atom.Center, atom.Dl, atom.Dt,
		atom.Dd, atom.Li, atom.Address, atom.Hr:
		return w.plain
	case atom.Ul, atom.Ol:
		return w.list
	case atom.Table:
		return w.table
	case atom.Pre:
		return w.pre
	case atom.Blockquote:
		return w.quote
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return w.heading
	}
	return nil
}

// plain reads an element that means nothing by itself.
func (w *walker) plain(n *html.Node, _ ir.Pos) { w.blocks(n) }

// flush ends the paragraph that is being read.
func (w *walker) flush() {
	spans := w.spans.Inline()
	for _, c := range w.notes {
		w.build.Add(c)
	}
	w.notes = nil
	if len(spans) > 0 {
		w.build.Add(&page.Para{At: spans[0].At, Spans: spans})
	}
}

func (w *walker) comment(n *html.Node) {
	offset := w.find(html.CommentToken)
	c := &page.Comment{At: w.lines.At(offset), Text: n.Data, From: w.lines.At(offset + len("<!--"))}
	w.notes = append(w.notes, c)
	if w.spans.Len() == 0 {
		w.flush()
	}
}

// heading opens a section; its anchor is the id of the heading itself.
func (w *walker) heading(n *html.Node, at ir.Pos) {
	id := attr(n, "id")
	if w.loose && strings.HasPrefix(id, "ms--") {
		return
	}
	title, anchor := w.run(n)
	if id == "" {
		id = anchor
	}
	w.build.Heading(&page.Section{At: at, Level: int(n.Data[1] - '0'), Title: title, Anchor: id})
}

// div reads an element that may be an alert, a group of tabs, a tab or a zone.
func (w *walker) div(n *html.Node, at ir.Pos) {
	switch {
	case alertClass(n) != "":
		w.alert(n, at)
	case has(n, "data-tab") || attr(n, "role") == "tabpanel":
		w.build.OpenTab(tabID(n))
		w.blocks(n)
		w.build.CloseTabs()
	case has(n, "data-pivot"):
		w.pivot(n)
	default:
		w.blocks(n)
	}
}

// tabID returns the id of a tab's panel; a tool that saved the page may have
// left only the id of the element: "tabpanel_1_http".
func tabID(n *html.Node) string {
	if id := attr(n, "data-tab"); id != "" {
		return id
	}
	id := attr(n, "id")
	return id[strings.LastIndexByte(id, '_')+1:]
}

// pivot reads a zone: of an API version if it is the one that is wanted, of a
// programming language like a tab.
func (w *walker) pivot(n *html.Node) {
	ids := attr(n, "data-pivot")
	if named := page.Versions(ids); len(named) > 0 {
		if slices.Contains(named, w.zone) {
			w.blocks(n)
		}
		return
	}
	if tab := page.PivotTab(ids); tab != "" {
		w.build.OpenTab(tab)
		defer w.build.CloseTabs()
	}
	w.blocks(n)
}

// alertClass returns the kind of an alert: <div class="NOTE">. Older pages have
// the class "alert" alone; the kind is then in the label.
func alertClass(n *html.Node) string {
	kind := ""
	for _, class := range classes(n) {
		switch class {
		case "NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING":
			return strings.ToLower(class)
		case "alert":
			kind = "note"
		}
	}
	return kind
}

// alert reads an alert box. Its first paragraph is its label, in the language
// of the page.
func (w *walker) alert(n *html.Node, at ir.Pos) {
	note := &page.Note{At: at, Kind: alertClass(n)}
	note.Blocks = w.build.Nest(func() { w.blocks(n) })
	if len(note.Blocks) > 1 {
		if label, ok := note.Blocks[0].(*page.Para); ok {
			note.Blocks = note.Blocks[1:]
			if kind := words.Alert(label.Spans.String()); kind != "" && note.Kind == "note" {
				note.Kind = kind
			}
		}
	}
	if len(note.Blocks) > 0 {
		w.build.Add(note)
	}
}

func (w *walker) quote(n *html.Node, at ir.Pos) {
	note := &page.Note{At: at}
	note.Blocks = w.build.Nest(func() { w.blocks(n) })
	note.Kind, note.Blocks = page.CutLabel(note.Blocks, w.lines, words.Alert)
	if len(note.Blocks) > 0 {
		w.build.Add(note)
	}
}

// list reads a list; the list of a group's tabs is no part of the text.
func (w *walker) list(n *html.Node, at ir.Pos) {
	if attr(n, "role") == "tablist" {
		return
	}
	list := &page.List{At: at, Ordered: n.DataAtom == atom.Ol}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.Li {
			w.begin(c)
			list.Items = append(list.Items, w.build.Nest(func() { w.blocks(c) }))
		}
	}
	if len(list.Items) > 0 {
		w.build.Add(list)
	}
}

// pre reads a code block. Its language is in the class of the <code> in it.
func (w *walker) pre(n *html.Node, at ir.Pos) {
	c := &page.Code{At: at, Lang: lang(n)}
	text := textOf(n)
	c.From = at
	if lead := len(text) - len(strings.TrimLeft(text, blanks)); lead < len(text) {
		c.From = w.codeStart(at, text[:lead])
	}
	c.Text = strings.TrimRight(text, "\n")
	w.build.Add(c)
}

// codeStart returns the place of the first line of a code block that begins
// with the given blanks. It is reckoned back from the first sign of the text,
// and the HTML parser drops some signs: what would lie above the block is moved
// to its start.
func (w *walker) codeStart(block ir.Pos, lead string) ir.Pos {
	at := w.lines.At(w.find(html.TextToken))
	if n := strings.Count(lead, "\n"); n > 0 {
		return ir.Pos{File: at.File, Line: max(block.Line, at.Line-n), Column: 1}
	}
	at.Column = max(1, at.Column-len(lead))
	return at
}

// lang returns the language of a code block: lang-x or language-x.
func lang(n *html.Node) string {
	for c := n; c != nil; c = c.FirstChild {
		for _, class := range classes(c) {
			for _, prefix := range []string{"lang-", "language-"} {
				if name, ok := strings.CutPrefix(class, prefix); ok {
					return strings.ToLower(name)
				}
			}
		}
	}
	return ""
}

// textOf returns the text below a node, <br> as a line end.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
