// Package markdown turns the Markdown source of a documentation page into the
// page tree: goldmark finds the blocks, this package adds what the docs site
// means by them (front matter, alerts, tabs, zones, includes, annotations) and
// puts every node at its line and column.
//
//	---
//	title: "Get team"          page.Page.Meta["title"]
//	---
//	# Get team                 page.Page.Title
//	> [!NOTE]                  page.Note{Kind: "note"}
//	> Read this.
//	<!-- { "blockType": … } -->
//	``` http                   page.Code{Lang: "http", Annotation: …}
//	GET /teams/{id}
//	```
//	[!INCLUDE [x](../x.md)]    the blocks of that file, at their places in it
package markdown

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// maxPage is the largest page that is read, in bytes. The largest known page
// has 0.4 MB.
const maxPage = 2 << 20

var (
	delimiterRow = regexp.MustCompile(`(?m)^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*\r?$`)
	underline    = regexp.MustCompile(`(?m)^(=+|-{3,})[ \t]*\r?$`)
	fenceLine    = regexp.MustCompile("(?m)^[ \t>]*(```|~~~)")
	headingLine  = regexp.MustCompile(`(?m)^#{2,6} +\S`)
	linkSign     = regexp.MustCompile(`\]\([^)\s]+\)`)
)

// Is reports whether a file looks like Markdown: front matter, a title sign in
// the first line, a fence, or headings beside tables or links. Tables alone are
// found in plain text, too.
func Is(src page.Source) bool {
	_, body := cutFrontMatter(src.Data)
	if body > 0 {
		return true
	}
	data := bytes.TrimLeft(bytes.TrimPrefix(src.Data, bom), " \t\r\n")
	return bytes.HasPrefix(data, []byte("# ")) || fenceLine.Match(data) ||
		len(gluedLine.FindAllIndex(data, -1)) <= len(headingLine.FindAllIndex(data, -1)) && (headingLine.Match(data) || underline.Match(data)) && (delimiterRow.Match(data) || linkSign.Match(data))
}

// gluedLine matches the end of a table that a line of text follows without a blank
// one: what a reader left that kept the tables and few of the headings.
var gluedLine = regexp.MustCompile(`(?m)^\|.*\|[ \t]*\n[^|\s#]`)

// Parse reads a page. It returns one page, or one for each API version that the
// page's zones tell apart; never none. What is wrong with the page is in its
// Diagnostics.
func Parse(src page.Source) []*page.Page {
	p := &page.Page{Name: src.Name, Format: "markdown", Root: &page.Section{}, Meta: map[string]string{}}
	if len(src.Data) > maxPage {
		at := ir.Pos{File: src.Name, Line: 1, Column: 1}
		p.Diagnostics = append(p.Diagnostics, ir.NewDiagnostic("page-too-large", at,
			fmt.Sprintf("The page has %d bytes, more than the %d that are read.", len(src.Data), maxPage)))
		return []*page.Page{p}
	}
	doc := newDocument(src.Name, src.Data)
	var pages []*page.Page
	for _, zone := range doc.zones() {
		pages = append(pages, doc.page(src, zone))
	}
	return pages
}

// page walks the document for one zone.
func (d *document) page(src page.Source, zone string) *page.Page {
	p := &page.Page{Name: src.Name, Format: "markdown", Root: &page.Section{}, Meta: d.meta, Zone: zone}
	p.Locale = locale(d.meta)
	w := &walker{doc: d, page: p, build: page.NewBuilder(p), src: src, zone: zone}
	w.served = d.meta["canonicalurl"] != "" || d.meta["layout"] != ""
	w.document()
	if w.served {
		p.Title = cutSite(p.Title)
	}
	return p
}
