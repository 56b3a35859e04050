package meaning

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// readPermissions lists what the permission tables of the page say, row by row.
// A scheme that no table mentions is absent, not notSupported. It returns nil
// if there is a permissions section that cannot be read, and an empty list if
// there is none.
func (r *reader) readPermissions(parts []part) []ir.Permission {
	out := []ir.Permission{}
	section := false
	for i, p := range parts {
		if p.In != "permissions" || p.InExamples {
			continue
		}
		section = true
		out = append(out, r.permissionsOf(p, parts[:i])...)
	}
	if section && len(out) == 0 {
		return r.noPermissions(parts)
	}
	return out
}

// noPermissions says why a page with a permissions section has none: the
// include that holds the table is missing, which the format has reported, or
// the section is prose.
func (r *reader) noPermissions(parts []part) []ir.Permission {
	missing := func(d ir.Diagnostic) bool { return d.Code == "include-missing" }
	if slices.ContainsFunc(r.page.Diagnostics, missing) {
		return nil
	}
	i := slices.IndexFunc(parts, func(p part) bool { return p.In == "permissions" })
	r.report("permissions-unreadable", parts[i].At, "The section %s holds no table that names permissions.", quote(parts[i].Title.String()))
	return nil
}

// permissionsOf reads the permission tables of one section.
func (r *reader) permissionsOf(p part, before []part) []ir.Permission {
	var out []ir.Permission
	several := countTables(p.Blocks) > 1
	caption := ""
	if r.isCaption(p, before) {
		caption = trimColon(p.Title.String())
	}
	line := ""
	for i, b := range p.Blocks {
		switch b := b.(type) {
		case *page.Para:
			line = ""
			if several {
				line = captionLine(b)
			}
		default:
			for table := range tables(p.Blocks[i : i+1]) {
				out = append(out, r.permissionTable(table, joinContext(caption, line))...)
			}
		}
	}
	return out
}

func countTables(blocks []page.Block) int {
	n := 0
	for range tables(blocks) {
		n++
	}
	return n
}

// isCaption tells a heading that says what its table is about ("Permissions
// for chat", "For users:") from the heading of the section as a whole.
func (r *reader) isCaption(p part, before []part) bool {
	if p.Depth < 2 || len(before) == 0 {
		return false
	}
	return slices.ContainsFunc(before, func(o part) bool { return o.Depth < p.Depth && o.In == "permissions" })
}

// captionLine is a paragraph that stands over a table to say what it is about:
// a short line that ends in a colon or is set in bold.
func captionLine(p *page.Para) string {
	text := p.Spans.String()
	bold := len(p.Spans) == 1 && p.Spans[0].Kind == page.Bold
	if bold || len(text) <= maxCaption && endsInColon(text) {
		return trimColon(text)
	}
	return ""
}

const maxCaption = 120

func endsInColon(s string) bool {
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "\uff1a")
}

func trimColon(s string) string { return strings.TrimSpace(strings.TrimRight(s, ":\uff1a ")) }

func joinContext(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, "; ")
}

// permissionTable reads a table in a permissions section in either direction.
func (r *reader) permissionTable(t *page.Table, context string) []ir.Permission {
	if r.page.Document != "" {
		r.use(t)
		return grants(t)
	}
	if schemes := r.schemeColumns(t); schemes != nil {
		r.use(t)
		return r.transposedTable(t, schemes, context)
	}
	if schemes := r.schemeRows(t); schemes != nil {
		r.use(t)
		return r.schemeTable(t, schemes, context)
	}
	return nil
}

// grants reads a table of parser/outline: a row for each scheme, named as the page
// or its dialect does, with the names of which any suffices.
func grants(t *page.Table) []ir.Permission {
	var out []ir.Permission
	for _, row := range t.Rows {
		out = append(out, ir.Permission{
			Scheme: ir.Scheme(row.Cells[0].Spans.String()), Status: ir.Supported, Least: row.Cells[1].Spans.Codes(), Higher: []string{}, At: row.At,
		})
	}
	return out
}

func headText(t *page.Table) string {
	var cells []string
	for _, c := range t.Head {
		cells = append(cells, c.Spans.String())
	}
	return strings.Join(cells, " | ")
}

