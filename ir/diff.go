package ir

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Diff returns what changed from one state of an API to another, operations
// first, by subject, then in the order of the page. Places, sources and findings
// are not compared. Both APIs are merged and linked.
func Diff(old, new *API) []Change {
	d := &differ{}
	oldOps, newOps := byID(old.Operations), byID(new.Operations)
	renamed := renamedOperations(oldOps, newOps)
	followed := map[*Operation]bool{}
	for _, o := range renamed {
		followed[o] = true
	}
	for _, id := range sortedKeys(oldOps, newOps) {
		a, b := oldOps[id], newOps[id]
		d.subject = id
		switch {
		case a == nil && renamed[id] != nil:
			a = renamed[id]
			d.add("operation-renamed", a.ID, id, operationPos(a), operationPos(b), "operation %s is now called %s", a.ID, id)
			d.operation(a, b)
		case a == nil:
			d.add("operation-added", "", id, Pos{}, operationPos(b), "operation %s is new", id)
		case b == nil && !followed[a]:
			d.add("operation-removed", id, "", operationPos(a), Pos{}, "operation %s is gone", id)
		case b != nil:
			d.operation(a, b)
		}
	}
	oldTypes, newTypes := byTypeName(old.Types), byTypeName(new.Types)
	for _, name := range sortedKeys(oldTypes, newTypes) {
		a, b := oldTypes[name], newTypes[name]
		d.subject = name
		switch {
		case a == nil:
			d.add("type-added", "", name, Pos{}, b.At, "type %s is new", name)
		case b == nil:
			d.add("type-removed", name, "", a.At, Pos{}, "type %s is gone", name)
		default:
			d.typ(a, b)
		}
	}
	return d.changes
}

func byID(ops []*Operation) map[string]*Operation {
	m := map[string]*Operation{}
	for _, o := range ops {
		m[o.ID] = o
	}
	return m
}

func byTypeName(types []*Type) map[string]*Type {
	m := map[string]*Type{}
	for _, t := range types {
		m[t.APIVersion+" "+t.Name] = t
	}
	return m
}

