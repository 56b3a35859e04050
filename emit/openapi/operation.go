package openapi

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

func (b *builder) operation(m *gomodel.Method, r *gomodel.Route, path string) *operation {
	op := &operation{
		Tags: []string{m.Op.Resource}, Summary: m.Op.Title.Best(b.locale), Description: m.Op.Summary.Best(b.locale),
		Deprecated: m.Deprecated, Operation: m.ID, Security: b.security(m.Permissions), Responses: b.responses(m),
	}
	if len(m.Op.Sources) > 0 {
		op.Source = m.Op.Sources[0].File
	}
	op.Parameters = b.parameters(m, r, path)
	op.RequestBody = b.requestBody(m)
	return op
}

// parameters lists the parameters of a path, named as the path names them, then
// those of query and headers.
func (b *builder) parameters(m *gomodel.Method, r *gomodel.Route, path string) []parameter {
	params := m.Path
	if r.Address != nil {
		params = slices.Concat(r.Address.Fields, m.Path)
	}
	var list []parameter
	for i, name := range placeholders(path) {
		p := parameter{Name: name, In: "path", Required: true, Schema: &schema{Type: "string"}}
		if i < len(params) {
			p.Description, p.Schema = strings.Join(params[i].Doc.Paragraphs(), "\n"), goSchema(params[i].Type)
		}
		list = append(list, p)
	}
	for _, f := range m.Fixed {
		list = append(list, parameter{Name: f.Name, In: "query", Required: true, Schema: &schema{Type: "string", Enum: []string{f.Value}}})
	}
	add := func(in string, required bool, params []*gomodel.Param) {
		for _, p := range params {
			one := parameter{Name: p.Wire, In: in, Required: required, Description: strings.Join(p.Doc.Paragraphs(), "\n"), Schema: goSchema(p.Type)}
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

// goSchema describes a value of a path, query or header.
func goSchema(r gomodel.Ref) *schema {
	s := &schema{Type: "string"}
	switch r.Name() {
	case "bool":
		s.Type = "boolean"
	case "int8", "int16", "int32", "int64", "int", "uint8":
		s.Type, s.Format = "integer", r.Name()
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

func (b *builder) requestBody(m *gomodel.Method) *body {
	switch {
	case m.Body == nil:
		return nil
	case m.Body.Stream:
		kind := cmp.Or(m.Body.ContentType, "application/octet-stream")
		return &body{Content: ordered[media]{{kind, media{Schema: &schema{Type: "string", Format: "binary"}}}}}
	}
	s := &schema{}
	if m.Op.Body != nil {
		s = b.bodySchema(m.Op)
	}
	one := media{Schema: s}
	for _, e := range m.Examples {
		if e.Verb == m.Verb {
			one.addExample(e, e.Body)
		}
	}
	kind := "application/json"
	if m.Body.Form {
		kind = m.Body.ContentType
	}
	return &body{Content: ordered[media]{{kind, one}}}
}

// addExample adds the body of an example, if it is JSON that readers of YAML can
// read.
func (m *media) addExample(e *gomodel.Example, body gomodel.Payload) {
	if body.JSON() != nil && body.JSON().OutOfRange() == nil {
		m.Examples.add("example"+strconv.Itoa(e.Number), example{e.Title, yamlNode(body.JSON())})
	}
}

// responses lists the documented answers of success, with what the method
// returns after the one that documents it, and that of failure.
func (b *builder) responses(m *gomodel.Method) ordered[*response] {
	documented := m.Op.Responses
	if len(documented) == 0 {
		documented = []ir.Response{{Status: m.SuccessStatus()}}
	}
	var list ordered[*response]
	for _, d := range documented {
		key := strconv.Itoa(d.Status)
		if _, seen := list.get(key); seen || d.Status < 100 || d.Status > 599 {
			continue
		}
		one := &response{Description: cmp.Or(http.StatusText(d.Status), "Status "+key)}
		if d.Location != "" {
			one.Headers.add(d.Location, header{"Where to ask for the state of the operation.", &schema{Type: "string", Format: "uri-reference"}})
		}
		if kind, s := b.resultSchema(m, d); s != nil {
			content := media{Schema: s}
			for _, e := range m.Examples {
				if e.Answer != nil && e.Answer.Status == d.Status && e.Verb == m.Verb && kind == "application/json" {
					content.addExample(e, e.Answer.Body)
				}
			}
			one.Content.add(kind, content)
		}
		list.add(key, one)
	}
	list.add("default", &response{Ref: "#/components/responses/error"})
	return list
}

// resultSchema describes the body of an answer, nil if it has none.
func (b *builder) resultSchema(m *gomodel.Method, d ir.Response) (contentType string, s *schema) {
	if m.Result.Kind == gomodel.None || m.Result.Kind == gomodel.Accepted || d.Status == http.StatusNoContent || d.Status >= 300 {
		return "", nil
	}
	if m.Result.Kind == gomodel.Stream {
		return cmp.Or(d.ContentType, "application/octet-stream"), &schema{Type: "string", Format: "binary"}
	}
	item := b.valueSchema(m.Op.APIVersion, m.Op.Namespace, d.Type, nil)
	word := &schema{Type: "string"}
	switch {
	case m.Result.Bare || m.Result.Kind == gomodel.Paged && b.api.ServiceOf().Protocol() == nil:
		return "application/json", b.plainSchema(m, item)
	case m.Result.Kind == gomodel.Paged:
		return "application/json", &schema{Type: "object", Properties: ordered[*schema]{
			{"value", &schema{Type: "array", Items: item}}, {service.OData.NextMember, word}, {service.OData.DeltaMember, word},
			{service.OData.CountMember, &schema{Type: "integer", Format: "int64"}},
		}}
	case m.Result.Nested, m.Result.Kind == gomodel.Scalar:
		if m.Result.Type.List {
			item = &schema{Type: "array", Items: item}
		}
		return "application/json", &schema{Type: "object", Properties: ordered[*schema]{{"value", item}}}
	}
	return "application/json", item
}

// plainSchema describes an answer that is a list or a value itself, or that holds a
// list where the service's pages have it.
func (b *builder) plainSchema(m *gomodel.Method, item *schema) *schema {
	if m.Result.Kind == gomodel.Paged || m.Result.Type.List {
		item = &schema{Type: "array", Items: item}
	}
	if s := b.api.ServiceOf(); m.Result.Kind == gomodel.Paged && s.Paging == service.PagingCursor {
		for _, name := range slices.Backward(strings.Split(s.Cursor.Items, ".")) {
			item = &schema{Type: "object", Properties: ordered[*schema]{{name, item}}}
		}
	}
	return item
}

// The names of the security schemes.
const (
	delegated   = "delegated"
	application = "application"
	token       = "token"
)

// security lists what suffices to call an operation: the permissions of a
// scheme, least privileged first.
func (b *builder) security(permissions []gomodel.Permission) []map[string][]string {
	var list []map[string][]string
	if !b.api.ServiceOf().IsGraph() {
		return tokenSecurity(permissions)
	}
	seen := map[string]bool{}
	for _, p := range permissions {
		scheme, scopes := delegated, &b.scopes[0]
		if p.Scheme == string(ir.Application) {
			scheme, scopes = application, &b.scopes[1]
		}
		for _, names := range slices.Concat(p.Least, p.Higher) {
			together := strings.Split(names, " and ")
			if key := fmt.Sprint(scheme, together); !seen[key] {
				seen[key] = true
				list = append(list, map[string][]string{scheme: together})
				*scopes = append(*scopes, together...)
			}
		}
	}
	return list
}

// tokenSecurity lists the permissions that a token needs, any entry of which is
// enough.
func tokenSecurity(permissions []gomodel.Permission) []map[string][]string {
	var list []map[string][]string
	for _, p := range permissions {
		for _, names := range slices.Concat(p.Least, p.Higher) {
			list = append(list, map[string][]string{token: strings.Split(names, " and ")})
		}
	}
	if len(list) == 0 {
		return []map[string][]string{{token: {}}}
	}
	return list
}

func (b *builder) securitySchemes() ordered[securityScheme] {
	if s := b.api.ServiceOf(); !s.IsGraph() {
		if strings.EqualFold(strings.TrimSpace(s.AuthPrefix()), "Bearer") && s.AuthHeader() == "Authorization" {
			return ordered[securityScheme]{{token, securityScheme{Type: "http", Scheme: "bearer"}}}
		}
		return ordered[securityScheme]{{token, securityScheme{Type: "apiKey", In: "header", Name: s.AuthHeader()}}}
	}
	loginURL := service.Graph.LoginURL
	flow := func(names []string, authorize string) oauth2Flow {
		f := oauth2Flow{AuthorizationURL: authorize, TokenURL: loginURL + "token"}
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			f.Scopes.add(name, "")
		}
		return f
	}
	return ordered[securityScheme]{
		{delegated, securityScheme{Type: "oauth2", Flows: ordered[oauth2Flow]{{"authorizationCode", flow(b.scopes[0], loginURL+"authorize")}}}},
		{application, securityScheme{Type: "oauth2", Flows: ordered[oauth2Flow]{{"clientCredentials", flow(b.scopes[1], "")}}}},
	}
}
