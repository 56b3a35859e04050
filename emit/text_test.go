package emit

import (
	"reflect"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// taking lists the methods of gofile.File and gofile.Code that take texts which
// are not constants. "..." is for several.
var taking = map[string]string{
	"Doc": "...", "Lines": "...", "Output": "...", "Tag": "string", "Text": "string", "Texts": "...", // made safe
	"PackageDoc": "...",    // as Doc
	"Source":     "string", // where errors are

	// A comment, as Doc; of a constant the value, as Text.
	"Struct": "...", "Interface": "...", "StringType": "...", "Const": "... string",
	"Consts": "...", "Var": "...", "Func": "...", "Method": "...",
}

// TestTextGoesThroughGofile holds that printers cannot bring a text of a page
// into Go source but by the methods above: whatever else takes a text takes a
// constant, of a type that only gofile can name. Nobody but gofile imports
// jennifer (see TestArchitecture).
func TestTextGoesThroughGofile(t *testing.T) {
	for _, methods := range []reflect.Type{reflect.TypeFor[*gofile.File](), reflect.TypeFor[*gofile.Code]()} {
		for i := range methods.NumMethod() {
			m := methods.Method(i)
			var took []string
			for j := 1; j < m.Type.NumIn(); j++ {
				if text := textOf(t, m.Name, m.Type.In(j)); text != "" {
					took = append(took, text)
				}
			}
			if took := strings.Join(took, " "); took != taking[m.Name] {
				t.Errorf("%s takes texts as %q, not as %q", m.Name, took, taking[m.Name])
			}
		}
	}
	for _, structure := range []reflect.Type{reflect.TypeFor[gofile.File](), reflect.TypeFor[gofile.Code]()} {
		for i := range structure.NumField() {
			if f := structure.Field(i); f.IsExported() {
				t.Errorf("%s.%s is exported", structure.Name(), f.Name)
			}
		}
	}
}

// textOf says how an argument holds texts that are not constants, "" if not.
func textOf(t *testing.T, method string, in reflect.Type) string {
	switch {
	case in == reflect.TypeFor[string]():
		return "string"
	case in == reflect.TypeFor[[]string]():
		return "..."
	case in == reflect.TypeFor[gomodel.Name](): // as gomodel makes it
	case in == reflect.TypeFor[jen.Code](), in == reflect.TypeFor[[]jen.Code](): // jennifer's
	case in == reflect.TypeFor[gofile.Receiver](): // its name is a constant, its type as Name
	case in == reflect.TypeFor[gofile.Signature](), in == reflect.TypeFor[func(*gofile.Code)](): // print Code
	case in == reflect.TypeFor[gomodel.Ref](), in == reflect.TypeFor[gomodel.Result](): // as Name
	case in == reflect.TypeFor[[]gofile.Argument](): // names and types
	case in.Kind() == reflect.String && in.PkgPath() != "" && in.Name()[0] >= 'a':
	case in.Kind() == reflect.Int, in.Kind() == reflect.Bool, in.Kind() == reflect.Float64:
	default:
		t.Errorf("%s takes a %s, which may hold texts", method, in)
	}
	return ""
}
