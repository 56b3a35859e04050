package account

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// Values lists what an API holds with its places, by file.
func Values(api *ir.API) map[string][]Value {
	w := valueWalker{byFile: map[string][]Value{}}
	for _, o := range api.Operations {
		w.walk(o)
	}
	for _, t := range api.Types {
		w.walk(t)
	}
	return w.byFile
}

// valueWalker gathers the values of an API: every struct that has a place, with all
// texts and numbers in it. It goes by reflection, so that no field is forgotten.
type valueWalker struct {
	byFile map[string][]Value
}

var posType = reflect.TypeFor[ir.Pos]()

func (w *valueWalker) walk(v any) { w.visit(reflect.ValueOf(v)) }

// visit returns the words of a value.
func (w *valueWalker) visit(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return w.visit(v.Elem())
		}
	case reflect.Slice:
		var b strings.Builder
		for i := range v.Len() {
			b.WriteString(w.visit(v.Index(i)))
		}
		return b.String()
	case reflect.String:
		return Squeeze(v.String()) + " "
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10) + " "
	case reflect.Struct:
		return w.record(v)
	}
	return ""
}

func (w *valueWalker) record(v reflect.Value) string {
	var places []ir.Pos
	var b strings.Builder
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case f.Type() == posType:
			places = append(places, f.Interface().(ir.Pos))
		case f.Kind() == reflect.Slice && f.Type().Elem() == posType:
			places = append(places, f.Interface().([]ir.Pos)...)
		default:
			b.WriteString(w.visit(f))
		}
	}
	words := b.String()
	for _, at := range places {
		if !at.IsZero() {
			w.byFile[at.File] = append(w.byFile[at.File], Value{Lines{at.Line, max(at.Line, at.End)}, words})
		}
	}
	return words
}
