package meaning

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// parameters reads the tables of sections of headers, query options, function or
// path parameters, in page order.
func (r fieldReader) parameters(in sections) []ir.Parameter {
	out := []ir.Parameter{}
	for _, p := range in {
		for t := range tables(p.Blocks) {
			for _, f := range r.fields(t) {
				if r.scheme(f.row.Cells[0].Spans) != "" {
					r.report("row-unreadable", f.row.At, "The row %s belongs to a table of permissions.", quote(f.name))
					continue
				}
				out = r.addParameter(out, f)
			}
		}
	}
	return out
}

// addParameter adds a row; a row that repeats another adds nothing.
func (r fieldReader) addParameter(list []ir.Parameter, f field) []ir.Parameter {
	same := func(p ir.Parameter) bool { return p.Name == f.name && p.Description.Best(r.locale) == f.description }
	if i := slices.IndexFunc(list, same); i >= 0 {
		list[i].Also = append(list[i].Also, f.places()...)
		return list
	}
	ref := r.fieldType(f)
	if i := slices.IndexFunc(list, func(p ir.Parameter) bool { return p.Name == f.name }); i >= 0 && ref.Name != "" && list[i].Type != "" {
		r.lintRepeat(f, list[i].At, list[i].Type != ref.Name || list[i].Collection != ref.Collection)
	}
	return append(list, ir.Parameter{
		Name: f.name, Type: ref.Name, Collection: ref.Collection,
		Required: f.required, Description: r.text(f.description), At: f.row.At, Also: f.places(),
	})
}

// fieldType reads the type cell of a field, with a finding if it holds text
// that names no type. A media type in it is the value of a header.
func (r fieldReader) fieldType(f field) typeRef {
	ref := readTypeCell(r.words, f.typeCell)
	if ref.Name != "" {
		return ref
	}
	if text := cleanLabel(f.typeCell); text != "" && r.words.RoleOf(words.Markers, text).IsZero() && mediaType(text) == "" {
		r.report("type-unreadable", f.row.At, "The cell %s names no type for %s.", quote(text), quote(f.name))
	}
	return ref
}

// headers reads the request headers. A value in the name cell ("Prefer:
// outlook.timezone") opens the description.
func (r fieldReader) headers(in sections) []ir.Parameter {
	headers := r.parameters(in)
	for i := range headers {
		h := &headers[i]
		name, value, found := strings.Cut(h.Name, ":")
		h.Written = h.Name
		h.Name = r.headerName(strings.TrimSpace(name), h.At)
		if !found {
			continue
		}
		value = strings.TrimSpace(value)
		if text := h.Description.Best(r.locale); !strings.Contains(text, value) {
			h.Description = r.text(strings.TrimSpace(value + ". " + text))
		}
	}
	for i := range headers {
		headers[i].Type, headers[i].Collection = headerType(headers[i].Type), false
	}
	return headers
}

// headerName undoes the translation of a header's name: "Annehmen" for Accept.
func (r fieldReader) headerName(name string, at ir.Pos) string {
	known := r.words.RoleOf(words.HeaderNames, name).Key()
	if known == "" || strings.EqualFold(known, name) {
		return name
	}
	r.report("translated-name", at, "The header %s is taken for %s.", quote(name), known)
	return known
}

// headerType keeps primitive types only: a header has no other.
func headerType(name string) string {
	if ir.IsPrimitive(name) {
		return name
	}
	return ""
}

// query reads the query options: those of tables and those that the prose
// and code of the section name in the form $name, unless to say that they
// cannot be used.
func (r fieldReader) query(in sections) []ir.Parameter {
	out := r.parameters(in)
	for _, p := range in {
		for para := range blocksOf[*page.Para](p.Blocks) {
			for _, sentence := range sentencesOf(para.Spans) {
				if !r.contains(sentence.String(), words.SaysUnsupported) {
					out = addOptions(out, sentence)
				}
			}
		}
		for code := range codes(p.Blocks) {
			r.read[code] = true
			r.aside = append(r.aside, ir.Aside{Span: codeSpan(code), Strong: true}) // how to use the options
			out = addOptions(out, page.Inline{{Kind: page.CodeSpan, Text: code.Text, At: code.From}})
		}
	}
	return out
}

// allOptions reports whether the section of the query says that OData's query
// options apply, without naming any, or naming some of them: "This method supports
// the OData query parameters, including $count". OData is called the same in every
// language.
func (r fieldReader) allOptions(in sections, named []ir.Parameter) bool {
	if !r.known {
		return false
	}
	listed := slices.ContainsFunc(named, func(p ir.Parameter) bool { return strings.HasPrefix(p.Name, "$") })
	says := false
	for _, p := range in {
		for para := range blocksOf[*page.Para](p.Blocks) {
			for _, sentence := range sentencesOf(para.Spans) {
				text := sentence.String()
				if r.contains(text, words.SaysUnsupported) {
					return false
				}
				says = says || strings.Contains(text, service.OData.Name) && (!listed || r.contains(text, words.SaysIncluding))
			}
		}
	}
	return says
}

var optionName = regexp.MustCompile(`\$[A-Za-z]+`)

// addOptions adds the system query options that a sentence names.
func addOptions(list []ir.Parameter, sentence page.Inline) []ir.Parameter {
	for _, s := range sentence {
		if !strings.Contains(s.Text, "$") {
			continue
		}
		for _, name := range optionName.FindAllString(s.Text, -1) {
			known := slices.ContainsFunc(list, func(p ir.Parameter) bool { return strings.EqualFold(p.Name, name) })
			if !known && service.OData.QueryOption(name) != nil {
				list = append(list, ir.Parameter{Name: name, At: s.At})
			}
		}
	}
	return list
}
