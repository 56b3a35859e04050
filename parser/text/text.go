// Package text reads API documentation that was copied or scraped as plain
// text into the page tree that the page itself would give.
//
// Nothing marks what a line is, so it is told by shape and by the words of the
// language (package words):
//
//	timeCard: clockIn                        the title: first line after the site's buttons
//
//	Permissions                              a heading: a line that is one of the words
//
//	Permission type Permissions (from ...)     a table: a line made of column names,
//	Application Schedule.ReadWrite.All       rows whose cells are told apart by shape
//
//	POST /teams/{teamId}/schedule            code: method and path, status line, JSON
//
// Two styles are common, and anything between them is read alike: copied from
// a browser (blocks apart by blank lines, a table row on one line, cells joined
// by blanks or tabs) and scraped (no blank lines, no indentation, every cell on
// a line of its own that ends with a bar, code samples of all tabs after the
// request).
package text

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// Is reports whether a source is text at all; what kind of text, the other
// formats are asked first.
func Is(src page.Source) bool {
	head := src.Data[:min(len(src.Data), 4096)]
	for len(head) > 0 && !utf8.RuneStart(head[len(head)-1]) {
		head = head[:len(head)-1]
	}
	return bytes.IndexByte(src.Data, 0) < 0 && (utf8.Valid(head) || utf8.Valid(head[:len(head)-1]))
}

// maxPage is the largest page that is read, in bytes. The largest known one, with
// code samples in eight languages, has a quarter of a megabyte.
const maxPage = 4 << 20

// Parse reads one copied page. It always returns one page; text that makes no
// sense becomes paragraphs.
func Parse(src page.Source) []*page.Page {
	if len(src.Data) > maxPage {
		p := &page.Page{Name: src.Name, Format: "text", Meta: map[string]string{}, At: ir.Pos{File: src.Name, Line: 1, Column: 1}}
		page.NewBuilder(p).Report("page-too-large", p.At,
			fmt.Sprintf("The page has %d bytes, more than the %d that are read.", len(src.Data), maxPage))
		return []*page.Page{p}
	}
	lines := withoutLinks(unquote(splitLines(src)))
	doubled := withoutTranslation(lines)
	locale := words.Detect(joinLines(lines))
	set, _ := words.For(locale)
	p := &page.Page{Name: src.Name, Format: "text", Locale: locale, Meta: map[string]string{}}
	r := &reader{
		lines:   lines,
		words:   set,
		page:    p,
		measure: width,
		build:   page.NewBuilder(p),
		outline: outline{met: map[string]bool{}},
	}
	if doubled {
		r.build.Report("language-mixed", lines[0].pos(0), "The page is in two languages at once, run together; the English one is read.")
	}
	r.unmarked()
	r.lines = r.grids()
	r.lines = r.unwrap()
	r.roles = make([]headingOf, len(r.lines))
	r.style = measure(r.lines)
	r.foreign = r.isForeign()
	r.title()
	for r.i < len(r.lines) {
		r.block()
	}
	if p.Title == nil && p.Meta["title"] != "" {
		p.Title = page.Inline{{Kind: page.Text, Text: p.Meta["title"], At: p.At}}
	}
	return []*page.Page{p}
}
