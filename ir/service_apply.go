package ir

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// SetService makes the API one of a service: types that no page gives a namespace have
// the service's. The values that api points to are not changed; what changes is
// copied.
func SetService(api *API, s service.Service) {
	api.Service = &s
	r := &qualifier{namespace: s.Namespace}
	for i, op := range api.Operations {
		api.Operations[i] = r.operation(op)
	}
	for i, t := range api.Types {
		api.Types[i] = r.typeOf(t)
	}
	for i := range api.Diagnostics {
		api.Diagnostics[i].Message = strings.ReplaceAll(api.Diagnostics[i].Message, service.Graph.Namespace+".", r.qualifier())
	}
	sortAPI(api)
}

// WithoutBase returns an API whose paths and example URLs begin where the address of
// the service ends. Pages write the base of that address before some of their paths,
// or before all. The values that api points to are not changed.
func WithoutBase(api *API) *API {
	if api.Service == nil || len(api.Service.Prefixes) == 0 {
		return api
	}
	out, prefixes := *api, basePrefixes(api.Service.Prefixes)
	out.Operations = make([]*Operation, len(api.Operations))
	for i, op := range api.Operations {
		op = clone(op)
		for j := range op.Endpoints {
			op.Endpoints[j].Path = prefixes.path(op.Endpoints[j].Path)
		}
		for j := range op.Examples {
			op.Examples[j].Request.URL = prefixes.url(op.Examples[j].Request.URL)
		}
		out.Operations[i] = op
	}
	return &out
}

type qualifier struct{ namespace string }

type basePrefixes []string

// qualifier is what stands before the name of a type of the service.
func (r *qualifier) qualifier() string {
	if r.namespace == "" {
		return ""
	}
	return r.namespace + "."
}

func (r *qualifier) operation(op *Operation) *Operation {
	out := clone(op)
	if out.Namespace == service.Graph.Namespace {
		out.Namespace = r.namespace
	}
	out.Examples = slices.Clone(op.Examples)
	for i := range out.Examples {
		x := &out.Examples[i]
		if x.Response != nil {
			x.Response = clone(x.Response)
			x.Response.Type = r.typeName(x.Response.Type)
		}
	}
	out.Responses = slices.Clone(op.Responses)
	for i := range out.Responses {
		out.Responses[i].Type = r.typeName(out.Responses[i].Type)
	}
	if op.Body != nil {
		out.Body = clone(op.Body)
		out.Body.Type = r.typeName(op.Body.Type)
	}
	return out
}

func (r *qualifier) typeOf(t *Type) *Type {
	out := clone(t)
	out.Name, out.Base = r.typeName(t.Name), r.typeName(t.Base)
	out.Properties = slices.Clone(t.Properties)
	for i := range out.Properties {
		out.Properties[i].Type = r.typeName(out.Properties[i].Type)
	}
	return out
}

// typeName gives a type of no namespace that of the service.
func (r *qualifier) typeName(name string) string {
	if rest, ok := strings.CutPrefix(name, service.Graph.Namespace+"."); ok {
		return r.qualifier() + rest
	}
	return name
}

// path is a path without the prefix that it has.
func (b basePrefixes) path(path string) string {
	for _, prefix := range b {
		if rest, ok := cutPrefixFold(path, prefix); ok && (rest == "" || rest[0] == '/') {
			if rest == "" {
				return "/"
			}
			return rest
		}
	}
	return path
}

// url is an address whose path has no prefix.
func (b basePrefixes) url(address string) string {
	scheme, after, ok := strings.Cut(address, "://")
	if !ok || strings.ContainsAny(scheme, "/?") {
		path, query := cutAtQuery(address)
		return b.path(path) + query
	}
	i := strings.IndexAny(after+"/", "/?")
	path, query := cutAtQuery(after[min(i, len(after)):])
	return scheme + "://" + after[:min(i, len(after))] + b.path(path) + query
}

func cutAtQuery(s string) (path, query string) {
	i := strings.IndexByte(s+"?", '?')
	return s[:i], s[i:]
}

func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if prefix == "" || len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
