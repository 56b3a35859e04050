package text

import (
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
	build *page.Builder

	measure      func(string) int // how many columns of a table a text takes
	outline      outline
	hasWideSigns bool     // where lines are wrapped, they are so without regard to words
	foreign      bool     // the language has no words
	headed       int      // the line below the last heading
	section      string   // role of the last heading
	negatives    []string // cells of permissions that name none, in a language without words
	stop         int      // last answer of hardStop
	scanned      int      // lines that were looked at for the end of JSON
	roles        []headingOf
}

// block reads what stands at the next line. Code is asked for first because its
// shape is the surest, then tables, whose lines may hold words of headings.
func (r *reader) block() {
	if r.line().blank() {
		r.i++
		return
	}
	for _, read := range []func() bool{r.gridTable, r.frame, r.request, r.response, r.json, r.pipeTable, r.blockTable, r.cellTable, r.rowTable, r.alert, r.heading, r.list} {
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
