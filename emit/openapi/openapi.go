// Package openapi prints an API as an OpenAPI 3.1 document in YAML: every path
// with its parameters, body, answers, permissions and examples, and the types
// as schemas. OpenAPI wants one owner for each method and path: it is the
// one that the API names, and the others are named besides.
package openapi

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/dialect"
)

// Title is the title of the documents.
const Title = "API compiled from its documentation"

// Document returns the document of an API: of the API versions whose packages
// the model holds, which must be that API's.
func Document(api *ir.API, model *gomodel.Model) ([]byte, error) {
	b := &builder{
		api: api, locale: ir.BaseLocale, types: ir.IndexTypes(api), keys: map[*ir.Type]string{},
		paths: map[string]*pathItem{}, templates: map[string]string{}, owners: map[string]*operation{},
	}
	for _, p := range model.Packages {
		b.versions = append(b.versions, p.APIVersion)
	}
	b.nameSchemas()
	for _, p := range model.Packages {
		b.addPackage(p)
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	err := encoder.Encode(b.document())
	return out.Bytes(), cmp.Or(err, encoder.Close())
}

// builder collects the parts of a document.
type builder struct {
	api      *ir.API
	locale   string
	types    *ir.Types
	versions []string

	keys      map[*ir.Type]string   // component names
	paths     map[string]*pathItem  // by path
	templates map[string]string     // by shape: the path that stands for all of it
	owners    map[string]*operation // by method and path
	scopes    [2][]string           // delegated and application permissions
}

func (b *builder) document() document {
	doc := document{OpenAPI: "3.1.0", Info: info{Title, "1.0.0"}, Servers: []server{{b.serverURL()}}}
	if len(b.versions) == 1 {
		doc.Info.Version = b.versions[0]
	}
	for _, path := range sortedKeys(b.paths) {
		doc.Paths.add(path, b.paths[path])
	}
	tags := map[string]bool{}
	for _, op := range b.owners {
		tags[op.Tags[0]] = true
	}
	for _, name := range sortedKeys(tags) {
		doc.Tags = append(doc.Tags, tag{name})
	}
	for _, t := range b.typesOf() {
		doc.Components.Schemas.add(b.keys[t], b.typeSchema(t))
	}
	doc.Components.Responses.add("error", errorResponse())
	doc.Components.SecuritySchemes = b.securitySchemes()
	return doc
}

// typesOf lists the types of the document's API versions.
func (b *builder) typesOf() []*ir.Type {
	var list []*ir.Type
	for _, t := range b.api.Types {
		if slices.Contains(b.versions, t.APIVersion) {
			list = append(list, t)
		}
	}
	return list
}

// serverURL is the service's address: with the API version if there is one
// alone, else the paths begin with it.
func (b *builder) serverURL() string {
	if len(b.versions) == 1 {
		return dialect.Graph.URL + "/" + b.versions[0]
	}
	return dialect.Graph.URL
}

// addPackage adds the paths of one API version, those first whose operations own
// them.
func (b *builder) addPackage(p *gomodel.Package) {
	var methods []*gomodel.Method
	for _, s := range p.Services {
		methods = append(methods, s.Methods...)
	}
	for _, mount := range gomodel.Mounts(methods) {
		m, r := mount.Method, mount.Route
		path, id := r.Template, string(m.Service.Field+"_"+m.Name)
		if len(b.versions) > 1 {
			path, id = "/"+p.APIVersion+path, p.Dir+"_"+id
		}
		if r != m.Routes[0] && r.Address != nil {
			id += "_" + string(r.Address.Name)
		}
		b.addRoute(m, r, path, id)
	}
}

// addRoute adds one method of one path. Paths that differ only in the names of
// placeholders or in case are one path to OpenAPI.
func (b *builder) addRoute(m *gomodel.Method, r *gomodel.Route, path, id string) {
	shape := shapeOf(path)
	if known, ok := b.templates[shape]; ok {
		path = known
	} else {
		b.templates[shape] = path
		b.paths[path] = &pathItem{}
	}
	key := m.Verb + " " + path
	if owner := b.owners[key]; owner != nil {
		owner.Shared = append(owner.Shared, m.ID)
		return
	}
	op := b.operation(m, r, path)
	op.OperationID = id
	b.owners[key] = op
	b.paths[path].add(strings.ToLower(m.Verb), op)
}

// shapeOf is a path without the names of its placeholders and without case.
func shapeOf(path string) string {
	for _, name := range placeholders(path) {
		path = strings.Replace(path, "{"+name+"}", "{}", 1)
	}
	return strings.ToLower(path)
}

// placeholders lists the names of a path's placeholders in order.
func placeholders(path string) []string {
	var names []string
	for {
		_, after, ok := strings.Cut(path, "{")
		if !ok {
			return names
		}
		name, rest, _ := strings.Cut(after, "}")
		names, path = append(names, name), rest
	}
}

// errorResponse describes the service's errors.
func errorResponse() *response {
	word := &schema{Type: "string"}
	inner := &schema{Type: "object", Properties: ordered[*schema]{{"code", word}, {"message", word}, {"innerError", &schema{Type: "object"}}}}
	whole := &schema{Type: "object", Properties: ordered[*schema]{{"error", inner}}, Required: []string{"error"}}
	return &response{Description: "The call failed.", Content: ordered[media]{{"application/json", media{Schema: whole}}}}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
