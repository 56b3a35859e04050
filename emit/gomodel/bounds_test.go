package gomodel

import (
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// TestNamesAreBounded holds that no name gets too long for a file, however long
// what pages write is.
func TestNamesAreBounded(t *testing.T) {
	for what, long := range map[string]string{
		"letters": strings.Repeat("a", 300), "words": strings.Repeat("Camel", 60), "signs": strings.Repeat("a-", 150),
		"other letters": strings.Repeat("é", 300), "digits": strings.Repeat("1", 300),
	} {
		hole := "/{" + long + "}"
		api := &ir.API{
			Types: []*ir.Type{{Name: "microsoft.graph." + long, Properties: []ir.Property{{Name: long, Type: "String"}, {Name: long + "2", Type: "String"}}}},
		}
		for _, name := range []string{long, long + "2"} {
			op := &ir.Operation{
				ID: "v1.0/" + long + "/" + name, APIVersion: "v1.0", Resource: long, Name: name,
				Query:   []ir.Parameter{{Name: "a-b"}, {Name: "a_b"}, {Name: "a.b"}, {Name: "a@b"}, {Name: long}},
				Headers: []ir.Parameter{{Name: long, Required: true}},
			}
			for _, e := range []struct{ method, path string }{
				{"GET", "/" + long + strings.Repeat(hole, 40)}, {"POST", "/x" + strings.Repeat(hole, 3)}, {"GET", "/y/" + long + hole},
			} {
				op.Endpoints = append(op.Endpoints, ir.Endpoint{Method: e.method, Path: e.path})
			}
			api.Operations = append(api.Operations, op)
		}
		model, _ := New(api, Options{Package: long})
		names := 0
		for _, p := range model.Packages {
			if !token.IsIdentifier(p.Name) || len(p.Name) > MaxName || len(p.Dir) > 100 {
				t.Errorf("%s: package %s in %s", what, p.Name, p.Dir)
			}
			for _, f := range p.Files {
				if len(f.Stem) > maxJoined {
					t.Errorf("%s: file %s", what, f.Stem)
				}
			}
			for _, s := range p.Services {
				for _, m := range s.Methods {
					if name := "Example" + s.Name + "_" + m.Name; len(name) > MaxName {
						t.Errorf("%s: %s", what, name)
					}
				}
			}
			eachName(reflect.ValueOf(p), map[reflect.Value]bool{}, func(n Name) {
				names++
				if !token.IsIdentifier(string(n)) || len(n) > MaxName-len("Unimplemented") {
					t.Errorf("%s: the name %q has %d signs", what, n, len(n))
				}
			})
		}
		if names < 30 {
			t.Errorf("%s: only %d names", what, names)
		}
	}
}

// eachName shows the names that a value leads to, but for those that stand for none.
func eachName(v reflect.Value, seen map[reflect.Value]bool, show func(Name)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[Name]() && v.String() != "" {
			show(Name(v.String()))
		}
	case reflect.Pointer:
		if !v.IsNil() && !seen[v] {
			seen[v] = true
			eachName(v.Elem(), seen, show)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachName(v.Index(i), seen, show)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachName(v.Field(i), seen, show)
		}
	}
}
