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
	byFile  map[string][]Value
	headers bool // the values that are being visited are headers of an operation
}

var (
	posType  = reflect.TypeFor[ir.Pos]()
	spanType = reflect.TypeFor[ir.Span]()

	textType   = reflect.TypeFor[ir.Text]()
	schemeType = reflect.TypeFor[ir.Scheme]()
	noteType   = reflect.TypeFor[ir.Note]()

	parametersType = reflect.TypeFor[[]ir.Parameter]()
)

func (w *valueWalker) walk(v any) { w.visit(reflect.ValueOf(v)) }

// visit returns the words of a value. Texts for people hold none, but for notes:
// what a row gives as a name must not have ended up in a description.
func (w *valueWalker) visit(v reflect.Value) string {
	switch {
	case v.Type() == textType:
		return ""
	case v.Type() == schemeType:
		return " " + schemeName(v.String()) + " "
	}
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
		return squeezeWords(v.String())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10) + " "
	case reflect.Struct:
		return w.record(v)
	}
	return ""
}

// record returns the words of a struct, and adds it to the values once for each of its
// places: its Pos, which goes on to the line End where it has one, and its Spans.
func (w *valueWalker) record(v reflect.Value) string {
	var places []ir.Span
	var b strings.Builder
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case f.Type() == textType && v.Type() == noteType:
			b.WriteString(noteWords(f.Interface().(ir.Text)))
		case f.Type() == posType:
			places = append(places, ir.Span{At: f.Interface().(ir.Pos)})
		case f.Type() == spanType:
			places = append(places, f.Interface().(ir.Span))
		case f.Kind() == reflect.Slice && f.Type().Elem() == spanType:
			places = append(places, f.Interface().([]ir.Span)...)
		case v.Type().Field(i).Name == "End" && f.Kind() == reflect.Int:
			places[len(places)-1].End = int(f.Int()) // it follows At
		case f.Type() == parametersType && v.Type().Field(i).Name == "Headers":
			w.headers = true
			b.WriteString(w.visit(f))
			w.headers = false
		default:
			b.WriteString(w.visit(f))
		}
	}
	words := b.String()
	if p, ok := v.Interface().(ir.Parameter); ok && w.headers {
		words += " " + headerWord(p.Name) + " " + headerWord(p.Written) + " "
	}
	for _, s := range places {
		if !s.At.IsZero() {
			w.byFile[s.At.File] = append(w.byFile[s.At.File], Value{Lines{s.At.Line, s.Last()}, words})
		}
	}
	return words
}

// squeezeWords squeezes a text and, where it has several words but is no body, each
// of them.
func squeezeWords(s string) string {
	const longest = 400 // bytes
	all := " " + Squeeze(s) + " "
	if len(s) < longest && strings.Contains(s, " ") {
		for w := range strings.FieldsSeq(s) {
			all += Squeeze(w) + " "
		}
	}
	return all
}

// Forget drops from an API what it knows of the lines that its values were read from,
// which nobody needs once the account is made.
func Forget(api *ir.API) {
	forget(reflect.ValueOf(api).Elem())
}

func forget(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			forget(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			forget(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") == "-" {
				v.Field(i).SetZero()
			} else {
				forget(v.Field(i))
			}
		}
	}
}

// schemeName is the word for a permission scheme, which no text has.
func schemeName(scheme string) string {
	if scheme == "" {
		return ""
	}
	return "scheme:" + scheme
}

func noteWords(t ir.Text) string {
	words := ""
	for _, l := range t {
		words += squeezeWords(l.Text)
	}
	return words
}

// headerWord is the word for a header that an operation takes, which no text has.
func headerWord(name string) string { return "header:" + Squeeze(name) }
