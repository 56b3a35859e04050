package ir

import (
	"strconv"
	"time"

	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// Shown is the type that JSON values show.
type Shown struct {
	Type       string // "" if no value shows one
	Collection bool   // the values are arrays, and Type that of their elements
	Nullable   bool   // a value is null
	Objects    bool   // all values or elements are objects
}

// TypeOf returns the type that holds all of some values, which examples show of
// one property:
//
//   - whole numbers are Int64, for none of them tells how large another may be;
//     other numbers are Double
//   - texts are DateTimeOffset if all are points in time, else String
//   - objects are what their @odata.type says, Json if they differ or say nothing
//   - arrays are collections of what TypeOf says of all their elements
//   - values of several kinds are Json, as are arrays in arrays and numbers that
//     no Double holds
func TypeOf(values []*jsontree.Node) Shown {
	var s Shown
	var single, elements []*jsontree.Node
	for _, v := range values {
		switch v.Kind() {
		case jsontree.None:
		case jsontree.Null:
			s.Nullable = true
		case jsontree.Array:
			s.Collection = true
			elements = append(elements, v.Elements()...)
		default:
			single = append(single, v)
		}
	}
	switch {
	case !s.Collection:
		s.Type, s.Objects = singleType(single)
	case len(single) > 0: // now one value, now several
		s.Type, s.Collection = "Json", false
	default:
		s.Type, s.Objects = singleType(elements)
	}
	return s
}

// singleType is TypeOf for values that are no arrays; arrays among them are
// Json. Nulls do not count.
func singleType(values []*jsontree.Node) (name string, objects bool) {
	kind := jsontree.Null
	for _, v := range values {
		next, nextKind := scalarType(v), v.Kind()
		switch {
		case nextKind == jsontree.Null:
		case kind == jsontree.Null:
			name, kind = next, nextKind
		case kind != nextKind:
			return "Json", false
		default:
			name = widen(name, next)
		}
	}
	return name, kind == jsontree.Object
}

func scalarType(v *jsontree.Node) string {
	switch v.Kind() {
	case jsontree.Bool:
		return "Boolean"
	case jsontree.String:
		if _, err := time.Parse(time.RFC3339Nano, v.Str()); err == nil {
			return "DateTimeOffset"
		}
		return "String"
	case jsontree.Number:
		if _, err := strconv.ParseInt(v.Text, 10, 64); err == nil {
			return "Int64"
		}
		if _, err := strconv.ParseFloat(v.Text, 64); err == nil {
			return "Double"
		}
	case jsontree.Object:
		if kind := ODataType(v); kind != "" {
			return kind
		}
	}
	return "Json"
}

// widen returns the type that holds the values of two, which are of one kind.
func widen(a, b string) string {
	switch {
	case a == b:
		return a
	case a == "Int64" && b == "Double", a == "Double" && b == "Int64":
		return "Double"
	case a == "String" && b == "DateTimeOffset", a == "DateTimeOffset" && b == "String":
		return "String"
	}
	return "Json"
}

// ODataType returns what the @odata.type of an object says, without "#".
func ODataType(object *jsontree.Node) string {
	return service.OData.TypeOf(object.Get(service.OData.TypeMember).Str())
}
