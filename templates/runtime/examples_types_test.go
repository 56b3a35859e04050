package runtime

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// roundTrip checks that the fields of a type hold all of its documented
// properties, and that encoding gives them back.
func roundTrip[T any](t *testing.T, members ...string) {
	t.Helper()
	text := "{" + strings.Join(members, ",") + "}"
	var value T
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	x := &exampleRun{t: t}
	x.checkValue(&value, text, nil, nil)
}

// leftovers are the members of JSON objects that decoding put into Extra.
type leftovers struct{ untyped, mistyped []string }

func (l *leftovers) add(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			l.add(path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			l.add(path, v.Index(i))
		}
	case reflect.Struct:
		l.addStruct(path, v)
	}
}

func (l *leftovers) addStruct(path string, v reflect.Value) {
	if sub := v.FieldByName("Subtype"); sub.IsValid() && sub.Kind() == reflect.Interface && !sub.IsNil() {
		l.add(path, sub)
		return
	}
	field := v.FieldByName("Extra")
	if !field.IsValid() {
		if value := v.FieldByName("Value"); value.IsValid() { // an Opt
			l.add(path, value)
		}
		return
	}
	extra, _ := field.Interface().(map[string]json.RawMessage)
	known := map[string]bool{}
	for _, f := range wireFields(v.Type()) {
		known[f.name] = true
		at := strings.TrimPrefix(path+"."+f.name, ".")
		if raw, kept := extra[f.name]; kept && v.Field(f.index).IsZero() && !slices.Contains(zeroes, string(raw)) {
			l.mistyped = append(l.mistyped, at)
		}
		l.add(at, v.Field(f.index))
	}
	for name := range extra {
		if !known[name] {
			l.untyped = append(l.untyped, strings.TrimPrefix(path+"."+name, "."))
		}
	}
}

// zeroes are kept in Extra so that they are not lost, though their field fits.
var zeroes = []string{"null", `""`, "0", "0.0", "false", "[]", "{}"}
