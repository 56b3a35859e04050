package emit

import (
	"reflect"
	"testing"

	"github.com/docpiler/docpiler/emit/gofile"
)

// taking lists the methods of gofile.Code that take texts which are not
// constants, and make them safe. "..." is for several.
var taking = map[string]string{
	"Doc": "...", "Lines": "...", "Name": "string", "Output": "...", "Tag": "string", "Text": "string", "Texts": "...",
}

// TestTextGoesThroughGofile holds that printers cannot bring a text of a page
// into Go source but by the methods above: whatever else takes a text takes a
// constant, of a type that only gofile can name. Nobody but gofile imports
// jennifer (see TestArchitecture).
func TestTextGoesThroughGofile(t *testing.T) {
	for _, known := range []any{&gofile.Code{}, &gofile.File{}} {
		methods := reflect.TypeOf(known)
		for i := range methods.NumMethod() {
			m := methods.Method(i)
			took := ""
			for j := 1; j < m.Type.NumIn(); j++ {
				switch in := m.Type.In(j); {
				case in == reflect.TypeFor[string]():
					took = "string"
				case in == reflect.TypeFor[[]string]():
					took = "..."
				case in.Kind() == reflect.String && in.PkgPath() != "" && in.Name()[0] >= 'a':
				case in.Kind() == reflect.Interface, in.Kind() == reflect.Slice:
					t.Errorf("%s takes a %s, which may hold texts", m.Name, in)
				}
			}
			if _, ofFile := known.(*gofile.File); !ofFile && took != taking[m.Name] {
				t.Errorf("%s takes texts as %q, not as %q", m.Name, took, taking[m.Name])
			}
		}
	}
	if _, exported := reflect.TypeFor[gofile.Code]().FieldByNameFunc(func(name string) bool { return name[0] < 'a' }); exported {
		t.Error("Code has an exported field")
	}
	if _, exported := reflect.TypeFor[gofile.File]().FieldByNameFunc(func(name string) bool { return name[0] < 'a' }); exported {
		t.Error("File has an exported field")
	}
}
