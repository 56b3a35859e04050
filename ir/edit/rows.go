package edit

import (
	"reflect"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// sameParameters reports whether neither of two lists of parameters leads to a
// type that a page describes. Where their rows are the same, it notes the places.
func (e *Edit) sameParameters(a, b []ir.Parameter) bool {
	leads := func(p ir.Parameter) bool { return p.Type != "" && !ir.IsPrimitive(p.Type) }
	if slices.ContainsFunc(a, leads) || slices.ContainsFunc(b, leads) {
		return false
	}
	if slices.EqualFunc(a, b, func(x, y ir.Parameter) bool { return x.Name == y.Name }) {
		for i := range a {
			if !e.move(a[i].At, b[i].At) {
				return false
			}
		}
	}
	return true
}

// sameProperties reports whether the later list of properties is the earlier one
// with others among them that lead to no types. They are noted.
func (e *Edit) sameProperties(a, b reflect.Value) bool {
	name := func(v reflect.Value) string { return v.FieldByName("Name").String() }
	names, writable := map[string]bool{"value": true}, false // results are boxed in a member of that name
	for i := range a.Len() {
		names[strings.ToLower(name(a.Index(i)))] = true
		readOnly := a.Index(i).FieldByName("ReadOnly")
		writable = writable || !readOnly.IsValid() || !readOnly.Bool()
	}
	if !writable { // bodies may be made of other things than of such a type
		return e.same(a, b)
	}
	i := 0
	for j := range b.Len() {
		v := b.Index(j)
		if i < a.Len() && name(a.Index(i)) == name(v) {
			if !e.same(a.Index(i), v) {
				return false
			}
			i++
			continue
		}
		folded := strings.ToLower(name(v))
		if names[folded] || v.FieldByName("Values").Len() > 0 || !ir.IsPrimitive(v.FieldByName("Type").String()) {
			return false
		}
		names[folded] = true
		e.Added = append(e.Added, folded)
	}
	return i == a.Len()
}
