package ir

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// Link relates the pages of a merged API to each other, in place: types that
// two pages describe become one, enumerations that only descriptions spell out
// become types, bodies without a table take their properties from the type's
// page or from the examples, ids that meet are told apart, contexts of permissions
// are related to endpoints, and endpoints that several pages document get an
// owner. At the end the lists are sorted.
//
// Operations that renames name get the names that these ask for, see [Rename].
//
// Linking twice is linking once. The values that api points to are not changed;
// what changes is copied.
func Link(api *API, renames ...Rename) {
	l := &linker{api: api}
	sortAPI(api)
	l.joinTypes()
	l.types = IndexTypes(api)
	l.addEnums()
	l.fillBodies()
	l.renameClashes()
	l.rename(renames)
	l.settleContexts()
	sortAPI(api) // the new ids have their places too, before owners are chosen
	l.reportShared()
	api.Diagnostics = append(api.Diagnostics, l.found...)
	sortAPI(api)
}

type linker struct {
	api   *API
	types *Types
	found []Diagnostic
}

func (l *linker) report(code string, at Pos, message string, related ...Related) {
	l.found = append(l.found, NewDiagnostic(code, at, message, related...))
}

// joinTypes makes one type of those that have one version and name. The one
// that says most comes first; what the others add is kept.
func (l *linker) joinTypes() {
	byName := make(map[string]int, len(l.api.Types)) // index into groups
	groups := make([][]*Type, 0, len(l.api.Types))
	for i, t := range l.api.Types {
		key := typeKey(t)
		n, ok := byName[key]
		if !ok {
			byName[key] = len(groups)
			groups = append(groups, l.api.Types[i:i+1:i+1])
			continue
		}
		groups[n] = append(groups[n], t)
	}
	if len(groups) == len(l.api.Types) {
		l.api.Types = slices.Clone(l.api.Types)
		return
	}
	l.api.Types = make([]*Type, 0, len(groups))
	for _, group := range groups {
		if len(group) > 1 {
			slices.SortStableFunc(group, func(a, b *Type) int { return cmp.Compare(typeWeight(b), typeWeight(a)) })
		}
		out := group[0]
		for _, t := range group[1:] {
			out = l.joinType(out, t)
		}
		l.api.Types = append(l.api.Types, out)
	}
}

func typeWeight(t *Type) int {
	return 10*min(1, len(t.Sources)) + len(t.Properties) + len(t.Relationships) + len(t.Members)
}

func (l *linker) joinType(have, t *Type) *Type {
	if len(have.Sources) > 0 && len(t.Sources) > 0 {
		l.report("type-shared", t.At, fmt.Sprintf("The type %s is described here and on another page; what both say is put together.", quoted(t.Name)),
			RelatedAt(have.At, have.Name))
	}
	out := clone(have)
	out.Sources = appendNew(out.Sources, t.Sources, func(s Source) Source { return s })
	property := func(p Property) string { return strings.ToLower(p.Name) }
	out.Properties = appendNew(out.Properties, t.Properties, property)
	out.Relationships = appendNew(out.Relationships, t.Relationships, property)
	out.Members = appendNew(out.Members, t.Members, func(m Member) string { return strings.ToLower(m.Name) })
	out.Base = cmp.Or(out.Base, t.Base)
	if len(out.Key) == 0 {
		out.Key = t.Key
	}
	if len(out.Description) == 0 {
		out.Description = t.Description
	}
	return out
}

// appendNew appends the elements of more whose key list lacks.
func appendNew[T any, K comparable](list, more []T, key func(T) K) []T {
	seen := map[K]bool{}
	for _, x := range list {
		seen[key(x)] = true
	}
	for _, x := range more {
		if !seen[key(x)] {
			seen[key(x)] = true
			list = append(list, x)
		}
	}
	return list
}

// addEnums makes a type of every enumeration that has no page: a property of a
// named type whose description lists the possible values.
func (l *linker) addEnums() {
	for _, t := range slices.Clone(l.api.Types) {
		for i := range t.Properties {
			if p := &t.Properties[i]; len(p.Values) > 0 {
				l.addEnum(t.APIVersion, Namespace(t.Name), p.Type, p.Values, p.At)
			}
		}
	}
	for _, o := range l.api.Operations {
		if o.Body == nil {
			continue
		}
		for i := range o.Body.Properties {
			if p := &o.Body.Properties[i]; len(p.Values) > 0 {
				l.addEnum(o.APIVersion, o.Namespace, p.Type, p.Values, p.At)
			}
		}
	}
}

func (l *linker) addEnum(version, namespace, name string, values []string, at Pos) {
	if name == "" || IsPrimitive(name) || !isIdentifier(name) {
		return
	}
	t := l.types.Find(version, namespace, name)
	if t == nil {
		t = &Type{Name: service.Graph.Qualify(namespace, name), APIVersion: version, Kind: Enum, Open: true, At: at}
		l.api.Types = append(l.api.Types, t)
		l.types.add(t)
	}
	if t.Kind != Enum || len(t.Sources) > 0 {
		return
	}
	members := make([]Member, len(values))
	for i, v := range values {
		members[i] = Member{Name: v, At: at}
	}
	all := appendNew(slices.Clip(t.Members), members, func(m Member) string { return strings.ToLower(m.Name) })
	if len(all) > len(t.Members) {
		l.replaceType(t, func(c *Type) { c.Members = all })
	}
}

// replaceType puts a changed copy of a type in its place.
func (l *linker) replaceType(t *Type, change func(*Type)) {
	c := clone(t)
	change(c)
	l.api.Types[slices.Index(l.api.Types, t)] = c
	l.types.replace(t, c)
}
