package outline

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// field is a parameter that a table, list or paragraph documents.
type field struct {
	at          ir.Pos
	name        string // of a nested member: "user.name"
	typ         string // as parser/meaning reads it: "String", "Int64 collection"; "" if the page names none
	required    bool
	optional    bool   // the page says so
	form        bool   // the page says that it is sent in a form
	place       string // "path", "query", "header", "body", "form"; "" if the page does not say it
	description page.Inline
}

// tableFields reads a table whose rows are parameters; nil for any other. A head
// that names rows anything ("Name", "Field") counts where the section is one of
// parameters, one that speaks of parameters counts everywhere.
func (c *cutter) tableFields(t *page.Table, inSection bool) []field {
	roles := make([]string, len(t.Head))
	for i, h := range t.Head {
		roles[i] = c.dialect.Role(dialect.Column, strings.TrimSpace(h.Spans.String()))
	}
	rows := t.Rows
	if inSection && isHeadless(t, roles) {
		rows = append([]page.Row{{At: t.Head[0].At, Cells: t.Head}}, rows...)
		roles = []string{"name", "description"}
	}
	name := nameColumn(roles, inSection)
	if name < 0 || len(roles) < 2 || slices.Contains(roles, "status") || !inSection && !describes(roles) {
		return nil
	}
	var out []field
	for _, row := range rows {
		f := field{at: row.At, name: fieldName(row.Cells[name].Spans.String())}
		c.remarks(&f, row.Cells[name].Spans)
		for i, cell := range row.Cells {
			if i != name {
				c.cell(&f, roles[i], t.Head[i], cell)
			}
			if roles[i] == "default" && c.dialect.NoDefault && cell.Spans.String() == "" && !f.optional {
				f.required = true
			}
		}
		if f.name != "" {
			out = append(out, f)
		} else if f.name == "" && len(out) > 0 {
			last := &out[len(out)-1]
			last.description = append(last.description[:len(last.description):len(last.description)], f.description...)
		}
	}
	return out
}

// nameColumn is the column of names, -1 if there is none.
func nameColumn(roles []string, inSection bool) int {
	name := slices.Index(roles, "parameter")
	if name < 0 && inSection {
		if name = slices.Index(roles, "name"); name < 0 && len(roles) > 1 && roles[0] == "" {
			name = 0
		}
	}
	return name
}

// isHeadless reports whether a table of two columns has no head, so that its first
// row, a name in code and a text, stands in the place of one.
func isHeadless(t *page.Table, roles []string) bool {
	first := t.Head[0].Spans
	return len(roles) == 2 && roles[1] == "" && len(first) > 0 && first[0].Kind == page.CodeSpan && fieldName(first.String()) != ""
}

// describes reports whether a table says what its rows are: by a type, a mark or
// a description.
func describes(roles []string) bool {
	return slices.Contains(roles, "type") || slices.Contains(roles, "required") || slices.Contains(roles, "description")
}

// cell adds what a cell of a row says.
func (c *cutter) cell(f *field, role string, head, cell page.Cell) {
	text := strings.TrimSpace(cell.Spans.String())
	if text == "" {
		return
	}
	switch role {
	case "type":
		f.typ = c.typeOf(text)
	case "required":
		mark := c.mark(text)
		if strings.EqualFold(strings.Trim(head.Spans.String(), "?* "), "optional") && mark != "" {
			mark = map[string]string{"required": "optional", "optional": "required"}[mark]
		}
		f.required, f.optional = mark == "required", mark == "optional"
	case "place":
		f.place = c.dialect.Role(dialect.Place, text)
	case "parameter", "name", "example", "default":
	default:
		f.description = join(f.description, cell.Spans)
		c.leadingMarks(f)
	}
}

func join(a, b page.Inline) page.Inline {
	if len(a) == 0 {
		return slices.Clip(b)
	}
	return append(append(slices.Clip(a), page.Span{Text: " ", At: b[0].At}), b...)
}

// mark reads "yes", "required", "No" and the like, perhaps with a condition behind
// it: "required if …" is none.
func (c *cutter) mark(text string) string {
	text = strings.Trim(text, "*`<>_ ")
	if role := c.dialect.Role(dialect.Mark, text); role != "" {
		return role
	}
	first, rest, _ := strings.Cut(text, " ")
	if strings.HasPrefix(rest, "(") {
		return c.dialect.Role(dialect.Mark, first)
	}
	return ""
}

// name of a field: one word, without the signs of placeholders, marks and notes.
// Only in brackets are there blanks: "filter[field name]".
var fieldWord = regexp.MustCompile(`^(?:[\w$@\[\].*/{}:<>\\?+~|-]|\[\w[\w ]*\])+$`)

var nameMarks = strings.NewReplacer("\\", "", "`", "", "\"", "")

