package meaning

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// columnRoles returns what each column of a table of names holds: "name",
// "type", "value", "required", "description", "example" or "" (see the group
// "column" of the word files). In a language without words, the usual orders
// name–description and name–type–description are assumed.
func (r *reader) columnRoles(t *page.Table) []string {
	if r.head.table != t {
		r.head = tableHead{t, r.readColumnRoles(t)}
	}
	return r.head.roles
}

// tableHead is a table and what columnRoles says about it.
type tableHead struct {
	table *page.Table
	roles []string
}

func (r *reader) readColumnRoles(t *page.Table) []string {
	roles := make([]string, len(t.Head))
	known, named := 0, false
	for i, c := range t.Head {
		roles[i] = r.words.Role("column", cleanLabel(c.Spans))
		if roles[i] != "" {
			known++
		}
		named = named || roles[i] == "name"
	}
	if known == 0 && !r.known || known == len(roles)-1 && !named && roles[0] == "" {
		assumed := map[int][]string{2: {"name", "description"}, 3: {"name", "type", "description"}}[len(roles)]
		for i := range assumed {
			if roles[i] == "" {
				roles[i] = assumed[i]
				r.reportWord(t.Head[i], "column", assumed[i])
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
	marks       marks // of the description, see says
	required    bool
	optional    bool
}

// fields reads a table of names; a table without a column of names has none. A
// row without a name continues the row above.
func (r *reader) fields(t *page.Table) []field {
	roles := r.columnRoles(t)
	if !slices.Contains(roles, "name") {
		return nil
	}
	r.use(t)
	var out []field
	for _, row := range t.Rows {
		f := r.field(row, roles)
		switch {
		case f.name != "":
			out = append(out, f)
		case len(out) > 0:
			last := &out[len(out)-1]
			last.description = strings.TrimSpace(last.description + " " + f.description)
		case f.description != "":
			r.report("row-unreadable", row.At, "The row %s has no name.", quote(f.description))
		}
	}
	return out
}

func (r *reader) field(row page.Row, roles []string) field {
	f := field{row: row}
	for i, cell := range row.Cells {
		text := "" // the label, where one is wanted
		switch roles[i] {
		case "name", "type", "value", "required":
			text = cleanLabel(cell.Spans)
		}
		switch r.cellRole(roles, i, cell.Spans, text) {
		case "name":
			if f.name == "" {
				f.name = r.fieldName(text, &f)
			}
		case "type":
			f.typeCell = cell.Spans
			r.mark(text, &f)
		case "required":
			role := r.words.Role("marker", text)
			f.required = role == "required" || role == "yes"
			f.optional = !f.required && text != ""
		case "example":
		default:
			r.describe(&f, cell.Spans)
		}
	}
	return f
}

// describe adds a cell to the description of a field.
func (r *reader) describe(f *field, cell page.Inline) {
	text := cell.String()
	if text == "" {
		return
	}
	f.marks = marks{text, r.markersOf(text)}
	f.marks.set(f)
	if f.description == "" {
		f.description, f.spans = text, slices.Clip(cell)
		return
	}
	f.description += " " + text
	f.spans = append(f.spans, cell...)
}

// cellRole is the role of a column's cell: that of the column, but a type in a
// column of values beside one of descriptions is a type, and a media type in a
// column of types is a value. Text is the label of the cell.
func (r *reader) cellRole(roles []string, i int, cell page.Inline, text string) string {
	switch {
	case roles[i] == "value" && slices.Contains(roles, "description") && !slices.Contains(roles, "type") && r.isType(cell):
		return "type"
	case roles[i] == "type" && mediaType(text) != "":
		return "value"
	}
	return roles[i]
}

// isType reports whether a cell is nothing but a primitive type or a link to
// the page of a type.
func (r *reader) isType(cell page.Inline) bool {
	link := firstLink(cell)
	return r.words.Role("type", cleanLabel(cell)) != "" || link != nil && isTypeTarget(link.Href) && cell.String() == strings.TrimSpace(link.Text)
}

// fieldName takes a remark in brackets, "name (optional)", off a name.
func (r *reader) fieldName(text string, f *field) string {
	text = strings.Trim(text, "`*\" ")
	if i := indexEither(text, "(", "\uff08"); i > 0 {
		remark := strings.Trim(text[i:], "()\uff08\uff09 ")
		if r.words.Role("marker", remark) != "" {
			r.mark(remark, f)
			text = strings.TrimSpace(text[:i])
		}
	}
	return text
}

// mark sets the markers that stand in a text as statements of their own.
func (r *reader) mark(text string, f *field) { marks{text, r.markersOf(text)}.set(f) }

// marks are the roles of the markers that stand in a text as a sentence, in
// brackets, in a list of markers ("Read-only, required"), or last in a sentence
// with a placeholder ("Bearer <token> Required"). The word in running prose ("is
// required when …", "Required, if …") is no marker.
type marks struct {
	text  string
	roles []string
}

func (m marks) set(f *field) {
	switch {
	case slices.Contains(m.roles, "required"):
		f.required = true
	case slices.Contains(m.roles, "optional"):
		f.optional = true
	}
}

// says reports whether the description of a field holds a marker.
func (r *reader) says(f *field, role string) bool {
	if f.marks.text != f.description {
		f.marks = marks{f.description, r.markersOf(f.description)}
	}
	return slices.Contains(f.marks.roles, role)
}

// maxMarkers bounds the length of a statement that consists of markers.
const maxMarkers = 120

// markersOf lists the roles of the markers that stand in a text.
func (r *reader) markersOf(text string) []string {
	var out []string
	placeholder := strings.IndexByte(text, '}') >= 0 || strings.IndexByte(text, '>') >= 0
	for s := range statements(text) {
		if placeholder {
			if i := max(strings.LastIndexByte(s, '}'), strings.LastIndexByte(s, '>')); i >= 0 && i+1 < len(s) {
				out = append(out, r.endMarkers(s[i+1:])...)
				out = append(out, r.listedMarkers(s[i+1:])...)
			}
		}
		if len(s) <= maxMarkers {
			out = append(out, r.listedMarkers(s)...)
		}
	}
	return out
}

// listedMarkers returns the roles of a statement that consists of markers, nil
// for any other.
func (r *reader) listedMarkers(s string) []string {
	if strings.IndexByte(s, ',') < 0 && (isASCII(s) || !strings.ContainsAny(s, "\uff0c\u3001")) {
		if role := r.words.Exact("marker", s); role != "" {
			return []string{role}
		}
		return nil
	}
	var out []string
	for _, m := range strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == '\uff0c' || c == '\u3001' }) {
		role := r.words.Exact("marker", m)
		if role == "" {
			return nil
		}
		out = append(out, role)
	}
	return out
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// endMarkers returns the roles of the markers that the words behind a
// placeholder end in.
func (r *reader) endMarkers(s string) []string {
	var out []string
	folded := words.Fold(s)
	for _, role := range r.words.Roles("marker") {
		if slices.ContainsFunc(r.words.Texts("marker", role), func(m string) bool { return strings.HasSuffix(folded, words.Fold(m)) }) {
			out = append(out, role)
		}
	}
	return out
}

// statements yields the parts of a text between sentence ends, brackets,
// semicolons and line breaks. A dot inside a name parts nothing, unless a
// capital follows ("application/json.Required").
func statements(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i < len(text); i++ {
			if !endSigns[text[i]] {
				continue
			}
			size := statementEnd(text, i)
			if size == 0 {
				continue
			}
			if s := strings.TrimSpace(text[start:i]); s != "" && !yield(s) {
				return
			}
			start = i + size
		}
		if s := strings.TrimSpace(text[start:]); s != "" {
			yield(s)
		}
	}
}

// endSigns are those that may end a statement.
var endSigns = func() (signs [256]bool) {
	for c := range signs {
		signs[c] = c >= utf8.RuneSelf || strings.IndexByte("().;\n[]", byte(c)) >= 0
	}
	return signs
}()

// wideEnds are the signs beyond ASCII that end a statement.
var wideEnds = []string{"\uff08", "\uff09", "\uff1b", "\u3002"}

// statementEnd returns the size of the sign at offset i if it ends a statement,
// else 0.
func statementEnd(text string, i int) int {
	switch c := text[i]; {
	case c >= utf8.RuneSelf:
		for _, end := range wideEnds {
			if strings.HasPrefix(text[i:], end) {
				return len(end)
			}
		}
	case c == '(' || c == ')' || c == ';' || c == '\n' || c == '[' || c == ']':
		return 1
	case c == '.':
		if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n' || isCapital(text[i+1]) || text[i+1] >= utf8.RuneSelf {
			return 1
		}
	}
	return 0
}

// indexEither returns where the first of two signs stands in a text, -1 if
// neither does.
func indexEither(text, a, b string) int {
	i, j := strings.Index(text, a), strings.Index(text, b)
	if i < 0 || j >= 0 && j < i {
		return j
	}
	return i
}
