package markdown

import (
	"bytes"
	"cmp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// raw reads a block of raw HTML in a Markdown page: comments mostly, sometimes
// lists, tables and paragraphs.
type raw struct {
	w    *walker
	z    *html.Tokenizer
	f    *inliner   // gathers the paragraph that is being read
	list *page.List // that is open; nil: none

	// starts are the offsets of the block's lines, in its text and in the
	// source, ascending.
	starts [][2]int

	// The token that was read last.
	kind        html.TokenType
	text        string // as written
	name        string // of a tag, in lower case; "" for other tokens
	start, stop int    // offsets in the block's text
}

func (w *walker) html(n *ast.HTMLBlock) {
	lines := text.NewSegments()
	lines.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
	if n.HasClosure() {
		lines.Append(n.ClosureLine)
	}
	r := &raw{w: w, z: html.NewTokenizer(bytes.NewReader(lines.Value(w.doc.src))), f: &inliner{w: w}}
	offset := 0
	for i := range lines.Len() {
		line := lines.At(i)
		r.starts = append(r.starts, [2]int{offset, line.Start - line.Padding})
		offset += line.Len()
	}
	for r.next() {
		r.token()
	}
	r.flush()
	r.endList()
}

// source returns the source offset of an offset in the text.
func (r *raw) source(i int) int {
	line := r.starts[sort.Search(len(r.starts), func(n int) bool { return r.starts[n][0] > i })-1]
	return line[1] + i - line[0]
}

func (r *raw) at(i int) ir.Pos { return r.w.at(r.source(i)) }

// next reads a token. It returns false at the end of the text.
func (r *raw) next() bool {
	r.kind = r.z.Next()
	r.start, r.text, r.name = r.stop, string(r.z.Raw()), ""
	r.stop += len(r.text)
	switch r.kind {
	case html.ErrorToken:
		return false
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		name, _ := r.z.TagName()
		if r.name = string(name); !isOpaque(r.name) {
			r.z.NextIsNotRawText() // a "<title>" may be a placeholder
		}
	}
	return true
}

// isOpaque reports whether nothing within an element is read.
func isOpaque(name string) bool { return name == "script" || name == "style" || name == "iframe" }

// nextBefore is next that returns false at the end tag of an element, too.
func (r *raw) nextBefore(end string) bool {
	return r.next() && !(r.kind == html.EndTagToken && r.name == end)
}

// token handles a token between blocks or in a paragraph.
func (r *raw) token() {
	name, end := r.name, r.kind == html.EndTagToken
	switch {
	case r.isComment():
		r.flush()
		r.comment()
	case isOpaque(name) && !end:
		for r.nextBefore(name) {
		}
	case name == "table" && !end:
		r.flush()
		r.table()
	case name == "pre" && !end:
		r.flush()
		r.pre()
	case len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6':
		r.flush()
		if !end {
			r.heading()
		}
	case name == "ul" || name == "ol":
		r.flush()
		if end {
			r.endList()
		} else if r.list == nil {
			r.list = &page.List{At: r.at(r.start), Ordered: name == "ol"}
		}
	case tagKinds[name] == tagBlock:
		r.flush()
		if name == "li" && !end && r.list != nil {
			r.list.Items = append(r.list.Items, nil)
		}
	default:
		r.inline(r.f)
	}
}

// inline adds a token to a run of text.
func (r *raw) inline(f *inliner) {
	switch {
	case r.isComment():
		f.comment(r.text, r.source(r.start))
	case r.name != "":
		f.tag(r.text, r.source(r.start))
	default:
		f.text(html.UnescapeString(r.text), r.source(r.start))
	}
}

func (r *raw) isComment() bool {
	return r.kind == html.CommentToken && strings.HasPrefix(r.text, commentStart)
}

func (r *raw) comment() {
	if !strings.HasSuffix(r.text, commentEnd) {
		r.w.build.Report("comment-unclosed", r.at(r.start), "No \"-->\" closes the comment; everything after it is taken for a part of it.")
	}
	r.w.build.Add(r.w.comment(r.text, r.source(r.start)))
}

// flush ends the paragraph that is being read.
func (r *raw) flush() {
	in := r.f.finish()
	if r.list == nil || len(r.list.Items) == 0 || len(in.spans) == 0 {
		r.w.addPara(in)
		return
	}
	item := &r.list.Items[len(r.list.Items)-1]
	*item = append(*item, &page.Para{At: in.spans[0].At, Spans: in.spans})
}

func (r *raw) endList() {
	if r.list != nil && len(r.list.Items) > 0 {
		r.w.build.Add(r.list)
	}
	r.list = nil
}

func (r *raw) heading() {
	a := attrs(r.text)
	s := &page.Section{At: r.at(r.start), Level: int(r.name[1] - '0'), Anchor: cmp.Or(a["id"], a["name"])}
	f := &inliner{w: r.w}
	for name := r.name; r.nextBefore(name); {
		r.inline(f)
	}
	in := f.finish()
	if s.Title = in.spans; s.Anchor == "" {
		s.Anchor = in.anchor
	}
	r.w.comments(in)
	r.w.build.Heading(s)
}

// pre reads a block of preformatted text; tags in it, such as a <code> round it,
// are only markup.
func (r *raw) pre() {
	c := &page.Code{At: r.at(r.start)}
	var body strings.Builder
	from := -1
	for r.nextBefore("pre") {
		if r.name != "" && tagKinds[r.name] != tagText {
			continue
		}
		if body.Len() == 0 {
			from = r.start
		}
		body.WriteString(html.UnescapeString(r.text))
	}
	code, opened := strings.CutPrefix(body.String(), "\n")
	if opened {
		from++
	}
	if c.From = c.At; from >= 0 {
		c.From = r.at(from)
	}
	c.Text = strings.TrimRight(code, "\n")
	r.w.build.Add(c)
}

// table reads a table of raw HTML; its first row is the head. The end tags of
// cells and rows are optional.
func (r *raw) table() {
	t := &page.Table{At: r.at(r.start), Certain: true}
	var rows []page.Row
	var cell *inliner // that is open; nil: none
	for r.nextBefore("table") {
		name, end := r.name, r.kind == html.EndTagToken
		if name != "tr" && name != "td" && name != "th" {
			if cell != nil {
				r.inline(cell)
			}
			continue
		}
		endCell(r.w, cell, rows)
		cell = nil
		switch {
		case end:
		case name == "tr":
			rows = append(rows, page.Row{At: r.at(r.stop)})
		case len(rows) > 0:
			row := &rows[len(rows)-1]
			row.Cells = append(row.Cells, page.Cell{At: r.at(r.stop)})
			cell = &inliner{w: r.w}
		}
	}
	endCell(r.w, cell, rows)
	if len(rows) == 0 || len(rows[0].Cells) == 0 {
		return
	}
	t.Head = rows[0].Cells
	for _, row := range rows[1:] {
		t.Rows = append(t.Rows, page.Fit(row, len(t.Head)))
	}
	r.w.build.Add(t)
}

// endCell puts the text of a cell, if there is one, into the last cell of the
// last row.
func endCell(w *walker, cell *inliner, rows []page.Row) {
	if cell == nil {
		return
	}
	in := cell.finish()
	w.comments(in)
	cells := rows[len(rows)-1].Cells
	cells[len(cells)-1].Spans = in.spans
}
