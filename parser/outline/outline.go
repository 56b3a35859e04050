// Package outline finds the operations on pages that are not laid out as a page
// of its own each: a page tree goes in, one small page tree per operation comes
// out, laid out so that parser/meaning reads it. It is pure.
//
//	## List widgets                 # List widgets
//	`GET /widgets`                  Returns all widgets.
//	Returns all widgets.            ## HTTP request        GET /widgets
//	| Parameter | Type | …     →    ## Query parameters    |Name|Type|…
//	```                             ## Examples
//	curl https://…/widgets          ### Request            GET https://…/widgets
//	```                             ### Response           [{"id": 1}]
//
// What holds a method and a path is a carrier: a request line in code, inline
// code that opens a line, item or cell, a heading, a row of a table, an element,
// a curl command. A carrier belongs to the nearest heading above it that names
// no section; what stands below that heading belongs to the operation. Every
// node of the result has its place on the page.
package outline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// Split returns the operations of a page, each as a page of its own, in page
// order; nil if the page shows none. The pages share nodes with p, which must
// not be changed. Document becomes theirs. The lines set aside are those that look
// like facts of operations and are known to be none: answers that tell of errors,
// entries of an index, changes.
func Split(p *page.Page, document string, d *dialect.Dialect) (parts []*page.Page, aside []ir.Span) {
	if p.Root == nil {
		return nil, nil
	}
	c := &cutter{page: p, document: document, dialect: d, reported: map[ir.Pos]bool{}}
	c.flatten()
	if c.entries[0].role == "changes" {
		return nil, nil
	}
	c.findCarriers()
	c.typeNames = map[string]bool{}
	for _, e := range c.entries {
		isTable := func(b page.Block) bool { _, ok := b.(*page.Table); return ok }
		if name := e.Title.String(); c.dialect.IsType(name) && slices.ContainsFunc(e.Blocks, isTable) {
			c.typeNames[name] = true
		}
	}
	if len(c.carriers) == 0 {
		return nil, nil
	}
	c.assign()
	for _, group := range c.groups() {
		parts = append(parts, c.operations(group)...)
	}
	parts = append(parts, c.types()...)
	shareVersion(parts)
	c.setAsideChanges()
	return parts, c.aside
}

// shareVersion gives the operations that show no version the one that most of the
// page's others show.
func shareVersion(pages []*page.Page) {
	count := map[string]int{}
	most := ""
	for _, p := range pages {
		if p.Zone == "" {
			continue
		}
		if count[p.Zone]++; count[p.Zone] > count[most] {
			most = p.Zone
		}
	}
	for _, p := range pages {
		p.Zone = cmp.Or(p.Zone, most)
	}
}

// cutter is one page while it is being cut.
type cutter struct {
	page      *page.Page
	document  string
	dialect   *dialect.Dialect
	entries   []entry
	carriers  []carrier
	typeNames map[string]bool // types that headings name
	owners    []int           // of each entry: the entry whose operation it belongs to, or -1
	aside     []ir.Span       // lines that look like facts of operations and are none
	reported  map[ir.Pos]bool // commands that a finding is about
}

// setAside notes that a block of code holds no fact of an operation by itself.
func (c *cutter) setAside(code *page.Code) {
	c.aside = append(c.aside, ir.Span{At: code.From, End: code.From.Line + strings.Count(code.Text, "\n")})
}

// setAsideChanges notes the sections that tell how the pages were changed.
func (c *cutter) setAsideChanges() {
	for i, e := range c.entries {
		if e.in != "changes" {
			continue
		}
		s := ir.Span{At: e.At, End: lastLine}
		if i+1 < len(c.entries) {
			s.End = c.entries[i+1].At.Line - 1
		}
		c.aside = append(c.aside, s)
	}
}

// lastLine is beyond the end of every page.
const lastLine = 1 << 30

// entry is a section of the page in the flat list of all, the page itself first.
type entry struct {
	*page.Section
	level  int
	role   string // of its title; "" if that names no section
	in     string // role, or that of the section around it
	status int    // that its title names; 0 if none
}

// flatten lists the sections of the page in page order.
func (c *cutter) flatten() {
	root := &page.Section{At: c.page.At, Title: c.page.Title, Blocks: c.page.Root.Blocks}
	if len(root.Title) == 0 {
		root.Title = c.metaTitle()
	}
	top := entry{Section: root}
	if c.sectionRole(root.Title.String()) == "changes" {
		top.role = "changes"
	}
	c.entries = append(c.entries, top)
	var visit func(s *page.Section, in string)
	visit = func(s *page.Section, in string) {
		e := entry{Section: s, level: s.Level, role: c.sectionRole(s.Title.String())}
		if e.in = e.role; e.in == "" {
			e.in = in
		}
		e.status = statusIn(s.Title)
		c.entries = append(c.entries, e)
		for _, sub := range s.Sub {
			visit(sub, e.in)
		}
	}
	for _, s := range c.page.Root.Sub {
		visit(s, "")
	}
}

// titleKeys are the keys of a page's metadata that hold its title.
var titleKeys = []string{"title", "page_title", "sidebar_label"}

func (c *cutter) metaTitle() page.Inline {
	for _, key := range titleKeys {
		if title := c.page.Meta[key]; title != "" {
			return page.Inline{{Text: title, At: ir.Pos{File: c.page.Name, Line: 1, Column: 1}}}
		}
	}
	return nil
}
