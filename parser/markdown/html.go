package markdown

import (
	"html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/docpiler/docpiler/parser/page"
)

// raw reads a block of raw HTML in a Markdown page: comments mostly, sometimes
// lists, tables and paragraphs.
type raw struct {
	w       *walker
	text    string
	offsets [][2]int // offset in text → offset in the source, for each line, ascending
	at      int      // read so far
	f       *inliner
	list    *page.List
}

func (w *walker) html(n *ast.HTMLBlock) {
	lines := n.Lines()
	if n.HasClosure() {
		lines = text.NewSegments()
		lines.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
		lines.Append(n.ClosureLine)
	}
	r := &raw{w: w, text: string(lines.Value(w.doc.src)), f: &inliner{w: w}}
	offset := 0
	for i := 0; i < lines.Len(); i++ {
		line := lines.At(i)
		r.offsets = append(r.offsets, [2]int{offset, line.Start - line.Padding})
		offset += line.Len()
	}
	r.blocks()
}

// source returns the source offset of an offset in the text.
func (r *raw) source(i int) int {
	lo, hi := 0, len(r.offsets)-1
	for lo < hi {
		if mid := (lo + hi + 1) / 2; r.offsets[mid][0] <= i {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return r.offsets[lo][1] + i - r.offsets[lo][0]
}

// blocks reads to the end of the text.
func (r *raw) blocks() {
	for r.at < len(r.text) {
		r.next()
	}
	r.flush()
	r.endList()
}

// next reads a comment, a tag or the text up to one.
func (r *raw) next() {
	rest := r.text[r.at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		r.comment(rest)
	case nameOf(rest) != "":
		stop := strings.IndexByte(rest, '>') + 1
		if stop == 0 {
			stop = len(rest)
		}
		r.tag(rest[:stop])
	default:
		stop := 1 + strings.IndexByte(rest[1:], '<')
		if stop == 0 {
			stop = len(rest)
		}
		r.f.text(html.UnescapeString(rest[:stop]), r.source(r.at))
		r.at += stop
	}
}

// leading counts the blanks at the start of a text, 0 if there is nothing else.
func leading(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' && s[i] != '\t' && s[i] != '\n' {
			return i
		}
	}
	return 0
}

func (r *raw) comment(rest string) {
	stop := strings.Index(rest, "-->")
	if stop < 0 {
		r.w.build.Report("comment-unclosed", r.w.at(r.source(r.at)), "No \"-->\" closes the comment; everything after it is taken for a part of it.")
		stop = len(rest)
	} else {
		stop += len("-->")
	}
	r.flush()
	start := r.at
	r.at += stop
	at, from := r.w.at(r.source(start)), r.w.at(r.source(min(start+len("<!--"), len(r.text)-1)))
	r.w.build.Add(&page.Comment{At: at, From: from, Text: strings.TrimSuffix(strings.TrimPrefix(rest[:stop], "<!--"), "-->")})
}

