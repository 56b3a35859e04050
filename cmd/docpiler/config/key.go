package config

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir/service"
)

// key is what the struct tags of [Config] say about one key.
type key struct {
	name     string
	doc      string
	fallback string // default, lists joined by commas
	required bool
	list     bool           // a list of what the rest describes
	names    bool           // an object of texts under any names
	fields   []key          // an object with these keys; nil for a scalar
	tag      string         // of a scalar: "!!str", "!!int" or "!!bool"
	enum     []string       // permitted values; nil: any
	pattern  *regexp.Regexp // nil: any
}

// element describes one entry of a list.
func (k key) element() key {
	k.list, k.names = false, false
	k.required = true
	return k
}

var scalarTags = map[reflect.Kind]string{
	reflect.String: "!!str", reflect.Int: "!!int", reflect.Bool: "!!bool",
}

// structKeys reads the keys of a struct from its tags. A field of a kind that
// no configuration needs is a bug, and every run would show it: it panics.
func structKeys(v any) []key {
	return typeKeys(reflect.TypeOf(v))
}

func typeKeys(t reflect.Type) []key {
	var keys []key
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("yaml")
		if name == "-" {
			continue
		}
		k := key{
			name: name, doc: f.Tag.Get("doc"), fallback: strings.Join(listOf(f.Tag.Get("default")), ","),
			required: f.Tag.Get("required") == "true",
		}
		k.enum = listOf(f.Tag.Get("enum"))
		if p := f.Tag.Get("pattern"); p != "" {
			k.pattern = regexp.MustCompile(p)
		}
		element := f.Type
		if element.Kind() == reflect.Map {
			k.names, element = true, element.Elem()
		}
		if element.Kind() == reflect.Slice {
			k.list, element = true, element.Elem()
		}
		if element.Kind() == reflect.Struct {
			k.fields = typeKeys(element)
		} else if k.tag = scalarTags[element.Kind()]; k.tag == "" {
			panic(fmt.Sprintf("config: field %s has the unsupported type %s", f.Name, f.Type))
		}
		keys = append(keys, k)
	}
	return keys
}

// namedLists are lists that tags name instead of holding them.
var namedLists = map[string]func() []string{
	"emit.Names": emit.Names, "emit.DefaultNames": emit.DefaultNames,
	"service.Versions": service.Versions, "service.Pagings": service.Pagings,
}

// listOf reads the list in a tag; "" is none.
func listOf(tag string) []string {
	if list := namedLists[tag]; list != nil {
		return list()
	}
	if tag == "" {
		return nil
	}
	return strings.Split(tag, ",")
}

func keyNames(keys []key) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}
