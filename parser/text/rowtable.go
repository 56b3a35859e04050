package text

import (
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// rowTable reads a table whose rows stand on one line each: a head made of
// words of the language, and the lines below it.
func (r *reader) rowTable() bool {
	if r.style.spaced && !r.at(r.i-1).blank() {
		return false
	}
	if _, cell := r.line().bar(); cell {
		return false
	}
	for _, sep := range []string{"\t", " | "} {
		if strings.Contains(r.line().text, sep) {
			return r.markedTable(sep)
		}
	}
	if r.style.bars {
		return false // cells are marked here
	}
	cols := r.headOf(r.line().text)
	if cols == nil && r.style.spaced {
		cols = r.guessColumns()
	}
	if cols == nil || !r.style.spaced && unknownHeads(cols) {
		return false
	}
	t := &page.Table{At: r.line().pos(0), Head: r.head(r.i, cols), Certain: !unknownHeads(cols)}
	rows := rowReader{reader: r, cols: cols, table: t, doubt: t.At, text: r.line().text}
	start := r.i
	for r.i++; r.i < len(r.lines) && (r.inTable() || rows.reopens()); r.i++ {
		if !r.line().blank() && !rows.read(r.i) {
			break
		}
	}
	if len(t.Rows) == 0 && !(cols[0].known && cols[1].known) {
		r.i = start
		return false
	}
	if !t.Certain {
		r.uncertain(rows.doubt, rows.text)
	}
	r.build.Add(t)
	return true
}

// inTable reports whether the next line can be a row.
func (r *reader) inTable() bool {
	s := r.line().text
	if s == "" || isCodeStart(s) {
		return false
	}
	if r.style.spaced {
		return true
	}
	role, _ := r.headingRole(r.i)
	return role == "" && r.alertKind(s) == ""
}

// markedTable reads a table whose cells are parted by a sign: tabs, which most
// browsers copy, or bars. A line without the sign goes on with the last cell.
func (r *reader) markedTable(sep string) bool {
	next := r.at(r.i + 1).text
	if _, known, _ := r.columnKind(r.marked(r.i, sep)[0].Spans.String()); !known && !strings.Contains(next, sep) {
		return false
	}
	t := &page.Table{At: r.line().pos(0), Head: r.marked(r.i, sep), Certain: true}
	for r.i++; r.i < len(r.lines) && r.inTable(); r.i++ {
		if !strings.Contains(r.line().text, sep) && len(t.Rows) > 0 && len(t.Head) > 1 {
			r.continueCell(t, r.i)
			continue
		}
		t.Rows = append(t.Rows, fitRow(r.marked(r.i, sep), len(t.Head)))
	}
	r.build.Add(t)
	return true
}

// marked cuts line i at a sign; bars at the ends of the line are no cells.
func (r *reader) marked(i int, sep string) []page.Cell {
	s := r.at(i).text
	from, end := 0, len(s)
	if strings.Contains(sep, "|") {
		from = len(s) - len(strings.TrimLeft(s, "| "))
		end = len(strings.TrimRight(s, "| "))
	}
	var cells []page.Cell
	for from <= end {
		n := strings.Index(s[from:end], sep)
		if n < 0 {
			n = end - from
		}
		cells = append(cells, r.cell(i, from, from+n))
		from += n + len(sep)
	}
	if len(cells) == 0 {
		cells = []page.Cell{r.cell(i, 0, len(s))}
	}
	return cells
}

// fitRow gives a row as many cells as the head has.
func fitRow(cells []page.Cell, n int) page.Row {
	row := page.Row{At: cells[0].At, Cells: cells, Ragged: len(cells) != n}
	for len(row.Cells) < n {
		row.Cells = append(row.Cells, page.Cell{At: cells[len(cells)-1].At})
	}
	for len(row.Cells) > n {
		last := &row.Cells[n-1]
		last.Spans = append(last.Spans, row.Cells[n].Spans...)
		row.Cells = append(row.Cells[:n:n], row.Cells[n+1:]...)
	}
	return row
}

// continueCell adds line i to the last cell of a table.
func (r *reader) continueCell(t *page.Table, i int) {
	cells := t.Rows[len(t.Rows)-1].Cells
	last := &cells[len(cells)-1]
	s := r.span(i, 0, len(r.at(i).text))
	last.Spans = append(append(last.Spans, page.Span{Kind: page.Break, At: s[0].At}), s...)
}

// rowReader tells the cells of unmarked rows apart.
type rowReader struct {
	*reader
	cols  []column
	table *page.Table
	doubt ir.Pos // of the first row that was not sure
	text  string // of that row

	small     bool // a name that begins with a small letter was met
	continued bool // the line before went on with its row
}

// read adds line i as a row, or to the row before. It returns false if the line
// cannot belong to the table, which only text without blank lines leaves open.
func (r *rowReader) read(i int) bool {
	p := newPhrase(r.at(i).text)
	cuts, fits, sure := r.cut(p)
	if !fits && !r.style.spaced {
		return false
	}
	if r.continued = !fits && len(r.table.Rows) > 0; r.continued {
		r.continueCell(r.table, i)
		return true
	}
	if !sure && r.table.Certain {
		r.table.Certain, r.doubt, r.text = false, r.at(i).pos(0), p.text
	}
	var cells []page.Cell
	for c := range r.cols {
		from, to := cuts[c], cuts[c+1]
		if from == to {
			cells = append(cells, page.Cell{At: r.at(i).pos(r.offset(p, from))})
			continue
		}
		cells = append(cells, r.cellOf(r.cols[c].kind, i, p.tokens[from].from, p.tokens[to-1].to))
	}
	r.table.Rows = append(r.table.Rows, page.Row{At: cells[0].At, Cells: cells})
	return true
}

// reopens reports whether the next line is a blank one within a cell, where the
// page has two line breaks: further rows, or further cases of a cell of
// permissions, stand behind it.
func (r *rowReader) reopens() bool {
	const paragraphs = 3 // that one cell has at most
	if !r.line().blank() || len(r.table.Rows) == 0 {
		return false
	}
	i := r.i
	for range paragraphs {
		for i++; i < len(r.lines) && !r.at(i).blank(); i++ {
			if r.plainRow(newPhrase(r.at(i).text)) {
				return true
			}
			if !r.isProse(i) || r.headOf(r.at(i).text) != nil {
				return false
			}
		}
		if r.cols[0].kind == kindLabel {
			return false
		}
	}
	return false
}

// plainRow reports whether a line is surely a row of the table.
func (r *rowReader) plainRow(p phrase) bool {
	switch {
	case r.cols[0].kind == kindLabel:
		end, _ := r.label(p)
		return end < len(p.tokens) && isCondition(p.slice(0, end))
	case len(r.cols) > 1 && r.cols[1].kind == kindType:
		end, sure := r.typeEnd(p, 1)
		return sure == 2 && isSmall(p.slice(0, 1)) && isMemberName(p.slice(0, 1)) && (end < len(p.tokens) || len(p.tokens) > 2 || isCamel(p.slice(0, 1)))
	}
	return false
}

func (r *rowReader) offset(p phrase, token int) int {
	if token < len(p.tokens) {
		return p.tokens[token].from
	}
	return len(p.text)
}

// cut returns the first token of each cell, and the number of tokens. Fits: the
// line has the shape of a row; sure: no other reading is likely.
func (r *rowReader) cut(p phrase) (cuts []int, fits, sure bool) {
	cuts, fits, sure = []int{0}, true, true
	at := 0
	for c := range r.cols[:len(r.cols)-1] {
		var ok bool
		switch r.cols[c].kind {
		case kindLabel:
			at, ok = r.label(p)
			fits = fits && !(len(r.table.Rows) > 0 && (isPermissions(p.slice(0, 1)) || isCondition(p.slice(0, at))))
		case kindPerms:
			at, ok = r.permissions(p, at)
		case kindName:
			at, ok = r.name(p, c)
			fits = fits && ok
			ok = true
		case kindType:
			end, certain := r.typeEnd(p, at)
			at, ok = end, certain > 0
		case kindFlag:
			at, ok = min(at+1, len(p.tokens)), true
		default:
			end := min(at+1, len(p.tokens))
			at, ok = end, end == len(p.tokens) || r.words.Role("marker", p.slice(at, end)) != ""
		}
		sure = sure && ok
		cuts = append(cuts, at)
	}
	return append(cuts, len(p.tokens)), fits, sure
}

// name returns the end of the first cell of a table of parameters or
// properties: one name, or the words before something that is surely a type or
// a value, where a translation put blanks into the name.
func (r *rowReader) name(p phrase, c int) (end int, fits bool) {
	const most = 5 // words of a translated name
	first := p.slice(0, 1)
	if name, ok := strings.CutSuffix(first, ":"); ok && isNameLike(name) && len(p.tokens) > 2 && isPermission(p.slice(1, 2)) {
		return 2, true // "Prefer: outlook.timezone"
	}
	if c+1 < len(r.cols) && r.cols[c+1].kind == kindType {
		return r.typedName(p)
	}
	if !isMemberName(first) {
		for end := 2; end <= most && end < len(p.tokens); end++ {
			if opensValue(p.slice(end, end+1)) {
				return end, true
			}
		}
	}
	return 1, r.style.spaced || isMemberName(first)
}

// typedName is name where a type follows.
func (r *rowReader) typedName(p phrase) (end int, fits bool) {
	const most = 5 // words of a translated name
	first := p.slice(0, 1)
	end, sure := r.typeEnd(p, 1)
	known := sure == 2 && r.words.Role("type", p.slice(1, end)) != ""
	sentence := r.small && isCapital(first) && end < len(p.tokens) && unicode.IsLower(firstRune(p.slice(end, end+1)))
	switch {
	case known, sure == 2 && !sentence, sure == 1 && isSmall(first), isTranslated(p), isCamel(first) && len(p.tokens) > 2:
		r.small = r.small || isSmall(first)
		return 1, true
	case r.isCaption(p):
		return len(p.tokens), true
	}
	for end := 2; end <= most && end < len(p.tokens) && isWord(p.slice(end-1, end)); end++ {
		if _, sure := r.typeEnd(p, end); sure == 2 {
			return end, true
		}
	}
	return 1, isMemberName(first) && (sure == 1 && len(p.tokens) <= 3 && !endsSentence(p.text) || len(r.table.Rows) == 0)
}

// isCapital recognises a word as a sentence begins with.
func isCapital(s string) bool {
	return isWord(s) && unicode.IsUpper(firstRune(s)) && strings.ToLower(s[1:]) == s[1:]
}

// isCamel recognises a name that is no word of any language.
func isCamel(s string) bool {
	return isIdentifier(s) && isSmall(s) && strings.ToLower(s) != s
}

// isSmall reports whether a word is a name rather than the first word of a
// sentence: it does not begin with a capital.
func isSmall(s string) bool {
	return (isMemberName(s) || isWord(s)) && !unicode.IsUpper(firstRune(s))
}

// isCondition recognises what stands before the permissions of one of several
// cases, "For group resource:".
func isCondition(s string) bool {
	c := lastRune(s)
	return c == ':' || c == '\uff1a'
}

// isCaption recognises a row that only names the rows below it: a few words
// between two rows that have types.
func (r *rowReader) isCaption(p phrase) bool {
	const most = 3
	if len(p.tokens) > most || r.continued || !opensSentence(p.text) || isCondition(r.at(r.i-1).text) || strings.ContainsAny(p.text, ".,;:()/") {
		return false
	}
	for from := 1; from < len(p.tokens); from++ {
		if _, sure := r.typeEnd(p, from); sure == 2 {
			return false
		}
	}
	next := newPhrase(r.at(r.i + 1).text)
	_, sure := r.typeEnd(next, 1)
	return sure > 0 && isSmall(next.slice(0, 1))
}

// isTranslated recognises a row whose name and type are both words of the
// language: two words without capitals before a sentence.
func isTranslated(p phrase) bool {
	if len(p.tokens) < 3 {
		return false
	}
	name, typ := p.slice(0, 1), p.slice(1, 2)
	return unicode.IsLower(firstRune(name)) && isWord(name) && unicode.IsLower(firstRune(typ)) && isWord(typ) && unicode.IsUpper(firstRune(p.slice(2, 3)))
}

// opensValue recognises what the value of a header begins with: a media type, a
// placeholder.
func opensValue(s string) bool {
	major, minor, ok := strings.Cut(strings.TrimRight(s, "."), "/")
	return ok && isNameLike(major) && isMemberName(minor) || strings.HasPrefix(s, "{") || strings.HasPrefix(s, "<")
}
