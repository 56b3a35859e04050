package text

import (
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// reader walks the lines of a page from top to bottom.
type reader struct {
	lines []line
	i     int // next line
	words *words.Set
	style style
	page  *page.Page

	outline outline
	roles   map[string]bool // roles of the headings met so far
}

// block reads what stands at the next line. Code is asked for first because its
// shape is the surest, then tables, whose lines may hold words of headings.
func (r *reader) block() {
	if r.line().blank() {
		r.i++
		return
	}
	for _, read := range []func() bool{r.request, r.response, r.json, r.cellTable, r.rowTable, r.alert, r.heading, r.list} {
		if read() {
			return
		}
	}
	r.para()
}

func (r *reader) line() *line { return &r.lines[r.i] }

// at returns the line of an index, an empty line beyond the end.
func (r *reader) at(i int) *line {
	if i < 0 || i >= len(r.lines) {
		return &line{}
	}
	return &r.lines[i]
}

// skipBlank returns the index of the first line from i on that is not blank,
// len(r.lines) if there is none.
func (r *reader) skipBlank(i int) int {
	for i < len(r.lines) && r.lines[i].blank() {
		i++
	}
	return i
}

// blockEnd returns the index after the lines without a blank line between them.
func (r *reader) blockEnd(i int) int {
	for i < len(r.lines) && !r.lines[i].blank() {
		i++
	}
	return i
}

func (r *reader) add(b page.Block) { r.outline.add(b) }

func (r *reader) report(code string, at ir.Pos, message string) {
	r.page.Diagnostics = append(r.page.Diagnostics, ir.NewDiagnostic(code, at, message))
}

// place sets the place of the page: that of its title, else of what comes first.
func (r *reader) place() {
	switch root := r.page.Root; {
	case len(r.page.Title) > 0:
		r.page.At = r.page.Title[0].At
	case len(root.Blocks) > 0:
		r.page.At = root.Blocks[0].Pos()
	case len(root.Sub) > 0:
		r.page.At = root.Sub[0].At
	default:
		r.page.At = r.at(0).at
	}
	r.page.Root.At = r.page.At
}
