package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// Builder grows the tree of a page from headings and blocks that come in page
// order. It keeps what every format has in common: how levels nest, which
// comment annotates which code, and that a tab in another programming language
// than HTTP holds code alone.
type Builder struct {
	page    *Page
	room    *Room
	open    []*Section // the path from the root to the section being filled
	sink    *[]Block   // where blocks go
	nested  int        // how many lists and notes are open
	pending *Comment   // the annotation that waits for its code
	tab     string     // of the tab being filled, "" outside
}

// NewBuilder returns a Builder that fills a page.
func NewBuilder(p *Page) *Builder {
	if p.Root == nil {
		p.Root = &Section{}
	}
	room := p.room
	if room == nil {
		room = newRoom() // of its own
	}
	b := &Builder{page: p, room: room, open: make([]*Section, 1, 8), sink: &p.Root.Blocks}
	b.open[0] = p.Root
	return b
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
	if parent.Sub == nil {
		parent.Sub = b.room.subs.Take(usualBlocks)[:0]
	}
	parent.Sub = append(parent.Sub, s)
	b.open = append(b.open, s)
	b.sink = &s.Blocks
}

// anchor returns the anchor as given or derived; one that was there before gets
// a number, as the documentation site does.
func (b *Builder) anchor(s *Section) string {
	anchor := s.Anchor
	if anchor == "" {
		anchor = b.slug(s.Title.String())
	}
	n := b.room.anchors[anchor]
	b.room.anchors[anchor] = n + 1
	if n > 0 {
		anchor += "-" + strconv.Itoa(n)
	}
	return anchor
}

// slug is Slug, which makes a string only of what it has not seen lately: most
// pages have the same headings.
func (b *Builder) slug(title string) string {
	var buf [64]byte
	made := AppendSlug(buf[:0], title)
	if known, ok := b.room.slugs[string(made)]; ok {
		return known
	}
	const most = 1000
	slug := string(made)
	if len(b.room.slugs) < most {
		b.room.slugs[slug] = slug
	}
	return slug
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
	if *b.sink == nil {
		*b.sink = b.room.blocks.Take(usualBlocks)[:0]
	}
	*b.sink = append(*b.sink, block)
}

// usualBlocks is how many blocks or subsections a section usually has at most.
const usualBlocks = 4

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
	var buf [64]byte
	return string(AppendSlug(buf[:0], title))
}

// AppendSlug appends what Slug returns.
func AppendSlug(buf []byte, title string) []byte {
	for _, r := range title {
		switch {
		case 'a' <= r && r <= 'z':
			buf = append(buf, byte(r))
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		case unicode.IsSpace(r):
			buf = append(buf, '-')
		}
	}
	return buf
}
