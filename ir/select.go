package ir

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/docpiler/docpiler/ir/nearest"
	"github.com/docpiler/docpiler/ir/service"
)

// Selection is the part of an API to take. The zero value is all operations.
type Selection struct {
	Include       []string // patterns over operations; none: all
	Exclude       []string // patterns over operations to leave out
	Relationships []string // patterns over relationships to take like properties
}

// Select returns the operations that a pattern of Include names and none of
// Exclude does, with the types that they reach, and the diagnostics of the files
// that these come from. Nothing of api is changed. An endpoint whose owner is not
// selected goes to the next by the same rules.
//
// A pattern is a glob over operation ids ("v1.0/timeCard/*", "beta/**") or over
// endpoints ("POST /teams/{teamId}/**", "* /me/**"); both compare without case,
// and braces in an endpoint are those of its placeholders. A pattern of Include
// that names no operation is an error.
//
// Types are reached through bodies, responses, examples and properties; types
// derived from these only where an example names them. Relationships lead
// nowhere, except those that are selected: they stand among the properties of
// their types. An API without operations keeps all its types.
func Select(api *API, by Selection) (*API, error) { return selectFrom(api, by, false) }

// SelectPresent is [Select] for one of several states of an API, which may lack
// what a pattern names.
func SelectPresent(api *API, by Selection) (*API, error) { return selectFrom(api, by, true) }

func selectFrom(api *API, by Selection, partly bool) (*API, error) {
	in, err := parsePatterns(by.Include)
	if err != nil {
		return nil, err
	}
	out, err := parsePatterns(by.Exclude)
	if err != nil {
		return nil, err
	}
	types, err := withRelationships(api.Types, by.Relationships)
	if err != nil {
		return nil, err
	}
	selected := &API{IRVersion: api.IRVersion, Ignored: api.Ignored, Service: api.Service, Bases: api.Bases}
	for _, o := range api.Operations {
		if (len(in) == 0 || in.match(o)) && !out.match(o) {
			selected.Operations = append(selected.Operations, o)
		}
	}
	for _, p := range in {
		if !p.used && !partly {
			return nil, fmt.Errorf("pattern %q selects no operation%s", p.text, nearestOperation(api, p))
		}
	}
	if len(selected.Operations) < len(api.Operations) { // an owner may be gone
		selected.Operations = settleOwners(selected.Operations, IndexTypes(api), nil)
	}
	if len(api.Operations) == 0 {
		selected.Types, selected.Diagnostics = types, api.Diagnostics
		return selected, nil
	}
	selected.Types = reachedTypes(types, selected.Operations)
	if selected.Diagnostics = api.Diagnostics; len(selected.Operations) < len(api.Operations) {
		selected.Diagnostics = selected.diagnosticsOf(api.Diagnostics)
	}
	return selected, nil
}

// diagnosticsOf returns those of a list that stand in a file from which some value
// of the API comes, its page or a file that it includes, or in none.
func (api *API) diagnosticsOf(all []Diagnostic) []Diagnostic {
	files := map[string]bool{"": true}
	collectFiles(reflect.ValueOf(api.Operations), files)
	collectFiles(reflect.ValueOf(api.Types), files)
	var out []Diagnostic
	for _, d := range all {
		if files[d.Pos().File] {
			out = append(out, d)
		}
	}
	return out
}

