package ir

import (
	"cmp"
	"slices"
	"strings"
)

// query compares the query parameters, and what a page says of OData's options as
// a whole: those that apply are none the less there where the other page names
// them.
func (d *differ) query(a, b *Operation) {
	old, new := a.Query, b.Query
	switch {
	case b.OData && !a.OData:
		old = withoutOptions(old, true)
		d.add("odata-added", "", "odata", operationPos(a), operationPos(b), "OData's query options apply.")
	case a.OData && !b.OData:
		new = withoutOptions(new, false)
		message := "OData's query options no longer apply."
		if len(new) < len(b.Query) {
			message = "Not all of OData's query options apply any more, only those that the page names."
		}
		d.add("odata-removed", "odata", "", operationPos(a), operationPos(b), "%s", message)
	}
	d.parameters("query parameter", old, new)
}

// withoutOptions leaves out OData's options, those that a call must give as well
// if required is true.
func withoutOptions(list []Parameter, required bool) []Parameter {
	return slices.DeleteFunc(slices.Clone(list), func(p Parameter) bool {
		return strings.HasPrefix(p.Name, "$") && (required || !p.Required)
	})
}

// ownHeaders are headers that every request has, whether or not a page's table has
// a row for them.
var ownHeaders = []string{"authorization", "content-type"}

func (d *differ) parameters(what string, a, b []Parameter) {
	pairByKey(a, b, func(p Parameter) string { return strings.ToLower(p.Name) }, func(x, y *Parameter) {
		named := cmp.Or(x, y)
		own := what == "header" && slices.Contains(ownHeaders, strings.ToLower(named.Name))
		switch {
		case own && y == nil:
			d.add("detail-changed", x.Name, "", x.At, Pos{}, "The table no longer has a row for the header %s.", x.Name)
		case own && x == nil:
			d.add("detail-changed", "", y.Name, Pos{}, y.At, "The table has a row for the header %s.", y.Name)
		case y == nil:
			d.add("parameter-removed", x.Name, "", x.At, Pos{}, "The %s %s is gone.", what, x.Name)
		case x == nil && y.Required:
			d.add("parameter-required", "", y.Name, Pos{}, y.At, "The %s %s is new and required.", what, y.Name)
		case x == nil:
			d.add("parameter-added", "", y.Name, Pos{}, y.At, "The %s %s is new.", what, y.Name)
		default:
			d.parameter(what, x, y)
		}
	})
}

func (d *differ) parameter(what string, x, y *Parameter) {
	if retyped(x.Type, y.Type, x.Collection, y.Collection) {
		old, new := typeRef{x.Type, x.Collection}.String(), typeRef{y.Type, y.Collection}.String()
		d.add("parameter-retyped", old, new, x.At, y.At, "The %s %s is a %s, was a %s.", what, x.Name, new, old)
	}
	switch {
	case y.Required && !x.Required:
		d.add("parameter-required", "optional", "required", x.At, y.At, "The %s %s is now required.", what, x.Name)
	case x.Required && !y.Required:
		d.add("parameter-optional", "required", "optional", x.At, y.At, "The %s %s is no longer required.", what, x.Name)
	}
	d.details(" of the "+what+" "+x.Name, x, y, x.At, y.At, &x.Name, &x.Type, &x.Collection, &x.Required)
}

// retyped reports whether two type cells differ; where one page gives no type,
// nothing is known.
func retyped(a, b string, aCollection, bCollection bool) bool {
	return a != "" && b != "" && (!sameType(a, b) || aCollection != bCollection)
}
