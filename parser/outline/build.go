package outline

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// page lays the operation out as a page of its own. The anchors of its sections
// are those that tell parser/meaning in every language what they hold.
func (o *operation) page() *page.Page {
	o.place()
	title := o.title()
	out := &page.Page{
		Name: o.cutter.page.Name, Format: o.cutter.page.Format, Locale: o.cutter.page.Locale, Meta: map[string]string{},
		Zone: o.version(), Version: o.cutter.page.Version, Title: title, At: o.carriers[0].at, Document: o.document,
		Bases: o.bases(), BodyType: o.bodyType(), Diagnostics: o.found,
		Root: &page.Section{At: o.carriers[0].at, Blocks: o.prose},
	}
	for _, b := range o.prose {
		if comment, ok := b.(*page.Comment); ok {
			out.Comments = append(out.Comments, comment)
		}
	}
	add := func(s *page.Section) {
		if s != nil {
			out.Root.Sub = append(out.Root.Sub, s)
		}
	}
	add(o.permissions())
	add(o.requests())
	for _, s := range parameterSections {
		add(o.parameters(s.place, s.anchor, s.title))
	}
	add(o.body())
	add(o.responses())
	add(o.examples())
	return out
}

func (o *operation) section(anchor, title string, at ir.Pos, blocks ...page.Block) *page.Section {
	return &page.Section{At: at, Level: 2, Anchor: anchor, Title: page.Inline{{Text: title, At: at}}, Blocks: blocks}
}

// title is what an item or row says of the operation, else the heading that it
// belongs to.
func (o *operation) title() page.Inline {
	if t := o.carriers[0].title; len(t) > 0 && len(t.String()) <= maxTitle {
		return t
	}
	title := o.entries[o.group.owner].Title
	out := make(page.Inline, 0, len(title))
	for _, s := range title {
		if s.Text = withoutMarks(s.Text, ""); s.Text != "" {
			out = append(out, s)
		}
	}
	if out = page.Trim(out); len(out) == 0 {
		x := o.carriers[0]
		return page.Inline{{Text: x.method + " " + pathOf(x.address), At: x.at}}
	}
	return out
}

// version is the version of the API in the address of the operation or of its
// examples, "" if they have none.
func (o *operation) version() string {
	for _, x := range o.carriers {
		if v := versionIn(x.address); v != "" {
			return v
		}
	}
	for _, s := range o.samples {
		if v := versionIn(s.address); s.request && v != "" {
			return v
		}
	}
	return ""
}

// versionIn returns the first of the leading segments of an address that names a
// version.
func versionIn(address string) string {
	for i, s := range segments(address) {
		if i >= maxBase {
			break
		}
		if len(s) > 1 && (s[0] == 'v' && strings.Trim(s[1:], "0123456789.") == "" && s[1] != '.') || s == "beta" {
			return s
		}
	}
	return ""
}

// maxBase is how many segments a base path has at most.
const maxBase = 3

// requests is the section of the endpoints.
func (o *operation) requests() *page.Section {
	s := o.section("http-request", "HTTP request", o.carriers[0].at)
	for _, x := range o.carriers {
		s.Blocks = append(s.Blocks, &page.Code{At: x.at, From: x.at, Lang: "http", Text: x.method + " " + withoutBase(x.address)})
	}
	return s
}

// parameterSections are the sections of parameters by the place where they are
// sent.
var parameterSections = []struct{ place, anchor, title string }{
	{"path", "path-parameters", "Path parameters"},
	{"query", "query-parameters", "Query parameters"},
	{"header", "request-headers", "Request headers"},
}

// place decides where parameters are sent of which the page does not say it: in
// the path if a placeholder has the name, else where the examples put them, else
// as the method is used to.
func (o *operation) place() {
	query, body := o.sent()
	holes := map[string]bool{}
	for _, x := range o.carriers {
		for _, name := range placeholders(x.address) {
			holes[name] = true
		}
	}
	for i := range o.fields {
		f := &o.fields[i]
		name, _, _ := strings.Cut(f.name, ".")
		switch {
		case f.place == "form":
			f.place, f.form = "body", true
		case f.place == "" && holes[plainName(f.name)], f.place != "path" && f.place != "header" && holes[plainName(f.name)] && !query[f.name] && !body[f.name]:
			f.place = "path"
		case f.place == "path" && !holes[plainName(f.name)]: // a parameter of the address that stands in no path
			f.place = "query"
		case f.place != "":
		case query[f.name] && !body[name]:
			f.place = "query"
		case body[name], takesBody(o.methodOf()):
			f.place = "body"
		default:
			f.place = "query"
		}
	}
}

