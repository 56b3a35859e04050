package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// walker turns the blocks of a document, and of those that it includes, into
// nodes of one page.
type walker struct {
	doc    *document // the file being walked
	page   *page.Page
	build  *page.Builder
	src    page.Source
	zone   string // the API version whose zones are read
	inZone ir.Pos // where the zone that is open begins
	hidden bool   // it is one of another version
	tabs   tabs
	served bool // Markdown that the documentation site itself gave out

	including []string // the files being included, outermost first
	included  int      // bytes read for includes
	files     int      // how many files they were
	full      bool     // nothing more is included
}

// maxRows and maxColumns are how many rows and columns of a table are read. Short
// rows are filled up with empty cells, so both bound what a page can cost.
const maxRows, maxColumns = 20000, 500

func (w *walker) at(offset int) ir.Pos { return w.doc.lines.At(offset) }

// document walks the current file.
func (w *walker) document() {
	if w.doc.hardCode != "" {
		w.build.Report(w.doc.hardCode, w.at(w.doc.hard),
			fmt.Sprintf("The line opens more than %d quotes and lists or has more than %d signs of markup; the file is not read.", maxNesting, maxSigns))
		return
	}
	if w.doc.frontOpen {
		w.build.Report("front-matter-unclosed", w.at(0), fmt.Sprintf("No line \"---\" ends the front matter within %d bytes; it is read as text.", maxFront))
	}
	if w.doc.frontFault != "" {
		w.build.Report("front-matter-malformed", w.at(w.doc.frontAt), fmt.Sprintf("This line of the front matter is malformed: %s. The other lines are read.", w.doc.frontFault))
	}
	w.blocks(w.doc.root)
	if len(w.including) == 0 {
		w.closeTabs(false)
		w.closeZone()
	}
}

func (w *walker) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if kind := w.bareAlert(n); kind != "" {
			n = w.servedNote(n, kind)
			continue
		}
		w.block(n)
	}
}

func (w *walker) block(n ast.Node) {
	if d, ok := n.(*directive); ok {
		w.directive(d)
		return
	}
	if w.hidden {
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		start := n.Pos()
		if n.Lines().Len() > 0 {
			start = w.lineStart(n.Lines().At(0).Start)
		}
		w.heading(w.inline(n), n.Level, start)
	case *ast.Paragraph, *ast.TextBlock, *dense:
		w.para(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.quote(n)
	case *fence:
		w.fence(n)
	case *ast.CodeBlock:
		w.indented(n)
	case *table:
		w.table(n)
	case *ast.HTMLBlock:
		w.html(n)
	case *ast.ThematicBreak:
		w.closeTabs(true)
	}
}

// heading opens a section or a tab.
func (w *walker) heading(in inline, level, offset int) {
	if id, ok := tabID(in.spans); ok {
		w.openTab(id, w.at(offset))
		return
	}
	w.section(in, level, offset)
}

func (w *walker) section(in inline, level, offset int) {
	w.closeTabs(false)
	w.comments(in)
	s := &page.Section{At: w.at(offset), Level: level, Title: in.spans, Anchor: in.anchor}
	if anchor, title := explicitAnchor(in.spans); anchor != "" {
		s.Anchor, s.Title = anchor, title
	}
	w.build.Heading(s)
}

// explicitAnchor cuts "{#id}" off the end of a title.
func explicitAnchor(title page.Inline) (string, page.Inline) {
	if len(title) == 0 {
		return "", title
	}
	last := title[len(title)-1]
	before, id, ok := cutLast(last.Text, "{#")
	if !ok || last.Kind != page.Text || !strings.HasSuffix(id, "}") || strings.ContainsAny(id, " \t") {
		return "", title
	}
	cut := append(page.Inline(nil), title...)
	cut[len(cut)-1].Text = strings.TrimRight(before, " ")
	return strings.TrimSuffix(id, "}"), page.Trim(cut)
}

// lineStart returns the offset of the first sign of the line where the text of a
// heading begins, or of the text itself if it is underlined.
func (w *walker) lineStart(text int) int {
	before := bytes.TrimRight(w.doc.src[:text], " \t")
	if signs := len(before) - len(bytes.TrimRight(before, "#")); signs > 0 {
		return len(before) - signs
	}
	return text
}

// para adds a paragraph, or a heading if a line of hyphens stands right below.
// Right below the text of a tab such a line closes the group of tabs instead.
func (w *walker) para(n ast.Node) {
	if n.Lines().Len() == 0 {
		return
	}
	if n.Kind() == kindDense {
		w.dense(n.Lines().At(0).Start)
	}
	in := w.inline(n)
	if len(in.spans) == 1 && blockAttributes.MatchString(in.spans[0].Text) {
		return
	}
	if len(in.spans) > 0 && !w.build.InTab() && w.underlined(n.NextSibling()) {
		w.section(in, 2, n.Lines().At(0).Start)
		return
	}
	w.addPara(in)
}

// blockAttributes matches a paragraph that gives the block beside it a class or an
// identifier, "{ .no-spacing-list }", which readers do not see.
var blockAttributes = regexp.MustCompile(`^\{:?\s*[.#][\w-]+(?:\s+[.#]?[\w-]+(?:="[^"]*")?)*\s*\}$`)

// underlined reports whether the node after a paragraph is a line of hyphens
// without a blank line between.
func (w *walker) underlined(next ast.Node) bool {
	rule, ok := next.(*ast.ThematicBreak)
	return ok && !rule.HasBlankPreviousLines() && isUnderline(w.doc.src[rule.Pos():lineEnd(w.doc.src, rule.Pos())], '-')
}

// addPara adds a paragraph and the comments that stood in it.
func (w *walker) addPara(in inline) {
	w.comments(in)
	if len(in.spans) > 0 {
		w.build.Add(&page.Para{At: in.spans[0].At, Spans: in.spans})
	}
	for _, d := range in.includes {
		w.include(d.path, d.at)
	}
}

func (w *walker) comments(in inline) {
	for _, c := range in.comments {
		w.build.Add(c)
	}
}

// dense reports text whose markup is not read.
func (w *walker) dense(offset int) {
	w.build.Report("markup-too-dense", w.at(offset), "The text has so many signs of markup that it is taken for plain text.")
}

func (w *walker) list(n *ast.List) {
	list := &page.List{Ordered: n.IsOrdered(), At: w.at(n.Pos())}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		list.Items = append(list.Items, w.build.Nest(func() { w.blocks(item) }))
	}
	w.build.Add(list)
}

