package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// fieldReader reads tables of names: of headers, parameters and properties.
type fieldReader struct {
	*pageContext
	prose proseReader
	read  blocks
}

func newFieldReader(c *pageContext) fieldReader { return fieldReader{c, proseReader{c}, blocks{}} }

// columnsOf returns what each column of a table of names holds: a role of the
// group [words.Columns] or none. Where the language does not know the heads, the
// usual orders name–description and name–type–description are assumed.
func (r fieldReader) columnsOf(t *page.Table) []words.Role {
	roles := make([]words.Role, len(t.Head))
	known := 0
	for i, c := range t.Head {
		if roles[i] = r.words.RoleOf(words.Columns, cleanLabel(c.Spans)); !roles[i].IsZero() {
			known++
		}
	}
	unnamed := !slices.Contains(roles, words.ColumnName)
	if known == 0 && !r.known || known == len(roles)-1 && unnamed && roles[0].IsZero() {
		for i, role := range usualColumns[len(roles)] {
			if roles[i].IsZero() {
				roles[i] = role
				r.reportWord(t.Head[i], role)
			}
		}
	}
	return roles
}

// field is a row of a table of names: a header, parameter or property.
type field struct {
	row         page.Row
	name        string
	typeCell    page.Inline
	spans       page.Inline // of the description
	description string
	markers     []words.Role // of the description
	required    bool
	optional    bool
	more        []ir.Span // rows that go on with it
}

// places are the lines of a field.
func (f *field) places() []ir.Span { return append([]ir.Span{rowSpan(f.row)}, f.more...) }

// fields reads a table of names; a table without a column of names has none.
func (r fieldReader) fields(t *page.Table) []field { return r.rows(t, r.columnsOf(t)) }

// rows is fields for known columns. A row without a name continues the row above.
func (r fieldReader) rows(t *page.Table, columns []words.Role) []field {
	if !slices.Contains(columns, words.ColumnName) {
		return nil
	}
	r.read[t] = true
	out := make([]field, 0, len(t.Rows))
	for _, row := range t.Rows {
		f := r.field(row, columns)
		switch {
		case f.name != "":
			out = append(out, f)
		case len(out) > 0:
			last := &out[len(out)-1]
			last.description = strings.TrimSpace(last.description + " " + f.description)
			last.markers = append(last.markers, f.markers...)
			last.more = append(last.more, rowSpan(row))
		case f.description != "":
			r.report("row-unreadable", row.At, "The row %s has no name.", quote(f.description))
		}
	}
	return out
}

func (r fieldReader) field(row page.Row, columns []words.Role) field {
	f := field{row: row}
	for i, cell := range row.Cells {
		switch r.cellRole(columns, i, cell.Spans) {
		case words.ColumnName:
			if f.name == "" {
				f.name = r.fieldName(cleanLabel(cell.Spans), &f)
			}
		case words.ColumnType:
			f.typeCell = cell.Spans
			f.mark(r.markersOf(cleanLabel(cell.Spans)))
		case words.ColumnRequired:
			label := cleanLabel(cell.Spans)
			role := r.words.RoleOf(words.Markers, label)
			f.required = role == words.MarkerRequired || role == words.MarkerYes
			f.optional = !f.required && label != ""
		case words.ColumnExample:
		default:
			r.describe(&f, cell.Spans)
		}
	}
	return f
}

// describe adds a cell to the description of a field.
func (r fieldReader) describe(f *field, cell page.Inline) {
	text := cell.String()
	if text == "" {
		return
	}
	markers := r.markersOf(text)
	f.mark(markers)
	f.markers = append(f.markers, markers...)
	if f.description == "" {
		f.description, f.spans = text, slices.Clip(cell)
		return
	}
	f.description += " " + text
	f.spans = append(f.spans, cell...)
}

// cellRole is the role of a column's cell: that of the column, but a type in a
// column of values next to one of descriptions is a type, and a media type in a
// column of types is a value.
func (r fieldReader) cellRole(columns []words.Role, i int, cell page.Inline) words.Role {
	switch {
	case columns[i] == words.ColumnValue && slices.Contains(columns, words.ColumnDescription) && !slices.Contains(columns, words.ColumnType) && r.isType(cell):
		return words.ColumnType
	case columns[i] == words.ColumnType && mediaType(cleanLabel(cell)) != "":
		return words.ColumnValue
	}
	return columns[i]
}

// isType reports whether a cell is nothing but a primitive type or a link to
// the page of a type.
func (r fieldReader) isType(cell page.Inline) bool {
	link := firstLink(cell)
	return !r.words.RoleOf(words.Types, cleanLabel(cell)).IsZero() || link != nil && isTypeTarget(link.Href) && cell.String() == strings.TrimSpace(link.Text)
}

// fieldName takes a remark in brackets, "name (optional)", off a name. What it says
// about the life of the field opens the description: "name (deprecated)".
func (r fieldReader) fieldName(text string, f *field) string {
	text = strings.Trim(text, "`*\" ")
	if i := indexEither(text, "(", "\uff08"); i > 0 {
		remark := strings.Trim(text[i:], "()\uff08\uff09 ")
		switch role := r.words.RoleOf(words.Markers, remark); {
		case role == words.MarkerPreview, r.words.RoleOf(words.Labels, remark) == words.LabelDeprecated:
			f.description = "(" + remark + ")"
			text = strings.TrimSpace(text[:i])
		case !role.IsZero():
			f.mark(r.markersOf(remark))
			text = strings.TrimSpace(text[:i])
		}
	}
	return text
}

// mark takes from markers whether the field is required.
func (f *field) mark(markers []words.Role) {
	switch {
	case slices.Contains(markers, words.MarkerRequired):
		f.required = true
	case slices.Contains(markers, words.MarkerOptional):
		f.optional = true
	}
}

// says reports whether the description of a field holds a marker.
func (f *field) says(marker words.Role) bool { return slices.Contains(f.markers, marker) }

// lintRepeat reports a row whose name stood in the table before, if it says something
// else.
func (r fieldReader) lintRepeat(f field, first ir.Pos, differs bool) {
	if differs {
		r.reportWith([]ir.Related{ir.RelatedAt(first, "the first row")}, "row-repeated", f.row.At, "The row %s stands a second time and says something else; the first counts.", quote(f.name))
	}
}