func fieldName(text string) string {
	text = strings.TrimSpace(withoutMarks(text, " "))
	text = strings.TrimSpace(nameMarks.Replace(text))
	if i := endOfName(text); i > 0 && !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "<") {
		text = text[:i]
	}
	text = strings.TrimRight(text, "*?,:")
	text = strings.TrimLeft(text, "*:")
	if strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") {
		text = text[1 : len(text)-1]
	}
	if !fieldWord.MatchString(text) || strings.Trim(text, "0123456789") == "" {
		return ""
	}
	return text
}

// endOfName returns the offset of the first blank or parenthesis that is not in
// brackets, -1 if there is none.
func endOfName(text string) int {
	inside := false
	for i := range len(text) {
		switch text[i] {
		case '[':
			inside = strings.IndexByte(text[i:], ']') > 0
		case ']':
			inside = false
		case '\n', '\t', '(':
			return i
		case ' ':
			if !inside {
				return i
			}
		}
	}
	return -1
}

// remarks reads what a cell says behind a name: "(required)", "?", "*optional*".
func (c *cutter) remarks(f *field, in page.Inline) {
	text := strings.TrimSpace(in.String())
	if strings.HasSuffix(strings.TrimRight(text, "*\\"), "?") {
		f.optional = true
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ()[],;\n{}<>%", r) }) {
		c.setMark(f, c.dialect.Role(dialect.Mark, strings.Trim(word, "*_`")), word)
	}
}

// templateMarks reads the marks of templates that the dialect names: "{{<required>}}".
func (c *cutter) templateMarks(f *field, text string) {
	for _, mark := range templateMark.FindAllString(text, -1) {
		c.setMark(f, c.dialect.Role(dialect.Mark, mark), mark)
	}
}

// setMark notes a mark that stands in a text. The words yes and no say nothing
// outside of a column of their own.
func (c *cutter) setMark(f *field, mark, word string) {
	if len(strings.Trim(word, "*_`.<>")) < minMark {
		return
	}
	switch mark {
	case "required":
		f.required = true
	case "optional":
		f.optional = true
	}
}

// minMark is the length of the shortest word that is a mark by itself.
const minMark = 8

// listFields reads the items of a list that are parameters. In a section of
// parameters an item needs a name in code or bold, or before a colon or dash;
// elsewhere it needs a type or mark in brackets too.
func (c *cutter) listFields(l *page.List, inSection bool, owner string) []field {
	var out []field
	for _, item := range l.Items {
		if len(item) == 0 {
			continue
		}
		p, ok := item[0].(*page.Para)
		if !ok {
			continue
		}
		f, ok := c.itemField(p.Spans, inSection)
		if !ok {
			continue
		}
		if owner != "" {
			if f.typ == "" && len(f.description) == 0 {
				continue // one of the values that the item above lists
			}
			f.name = owner + "." + f.name
		}
		out = append(out, f)
		for _, b := range item[1:] {
			if sub, ok := b.(*page.List); ok && (f.typ == "" || strings.HasPrefix(f.typ, "Json")) {
				out = append(out, c.listFields(sub, inSection, f.name)...)
			}
		}
	}
	return out
}

// itemField reads "`name` `(string: <required>)` - text", "**name** – text",
// "name: String. Text", "name (integer, required): text".
func (c *cutter) itemField(in page.Inline, inSection bool) (field, bool) {
	in = trimStart(in)
	if len(in) == 0 {
		return field{}, false
	}
	f := field{at: in[0].At}
	first, rest := in[0], in[1:]
	text := strings.TrimSpace(first.Text)
	switch {
	case first.Kind != page.Text && first.Kind != page.Break:
		name, after := cutName(text)
		if f.name = fieldName(name); f.name == "" || strings.ContainsAny(name, " ") {
			return f, false
		}
		if after != "" {
			rest = append(page.Inline{{Text: after, At: first.At}}, rest...)
		}
	case inSection:
		name, after := cutName(text)
		if f.name = fieldName(name); f.name == "" || after == "" && !strings.HasSuffix(text, ":") {
			return f, false
		}
		rest = append(page.Inline{{Text: after, At: first.At}}, rest...)
	default:
		return f, false
	}
	typed := c.bracket(&f, &rest)
	if !inSection && !typed {
		return f, false
	}
	if len(rest) > 0 && !typed && !opensRest(rest) {
		return f, false
	}
	f.description = trimSeparator(rest)
	c.leadingMarks(&f)
	return f, true
}

// cutName cuts a text behind its first word where a separator or bracket follows.
func cutName(text string) (name, after string) {
	i := strings.IndexAny(text, " \t")
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<") {
		i = -1
	}
	j := strings.Index(text, "(")
	if j > 0 && (i < 0 || j < i) {
		i = j
	}
	if i < 0 {
		return strings.TrimSuffix(text, ":"), ""
	}
	name, after = text[:i], strings.TrimSpace(text[i:])
	if strings.HasSuffix(name, ":") {
		return strings.TrimSuffix(name, ":"), ": " + after
	}
	if after == "" || strings.IndexAny(after, "(:=") == 0 || startsDash(after) {
		return name, after
	}
	return "", ""
}

