package account

import (
	"reflect"
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// field is what is to be known of a field of the IR. Fields that hold nothing for the
// account are left out.
type field struct {
	index        int
	role         role
	passing      bool // it is no part of the JSON form
	holdsPassing bool // fields below it are not
}

// role is what a field is to the account.
type role uint8

const (
	isPart    role = iota + 1 // it holds words
	isNote                    // the text of a note, which is the only text for people that holds words: what a row gives as a name must not have ended up in a description
	isPos                     // the place of the struct
	isEnd                     // the last line of that place
	isSpan                    // a further place
	isSpans                   // further places
	isHeaders                 // the headers of an operation
	ofType                    // the type of a property or parameter
	isNames                   // names of permissions, of which "and" alone joins several
)

// shapes are the fields of every struct of the IR.
var shapes = shapesOf(reflect.TypeFor[ir.API](), map[reflect.Type][]field{})

var (
	posType        = reflect.TypeFor[ir.Pos]()
	spanType       = reflect.TypeFor[ir.Span]()
	textType       = reflect.TypeFor[ir.Text]()
	schemeType     = reflect.TypeFor[ir.Scheme]()
	noteType       = reflect.TypeFor[ir.Note]()
	permissionType = reflect.TypeFor[ir.Permission]()
	parameterType  = reflect.TypeFor[ir.Parameter]()
	parametersType = reflect.TypeFor[[]ir.Parameter]()
)

// shapesOf adds the shapes of a type and of all types below it.
func shapesOf(t reflect.Type, to map[reflect.Type][]field) map[reflect.Type][]field {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return shapesOf(t.Elem(), to)
	case reflect.Struct:
	default:
		return to
	}
	if _, done := to[t]; done || t == posType {
		return to
	}
	to[t] = nil // where it holds itself
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		made := field{index: i, role: roleOf(t, f), passing: f.Tag.Get("json") == "-"}
		shapesOf(f.Type, to)
		made.holdsPassing = slices.ContainsFunc(to[structIn(f.Type)], func(f field) bool { return f.passing || f.holdsPassing })
		if made.role != 0 || made.passing || made.holdsPassing {
			fields = append(fields, made)
		}
	}
	to[t] = fields
	return to
}

// structIn is the type of what a pointer points to, or of the elements of a list.
func structIn(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

func roleOf(t reflect.Type, f reflect.StructField) role {
	switch {
	case f.Type == textType && t == noteType:
		return isNote
	case f.Type == textType:
		return 0
	case f.Type == posType:
		return isPos
	case f.Type == spanType:
		return isSpan
	case f.Type.Kind() == reflect.Slice && f.Type.Elem() == spanType:
		return isSpans
	case f.Type.Kind() == reflect.Int && f.Name == "End":
		return isEnd
	case f.Type.Kind() == reflect.String && f.Name == "Type":
		return ofType
	case t == permissionType && f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.String:
		return isNames
	case f.Type == parametersType && f.Name == "Headers":
		return isHeaders
	}
	switch structIn(f.Type).Kind() {
	case reflect.String, reflect.Int, reflect.Struct:
		return isPart
	}
	return 0
}