// scheme reads a row label or column head that names a scheme. A note may
// follow the name on a line of its own. Labels that go by another word than
// usual are known by the kind of account in their brackets.
func (r *reader) scheme(in page.Inline) ir.Scheme {
	first, _, _ := strings.Cut(in.String(), "\n")
	if role := r.words.Role("permRow", first); role != "" {
		return ir.Scheme(role)
	}
	account := inBrackets(first)
	if account == "" {
		return ""
	}
	for _, s := range schemes {
		for _, label := range r.words.Texts("permRow", string(s)) {
			if strings.EqualFold(inBrackets(label), account) {
				return s
			}
		}
	}
	return ""
}

// inBrackets is what stands in the brackets of a label, "" without any.
func inBrackets(label string) string {
	_, account, _ := strings.Cut(strings.TrimRight(halfWidth(label), ") "), "(")
	return strings.TrimSpace(account)
}

// schemes are the rows of a scheme table in their usual order.
var schemes = []ir.Scheme{ir.DelegatedWork, ir.DelegatedPersonal, ir.Application}

// schemeRows returns the scheme that each row names, "" for rows that belong to
// the one above, and nil if the table is no scheme table. Where a table has
// the usual three rows and a label is unknown, its place tells the scheme.
func (r *reader) schemeRows(t *page.Table) []ir.Scheme {
	out := make([]ir.Scheme, len(t.Rows))
	known, inPlace := 0, len(t.Rows) == len(schemes)
	for i, row := range t.Rows {
		if out[i] = r.scheme(row.Cells[0].Spans); out[i] != "" {
			known++
			inPlace = inPlace && out[i] == schemes[i]
		}
	}
	if inPlace && known < len(schemes) && (known > 0 || !r.known) {
		for i, row := range t.Rows {
			if out[i] == "" {
				out[i] = schemes[i]
				r.reportWord(row.Cells[0], "permRow", string(schemes[i]))
			}
		}
		return out
	}
	if known == 0 {
		return nil
	}
	return out
}

// reportWord reports a text that the word file of the language lacks, in the
// form in which the file wants it.
func (r *reader) reportWord(cell page.Cell, group, role string) {
	if r.lesson != nil {
		r.teach(group, role, cell.Spans.String(), cell.At)
		return
	}
	r.report("words-unknown", cell.At, "The text %s is not known in %s; its place decides. The word file wants %s: %s: [%s].",
		quote(cell.Spans.String()), r.locale, group, role, quote(cell.Spans.String()))
}

// schemeColumns returns the scheme of each column of a transposed table, nil
// for any other table.
func (r *reader) schemeColumns(t *page.Table) []ir.Scheme {
	if len(t.Head) < 2 {
		return nil
	}
	schemes := make([]ir.Scheme, len(t.Head))
	found := 0
	for i, c := range t.Head[1:] {
		if schemes[i+1] = r.scheme(c.Spans); schemes[i+1] != "" {
			found++
		}
	}
	if found == 0 {
		return nil
	}
	return schemes
}

// transposedTable reads a table with a row per resource and a column per scheme.
func (r *reader) transposedTable(t *page.Table, schemes []ir.Scheme, context string) []ir.Permission {
	var out []ir.Permission
	for _, row := range t.Rows {
		label := ""
		if schemes[0] == "" {
			label = cleanLabel(row.Cells[0].Spans)
		}
		for i, cell := range row.Cells {
			if schemes[i] != "" {
				entries := r.orderedCell(cell, leastFirst)
				out = append(out, withScheme(entries, schemes[i], joinContext(context, label))...)
			}
		}
	}
	return out
}

// cleanLabel is the text of a row label without the blanks and signs that
// indent it.
func cleanLabel(in page.Inline) string {
	text := in.String()
	if hasSingleBlanks(text) {
		return text
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " ")
}

// hasSingleBlanks reports whether a text is in ASCII and its words stand one
// blank apart.
func hasSingleBlanks(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= utf8.RuneSelf, c == '\n', c == '\t', c == '\r', c == ' ' && i > 0 && text[i-1] == ' ':
			return false
		}
	}
	return true
}