func sortedKeys[T any](a, b map[string]T) []string {
	var keys []string
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, both := a[k]; !both {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// renamedOperations maps new ids to the old operations that had the same
// endpoints under an id that is gone.
func renamedOperations(old, new map[string]*Operation) map[string]*Operation {
	gone := map[string]*Operation{}
	for id, o := range old {
		if new[id] != nil || len(o.Endpoints) == 0 {
			continue
		}
		key := endpointsKey(o)
		if gone[key] == nil || o.ID < gone[key].ID {
			gone[key] = o
		}
	}
	out := map[string]*Operation{}
	for _, id := range sortedKeys(new, nil) {
		if key := endpointsKey(new[id]); old[id] == nil && gone[key] != nil {
			out[id] = gone[key]
			delete(gone, key)
		}
	}
	return out
}

// differ collects changes; subject is what is being compared.
type differ struct {
	subject string
	changes []Change
}

func (d *differ) add(kind, old, new string, oldAt, at Pos, format string, args ...any) {
	k, ok := LookupChange(kind)
	if !ok {
		panic("ir: kind of change " + kind + " is not listed in change.go")
	}
	d.changes = append(d.changes, Change{
		Kind: kind, Breaking: k.Breaking, Subject: d.subject, Message: shown(fmt.Sprintf(format, args...)),
		Old: shown(old), New: shown(new), OldAt: oldAt, At: at,
	})
}

func (d *differ) operation(a, b *Operation) {
	before := len(d.changes)
	d.endpoints(a, b)
	d.permissions(a, b)
	d.clouds(a, b)
	if b.Deprecated && !a.Deprecated {
		d.add("deprecated", "", "deprecated", operationPos(a), operationPos(b), "the operation is deprecated")
	}
	d.parameters("header", a.Headers, b.Headers)
	d.query(a, b)
	d.parameters("function parameter", a.FunctionParameters, b.FunctionParameters)
	d.body(a, b)
	d.responses(a, b)
	d.examples(a, b)
	if len(d.changes) == before {
		d.texts(operationTexts(a), operationTexts(b), operationPos(a), operationPos(b))
	}
}

func (d *differ) endpoints(a, b *Operation) {
	pairByKey(a.Endpoints, b.Endpoints, endpointKey, func(x, y *Endpoint) {
		switch {
		case y == nil:
			d.add("endpoint-removed", x.Method+" "+x.Path, "", x.At, Pos{}, "%s %s is gone", x.Method, x.Path)
		case x == nil:
			d.add("endpoint-added", "", y.Method+" "+y.Path, Pos{}, y.At, "%s %s is new", y.Method, y.Path)
		}
	})
}

// pairByKey visits the entries of both lists: those of a in order with their
// partner of the same key or nil, then the others of b.
func pairByKey[T any, K comparable](a, b []T, key func(T) K, visit func(x, y *T)) {
	partner := map[K]*T{}
	for i := range b {
		if k := key(b[i]); partner[k] == nil {
			partner[k] = &b[i]
		}
	}
	seen := map[K]bool{}
	for i := range a {
		k := key(a[i])
		if !seen[k] {
			seen[k] = true
			visit(&a[i], partner[k])
		}
	}
	for i := range b {
		k := key(b[i])
		if !seen[k] {
			seen[k] = true
			visit(nil, &b[i])
		}
	}
}

func (d *differ) clouds(a, b *Operation) {
	if a.Clouds == nil || b.Clouds == nil {
		return
	}
	old, new := strings.Split(a.Clouds.String(), ", "), strings.Split(b.Clouds.String(), ", ")
	pairByKey(old, new, func(s string) string { return s }, func(x, y *string) {
		switch {
		case y == nil && *x != "":
			d.add("cloud-removed", *x, "", operationPos(a), operationPos(b), "no longer available in the cloud %s", *x)
		case x == nil && *y != "":
			d.add("cloud-added", "", *y, operationPos(a), operationPos(b), "now available in the cloud %s", *y)
		}
	})
}

// query compares the query parameters, and what a page says of OData's options as
// a whole: those that apply are none the less there where the other page names
// them.
func (d *differ) query(a, b *Operation) {
	old, new := a.Query, b.Query
	switch {
	case b.OData && !a.OData:
		old = withoutOptions(old, true)
		d.add("odata-added", "", "odata", operationPos(a), operationPos(b), "OData's query options apply")
	case a.OData && !b.OData:
		new = withoutOptions(new, false)
		message := "OData's query options no longer apply"
		if len(new) < len(b.Query) {
			message = "not all of OData's query options apply any more, only those that the page names"
		}
		d.add("odata-removed", "odata", "", operationPos(a), operationPos(b), "%s", message)
	}
	d.parameters("query parameter", old, new)
}

// withoutOptions leaves out OData's options, those that a call must give as well
// if required is true.
func withoutOptions(list []Parameter, required bool) []Parameter {
	return slices.DeleteFunc(slices.Clone(list), func(p Parameter) bool {
		return strings.HasPrefix(p.Name, "$") && (required || !p.Required)
	})
}

func (d *differ) parameters(what string, a, b []Parameter) {
	pairByKey(a, b, func(p Parameter) string { return strings.ToLower(p.Name) }, func(x, y *Parameter) {
		switch {
		case y == nil:
			d.add("parameter-removed", x.Name, "", x.At, Pos{}, "%s %s is gone", what, x.Name)
		case x == nil && y.Required:
			d.add("parameter-required", "", y.Name, Pos{}, y.At, "%s %s is new and required", what, y.Name)
		case x == nil:
			d.add("parameter-added", "", y.Name, Pos{}, y.At, "%s %s is new", what, y.Name)
		default:
			d.parameter(what, x, y)
		}
	})
}

func (d *differ) parameter(what string, x, y *Parameter) {
	if retyped(x.Type, y.Type, x.Collection, y.Collection) {
		old, new := typeRef{x.Type, x.Collection}.String(), typeRef{y.Type, y.Collection}.String()
		d.add("parameter-retyped", old, new, x.At, y.At, "%s %s is a %s, was a %s", what, x.Name, new, old)
	}
	switch {
	case y.Required && !x.Required:
		d.add("parameter-required", "optional", "required", x.At, y.At, "%s %s is now required", what, x.Name)
	case x.Required && !y.Required:
		d.add("parameter-optional", "required", "optional", x.At, y.At, "%s %s is no longer required", what, x.Name)
	}
}

// retyped reports whether two type cells differ; where one page gives no type,
// nothing is known.
func retyped(a, b string, aCollection, bCollection bool) bool {
	return a != "" && b != "" && (!sameType(a, b) || aCollection != bCollection)
}

func (d *differ) body(a, b *Operation) {
	old, new := bodyFields(a.Body), bodyFields(b.Body)
	if a.Body != nil && b.Body != nil && a.Body.From != b.Body.From && a.Body.Type == b.Body.Type && a.Body.Type != "" {
		return // one side knows the properties from elsewhere only
	}
	d.fields("body property", old, new)
}

func bodyFields(b *Body) []field {
	if b == nil {
		return nil
	}
	out := make([]field, len(b.Properties))
	for i, p := range b.Properties {
		out[i] = field{name: p.Name, typeRef: typeRef{p.Type, p.Collection}, required: p.Required, values: p.Values, at: p.At}
	}
	return out
}

// field is what body properties, properties and relationships have in common.
type field struct {
	name string
	typeRef
	required bool
	nullable *bool // types only
	values   []string
	at       Pos
}

func (d *differ) fields(what string, a, b []field) {
	pairByKey(a, b, func(f field) string { return strings.ToLower(f.name) }, func(x, y *field) {
		switch {
		case y == nil:
			d.add("property-removed", x.name, "", x.at, Pos{}, "%s %s is gone", what, x.name)
		case x == nil && y.required:
			d.add("property-required", "", y.name, Pos{}, y.at, "%s %s is new and required", what, y.name)
		case x == nil:
			d.add("property-added", "", y.name, Pos{}, y.at, "%s %s is new", what, y.name)
		default:
			d.field(what, x, y)
		}
	})
}

func (d *differ) field(what string, x, y *field) {
	if retyped(x.typeRef.name, y.typeRef.name, x.collection, y.collection) {
		d.add("property-retyped", x.typeRef.String(), y.typeRef.String(), x.at, y.at,
			"%s %s is a %s, was a %s", what, x.name, y.typeRef.String(), x.typeRef.String())
	}
	switch {
	case y.required && !x.required:
		d.add("property-required", "optional", "required", x.at, y.at, "%s %s is now required", what, x.name)
	case x.required && !y.required:
		d.add("property-optional", "required", "optional", x.at, y.at, "%s %s is no longer required", what, x.name)
	}
	if x.nullable != nil && y.nullable != nil && !*x.nullable && *y.nullable {
		d.add("property-nullable", "not null", "nullable", x.at, y.at, "%s %s may be null", what, x.name)
	}
	if len(x.values) > 0 && len(y.values) > 0 {
		d.members("value of "+what+" "+x.name, x.values, y.values, x.at, y.at)
	}
}

func (d *differ) members(what string, a, b []string, oldAt, at Pos) {
	pairByKey(a, b, strings.ToLower, func(x, y *string) {
		switch {
		case y == nil:
			d.add("enum-member-removed", *x, "", oldAt, at, "%s %s is gone", what, *x)
		case x == nil:
			d.add("enum-member-added", "", *y, oldAt, at, "%s %s is new", what, *y)
		}
	})
}

func (d *differ) responses(a, b *Operation) {
	pairByKey(a.Responses, b.Responses, func(r Response) int { return r.Status }, func(x, y *Response) {
		switch {
		case y == nil:
			d.add("response-removed", strconv.Itoa(x.Status), "", x.At, Pos{}, "response %d is gone", x.Status)
		case x == nil:
			d.add("response-added", "", strconv.Itoa(y.Status), Pos{}, y.At, "response %d is new", y.Status)
		default:
			d.response(x, y)
		}
	})
}

func (d *differ) response(x, y *Response) {
	if retyped(x.Type, y.Type, x.Collection, y.Collection) {
		old, new := typeRef{x.Type, x.Collection}.String(), typeRef{y.Type, y.Collection}.String()
		d.add("response-retyped", old, new, x.At, y.At, "response %d is a %s, was a %s", x.Status, new, old)
	}
	switch old, new := x.Location, y.Location; {
	case strings.EqualFold(old, new):
	case old == "":
		d.add("location-added", "", new, x.At, y.At, "response %d leads to the state by the header %s", x.Status, new)
	case new == "":
		d.add("location-removed", old, "", x.At, y.At, "response %d no longer leads to the state by the header %s", x.Status, old)
	default:
		d.add("location-changed", old, new, x.At, y.At, "response %d leads to the state by the header %s, was %s", x.Status, new, old)
	}
}

// examples reports how many examples of an operation differ, in one change:
// they are illustrations, not facts.
func (d *differ) examples(a, b *Operation) {
	old := map[string]bool{}
	for _, x := range a.Examples {
		old[exampleFacts(x)] = true
	}
	differ := cmp.Compare(len(a.Examples), len(b.Examples)) != 0
	at := operationPos(b)
	for _, x := range b.Examples {
		if !old[exampleFacts(x)] {
			differ, at = true, x.Request.At
			break
		}
	}
	if differ {
		d.add("example-changed", strconv.Itoa(len(a.Examples)), strconv.Itoa(len(b.Examples)), operationPos(a), at, "the examples differ")
	}
}

func exampleFacts(x Example) string {
	s := exampleKey(x)
	if x.Response != nil {
		s += "\n" + strconv.Itoa(x.Response.Status) + " " + firstOf(canonicalJSON(x.Response.Body), x.Response.Body)
	}
	return s
}
