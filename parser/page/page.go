// Package page is the neutral page tree that every format is parsed into:
// sections by heading, each holding paragraphs, lists, tables, code blocks,
// alerts and comments, every node with its place in the file. Nothing here
// knows Markdown, HTML or copied text, and nothing here knows what a section
// means.
//
//	# Get team            Section{Title: "Get team", Level: 1}
//	Returns a team.         Para{Spans: [text "Returns a team."]}
//	## Permissions          Section{Title: "Permissions", Level: 2}
//	|Permission type|…|       Table{Head: […], Rows: […]}
package page

import "github.com/docpiler/docpiler/ir"

// Source is the input of a format's parser.
type Source struct {
	Name string // slash path as the user gave it
	Data []byte // as read: byte order mark and line ends kept

	// Include reads a file that the page names, by slash path as resolved
	// against the folder of Name. It refuses paths outside the docs root. Nil
	// means that nothing can be included.
	Include func(path string) ([]byte, error)
}

// Page is one parsed page.
type Page struct {
	Name   string            // slash path as the user gave it
	Format string            // "markdown", "html" or "text"
	Locale string            // BCP 47, e.g. "de-DE", as the page itself says; "" if it does not
	Meta   map[string]string // front matter or <meta>; keys in lower case
	Zone   string            // API version whose zones this variant of the page shows, e.g. "beta"; "" without such zones

	Version string // of the API, where the page does not say it; "" if unknown

	// Headed says that a heading of the page names the section of its requests, as
	// parser/restore finds it: the page documents one operation. Without it requests
	// were found by what is in them.
	Headed bool

	// Document is set where this is one operation that parser/outline cut out of
	// a page: what that page's variants in all languages have in common.
	Document string

	Bases    []string // of such an operation: addresses with base path that the page shows its paths below
	BodyType string   // media type of its request body, where the page says that it is no JSON

	Title Inline // of the h1; nil if the page has none
	At    ir.Pos // of the title, else of the first block

	// Root holds what stands before the first heading below the title in
	// Blocks, and the top-level sections in Sub.
	Root *Section

	Comments    []*Comment // all of them in page order, those in Blocks too
	Diagnostics []ir.Diagnostic
}

// Section is a heading and what stands below it.
type Section struct {
	At     ir.Pos
	Level  int     // of the heading, 2 to 6; 1 for a second h1; 0 for the root
	Title  Inline  // without markup signs
	Anchor string  // e.g. "http-request", English in every translation; "" if the format has none
	Blocks []Block // before the first subsection
	Sub    []*Section
}

// Block is a *Para, *List, *Table, *Code, *Note, *Comment or *Missing.
type Block interface {
	Pos() ir.Pos
	block()
}

// Para is a paragraph.
type Para struct {
	At    ir.Pos
	Spans Inline // never empty
}

// List is a bulleted or numbered list.
type List struct {
	At      ir.Pos
	Ordered bool
	Items   [][]Block
}

// Table is a table with a head. Every row has as many cells as the head: short
// rows are padded with empty cells, cells in excess are joined to the last one
// and Ragged is set.
type Table struct {
	At   ir.Pos
	Head []Cell
	Rows []Row

	// Certain is false where the format does not mark cells and the parser told
	// them apart by words and shapes without being sure.
	Certain bool
}

// Row is a row of a Table.
type Row struct {
	At     ir.Pos
	Cells  []Cell
	Ragged bool // the row did not have as many cells as the head
}

// Cell is a cell of a Table; lines within a cell are parted by Break spans.
type Cell struct {
	At    ir.Pos
	Spans Inline
}

// Code is a fenced code block, <pre>, or the code lines of copied text.
type Code struct {
	At   ir.Pos // of the fence or first line
	Lang string // info string in lower case, first word: "http", "json"; "" if none
	Tab  string // programming language of the tab that holds it, e.g. "csharp"; "" outside such tabs. "http" is the tab that counts
	Text string // line ends as \n, none at the end
	From ir.Pos // of the first line of Text

	// Status is that of the answer whose body the block shows, where the page
	// names it apart from the block; else 0.
	Status int

	// Unindented says that the format lost indentation and runs of blanks.
	Unindented bool

	// Unclosed says that the fence was open at the end of the page.
	Unclosed bool

	// Annotation is the comment that stands directly before the code, possibly
	// with paragraphs between; nil if there is none.
	Annotation *Comment
}

// Note is an alert box or a block quote.
type Note struct {
	At     ir.Pos
	Kind   string  // note | important | tip | caution | warning; "" for a quote without a label
	Blocks []Block // without the label
}

// Comment is an HTML comment.
type Comment struct {
	At   ir.Pos // of the "<!--"
	Text string // between the signs, untrimmed
	From ir.Pos // of the first byte of Text
}

// Missing stands where an included file would stand that could not be read:
// what the page says there is unknown. Code samples that are missing leave none.
type Missing struct {
	At   ir.Pos
	Path string // as the page writes it
}

// Inline is a run of text in a paragraph, cell or heading.
type Inline []Span

// Span is a piece of an Inline. Text holds no line ends except in Code spans;
// a line end in the source is a blank.
type Span struct {
	Kind SpanKind
	Text string // visible text; "" for Break and for a link round nothing
	Href string // links only: as written
	At   ir.Pos // of the first byte of Text that is no blank
}

// SpanKind says what markup a Span has. Nested markup is flattened to the kind
// that matters most for reading facts: link before code before bold before
// italic.
type SpanKind int

// The kinds of spans.
const (
	Text SpanKind = iota
	CodeSpan
	Link
	Bold
	Italic
	Break // <br/>: a new line within the paragraph or cell
)

// Pos returns the place of the block.
func (b *Para) Pos() ir.Pos    { return b.At }
func (b *List) Pos() ir.Pos    { return b.At }
func (b *Table) Pos() ir.Pos   { return b.At }
func (b *Code) Pos() ir.Pos    { return b.At }
func (b *Note) Pos() ir.Pos    { return b.At }
func (b *Comment) Pos() ir.Pos { return b.At }
func (b *Missing) Pos() ir.Pos { return b.At }

func (*Para) block()    {}
func (*List) block()    {}
func (*Table) block()   {}
func (*Code) block()    {}
func (*Note) block()    {}
func (*Comment) block() {}
func (*Missing) block() {}
