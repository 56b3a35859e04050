package page

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
)

// Builder grows the tree of a page from headings and blocks that come in page
// order. It keeps what every format has in common: how levels nest, which
// comment annotates which code, and that a tab in another programming language
// than HTTP holds code alone.
type Builder struct {
	page    *Page
	anchors map[string]int // how often each has been used
	open    []*Section     // the path from the root to the section being filled
	sink    *[]Block       // where blocks go
	nested  int            // how many lists and notes are open
	pending *Comment       // the annotation that waits for its code
	tab     string         // of the tab being filled, "" outside
}

// NewBuilder returns a Builder that fills a page.
func NewBuilder(p *Page) *Builder {
	if p.Root == nil {
		p.Root = &Section{}
	}
	return &Builder{page: p, anchors: map[string]int{}, open: []*Section{p.Root}, sink: &p.Root.Blocks}
}

// Heading opens a section. The first one of level 1 is the page's title. An
// empty Anchor is derived from the title. Within a list or note a heading is
// only a paragraph.
func (b *Builder) Heading(s *Section) {
	if len(s.Title) == 0 {
		return
	}
	if b.nested > 0 {
		b.Add(&Para{At: s.At, Spans: s.Title})
		return
	}
	b.pending = nil
	b.tab = ""
	s.Anchor = b.anchor(s)
	if s.Level == 1 && b.page.Title == nil {
		b.page.Title, b.page.At = s.Title, s.At
		return
	}
	for len(b.open) > 1 && b.open[len(b.open)-1].Level >= s.Level {
		b.open = b.open[:len(b.open)-1]
	}
	parent := b.open[len(b.open)-1]
	parent.Sub = append(parent.Sub, s)
	b.open = append(b.open, s)
	b.sink = &s.Blocks
}

// anchor returns the anchor as given or derived; one that was there before gets
// a number, as the documentation site does.
func (b *Builder) anchor(s *Section) string {
	anchor := s.Anchor
	if anchor == "" {
		anchor = Slug(s.Title.String())
	}
	n := b.anchors[anchor]
	b.anchors[anchor] = n + 1
	if n > 0 {
		anchor += "-" + strconv.Itoa(n)
	}
	return anchor
}

// Add appends a block to the section, list item or note being filled.
func (b *Builder) Add(block Block) {
	code, isCode := block.(*Code)
	if b.foreign() && !isCode {
		return
	}
	if b.page.At.IsZero() {
		b.page.At = block.Pos()
	}
	switch block := block.(type) {
	case *Comment:
		b.page.Comments = append(b.page.Comments, block)
		if Annotates(block.Text) {
			b.pending = block
		}
	case *Table, *Missing:
		b.pending = nil
	}
	if isCode {
		code.Tab = b.tab
		if !b.foreign() {
			code.Annotation, b.pending = b.pending, nil
		}
	}
	*b.sink = append(*b.sink, block)
}

// Annotates reports whether the text of a comment is an annotation of the code
// that follows rather than a remark of the author or of a tool.
func Annotates(comment string) bool {
	return strings.HasPrefix(strings.TrimSpace(comment), "{") || strings.Contains(comment, `"blockType"`)
}

// Nest returns the blocks that fill adds: those of a list item or note.
func (b *Builder) Nest(fill func()) []Block {
	var blocks []Block
	sink := b.sink
	b.sink = &blocks
	b.nested++
	fill()
	b.nested--
	b.sink = sink
	return blocks
}

// OpenTab begins the tab with an id; ids that name no programming language
// hold ordinary content.
func (b *Builder) OpenTab(id string) { b.tab = Tab(id) }

// CloseTabs ends a group of tabs.
func (b *Builder) CloseTabs() { b.tab = "" }

// InTab reports whether a tab of a programming language, or of HTTP, is open.
func (b *Builder) InTab() bool { return b.tab != "" }

// Foreign reports whether what comes now stands in the tab of a programming
// language other than HTTP, where only code is kept.
func (b *Builder) Foreign() bool { return b.foreign() }

func (b *Builder) foreign() bool { return b.tab != "" && b.tab != HTTP }

// Report adds a finding to the page.
func (b *Builder) Report(code string, at ir.Pos, message string, related ...ir.Related) {
	b.page.Diagnostics = append(b.page.Diagnostics, ir.NewDiagnostic(code, at, message, related...))
}

// Slug derives an anchor from the text of a heading as GitHub and the
// documentation site do: lower case, blanks as hyphens, punctuation dropped.
func Slug(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
