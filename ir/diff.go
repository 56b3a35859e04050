package ir

import (
	"fmt"
	"reflect"
	"slices"
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
			d.add("operation-renamed", a.ID, id, operationPos(a), operationPos(b), "The operation %s is now called %s.", a.ID, id)
			d.operation(a, b)
		case a == nil:
			d.add("operation-added", "", id, Pos{}, operationPos(b), "The operation %s is new.", id)
		case b == nil && !followed[a]:
			d.add("operation-removed", id, "", operationPos(a), Pos{}, "The operation %s is gone.", id)
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
			d.add("type-added", "", name, Pos{}, b.At, "The type %s is new.", name)
		case b == nil:
			d.add("type-removed", name, "", a.At, Pos{}, "The type %s is gone.", name)
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
	c := NewChange(kind, d.subject, fmt.Sprintf(format, args...))
	c.Old, c.New, c.OldAt, c.At = Visible(old), Visible(new), oldAt, at
	d.changes = append(d.changes, c)
}

func (d *differ) operation(a, b *Operation) {
	before := len(d.changes)
	d.endpoints(a, b)
	d.permissions(a, b)
	d.clouds(a, b)
	switch {
	case b.Deprecated && !a.Deprecated:
		d.add("deprecated", "", "deprecated", operationPos(a), operationPos(b), "The operation is deprecated.")
	case a.Deprecated && !b.Deprecated:
		d.add("deprecation-withdrawn", "deprecated", "", operationPos(a), operationPos(b), "The operation is no longer deprecated.")
	}
	d.parameters("header", a.Headers, b.Headers)
	d.query(a, b)
	d.parameters("function parameter", a.FunctionParameters, b.FunctionParameters)
	d.body(a, b)
	d.responses(a, b)
	d.examples(a, b)
	d.details("", a, b, operationPos(a), operationPos(b), &a.ID, &a.APIVersion, &a.Resource, &a.Name, &a.Sources, &a.Endpoints,
		&a.Permissions, &a.Notes, &a.Deprecated, &a.Clouds, &a.Headers, &a.FunctionParameters, &a.Query, &a.OData, &a.Body,
		&a.Responses, &a.Examples)
	if len(d.changes) == before {
		d.texts(a, b, a.Notes, b.Notes, operationPos(a), operationPos(b))
	}
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
			d.add("cloud-removed", *x, "", operationPos(a), operationPos(b), "The operation is no longer available in the cloud %s.", *x)
		case x == nil && *y != "":
			d.add("cloud-added", "", *y, operationPos(a), operationPos(b), "The operation is now available in the cloud %s.", *y)
		}
	})
}

// details reports the facts of two records that nothing else compares: all fields
// but those given by a pointer into the first. Of says what the records are, " of the
// header Accept"; "" for the subject itself.
func (d *differ) details(of string, a, b any, oldAt, at Pos, compared ...any) {
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i := range x.NumField() {
		if slices.Contains(compared, x.Field(i).Addr().Interface()) {
			continue
		}
		if old, new := factsOf(x.Field(i)), factsOf(y.Field(i)); old != new {
			d.add("detail-changed", old, new, oldAt, at, "The %s%s is %s, was %s.", fieldName(x.Type().Field(i)), of, orNothing(new), orNothing(old))
		}
	}
}

// texts reports that only texts differ, those of notes with their kinds.
func (d *differ) texts(a, b any, oldNotes, notes []Note, oldAt, at Pos) {
	same := func(x, y Text) bool { return slices.Equal(x, y) }
	if !slices.EqualFunc(textsOf(reflect.ValueOf(a)), textsOf(reflect.ValueOf(b)), same) ||
		factsOf(reflect.ValueOf(oldNotes)) != factsOf(reflect.ValueOf(notes)) {
		d.add("text-changed", "", "", oldAt, at, "Only texts differ.")
	}
}
