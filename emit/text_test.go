package emit

import (
	"reflect"
	"testing"

	"github.com/docpiler/docpiler/emit/gofile"
)

// taking lists the methods of gofile.File, with those of Code, that take texts
// which are not constants. "..." is for several.
var taking = map[string]string{
	"Doc": "...", "Lines": "...", "Name": "string", "Output": "...", "Tag": "string", "Text": "string", "Texts": "...", // made safe
	"PackageDoc": "...",    // as Doc
	"Source":     "string", // where errors are
}

// TestTextGoesThroughGofile holds that printers cannot bring a text of a page
// into Go source but by the methods above: whatever else takes a text takes a
// constant, of a type that only gofile can name. Nobody but gofile imports
// jennifer (see TestArchitecture).
func TestTextGoesThroughGofile(t *testing.T) {
	methods := reflect.TypeFor[*gofile.File]()
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
			case in == reflect.TypeFor[[]gofile.Argument](): // names and types
			case in.Kind() == reflect.Interface, in.Kind() == reflect.Slice:
				t.Errorf("%s takes a %s, which may hold texts", m.Name, in)
			}
		}
		if took != taking[m.Name] {
			t.Errorf("%s takes texts as %q, not as %q", m.Name, took, taking[m.Name])
		}
	}
	for _, structure := range []reflect.Type{reflect.TypeFor[gofile.File](), reflect.TypeFor[gofile.Code]()} {
		for i := range structure.NumField() {
			if f := structure.Field(i); f.IsExported() && !f.Anonymous {
				t.Errorf("%s.%s is exported", structure.Name(), f.Name)
			}
		}
	}
}
