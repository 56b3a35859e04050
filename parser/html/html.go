// Package html turns a page as the documentation site serves it, or as a reader
// saved it, into the page tree. The article is found among the site's frame;
// goquery gives the tree, and a tokenizer that runs over the same bytes gives
// every node its line and column.
//
//	<h2 id="permissions">…        page.Section{Level: 2, Anchor: "permissions"}
//	<div class="NOTE">…           page.Note{Kind: "note"}
//	<!-- { "blockType": … } -->
//	<pre><code class="lang-http"> page.Code{Lang: "http", Annotation: …}
//	<section data-tab="csharp">   page.Code{Tab: "csharp"}
package html

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// maxPage is the largest page that is read, in bytes. Pages of the site have
// 0.1 MB, of which the frame is the larger part.
const maxPage = 2 << 20

var (
	bom      = []byte("\xEF\xBB\xBF")
	document = regexp.MustCompile(`(?i)^<(!doctype\s+html|html|head|body|main|article|title|meta|link)[\s>/]`)
	fragment = regexp.MustCompile(`(?i)^<(div|section|p|h1|h2|table|span|header|nav)[\s>]`)
	markdown = regexp.MustCompile("(?m)^(#{2,6} +\\S|```)")
	blockTag = regexp.MustCompile(`(?i)</(p|h[1-6]|td|pre|li)\s*>`)
)

// Is reports whether a file is an HTML page or a piece of one: its first tag,
// after blanks, comments and processing instructions, says so. A piece must
// also close paragraphs, headings, cells or the like, and more than once, and have
// neither headings nor fences of Markdown, in which tags may stand, too.
func Is(src page.Source) bool {
	data := bytes.TrimPrefix(src.Data, bom)
	for {
		data = bytes.TrimLeft(data, " \t\r\n\f")
		end := []byte("-->")
		if bytes.HasPrefix(data, []byte("<?")) {
			end = []byte("?>")
		} else if !bytes.HasPrefix(data, []byte("<!--")) {
			break
		}
		i := bytes.Index(data, end)
		if i < 0 {
			return false
		}
		data = data[i+len(end):]
	}
	head := data[:min(len(data), 64)]
	return document.Match(head) || fragment.Match(head) && len(blockTag.FindAll(data, 3)) == 3 && !markdown.Match(data)
}

// Parse reads a page. It returns one page, or one for each API version that the
// page's zones tell apart; never none. What is wrong with the page is in its
// Diagnostics.
func Parse(src page.Source) []*page.Page {
	data := page.UnixLines(src.Data)
	lines := page.NewLines(src.Name, data)
	if len(src.Data) > maxPage {
		return []*page.Page{broken(src, "page-too-large", lines.At(0),
			fmt.Sprintf("The page has %d bytes, more than the %d that are read.", len(src.Data), maxPage))}
	}
	stamped, marks := stamp(data)
	root, err := html.Parse(bytes.NewReader(stamped))
	if err != nil {
		return []*page.Page{broken(src, "nesting-too-deep", lines.At(0),
			fmt.Sprintf("The page's elements cannot be read: %v.", err))}
	}
	doc := goquery.NewDocumentFromNode(root)
	var pages []*page.Page
	for _, zone := range zones(doc) {
		p := &page.Page{Name: src.Name, Format: "html", Meta: meta(doc), Zone: zone}
		p.Locale = locale(p.Meta)
		w := &walker{page: p, build: page.NewBuilder(p), data: data, lines: lines, marks: marks, zone: zone}
		w.article(doc)
		pages = append(pages, p)
	}
	return pages
}

// broken returns a page that holds nothing but a finding.
func broken(src page.Source, code string, at ir.Pos, message string) *page.Page {
	p := &page.Page{Name: src.Name, Format: "html", Meta: map[string]string{}, Root: &page.Section{}}
	p.Diagnostics = []ir.Diagnostic{ir.NewDiagnostic(code, at, message)}
	return p
}
