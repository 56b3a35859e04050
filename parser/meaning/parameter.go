package meaning

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// readParameters reads the tables of the sections with a role: headers, query
// options, function or path parameters, in page order.
func (r *reader) readParameters(parts []part, role string) []ir.Parameter {
	out := []ir.Parameter{}
	for _, p := range parts {
		if p.In != role || p.InExamples {
			continue
		}
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
func (r *reader) addParameter(list []ir.Parameter, f field) []ir.Parameter {
	same := func(p ir.Parameter) bool { return p.Name == f.name && p.Description.Best(r.locale) == f.description }
	if slices.ContainsFunc(list, same) {
		return list
	}
	ref := r.fieldType(f)
	return append(list, ir.Parameter{
		Name: f.name, Type: ref.Name, Collection: ref.Collection,
		Required: f.required, Description: r.text(f.description), At: f.row.At,
	})
}

// fieldType reads the type cell of a field, with a finding if it holds text
// that names no type. A media type in it is the value of a header.
func (r *reader) fieldType(f field) typeRef {
	ref := readTypeCell(r.words, f.typeCell)
	if ref.Name != "" {
		return ref
	}
	if text := cleanLabel(f.typeCell); text != "" && r.words.Role("marker", text) == "" && mediaType(text) == "" {
		r.report("type-unreadable", f.row.At, "%s names no type for %s.", quote(text), quote(f.name))
	}
	return ref
}

// readHeaders reads the request headers. A value in the name cell ("Prefer:
// outlook.timezone") opens the description.
func (r *reader) readHeaders(parts []part) []ir.Parameter {
	headers := r.readParameters(parts, "headers")
	for i := range headers {
		h := &headers[i]
		name, value, found := strings.Cut(h.Name, ":")
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
func (r *reader) headerName(name string, at ir.Pos) string {
	known := r.words.Role("header", name)
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

// readQuery reads the query options: those of tables and those that the prose
// and code of the section name in the form $name, unless to say that they
// cannot be used.
func (r *reader) readQuery(parts []part) []ir.Parameter {
	out := r.readParameters(parts, "query")
	for _, p := range parts {
		if p.In != "query" || p.InExamples {
			continue
		}
		for para := range blocksOf[*page.Para](p.Blocks) {
			for _, sentence := range sentencesOf(para.Spans) {
				if !r.contains(sentence.String(), "sentence", "unsupported") {
					out = addOptions(out, sentence)
				}
			}
		}
		for code := range codes(p.Blocks) {
			r.use(code)
			out = addOptions(out, page.Inline{{Kind: page.CodeSpan, Text: code.Text, At: code.From}})
		}
	}
	return out
}

// allOptions reports whether the section of the query says that OData's query
// options apply, without naming any: "This method supports the OData query
// parameters". OData is called the same in every language.
func (r *reader) allOptions(parts []part, named []ir.Parameter) bool {
	if !r.known || slices.ContainsFunc(named, func(p ir.Parameter) bool { return strings.HasPrefix(p.Name, "$") }) {
		return false
	}
	says := false
	for _, p := range parts {
		if p.In != "query" || p.InExamples {
			continue
		}
		for para := range blocksOf[*page.Para](p.Blocks) {
			for _, sentence := range sentencesOf(para.Spans) {
				text := sentence.String()
				if r.contains(text, "sentence", "unsupported") {
					return false
				}
				says = says || strings.Contains(text, "OData")
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
			if !known && slices.Contains(systemOptions, strings.ToLower(name)) {
				list = append(list, ir.Parameter{Name: name, At: s.At})
			}
		}
	}
	return list
}

// systemOptions are the query options of OData, from its URL conventions.
var systemOptions = []string{"$count", "$expand", "$filter", "$format", "$orderby", "$search", "$select", "$skip", "$skiptoken", "$top", "$deltatoken", "$apply", "$compute"}

// describePath gives the placeholders of the endpoints the types and
// descriptions that the page documents, and returns the parameters that stand
// in no path template.
func describePath(endpoints []endpointLine, params []ir.Parameter) []ir.Parameter {
	rest := []ir.Parameter{}
	for _, p := range params {
		used := false
		for _, e := range endpoints {
			for i, h := range e.holes {
				if !h.isFor(p.Name) {
					continue
				}
				used = true
				if to := &e.PathParameters[i]; to.Type == "" && to.Description.IsZero() {
					to.Type, to.Description = p.Type, p.Description
				}
			}
			used = used || inQuery(e.QueryParameters, p.Name)
		}
		if !used {
			rest = append(rest, p)
		}
	}
	return rest
}

// isFor reports whether a documented name means the placeholder: by its own
// name or by the argument that it is the value of.
func (h hole) isFor(name string) bool {
	return sameName(h.Name, name) || h.Argument != "" && sameName(h.Argument, name)
}

// inQuery reports whether a name is that of a query parameter or of a
// placeholder in the value of one.
func inQuery(query []ir.PathQuery, name string) bool {
	return slices.ContainsFunc(query, func(q ir.PathQuery) bool {
		holes, _ := readHoles(q.Value)
		return strings.EqualFold(q.Name, name) || slices.ContainsFunc(holes, func(h hole) bool { return h.isFor(name) })
	})
}

// sameName compares names as tables and paths write them: "{drive-id}" is
// driveId.
func sameName(a, b string) bool {
	return strings.EqualFold(nameSigns.Replace(a), nameSigns.Replace(b))
}

var nameSigns = strings.NewReplacer("{", "", "}", "", "<", "", ">", "", "-", "", "_", "", " ", "")