// opensRest reports whether what follows a name is parted from it by a colon,
// dash or bracket, or is set apart as code.
func opensRest(in page.Inline) bool {
	text := strings.TrimSpace(in[0].Text)
	return text == "" || in[0].Kind == page.CodeSpan || in[0].Kind == page.Break || strings.IndexAny(text, "(:=.,[{") == 0 || startsDash(text)
}

func startsDash(text string) bool {
	return strings.HasPrefix(text, "-") || strings.HasPrefix(text, "\u2013") || strings.HasPrefix(text, "\u2014")
}

// bracket reads the brackets that follow a name and removes them: type, mark and
// default. It reports whether they say any of these.
func (c *cutter) bracket(f *field, rest *page.Inline) bool {
	in := *rest
	for len(in) > 0 && strings.TrimSpace(in[0].Text) == "" {
		in = in[1:]
	}
	if len(in) == 0 {
		return false
	}
	text := strings.TrimSpace(in[0].Text)
	end := closing(text)
	if end < 0 {
		return false
	}
	said := c.marksOf(f, text[1:end])
	if !said {
		return false
	}
	after := append(page.Inline(nil), in...)
	after[0].Text, after[0].Kind = text[end+1:], page.Text
	*rest = after
	return true
}

// closing returns the offset of the bracket that closes the one a text opens with,
// -1 if there is none.
func closing(text string) int {
	if !strings.HasPrefix(text, "(") {
		return -1
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// marksOf reads "string: <required>", "integer, optional, default 5", "required".
func (c *cutter) marksOf(f *field, text string) bool {
	said := false
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;:", r) }) {
		part = strings.TrimSpace(part)
		if role := c.dialect.Role(dialect.Mark, strings.Trim(part, "<>*`_ ")); role != "" && len(part) >= minMark {
			f.required, f.optional, said = role == "required", role == "optional", true
			continue
		}
		if typ := c.typeOf(part); typ != "" && i == 0 {
			f.typ, said = typ, true
			continue
		}
		if place := c.dialect.Role(dialect.Place, part); place != "" && said {
			f.place = place
		}
	}
	return said
}

// trimSeparator removes the colon or dash between a name and its description.
func trimSeparator(in page.Inline) page.Inline {
	out := append(page.Inline(nil), in...)
	for len(out) > 0 {
		if out[0].Kind == page.Text || out[0].Kind == page.Break {
			out[0].Text = strings.TrimLeft(out[0].Text, " \t:-=\u2013\u2014")
		}
		if out[0].Text != "" {
			break
		}
		out = out[1:]
	}
	return page.Trim(out)
}

// leadingMarks reads the type and the mark that open a description as statements
// of their own: "String. Required. The …", "**Optional.** …".
func (c *cutter) leadingMarks(f *field) {
	text := strings.TrimSpace(f.description.String())
	for range maxLeading {
		text = strings.TrimLeft(text, " *_`")
		end := strings.IndexAny(text, ".;,:(*})>\n")
		word := text
		if end >= 0 {
			word = text[:end]
		}
		word = strings.Trim(word, " {}<>%[*_`")
		if len(word) > maxType {
			return
		}
		if role := c.dialect.Role(dialect.Mark, word); role != "" && len(word) >= minMark {
			f.required, f.optional = f.required || role == "required", f.optional || role == "optional"
		} else if typ := c.typeOf(word); typ != "" && f.typ == "" && c.isPrimitive(word) {
			f.typ = typ
		} else if word != "" {
			return
		}
		if end < 0 {
			return
		}
		text = text[end+1:]
	}
}

// maxLeading is how many statements may open a description before the text.
const maxLeading = 4

// definition reads a paragraph that is an entry of a definition list, whose text
// opens with a colon on the line after the name.
func (c *cutter) definition(p *page.Para) (field, bool) {
	text := p.Spans[0].Text
	name, after, ok := strings.Cut(text, " : ")
	if !ok && len(p.Spans) > 1 && strings.HasPrefix(strings.TrimLeft(p.Spans[1].Text, " "), ": ") {
		name, after, ok = text, "", true
	}
	f := field{at: p.At}
	if f.name = fieldName(name); !ok || f.name == "" || strings.ContainsAny(strings.TrimSpace(withoutMarks(name, "")), " ") {
		return f, false
	}
	rest := append(page.Inline{{Text: after, At: p.At}}, p.Spans[1:]...)
	f.description = trimSeparator(rest)
	c.remarks(&f, page.Inline{{Text: name}})
	c.leadingMarks(&f)
	return f, true
}
