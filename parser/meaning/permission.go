package meaning

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// permissionReader reads tables of permissions.
type permissionReader struct {
	*pageContext
	read blocks
}

// readAll lists what the permission tables of the page say, row by row. A scheme
// that no table mentions is absent, not notSupported. It returns nil if there is
// a permissions section that cannot be read, and an empty list if there is none.
func (r permissionReader) readAll(in, all sections) []ir.Permission {
	out := []ir.Permission{}
	for _, p := range in {
		out = append(out, r.permissionsOf(p, all)...)
	}
	if len(in) > 0 && len(out) == 0 {
		return r.noPermissions(in[0])
	}
	r.lintBroken(out)
	return out
}

// noPermissions says why a page with a permissions section has none: the
// include that holds the table is missing, which the format has reported, or
// the section is prose.
func (r permissionReader) noPermissions(p part) []ir.Permission {
	missing := func(d ir.Diagnostic) bool { return d.Code == "include-missing" }
	if slices.ContainsFunc(r.page.Diagnostics, missing) {
		return nil
	}
	r.report("permissions-unreadable", p.At, "The section %s holds no table that names permissions.", quote(p.Title.String()))
	return nil
}

// permissionsOf reads the permission tables of one section.
func (r permissionReader) permissionsOf(p part, all sections) []ir.Permission {
	var out []ir.Permission
	several := countTables(p.Blocks) > 1
	caption := ""
	if isCaption(p, all) {
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

// isCaption tells a heading that says what its table is about ("Permissions
// for chat", "For users:") from the heading of the section as a whole.
func isCaption(p part, all sections) bool {
	if p.Depth < 2 {
		return false
	}
	for _, o := range all {
		if o.Section == p.Section {
			break
		}
		if o.Depth < p.Depth && o.In == words.SectionPermissions {
			return true
		}
	}
	return false
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
func (r permissionReader) permissionTable(t *page.Table, context string) []ir.Permission {
	if r.page.Document != "" {
		r.read[t] = true
		return grants(t)
	}
	if schemes := r.schemeColumns(t); schemes != nil {
		r.read[t] = true
		return settleNone(r.transposedTable(t, schemes, context))
	}
	if schemes := r.schemeRows(t); schemes != nil {
		r.read[t] = true
		return settleNone(r.schemeTable(t, schemes, context))
	}
	return nil
}

// none is the status of a cell that says "None" until the whole table is known.
const none ir.PermissionStatus = "none"

// settleNone decides what "None" means in a table: that no permission is needed
// where other cells say that a call is not supported, or where no cell says
// anything else. Among names of permissions it means that there is none, so that
// the call cannot be made.
func settleNone(list []ir.Permission) []ir.Permission {
	says := func(s ir.PermissionStatus) bool {
		return slices.ContainsFunc(list, func(p ir.Permission) bool { return p.Status == s })
	}
	status := ir.NotSupported
	if says(ir.NotSupported) || says(ir.NotAvailable) || !says(ir.Supported) {
		status = ir.Supported
	}
	for i := range list {
		if list[i].Status == none {
			list[i].Status = status
		}
	}
	return list
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

// schemeRows returns the scheme that each row names, "" for rows that belong to
// the one above, and nil if the table is no scheme table. Where a table has
// the usual three rows and a label is unknown, its place tells the scheme.
func (r permissionReader) schemeRows(t *page.Table) []ir.Scheme {
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
				r.reportWord(row.Cells[0], words.Schemes.As(string(schemes[i])))
			}
		}
		return out
	}
	if known == 0 {
		return nil
	}
	return out
}

// schemeColumns returns the scheme of each column of a transposed table, nil
// for any other table.
func (r permissionReader) schemeColumns(t *page.Table) []ir.Scheme {
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
func (r permissionReader) transposedTable(t *page.Table, schemes []ir.Scheme, context string) []ir.Permission {
	var out []ir.Permission
	for _, row := range t.Rows {
		label := ""
		if schemes[0] == "" {
			label = cleanLabel(row.Cells[0].Spans)
		}
		for i, cell := range row.Cells {
			if schemes[i] != "" {
				entries := r.orderedCell(cell, leastFirst)
				out = append(out, withScheme(entries, schemes[i], joinContext(context, label), row)...)
			}
		}
	}
	return out
}

func withScheme(entries []ir.Permission, scheme ir.Scheme, context string, rows ...page.Row) []ir.Permission {
	for i := range entries {
		entries[i].Scheme = scheme
		entries[i].Context = joinContext(context, entries[i].Context)
		for _, row := range rows {
			entries[i].Rows = append(entries[i].Rows, rowSpan(row))
		}
	}
	return entries
}

// schemeTable reads a table with a row per scheme. A row of no scheme belongs
// to the one above it and its label is the context; a scheme row without names
// that has such rows says nothing itself.
func (r permissionReader) schemeTable(t *page.Table, rows []ir.Scheme, context string) []ir.Permission {
	var out []ir.Permission
	columns := r.permissionColumns(t)
	r.guessOrder(t, columns)
	r.lintRepeats(t, rows)
	var scheme ir.Scheme
	var named page.Row // the row that names the scheme
	for i, row := range t.Rows {
		label := ""
		if rows[i] != "" {
			scheme, named = rows[i], row
		} else {
			label = cleanLabel(row.Cells[0].Spans)
		}
		switch {
		case rows[i] != "" && rowEmpty(row) && i+1 < len(rows) && rows[i+1] == "":
		case scheme == "" && !rowEmpty(row):
			r.report("row-unreadable", row.At, "The row %s names no permission scheme.", quote(label))
		case scheme != "":
			entries := withScheme(r.permissionRow(row, columns), scheme, joinContext(context, label), row, named)
			out = append(out, entries...)
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

// lintBroken reports names that begin with a small letter among others that do not:
// they are the rest of one that was broken at the end of a line.
func (r permissionReader) lintBroken(all []ir.Permission) {
	for _, p := range all {
		names := slices.Concat(p.Least, p.Higher)
		i := slices.IndexFunc(names, func(n string) bool { return n != "" && unicode.IsLower(rune(n[0])) && strings.Contains(n, ".") })
		if i > 0 && unicode.IsUpper(rune(names[0][0])) {
			r.report("cells-uncertain", p.At, "The permission %s begins with a small letter, as the rest of a name does that was broken; it is read as it stands.", quote(names[i]))
		}
	}
}

// lintRepeats reports a scheme, or a case of one, that has two rows which say
// different things. Rows under one heading of a scheme, which tell cases apart, name
// no scheme.
func (r permissionReader) lintRepeats(t *page.Table, rows []ir.Scheme) {
	type key struct {
		scheme ir.Scheme
		label  string // "" in the row that names the scheme
	}
	first := map[key]page.Row{}
	var at key
	for i, row := range t.Rows {
		if at.label = ""; rows[i] != "" {
			at.scheme = rows[i]
		} else {
			at.label = cleanLabel(row.Cells[0].Spans)
		}
		before, again := first[at]
		switch {
		case rows[i] == "" && at.label == "":
		case !again:
			first[at] = row
		case rowText(before) != rowText(row):
			related := []ir.Related{ir.RelatedAt(before.At, "the first row")}
			r.reportWith(related, "permissions-repeated", row.At, "The row %s stands in the table a second time and says something else.", quote(cleanLabel(row.Cells[0].Spans)))
		}
	}
}

// rowText is what the cells after the first say.
func rowText(row page.Row) string {
	var cells []string
	for _, c := range row.Cells[1:] {
		cells = append(cells, cleanLabel(c.Spans))
	}
	return strings.Join(cells, "|")
}