func withScheme(entries []ir.Permission, scheme ir.Scheme, context string) []ir.Permission {
	for i := range entries {
		entries[i].Scheme = scheme
		entries[i].Context = joinContext(context, entries[i].Context)
	}
	return entries
}

// permissionColumn is what a column of a scheme table holds.
type permissionColumn struct {
	role    string // see the group "permCol" of the word files
	context string // what the head says the column is about
	guessed bool   // the head is unknown
}

func (r *reader) permissionColumns(t *page.Table) []permissionColumn {
	columns := make([]permissionColumn, len(t.Head))
	for i, c := range t.Head[1:] {
		head := cleanLabel(c.Spans)
		role, hole := r.words.Match("permCol", head)
		columns[i+1].role = role
		switch role {
		case "actingOnSelf", "actingOnOthers":
			columns[i+1] = permissionColumn{role: "leastToMost", context: cutBracket(head)}
		case "":
			r.unknownColumn(columns, i+1, c)
		default:
			if hole != "" {
				columns[i+1].context = cutBracket(head)
			}
		}
	}
	return columns
}

// unknownColumn gives a column with an unknown head the role that its place
// suggests: two columns of names are least and higher.
func (r *reader) unknownColumn(columns []permissionColumn, i int, head page.Cell) {
	columns[i].role = "permissions"
	columns[i].guessed = true
	if len(columns) == 3 && columns[3-i].role != "leastToMost" && columns[3-i].role != "mostToLeast" {
		columns[i].role = map[int]string{1: "least", 2: "higher"}[i]
	}
	r.reportWord(head, "permCol", columns[i].role)
}

// guessOrder tells the order of a column whose head is unknown by its names:
// those for reading are less privileged than those for writing.
func (r *reader) guessOrder(t *page.Table, columns []permissionColumn) {
	for i := range columns {
		if !columns[i].guessed || columns[i].role != "permissions" {
			continue
		}
		with, against := 0, 0
		for _, row := range t.Rows {
			names, _ := r.permissionNames(cleanLabel(row.Cells[i].Spans))
			up, down := countOrder(names)
			with, against = with+up, against+down
		}
		if against > with {
			columns[i].role = "mostToLeast"
		}
	}
}

func cutBracket(s string) string {
	if i := indexEither(s, "(", "\uff08"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// schemeTable reads a table with a row per scheme. A row of no scheme belongs
// to the one above it and its label is the context; a scheme row without names
// that has such rows says nothing itself.
func (r *reader) schemeTable(t *page.Table, rows []ir.Scheme, context string) []ir.Permission {
	var out []ir.Permission
	columns := r.permissionColumns(t)
	r.guessOrder(t, columns)
	var scheme ir.Scheme
	for i, row := range t.Rows {
		label := ""
		if rows[i] != "" {
			scheme = rows[i]
		} else {
			label = cleanLabel(row.Cells[0].Spans)
		}
		switch {
		case rows[i] != "" && rowEmpty(row) && i+1 < len(rows) && rows[i+1] == "":
		case scheme == "" && !rowEmpty(row):
			r.report("row-unreadable", row.At, "The row %s names no permission scheme.", quote(label))
		case scheme != "":
			out = append(out, withScheme(r.permissionRow(row, columns), scheme, joinContext(context, label))...)
		}
	}
	return out
}

func rowEmpty(row page.Row) bool {
	for _, c := range row.Cells[1:] {
		if cleanLabel(c.Spans) != "" {
			return false
		}
	}
	return true
}

// permissionRow reads the cells of a row. Two columns least and higher make
// one entry per condition; every other column makes entries of its own.
func (r *reader) permissionRow(row page.Row, columns []permissionColumn) []ir.Permission {
	var out []ir.Permission
	for i, cell := range row.Cells {
		var entries []ir.Permission
		switch columns[i].role {
		case "least":
			entries = r.leastAndHigher(row, columns, i)
		case "mostToLeast":
			entries = r.orderedCell(cell, mostFirst)
		case "leastToMost", "permissions":
			entries = r.orderedCell(cell, leastFirst)
		}
		for j := range entries {
			entries[j].Context = joinContext(columns[i].context, entries[j].Context)
		}
		out = append(out, entries...)
	}
	return out
}
