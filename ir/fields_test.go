package ir

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// leaf is a field of the IR that holds no further fields, and where it stands,
// e.g. the description of every entry of the list of headers.
type leaf struct {
	path []string // e.g. Headers, Description
	key  string   // the record that it belongs to and its name, e.g. Parameter.Description
	typ  reflect.Type
}

// leavesOf lists the leaves of a record, through lists and further records, but
// for places and sources, which say where a fact stands.
func leavesOf(t reflect.Type) []leaf {
	var out []leaf
	for i := range t.NumField() {
		if !isEncoded(t.Field(i)) {
			continue // places, which nobody needs once a page is read
		}
		f := t.Field(i)
		inner := f.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice && inner != reflect.TypeFor[Text]() {
			inner = inner.Elem()
		}
		switch {
		case inner == reflect.TypeFor[Pos](), inner == reflect.TypeFor[Source]():
		case inner.Kind() == reflect.Struct:
			for _, l := range leavesOf(inner) {
				l.path = append([]string{f.Name}, l.path...)
				out = append(out, l)
			}
		default:
			out = append(out, leaf{[]string{f.Name}, t.Name() + "." + f.Name, f.Type})
		}
	}
	return out
}

// each visits the values of a leaf below a record.
func (l leaf) each(record reflect.Value, visit func(reflect.Value)) { visitPath(record, l.path, visit) }

func visitPath(v reflect.Value, path []string, visit func(reflect.Value)) {
	switch {
	case len(path) == 0:
		visit(v)
	case v.Kind() == reflect.Pointer:
		visitPath(v.Elem(), path, visit)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			visitPath(v.Index(i), path, visit)
		}
	default:
		visitPath(v.FieldByName(path[0]), path[1:], visit)
	}
}

// full returns a record with every field set, its texts in one language.
func full[T any](t testing.TB, locale string) *T {
	t.Helper()
	v, n := new(T), 0
	fill(reflect.ValueOf(v).Elem(), &n)
	for _, l := range leavesOf(reflect.TypeFor[T]()) {
		l.each(reflect.ValueOf(v).Elem(), func(v reflect.Value) {
			switch x := v.Addr().Interface().(type) {
			case *Text:
				*x = NewText(locale, "text in "+locale)
			case *PermissionStatus:
				*x = Supported
			}
		})
	}
	reflect.ValueOf(v).Elem().FieldByName("Sources").Set(reflect.ValueOf([]Source{{File: locale + ".md", Format: "markdown", Locale: locale, Document: "v1.0/api/a"}}))
	return v
}

// another sets a leaf to a value that it has not got.
func another(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *Text:
		*x = NewText((*x)[0].Locale, "another text")
		return
	case *PermissionStatus:
		*x = NotSupported
		return
	case *Pos:
		x.Line += 100
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Slice:
		v.Set(reflect.ValueOf([]string{"another"}))
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.ValueOf(new(string)))
			return
		}
		v.Set(reflect.ValueOf(new(bool)))
	}
}

// noChange are the fields in which two states of an API may differ without a
// change, and why.
var noChange = map[string]string{
	"Operation.APIVersion": "part of the id, by which operations are compared",
	"Operation.Resource":   "part of the id, by which operations are compared",
	"Operation.Name":       "part of the id, by which operations are compared",
	"Body.From":            "where properties come from, not what they are",

	"Example.Name":              "an annotation, which no reader sees",
	"ExampleRequest.SampleKeys": "an annotation, which no reader sees",
	"ExampleAnswer.Truncated":   "an annotation, which no reader sees",
	"ExampleAnswer.Type":        "an annotation; what an operation answers is compared as its response",
	"ExampleAnswer.Collection":  "an annotation, like the type",
}

// baseDecides are the fields that a page may have and the page of the base
// language lack without that showing in the merged API, and why.
var baseDecides = map[string]string{
	"Operation.APIVersion": "variants have one version",
	"Operation.Resource":   "part of the id",
	"Operation.Name":       "part of the id",
	"Operation.OData":      "told by prose, which says it or does not",
	"Type.APIVersion":      "variants have one version",
	"Permission.Scheme":    "entries are paired by it",
	"Permission.Context":   "a caption, which translations render",
	"Parameter.Required":   "a marker: a page that says no and one that says nothing are the same",

	"BodyProperty.Required":    "a marker",
	"BodyProperty.Nullable":    "a marker",
	"Property.ReadOnly":        "a marker",
	"Property.Required":        "a marker",
	"Property.Relationship":    "set by Select alone",
	"ExampleRequest.Body":      "a shape that loses more may have read prose for a payload",
	"ExampleAnswer.Body":       "a shape that loses more may have read prose for a payload",
	"ExampleAnswer.Collection": "told by the payload",
	"ExampleAnswer.Truncated":  "told with the type",
	"Header.Name":              "belongs to the payload",
	"Header.Value":             "belongs to the payload",
}