// quote adds a note. A quote that holds code or a table in an open tab is only
// the site's remark on the tab.
func (w *walker) quote(n *ast.Blockquote) {
	note := &page.Note{At: w.at(n.Pos())}
	note.Blocks = w.build.Nest(func() { w.blocks(n) })
	note.Kind, note.Blocks = page.CutLabel(note.Blocks, w.doc.lines, words.Alert)
	if len(note.Blocks) > 0 {
		w.build.Add(note)
	}
}

// bareAlert returns the kind of alert that a paragraph of one word announces in
// Markdown that the site gave out.
func (w *walker) bareAlert(n ast.Node) string {
	if !w.served || w.hidden || !isPara(n) || !isPara(n.NextSibling()) || n.Lines().Len() != 1 {
		return ""
	}
	line := n.Lines().At(0)
	if line.Len() > 40 {
		return ""
	}
	return words.Alert(strings.TrimSpace(string(line.Value(w.doc.src))))
}

func isPara(n ast.Node) bool {
	return n != nil && (n.Kind() == ast.KindParagraph || n.Kind() == kindDense)
}

// servedNote adds the note that follows the bare word n: the next paragraph,
// and the list after it if the paragraph announces one. It returns the last
// node that belongs to the note.
func (w *walker) servedNote(n ast.Node, kind string) ast.Node {
	note := &page.Note{At: w.at(n.Lines().At(0).Start), Kind: kind}
	last := n.NextSibling()
	note.Blocks = w.build.Nest(func() {
		w.block(last)
		line := last.Lines().At(last.Lines().Len() - 1)
		text := strings.TrimSpace(string(line.Value(w.doc.src)))
		next := last.NextSibling()
		if next != nil && next.Kind() == ast.KindList && (strings.HasSuffix(text, ":") || strings.HasSuffix(text, "\uff1a")) {
			w.block(next)
			last = next
		}
	})
	w.build.Add(note)
	return last
}

func (w *walker) table(n *table) {
	t := &page.Table{At: w.at(n.head.at), Certain: true, Head: w.cells(n.head)}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.IsRaw() {
			w.dense(n.head.at)
			break
		}
	}
	if n.unruled {
		w.build.Report("table-unruled", t.At, "No line of hyphens stands below the head of the table; it is read as if one did.")
	}
	if n.split > 0 {
		w.build.Report("table-split", w.at(n.split), "A blank line stands between the rows of one table; they are read as one.")
	}
	if n.columns > 0 {
		w.build.Report("table-too-wide", t.At, fmt.Sprintf("The table has %d columns, more than the %d that are read.", n.columns, maxColumns))
	}
	rows := n.rows
	if len(rows) > maxRows {
		w.build.Report("table-too-long", w.at(rows[maxRows].at),
			fmt.Sprintf("The table has %d rows, more than the %d that are read.", len(rows), maxRows))
		rows = rows[:maxRows]
	}
	t.Rows = make([]page.Row, len(rows))
	for i, r := range rows {
		t.Rows[i] = page.Row{At: w.at(r.at), Cells: w.cells(r), Ragged: r.ragged}
	}
	w.build.Add(t)
}

// cells reads the cells of a row.
func (w *walker) cells(r row) []page.Cell {
	cells := make([]page.Cell, len(r.cells))
	for i, c := range r.cells {
		in := w.inline(c)
		w.comments(in)
		cells[i] = page.Cell{At: w.at(c.at), Spans: in.spans}
	}
	return cells
}
