// Package openapi prints an API as an OpenAPI document, of version 3.1 or 3.0, in
// YAML or JSON: every path with its parameters, bodies, answers, permissions and
// examples, and the types as schemas. OpenAPI wants one owner for each method and
// path: it is the one that the API names. What the other pages say of bodies and
// answers stands beside the owner's, and their operations are named.
package openapi

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// Title is the title of documents whose options name none.
const Title = "API compiled from its documentation"

// Options say what a document looks like. The zero value is OpenAPI 3.1 in YAML.
type Options struct {
	Version string // "3.1" or "3.0"
	Format  string // "yaml" or "json"
	Title   string
	Server  string // address of the service, before the API version
}

// Document returns the document of an API: of the API versions whose packages
// the model holds, which must be that API's.
func Document(api *ir.API, model *gomodel.Model, options Options) ([]byte, error) {
	var out bytes.Buffer
	err := Write(&out, api, model, options)
	return out.Bytes(), err
}

// Write writes the document of an API.
func Write(out io.Writer, api *ir.API, model *gomodel.Model, options Options) error {
	b := &builder{
		api: api, options: options, locale: ir.BaseLocale, types: ir.IndexTypes(api), keys: map[*ir.Type]string{},
		unknown: map[string]*unknownType{}, taken: map[string]bool{},
		paths: map[string]*pathItem{}, templates: map[string]string{}, owners: map[string]*shared{}, ids: map[string]bool{}, bodies: map[string]*schema{}, formless: map[string]bool{}, opened: map[*ir.Type]bool{},
	}
	for _, p := range model.Packages {
		b.versions = append(b.versions, p.APIVersion)
	}
	b.nameSchemas()
	b.learnUnknown()
	for _, p := range model.Packages {
		b.addPackage(p)
	}
	w := &writer{out: out, json: options.Format == "json"}
	b.write(w)
	return w.err
}

// builder collects the parts of a document.
type builder struct {
	api      *ir.API
	options  Options
	locale   string
	types    *ir.Types
	versions []string

	keys      map[*ir.Type]string     // component names
	unknown   map[string]*unknownType // types without a page, by version and lower-case name
	taken     map[string]bool         // component names, in lower case
	paths     map[string]*pathItem    // by path
	templates map[string]string       // by shape: the path that stands for all of it
	owners    map[string]*shared      // by method and path
	ids       map[string]bool         // operation ids that are taken
	scopes    map[string][]string     // by security scheme
	formless  map[string]bool         // properties, by formKey
	opened    map[*ir.Type]bool       // enumerations of which examples show further values
	bodies    map[string]*schema      // components of bodies that are told apart
}

// shared is an endpoint with all operations that document it, the owner first.
type shared struct {
	mounts []gomodel.Mount
	op     *operation
}

func (b *builder) old() bool { return b.options.Version == "3.0" }

func (b *builder) write(w *writer) {
	top := head{OpenAPI: "3.1.0", Info: info{cmp.Or(b.options.Title, Title), "1.0.0"}, Servers: []server{{b.serverURL()}}, Tags: b.tags()}
	if b.old() {
		top.OpenAPI = "3.0.3"
	}
	if len(b.versions) == 1 {
		top.Info.Version = b.versions[0]
	}
	w.open("")
	w.parts(top)
	if len(b.paths) == 0 {
		w.part("paths", ordered[string]{})
	} else {
		w.open("paths")
		for _, path := range sortedKeys(b.paths) {
			w.part(path, b.paths[path])
		}
		w.shut()
	}
	w.open("components")
	b.writeSchemas(w)
	w.part("responses", ordered[*response]{{"error", b.errorResponse()}})
	w.part("securitySchemes", b.securitySchemes())
	w.shut()
	w.shut()
}