// No field is forgotten where it would be lost in silence: in the JSON form, in a
// copy, in merging, in comparing. Every excuse is needed.
func TestEveryField(t *testing.T) {
	needed := map[string]bool{}
	testEveryField(t, needed, func(o *Operation) *API { return &API{IRVersion: Version, Operations: []*Operation{o}} },
		func(a *API) *Operation { return a.Operations[0] })
	testEveryField(t, needed, func(t *Type) *API { return &API{IRVersion: Version, Types: []*Type{t}} },
		func(a *API) *Type { return a.Types[0] })
	for _, excuses := range []map[string]string{noChange, baseDecides} {
		for key := range excuses {
			if !needed[key] {
				t.Errorf("%s needs no excuse", key)
			}
		}
	}
}

func testEveryField[T any](t *testing.T, needed map[string]bool, wrap func(*T) *API, unwrap func(*API) *T) {
	for _, l := range leavesOf(reflect.TypeFor[T]()) {
		t.Run(reflect.TypeFor[T]().Name()+"."+strings.Join(l.path, "."), func(t *testing.T) {
			testEncoded(t, l, wrap)
			testCloned[T](t, l)
			if isLost(t, l, wrap, unwrap) {
				if needed[l.key] = true; baseDecides[l.key] == "" {
					t.Errorf("what only a translation has of %s is lost in merging, without a finding", l.key)
				}
			}
			old, new := full[T](t, "en-US"), full[T](t, "en-US")
			l.each(reflect.ValueOf(new).Elem(), another)
			if len(Diff(wrap(old), wrap(new))) == 0 {
				if needed[l.key] = true; noChange[l.key] == "" {
					t.Errorf("two APIs that differ in %s are told to be the same", l.key)
				}
			}
		})
	}
}

func testEncoded[T any](t *testing.T, l leaf, wrap func(*T) *API) {
	v := full[T](t, "en-US")
	l.each(reflect.ValueOf(v).Elem(), another)
	for _, format := range []string{"json", "yaml"} {
		var b bytes.Buffer
		if err := Encode(&b, wrap(v), format); err != nil {
			t.Fatal(err)
		}
		got, err := Decode(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wrap(v), got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: decoding what was encoded gives something else (-want +got):\n%s", format, diff)
		}
	}
}

func testCloned[T any](t *testing.T, l leaf) {
	v, want := full[T](t, "en-US"), full[T](t, "en-US")
	c := clone(v)
	if diff := cmp.Diff(want, c); diff != "" {
		t.Fatalf("the copy differs (-want +got):\n%s", diff)
	}
	l.each(reflect.ValueOf(c).Elem(), func(v reflect.Value) {
		if v.Kind() == reflect.Slice { // of strings or texts
			another(v.Index(0))
			return
		}
		another(v)
	})
	if diff := cmp.Diff(want, v); diff != "" {
		t.Errorf("a change of the copy changes the original (-want +got):\n%s", diff)
	}
}

// isLost merges a page with a translation that alone has the field. It reports
// whether the merged API lacks it without a finding that the pages differ; a text
// must stand there in both languages.
func isLost[T any](t *testing.T, l leaf, wrap func(*T) *API, unwrap func(*API) *T) (lost bool) {
	base, variant, want := full[T](t, "en-US"), full[T](t, "de-DE"), full[T](t, "de-DE")
	if l.typ != reflect.TypeFor[Text]() {
		l.each(reflect.ValueOf(base).Elem(), reflect.Value.SetZero)
	}
	api := Merge("en-US", []*API{wrap(base), wrap(variant)})
	if diff := cmp.Diff(want, variant); diff != "" {
		t.Errorf("merging changed a variant (-want +got):\n%s", diff)
	}
	l.each(reflect.ValueOf(unwrap(api)).Elem(), func(v reflect.Value) {
		if x, ok := v.Interface().(Text); ok {
			lost = lost || x.In("en-US") == "" || x.In("de-DE") == ""
			return
		}
		lost = lost || v.IsZero() && len(api.Diagnostics) == 0
	})
	return lost
}