// parameters is the section of the parameters of a place, nil if there are none.
func (o *operation) parameters(place, anchor, title string) *page.Section {
	t := fieldTable(o.fieldsAt(place))
	if t == nil {
		return nil
	}
	return o.section(anchor, title, t.At, t)
}

// fieldsAt lists the parameters of a place.
func (o *operation) fieldsAt(place string) []field {
	var out []field
	for _, f := range o.fields {
		if f.place == place {
			out = append(out, f)
		}
	}
	return out
}

// fieldTable lays parameters out as a table; nil if there are none.
func fieldTable(fields []field) *page.Table {
	if len(fields) == 0 {
		return nil
	}
	t := &page.Table{At: fields[0].at, Certain: true, Head: fieldHead(fields[0].at)}
	for _, f := range fields {
		required := ""
		if f.required {
			required = "Yes"
		}
		t.Rows = append(t.Rows, page.Row{At: f.at, Cells: []page.Cell{
			textCell(f.name, f.at), textCell(f.typ, f.at), textCell(required, f.at), {At: f.at, Spans: plain(f.description)},
		}})
	}
	return t
}

func fieldHead(at ir.Pos) []page.Cell {
	return []page.Cell{textCell("Name", at), textCell("Type", at), textCell("Required", at), textCell("Description", at)}
}

func textCell(text string, at ir.Pos) page.Cell {
	if text == "" {
		return page.Cell{At: at}
	}
	return page.Cell{At: at, Spans: page.Inline{{Text: text, At: at}}}
}

// body is the section of the request body: its parameters, else the JSON that the
// page shows apart.
func (o *operation) body() *page.Section {
	fields, types := o.nest(o.fieldsAt("body"), o.bodyName())
	o.types = types
	if t := fieldTable(fields); t != nil {
		return o.section("request-body", "Request body", t.At, t)
	}
	if o.payload != nil {
		return o.section("request-body", "Request body", o.payload.At, o.payload)
	}
	return nil
}

// examples is the section of requests and answers, in page order.
func (o *operation) examples() *page.Section {
	if len(o.samples) == 0 {
		return nil
	}
	s := o.section("examples", "Examples", o.samples[0].code.At)
	for _, x := range o.samples {
		anchor, title := "response", "Response"
		if x.request {
			anchor, title = "request", "Request"
		}
		sub := o.section(anchor, title, x.code.At, x.code)
		sub.Level = 3
		s.Sub = append(s.Sub, sub)
	}
	return s
}

// withoutParameters leaves names of parameters out of those of permissions: "Public
// (without `offset`), or `read:search`". What would leave nothing is left as it is.
func (o *operation) withoutParameters(names []string) []string {
	isParameter := func(name string) bool {
		return slices.ContainsFunc(o.fields, func(f field) bool { return f.name == name })
	}
	rest := slices.DeleteFunc(slices.Clone(names), isParameter)
	if len(rest) == 0 {
		return names
	}
	return rest
}

// permissions is the section of the permissions, a row each.
func (o *operation) permissions() *page.Section {
	if len(o.grants) == 0 {
		return nil
	}
	at := o.grants[0].at
	t := &page.Table{At: at, Certain: true, Head: []page.Cell{textCell("Permission type", at), textCell("Permissions", at)}}
	for _, g := range o.grants {
		names := page.Cell{At: g.at}
		for i, name := range o.withoutParameters(g.names) {
			if i > 0 {
				names.Spans = append(names.Spans, page.Span{Text: ", ", At: g.at})
			}
			names.Spans = append(names.Spans, page.Span{Kind: page.CodeSpan, Text: name, At: g.at})
		}
		t.Rows = append(t.Rows, page.Row{At: g.at, Cells: []page.Cell{textCell(g.scheme, g.at), names}})
	}
	return o.section("permissions", "Permissions", at, t)
}
