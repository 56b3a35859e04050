package ir

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// Types finds types by the names that pages use for them.
type Types struct {
	qualified map[string]*Type   // version and qualified name, lower case
	short     map[string][]*Type // version and last part of the name, lower case; sorted by name
}

// IndexTypes indexes the types of an API. Of two types of one version and name
// the first is found.
func IndexTypes(api *API) *Types {
	x := &Types{qualified: make(map[string]*Type, len(api.Types)), short: make(map[string][]*Type, len(api.Types))}
	for _, t := range api.Types {
		x.add(t)
	}
	for _, list := range x.short {
		if len(list) > 1 {
			slices.SortStableFunc(list, func(a, b *Type) int { return cmp.Compare(a.Name, b.Name) })
		}
	}
	return x
}

func (x *Types) add(t *Type) {
	key := indexKey(t.APIVersion, "", t.Name)
	if x.qualified[key] != nil {
		return
	}
	x.qualified[key] = t
	short := indexKey(t.APIVersion, "", lastPart(t.Name))
	x.short[short] = append(x.short[short], t)
}

// Find returns the type that a page of an API version means by a name, nil if
// no page describes it: "microsoft.graph.itemBody", "graph.itemBody",
// "#microsoft.graph.itemBody" or "itemBody". An unqualified name is looked for
// in namespace first, then in the default one, then anywhere.
func (x *Types) Find(version, namespace, name string) *Type {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if name == "" || IsPrimitive(name) {
		return nil
	}
	for _, prefix := range [...]string{"", namespace, service.Graph.Namespace, service.Graph.Root} {
		if t := x.qualified[indexKey(version, prefix, name)]; t != nil {
			return t
		}
	}
	if list := x.short[indexKey(version, "", name)]; len(list) > 0 {
		return list[0]
	}
	return nil
}

// indexKey is a version and a name, with the namespace in front of the name unless
// it is "".
func indexKey(version, namespace, name string) string {
	if namespace != "" {
		name = namespace + "." + name
	}
	return strings.ToLower(version + "\n" + name)
}

// Namespace returns what stands before the last dot of a qualified name.
func Namespace(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return ""
}

func lastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// AllProperties returns the properties of a type with those of the types that
// it is based on, the base types' first; a property that stands on both is
// taken from the more derived type. Cycles end where they close.
func (x *Types) AllProperties(t *Type) []Property {
	var out []Property
	place := map[string]int{}
	for _, t := range slices.Backward(x.chain(t)) {
		for _, p := range t.Properties {
			key := strings.ToLower(p.Name)
			if i, ok := place[key]; ok {
				out[i] = p
				continue
			}
			place[key] = len(out)
			out = append(out, p)
		}
	}
	return out
}

// MemberNames lists the properties and relationships of a type and of those that
// it is based on.
func (x *Types) MemberNames(t *Type) []string {
	var names []string
	for _, t := range x.chain(t) {
		for _, list := range [...][]Property{t.Properties, t.Relationships} {
			for i := range list {
				names = append(names, list[i].Name)
			}
		}
	}
	return names
}

// Bases lists a type and those that it is based on, the nearest first.
func (x *Types) Bases(t *Type) []*Type { return x.chain(t) }

// chain returns a type and the types that it is based on, the nearest first.
func (x *Types) chain(t *Type) []*Type {
	var chain []*Type
	for t != nil && !slices.Contains(chain, t) {
		chain = append(chain, t)
		t = x.Find(t.APIVersion, Namespace(t.Name), t.Base)
	}
	return chain
}

// owner returns the type that a type has a property from, itself or the nearest
// base, nil if it has none of that name.
func (x *Types) owner(t *Type, property string) *Type {
	for _, t := range x.chain(t) {
		if slices.ContainsFunc(t.Properties, func(p Property) bool { return strings.EqualFold(p.Name, property) }) {
			return t
		}
	}
	return nil
}

// replace puts a changed copy in the place of a type.
func (x *Types) replace(old, changed *Type) {
	x.qualified[indexKey(old.APIVersion, "", old.Name)] = changed
	short := x.short[indexKey(old.APIVersion, "", lastPart(old.Name))]
	if i := slices.Index(short, old); i >= 0 {
		short[i] = changed
	}
}
