package openapi

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/service"
)

func (b *builder) operation(s *shared, path string) *operation {
	m := s.mounts[0]
	op := &operation{
		Tags: []string{m.Op.Resource}, Summary: clean(m.Op.Title.Best(b.locale)), Description: clean(m.Op.Summary.Best(b.locale)),
		Deprecated: m.Deprecated, Operation: m.ID, Responses: b.responses(s),
	}
	op.Security, op.Higher = b.security(m.Permissions, m.Endpoint)
	if len(m.Op.Sources) > 0 {
		op.Source = m.Op.Sources[0].File
		op.ExternalDocs = &externalDocs{(&url.URL{Path: op.Source}).String()}
	}
	for _, o := range s.mounts[1:] {
		op.Shared = append(op.Shared, o.ID)
	}
	slices.Sort(op.Shared)
	op.Shared = slices.Compact(op.Shared)
	op.Parameters = b.parameters(m, path)
	op.RequestBody = b.requestBody(s)
	if m.Result.Kind == gomodel.Paged && b.api.ServiceOf().Protocol() != nil {
		op.Pageable = &pageable{service.OData.NextMember, "value"}
	}
	return op
}

// params lists the parameters of a route's placeholders, in path order.
func params(m gomodel.Mount) []*gomodel.Param {
	if m.Address != nil {
		return slices.Concat(m.Address.Fields, m.Path)
	}
	return m.Path
}

// plainName matches the names of placeholders that need no other one in code that
// is generated of the document.
var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// pathOf is the path of a route with its placeholders named as the page writes
// them, where these names are plain and differ.
func pathOf(m gomodel.Mount) string {
	template := m.Template
	taken := map[string]bool{}
	list := params(m)
	var out strings.Builder
	for i, name := range placeholders(template) {
		before, rest, _ := strings.Cut(template, "{"+name+"}")
		template = rest
		if i < len(list) && plainName.MatchString(list[i].Wire) && !taken[strings.ToLower(list[i].Wire)] {
			name = list[i].Wire
		}
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name += strconv.Itoa(n)
		}
		taken[strings.ToLower(name)] = true
		out.WriteString(before + "{" + name + "}")
	}
	return out.String() + template
}

// parameters lists the parameters of a path, named as the path names them, then
// those of query and headers.
func (b *builder) parameters(m gomodel.Mount, path string) []parameter {
	list := b.pathParameters(m, path)
	for _, f := range m.Fixed {
		list = append(list, parameter{Name: f.Name, In: "query", Required: true, Schema: &schema{Type: "string", Enum: []string{f.Value}}})
	}
	add := func(in string, required bool, params []*gomodel.Param) {
		for _, p := range params {
			one := parameter{Name: p.Wire, In: in, Required: required, Description: describe(p), Schema: goSchema(p.Type)}
			if slices.ContainsFunc(list, func(o parameter) bool { return o.In == in && strings.EqualFold(o.Name, one.Name) }) {
				continue
			}
			if p.Type.List && in == "query" {
				one.Style, one.Explode = "form", new(bool)
			}
			list = append(list, one)
		}
	}
	add("query", true, m.Query)
	add("header", true, m.Header)
	if m.Options != nil {
		add("query", false, m.Options.Query)
		add("header", false, m.Options.Header)
	}
	return list
}

func (b *builder) pathParameters(m gomodel.Mount, path string) []parameter {
	var list []parameter
	params := params(m)
	for i, name := range placeholders(path) {
		p := parameter{Name: name, In: "path", Required: true, Schema: &schema{Type: "string"}}
		if i < len(params) {
			p.Description, p.Schema = describe(params[i]), goSchema(params[i].Type)
			if p.Description == "" && params[i].Wire != name {
				p.Description = clean(params[i].Wire)
			}
		}
		list = append(list, p)
	}
	return list
}

func describe(p *gomodel.Param) string { return clean(strings.Join(p.Doc.Paragraphs(), "\n")) }

// goSchema describes a value of a path, query or header.
func goSchema(r gomodel.Ref) *schema {
	s := &schema{Type: "string"}
	switch r.Name() {
	case "bool":
		s.Type = "boolean"
	case "int32", "int64":
		s.Type, s.Format = "integer", r.Name()
	case "int8", "int16", "int", "uint8":
		s.Type = "integer"
	case "float32", "float64":
		s.Type = "number"
	case "Time":
		s.Format = "date-time"
	case "Date":
		s.Format = "date"
	}
	if r.List {
		return &schema{Type: "array", Items: s}
	}
	return s
}