// collectFiles notes the files of all places and sources in a value.
func collectFiles(v reflect.Value, files map[string]bool) {
	switch v.Kind() {
	case reflect.Struct:
		switch x := v.Interface().(type) {
		case Pos:
			files[x.File] = true
		case Source:
			files[x.File] = true
		default:
			for i := range v.NumField() {
				collectFiles(v.Field(i), files)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			collectFiles(v.Index(i), files)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			collectFiles(v.Elem(), files)
		}
	}
}

type pattern struct {
	text   string
	method string // glob; "" for a pattern over ids
	glob   string // lower case
	used   bool
	kept   string // why the first relationship that it names stays where it is
}

type patterns []*pattern

// escapeBraces keeps placeholders of a path from being read as alternatives.
var escapeBraces = strings.NewReplacer("{", `\{`, "}", `\}`, "[", `\[`, "]", `\]`, " ", "")

func parsePatterns(texts []string) (patterns, error) {
	var out patterns
	for _, text := range texts {
		p := &pattern{text: text, glob: strings.ToLower(strings.TrimSpace(text))}
		if method, path, ok := strings.Cut(p.glob, " "); ok {
			p.method, p.glob = method, escapeBraces.Replace(path)
		}
		if !doublestar.ValidatePattern(p.glob) || !doublestar.ValidatePattern(p.method) {
			return nil, fmt.Errorf("pattern %q is not well-formed", text)
		}
		out = append(out, p)
	}
	return out, nil
}

// match reports whether any pattern names the operation, and marks all that do.
func (list patterns) match(o *Operation) bool {
	any := false
	for _, p := range list {
		if p.match(o) {
			p.used = true
			any = true
		}
	}
	return any
}

func (p *pattern) match(o *Operation) bool {
	if p.method == "" {
		return doublestar.MatchUnvalidated(p.glob, strings.ToLower(o.ID))
	}
	for _, e := range o.Endpoints {
		_, path, _ := strings.Cut(endpointKey(e), " ")
		if doublestar.MatchUnvalidated(p.method, strings.ToLower(e.Method)) && doublestar.MatchUnvalidated(p.glob, path) {
			return true
		}
	}
	return false
}

// nearestOperation suggests the id or endpoint that a pattern may have meant.
func nearestOperation(api *API, p *pattern) string {
	var known []string
	for _, o := range api.Operations {
		if p.method == "" {
			known = append(known, o.ID)
			continue
		}
		for _, e := range o.Endpoints {
			known = append(known, e.Method+" "+e.Path)
		}
	}
	return nearestOf(p.text, known)
}

// nearestOf suggests the name that a text may have meant, "" if none is near.
func nearestOf(text string, known []string) string {
	near := nearest.Word(text, known, len(text)/2)
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; the nearest is %q", near)
}

// reachedTypes returns those of the types that operations reach, in their order.
func reachedTypes(types []*Type, ops []*Operation) []*Type {
	r := &reach{types: IndexTypes(&API{Types: types}), seen: make(map[*Type]bool, len(types))}
	for _, o := range ops {
		r.operation(o)
	}
	var out []*Type
	for _, t := range types {
		if r.seen[t] {
			out = append(out, t)
		}
	}
	return out
}

type reach struct {
	types *Types
	seen  map[*Type]bool
	todo  []*Type // of visit
}

func (r *reach) operation(o *Operation) {
	name := func(t string) { r.visit(r.types.Find(o.APIVersion, o.Namespace, t)) }
	for _, list := range [...][]Parameter{o.Headers, o.FunctionParameters, o.Query} {
		for i := range list {
			name(list[i].Type)
		}
	}
	for i := range o.Endpoints {
		for _, p := range o.Endpoints[i].PathParameters {
			name(p.Type)
		}
	}
	if o.Body != nil {
		name(o.Body.Type)
		for i := range o.Body.Properties {
			name(o.Body.Properties[i].Type)
		}
	}
	for i := range o.Responses {
		name(o.Responses[i].Type)
	}
	answer := func(a *ExampleAnswer) {
		name(a.Type)
		r.payload(name, a.Body)
	}
	for i := range o.Examples {
		x := &o.Examples[i]
		r.payload(name, x.Request.Body)
		if x.Response != nil {
			answer(x.Response)
		}
		for j := range x.Alternatives {
			answer(&x.Alternatives[j])
		}
	}
}

// payload visits the types that the members of a JSON text name.
func (r *reach) payload(name func(string), body string) {
	for {
		_, rest, found := strings.Cut(body, service.OData.TypeMember+`"`)
		if !found {
			return
		}
		body = rest
		rest, colon := strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n"), ":")
		rest, quoted := strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n"), `"`)
		if t, _, closed := strings.Cut(rest, `"`); colon && quoted && closed {
			name(strings.TrimPrefix(t, "#"))
		}
	}
}

// visit marks a type and what its properties and base type lead to. It keeps a
// list of its own, because chains of types may be long.
func (r *reach) visit(t *Type) {
	todo := append(r.todo[:0], t)
	for len(todo) > 0 {
		t, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if t == nil || r.seen[t] {
			continue
		}
		r.seen[t] = true
		ns := Namespace(t.Name)
		todo = append(todo, r.types.Find(t.APIVersion, ns, t.Base))
		for i := range t.Properties {
			todo = append(todo, r.types.Find(t.APIVersion, ns, t.Properties[i].Type))
		}
	}
	r.todo = todo
}