// tags lists the resources, with what their types' pages say.
func (b *builder) tags() []tag {
	texts := map[string]string{}
	for _, key := range sortedKeys(b.owners) {
		op := b.owners[key].mounts[0].Op
		name := op.Resource
		if texts[name] == "" {
			texts[name] = ""
			if t := b.types.Find(op.APIVersion, op.Namespace, name); t != nil {
				texts[name] = t.Description.Best(b.locale)
			}
		}
	}
	var list []tag
	for _, name := range sortedKeys(texts) {
		list = append(list, tag{name, clean(texts[name])})
	}
	return list
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
	s := *b.api.ServiceOf()
	s.URL = strings.TrimSuffix(cmp.Or(b.options.Server, s.URL), "/")
	if len(b.versions) == 1 {
		return cmp.Or(s.Base(b.versions[0]), "/")
	}
	return cmp.Or(s.URL, "/")
}

// addPackage adds the paths of one API version, those first whose operations own
// them.
func (b *builder) addPackage(p *gomodel.Package) {
	var methods []*gomodel.Method
	for _, s := range p.Services {
		methods = append(methods, s.Methods...)
	}
	var order []*shared
	prefix := ""
	if len(b.versions) > 1 && p.API.Version == service.VersionInPath {
		prefix = "/" + p.APIVersion
	}
	paths := map[*shared]string{}
	for _, m := range gomodel.Mounts(methods) {
		path := b.knownPath(prefix + pathOf(m))
		key := m.Verb + " " + path
		s := b.owners[key]
		if s == nil {
			s = &shared{}
			b.owners[key], paths[s] = s, path
			order = append(order, s)
		}
		if !slices.ContainsFunc(s.mounts, func(o gomodel.Mount) bool { return o.Method == m.Method }) {
			s.mounts = append(s.mounts, m)
		}
	}
	for _, s := range order {
		path, m := paths[s], s.mounts[0]
		s.op = b.operation(s, path)
		s.op.OperationID = b.operationID(p, m)
		b.paths[path].add(strings.ToLower(m.Verb), s.op)
	}
}

// knownPath returns the path that stands for all of its shape: paths that differ
// only in the names of placeholders or in case are one path to OpenAPI.
func (b *builder) knownPath(path string) string {
	shape := shapeOf(path)
	if known, ok := b.templates[shape]; ok {
		return known
	}
	b.templates[shape] = path
	b.paths[path] = &pathItem{}
	return path
}

// operationID is the name of the operation's Go method; further paths of a method
// say which.
func (b *builder) operationID(p *gomodel.Package, m gomodel.Mount) string {
	id := string(m.Service.Field + "_" + m.Name)
	if len(b.versions) > 1 {
		id = p.Dir + "_" + id
	}
	if m.Route != m.Routes[0] && m.Address != nil {
		id += "_" + string(m.Address.Name)
	}
	for b.ids[id] {
		id += "_"
	}
	b.ids[id] = true
	return id
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
func (b *builder) errorResponse() *response {
	word := &schema{Type: "string"}
	if s := b.api.ServiceOf(); !s.IsGraph() {
		whole := &schema{}
		for _, path := range []string{s.ErrorCode(), s.ErrorMessage()} {
			whole.addPath(path, word)
		}
		return &response{Description: "The call failed.", Content: ordered[media]{{jsonType, media{Schema: whole}}}}
	}
	inner := &schema{Type: "object", Properties: ordered[*schema]{
		{"code", word}, {"message", word}, {"innerError", b.nullable(&schema{Type: "object"})},
	}}
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

// addPath adds a property that stands below others, by the path of their names.
func (s *schema) addPath(path string, value *schema) {
	name, rest, below := strings.Cut(path, ".")
	s.Type = "object"
	inner, known := s.Properties.get(name)
	switch {
	case known && below:
		inner.addPath(rest, value)
	case known:
	case below:
		inner = &schema{}
		inner.addPath(rest, value)
		s.Properties.add(name, inner)
	default:
		s.Properties.add(name, value)
	}
}
