package ir

import "slices"

// Primitives lists the primitive type names in their canonical spelling, which
// is that of OData without the "Edm." prefix. Page spellings ("boolean",
// "Boolesch", "Integer") are mapped to these by the parser.
var Primitives = []string{
	"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration",
	"Guid", "Int16", "Int32", "Int64", "Json", "SByte", "Single", "Stream", "String", "TimeOfDay",
}

// IsPrimitive reports whether a type name is one of [Primitives].
func IsPrimitive(name string) bool {
	if name == "" || name[0] < 'A' || name[0] > 'Z' { // most names
		return false
	}
	_, ok := slices.BinarySearch(Primitives, name)
	return ok
}
