package ir

import (
	"cmp"
	"fmt"
	"reflect"
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

// maxMessage bounds the message of a change, in code points.
const maxMessage = 500

func (d *differ) add(kind, old, new string, oldAt, at Pos, format string, args ...any) {
	k, ok := LookupChange(kind)
	if !ok {
		panic("ir: kind of change " + kind + " is not listed in change.go")
	}
	d.changes = append(d.changes, Change{
		Kind: kind, Breaking: k.Breaking, Subject: d.subject, Message: shownUpTo(fmt.Sprintf(format, args...), maxMessage),
		Old: shown(old), New: shown(new), OldAt: oldAt, At: at,
	})
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

func (d *differ) endpoints(a, b *Operation) {
	pairByKey(a.Endpoints, b.Endpoints, endpointKey, func(x, y *Endpoint) {
		switch {
		case y == nil:
			d.add("endpoint-removed", x.Method+" "+x.Path, "", x.At, Pos{}, "The endpoint %s %s is gone.", x.Method, x.Path)
		case x == nil:
			d.add("endpoint-added", "", y.Method+" "+y.Path, Pos{}, y.At, "The endpoint %s %s is new.", y.Method, y.Path)
		default:
			d.endpoint(x, y)
		}
	})
}

// endpoint compares what two endpoints of one path fix and document.
func (d *differ) endpoint(x, y *Endpoint) {
	if old, new := queryOf(x), queryOf(y); old != new {
		d.add("endpoint-changed", old, new, x.At, y.At, "The endpoint %s %s has the query %s, had %s.", y.Method, y.Path, orNothing(new), orNothing(old))
	}
	for i := range min(len(x.PathParameters), len(y.PathParameters)) {
		old, new := &x.PathParameters[i], &y.PathParameters[i]
		if retyped(old.Type, new.Type, false, false) {
			d.add("parameter-retyped", old.Type, new.Type, x.At, y.At, "The path parameter %s is a %s, was a %s.", new.Name, new.Type, old.Type)
		}
		d.details(" of the path parameter "+new.Name, old, new, x.At, y.At, &old.Type)
	}
	d.details(" of the endpoint "+y.Method+" "+y.Path, x, y, x.At, y.At, &x.Method, &x.Path, &x.PathParameters, &x.QueryParameters)
}

// queryOf is the query string that an endpoint writes.
func queryOf(e *Endpoint) string {
	pairs := make([]string, len(e.QueryParameters))
	for i, q := range e.QueryParameters {
		pairs[i] = q.Name + "=" + q.Value
	}
	return strings.Join(pairs, "&")
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

// query compares the query parameters, and what a page says of OData's options as
// a whole: those that apply are none the less there where the other page names
// them.
func (d *differ) query(a, b *Operation) {
	old, new := a.Query, b.Query
	switch {
	case b.OData && !a.OData:
		old = withoutOptions(old, true)
		d.add("odata-added", "", "odata", operationPos(a), operationPos(b), "OData's query options apply.")
	case a.OData && !b.OData:
		new = withoutOptions(new, false)
		message := "OData's query options no longer apply."
		if len(new) < len(b.Query) {
			message = "Not all of OData's query options apply any more, only those that the page names."
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
			d.add("parameter-removed", x.Name, "", x.At, Pos{}, "The %s %s is gone.", what, x.Name)
		case x == nil && y.Required:
			d.add("parameter-required", "", y.Name, Pos{}, y.At, "The %s %s is new and required.", what, y.Name)
		case x == nil:
			d.add("parameter-added", "", y.Name, Pos{}, y.At, "The %s %s is new.", what, y.Name)
		default:
			d.parameter(what, x, y)
		}
	})
}

func (d *differ) parameter(what string, x, y *Parameter) {
	if retyped(x.Type, y.Type, x.Collection, y.Collection) {
		old, new := typeRef{x.Type, x.Collection}.String(), typeRef{y.Type, y.Collection}.String()
		d.add("parameter-retyped", old, new, x.At, y.At, "The %s %s is a %s, was a %s.", what, x.Name, new, old)
	}
	switch {
	case y.Required && !x.Required:
		d.add("parameter-required", "optional", "required", x.At, y.At, "The %s %s is now required.", what, x.Name)
	case x.Required && !y.Required:
		d.add("parameter-optional", "required", "optional", x.At, y.At, "The %s %s is no longer required.", what, x.Name)
	}
	d.details(" of the "+what+" "+x.Name, x, y, x.At, y.At, &x.Name, &x.Type, &x.Collection, &x.Required)
}

// retyped reports whether two type cells differ; where one page gives no type,
// nothing is known.
func retyped(a, b string, aCollection, bCollection bool) bool {
	return a != "" && b != "" && (!sameType(a, b) || aCollection != bCollection)
}

func (d *differ) body(a, b *Operation) {
	x, y := a.Body, b.Body
	old, new := bodyFields(x), bodyFields(y)
	if x == nil || y == nil {
		if x != y && len(old)+len(new) == 0 {
			d.add("body-retyped", bodyFacts(x), bodyFacts(y), operationPos(a), operationPos(b), "The request body is %s, was %s.", bodyFacts(y), bodyFacts(x))
		}
		d.fields("body property", old, new)
		return
	}
	if retyped(x.Type, y.Type, x.Collection, y.Collection) || x.ContentType != y.ContentType && x.ContentType != "" && y.ContentType != "" {
		d.add("body-retyped", bodyFacts(x), bodyFacts(y), x.At, y.At, "The request body is %s, was %s.", bodyFacts(y), bodyFacts(x))
	}
	d.details(" of the request body", x, y, x.At, y.At, &x.ContentType, &x.Type, &x.Collection, &x.From, &x.Properties)
	if x.From != y.From && x.Type == y.Type && x.Type != "" {
		return // one side knows the properties from elsewhere only
	}
	d.fields("body property", old, new)
}

// bodyFacts is what a body is as a whole.
func bodyFacts(b *Body) string {
	if b == nil {
		return "none"
	}
	return strings.TrimSpace(cmp.Or(typeRef{b.Type, b.Collection}.String(), "untyped") + " " + b.ContentType)
}

func bodyFields(b *Body) []field {
	if b == nil {
		return nil
	}
	out := make([]field, len(b.Properties))
	for i := range b.Properties {
		p := &b.Properties[i]
		out[i] = field{
			name: p.Name, typeRef: typeRef{p.Type, p.Collection}, required: p.Required, values: p.Values, at: p.At,
			record: p, compared: []any{&p.Name, &p.Type, &p.Collection, &p.Required, &p.Values},
		}
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
	record   any   // pointer to the property
	compared []any // fields of record that stand above
}

func (d *differ) fields(what string, a, b []field) {
	pairByKey(a, b, func(f field) string { return strings.ToLower(f.name) }, func(x, y *field) {
		switch {
		case y == nil:
			d.add("property-removed", x.name, "", x.at, Pos{}, "The %s %s is gone.", what, x.name)
		case x == nil && y.required:
			d.add("property-required", "", y.name, Pos{}, y.at, "The %s %s is new and required.", what, y.name)
		case x == nil:
			d.add("property-added", "", y.name, Pos{}, y.at, "The %s %s is new.", what, y.name)
		default:
			d.field(what, x, y)
		}
	})
}

func (d *differ) field(what string, x, y *field) {
	if retyped(x.typeRef.name, y.typeRef.name, x.collection, y.collection) {
		d.add("property-retyped", x.typeRef.String(), y.typeRef.String(), x.at, y.at,
			"The %s %s is a %s, was a %s.", what, x.name, y.typeRef.String(), x.typeRef.String())
	}
	switch {
	case y.required && !x.required:
		d.add("property-required", "optional", "required", x.at, y.at, "The %s %s is now required.", what, x.name)
	case x.required && !y.required:
		d.add("property-optional", "required", "optional", x.at, y.at, "The %s %s is no longer required.", what, x.name)
	}
	switch {
	case x.nullable == nil || y.nullable == nil || *x.nullable == *y.nullable:
	case *y.nullable:
		d.add("property-nullable", "not null", "nullable", x.at, y.at, "The %s %s may be null.", what, x.name)
	default:
		d.add("detail-changed", "nullable", "not null", x.at, y.at, "The %s %s is never null.", what, x.name)
	}
	if len(x.values) > 0 && len(y.values) > 0 {
		d.members("value", " of the "+what+" "+x.name, x.values, y.values, x.at, y.at)
	}
	d.details(" of the "+what+" "+x.name, x.record, y.record, x.at, y.at, x.compared...)
}

func (d *differ) members(what, of string, a, b []string, oldAt, at Pos) {
	pairByKey(a, b, strings.ToLower, func(x, y *string) {
		switch {
		case y == nil:
			d.add("enum-member-removed", *x, "", oldAt, at, "The %s %s%s is gone.", what, *x, of)
		case x == nil:
			d.add("enum-member-added", "", *y, oldAt, at, "The %s %s%s is new.", what, *y, of)
		}
	})
}

func (d *differ) responses(a, b *Operation) {
	pairByKey(a.Responses, b.Responses, func(r Response) int { return r.Status }, func(x, y *Response) {
		switch {
		case y == nil:
			d.add("response-removed", strconv.Itoa(x.Status), "", x.At, Pos{}, "The response %d is gone.", x.Status)
		case x == nil:
			d.add("response-added", "", strconv.Itoa(y.Status), Pos{}, y.At, "The response %d is new.", y.Status)
		default:
			d.response(x, y)
		}
	})
}

func (d *differ) response(x, y *Response) {
	if retyped(x.Type, y.Type, x.Collection, y.Collection) {
		old, new := typeRef{x.Type, x.Collection}.String(), typeRef{y.Type, y.Collection}.String()
		d.add("response-retyped", old, new, x.At, y.At, "The response %d is a %s, was a %s.", x.Status, new, old)
	}
	if old, new := cmp.Or(x.ContentType, "JSON"), cmp.Or(y.ContentType, "JSON"); old != new {
		d.add("response-retyped", old, new, x.At, y.At, "The response %d is %s, was %s.", x.Status, new, old)
	}
	d.details(fmt.Sprintf(" of the response %d", x.Status), x, y, x.At, y.At, &x.Status, &x.Type, &x.Collection, &x.ContentType, &x.Location)
	switch old, new := x.Location, y.Location; {
	case strings.EqualFold(old, new):
	case old == "":
		d.add("location-added", "", new, x.At, y.At, "The response %d leads to the state by the header %s.", x.Status, new)
	case new == "":
		d.add("location-removed", old, "", x.At, y.At, "The response %d no longer leads to the state by the header %s.", x.Status, old)
	default:
		d.add("location-changed", old, new, x.At, y.At, "The response %d leads to the state by the header %s, was %s.", x.Status, new, old)
	}
}

// examples reports that examples of an operation differ, in one change: they are
// illustrations, not facts.
func (d *differ) examples(a, b *Operation) {
	old := map[string]bool{}
	for _, x := range a.Examples {
		old[exampleFacts(x)] = true
	}
	differ := len(a.Examples) != len(b.Examples)
	at := operationPos(b)
	for _, x := range b.Examples {
		if !old[exampleFacts(x)] {
			differ, at = true, x.Request.At
			break
		}
	}
	if differ {
		d.add("example-changed", strconv.Itoa(len(a.Examples)), strconv.Itoa(len(b.Examples)), operationPos(a), at, "The examples differ.")
	}
}

// exampleFacts is all that an example shows to a reader, which annotations do not:
// JSON without regard to white space.
func exampleFacts(x Example) string {
	c := clone(&x)
	c.Name, c.Request.SampleKeys = "", nil
	answers := c.Alternatives
	if c.Response != nil {
		answers = append(answers, *c.Response)
	}
	c.Response, c.Alternatives = nil, answers
	for i := range answers {
		answers[i].Type, answers[i].Collection, answers[i].Truncated = "", false, false
		answers[i].Body = cmp.Or(canonicalJSON(answers[i].Body), answers[i].Body)
	}
	c.Request.Body = cmp.Or(canonicalJSON(c.Request.Body), c.Request.Body)
	return factsOf(reflect.ValueOf(*c))
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
