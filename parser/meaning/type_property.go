package meaning

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// properties reads the tables of properties of sections. Of a property that stands
// twice the first counts.
func (r *typeReader) properties(in sections) []ir.Property {
	out := []ir.Property{}
	seen := map[string]bool{}
	for _, p := range in {
		for t := range tables(p.Blocks) {
			t = r.withHead(t)
			columns := r.fields.columnsOf(t)
			typed := slices.Contains(columns, words.ColumnType)
			if !typed && r.isMemberTable(t) {
				continue // a table of values
			}
			for _, f := range r.fields.rows(t, columns) {
				if typed && len(f.typeCell) == 0 && f.description == "" {
					continue // a heading inside the table: "|**Calendar**|||"
				}
				if name, ok := r.newName(f, seen); ok {
					out = append(out, r.property(name, f))
				}
			}
		}
	}
	return out
}

// withHead repairs a table whose first property stands in place of the head: a
// name, a type that is a link, a description.
func (r *typeReader) withHead(t *page.Table) *page.Table {
	if len(t.Head) != 3 || firstLink(t.Head[1].Spans) == nil || !isTypeName(t.Head[0].Spans.String()) {
		return t
	}
	head := make([]page.Cell, len(t.Head))
	for i, role := range usualColumns[len(head)] {
		word := r.words.TextsOf(role)[0]
		head[i] = page.Cell{At: t.Head[i].At, Spans: page.Inline{{Text: word, At: t.Head[i].At}}}
	}
	r.report("table-headless", t.At, "The table has no head; its first line %s is read as a row.", quote(headText(t)))
	rows := append([]page.Row{{At: t.At, Cells: t.Head}}, t.Rows...)
	return &page.Table{At: t.At, Head: head, Rows: rows, Certain: t.Certain}
}

// newName is the name of a row that describes a property not seen before.
func (r *typeReader) newName(f field, seen map[string]bool) (name string, ok bool) {
	name, ok = propertyName(f.name)
	switch {
	case !ok && (len(f.typeCell) > 0 || f.description != ""):
		r.report("row-unreadable", f.row.At, "The row %s names no property.", quote(f.name))
	case ok && seen[name]:
		r.report("property-repeated", f.row.At, "The property %s stands in the table twice.", quote(name))
		return name, false
	}
	seen[name] = true
	return name, ok
}

// propertyName cleans a name cell; several words are no name.
func propertyName(cell string) (name string, ok bool) {
	name = strings.Trim(stripReferences(cell), " :\"'`*\u00a0")
	if i := indexEither(name, "(", "\uff08"); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	return name, name != "" && !strings.ContainsAny(name, " \n")
}

// property makes the record of a row: what stands in columns, and what the
// description says in a fixed form.
func (r *typeReader) property(name string, f field) ir.Property {
	ref := r.fields.fieldType(f)
	p := ir.Property{
		Name: name, Type: ref.Name, Collection: ref.Collection,
		ReadOnly: f.says(words.MarkerReadOnly), Required: f.required,
		Filter:      filterOperators(f.spans),
		Values:      r.possibleValues(f),
		Inherited:   r.namedAfter(f.spans, words.MarkerInherited),
		Default:     r.defaultOf(f.spans),
		Description: r.text(f.description), At: f.row.At, Also: f.places(),
	}
	switch {
	case f.says(words.MarkerNotNullable):
		p.Nullable = new(bool)
	case f.says(words.MarkerNullable):
		yes := true
		p.Nullable = &yes
	}
	return p
}

// defaultOf reads "The default value is `x`.".
func (r *typeReader) defaultOf(in page.Inline) string {
	for i, s := range in {
		if s.Kind == page.CodeSpan || s.Kind == page.Link {
			continue
		}
		rest, ok := r.after(s.Text, words.SaysDefault)
		for n := 0; ok && n < maxPhrases; n++ {
			if v := defaultValue(rest, in[i+1:]); v != "" {
				return v
			}
			rest, ok = r.after(rest, words.SaysDefault)
		}
	}
	return ""
}

// defaultValue is the value that follows the phrase: the next span, or a bare
// literal.
func defaultValue(rest string, next page.Inline) string {
	if rest = strings.TrimLeft(rest, valueSigns); rest != "" {
		if v := strings.TrimRight(literalWord.FindString(rest), "."); isLiteral(v) {
			return v
		}
		return ""
	}
	if len(next) == 0 || next[0].Kind == page.Link {
		return ""
	}
	return strings.Trim(next[0].Text, " \"'.\u201c\u201d\u201e")
}

// literalWord is what may be a literal at the start of a text.
var literalWord = regexp.MustCompile(`^-?[A-Za-z0-9.]+`)

// isLiteral reports whether a bare word is a value rather than the start of a
// sentence: a number or one of JSON's literals.
func isLiteral(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "null":
		return true
	}
	return s != "" && strings.Trim(s, "0123456789.-") == ""
}

// maxBetween is how much may stand between $filter and its operators: a word of
// the languages that put the verb there.
const maxBetween = 20

// operators are those that a query option $filter knows.
var operators = []string{"eq", "ne", "not", "ge", "gt", "le", "lt", "in", "has", "any", "all", "startsWith", "endsWith", "contains", "and", "or"}

// filterWord splits text into the words that may be operators.
var filterWord = regexp.MustCompile(`[A-Za-z]+`)

// filterOperators reads "Supports $filter (eq, ne, and startsWith)", with or
// without code spans: the operators in the brackets after $filter.
func filterOperators(in page.Inline) []string {
	if !slices.ContainsFunc(in, func(s page.Span) bool { return strings.Contains(s.Text, "$filter") }) {
		return nil
	}
	_, rest, _ := strings.Cut(halfWidth(codeMarked(in)), "$filter")
	between, rest, _ := strings.Cut(rest, "(")
	inner, _, ok := strings.Cut(rest, ")")
	if !ok || len(between) > maxBetween || strings.ContainsAny(between, ".,;\u3002") {
		return nil
	}
	coded := strings.Contains(inner, "`")
	var out []string
	for i, piece := range strings.Split(inner, "`") {
		if coded && i%2 == 0 {
			continue
		}
		for _, w := range filterWord.FindAllString(piece, -1) {
			if op := operatorNamed(w); op != "" && !slices.Contains(out, op) && (coded || op != "and" && op != "or") {
				out = append(out, op)
			}
		}
	}
	return out
}

func operatorNamed(word string) string {
	for _, op := range operators {
		if strings.EqualFold(op, word) {
			return op
		}
	}
	return ""
}

// codeMarked is the text with its code spans in backticks.
func codeMarked(in page.Inline) string {
	var b strings.Builder
	for _, s := range in {
		if s.Kind == page.CodeSpan {
			b.WriteString("`" + s.Text + "`")
			continue
		}
		b.WriteString(s.Text)
	}
	return b.String()
}