// tag handles a start or end tag.
func (r *raw) tag(tag string) {
	start := r.at
	r.at += len(tag)
	name, end := nameOf(tag), tag[1] == '/'
	switch {
	case name == "script" || name == "style" || name == "iframe":
		if !end {
			r.until(name)
		}
	case name == "table" && !end:
		r.flush()
		r.table(start)
	case name == "pre" && !end:
		r.flush()
		r.pre(start)
	case len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6':
		r.flush()
		if !end {
			r.heading(tag, start)
		}
	case name == "ul" || name == "ol":
		r.flush()
		if end {
			r.endList()
		} else if r.list == nil {
			r.list = &page.List{At: r.w.at(r.source(start)), Ordered: name == "ol"}
		}
	case tagKinds[name] == tagBlock:
		r.flush()
		if name == "li" && !end && r.list != nil {
			r.list.Items = append(r.list.Items, nil)
		}
	default:
		r.f.tag(tag, r.source(start))
	}
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

// until skips to the end tag of an element and returns what stood before it.
func (r *raw) until(name string) string {
	rest := r.text[r.at:]
	stop := indexFold(rest, "</"+name)
	if stop < 0 {
		r.at = len(r.text)
		return rest
	}
	r.at += stop
	if close := strings.IndexByte(rest[stop:], '>'); close >= 0 {
		r.at += close + 1
	} else {
		r.at = len(r.text)
	}
	return rest[:stop]
}

func (r *raw) heading(tag string, start int) {
	at := r.at
	in := r.inside(r.until(tag[1:3]), at)
	if m := nameAttr.FindStringSubmatch(tag); m != nil {
		in.anchor = m[1]
	}
	r.w.comments(in)
	r.w.build.Heading(&page.Section{At: r.w.at(r.source(start)), Level: int(tag[2] - '0'), Title: in.spans, Anchor: in.anchor})
}

// inside reads text that stands at an offset as one run of text.
func (r *raw) inside(text string, at int) inline {
	inner := &raw{w: r.w, text: r.text[:at+len(text)], offsets: r.offsets, at: at, f: &inliner{w: r.w}}
	for inner.at < len(inner.text) {
		start := inner.at
		if rest := inner.text[start:]; nameOf(rest) != "" {
			stop := strings.IndexByte(rest, '>') + 1
			if stop == 0 {
				stop = len(rest)
			}
			inner.at += stop
			inner.f.tag(rest[:stop], r.source(start))
			continue
		}
		inner.next()
	}
	return inner.f.finish()
}

// pre reads a block of preformatted text; a <code> round it is only markup.
func (r *raw) pre(start int) {
	at := r.at
	body := r.until("pre")
	for nameOf(body) != "" && strings.Contains(body, ">") {
		n := strings.IndexByte(body, '>') + 1
		body, at = body[n:], at+n
	}
	if strings.HasPrefix(body, "\n") {
		body, at = body[1:], at+1
	}
	body = strings.TrimSuffix(strings.TrimRight(body, "\n"), "</code>")
	from := r.w.at(r.source(min(at, len(r.text)-1)))
	text := strings.TrimRight(html.UnescapeString(body), "\n")
	r.w.build.Add(&page.Code{At: r.w.at(r.source(start)), From: from, Text: text})
}

// table reads a table of raw HTML; its first row is the head.
func (r *raw) table(start int) {
	at := r.at
	body := r.until("table")
	t := &page.Table{At: r.w.at(r.source(start)), Certain: true}
	for i, line := range elements(body, "tr") {
		row := page.Row{At: r.w.at(r.source(at + line[0]))}
		for _, c := range elements(body[line[0]:line[1]], "td", "th") {
			from := at + line[0] + c[0]
			in := r.inside(body[line[0]+c[0]:line[0]+c[1]], from)
			r.w.comments(in)
			row.Cells = append(row.Cells, page.Cell{At: r.w.at(r.source(min(from, len(r.text)-1))), Spans: in.spans})
		}
		if i == 0 {
			t.Head = row.Cells
			continue
		}
		t.Rows = append(t.Rows, page.Fit(row, len(t.Head)))
	}
	if len(t.Head) > 0 {
		r.w.build.Add(t)
	}
}

// elements returns where the content of each element of one of the names lies
// in a text; its end tag is optional.
func elements(text string, names ...string) [][2]int {
	var out [][2]int
	open := -1
	for i := 0; i < len(text); i++ {
		if text[i] != '<' {
			continue
		}
		if !slices.Contains(names, nameOf(text[i:min(len(text), i+20)])) {
			continue
		}
		if open >= 0 {
			out = append(out, [2]int{open, i})
			open = -1
		}
		stop := strings.IndexByte(text[i:], '>')
		if stop < 0 {
			break
		}
		if text[i+1] != '/' {
			open = i + stop + 1
		}
		i += stop
	}
	if open >= 0 {
		out = append(out, [2]int{open, len(text)})
	}
	return out
}

// indexFold returns where a text in lower case first stands in s in any case.
func indexFold(s, text string) int {
	for i := 0; i+len(text) <= len(s); i++ {
		next := strings.IndexByte(s[i:], text[0])
		if next < 0 || i+next+len(text) > len(s) {
			return -1
		}
		i += next
		if strings.EqualFold(s[i:i+len(text)], text) {
			return i
		}
	}
	return -1
}
