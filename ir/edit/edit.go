// Package edit tells how far a change of a page reaches. Most edits change words:
// a description, a note, a permission. What other pages say of the page, and what
// all other output is made of, then stays as it is, but for the places of what
// stands on the page.
package edit

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// Edit is what is different between what pages said and what they say. The zero
// value is ready to use.
type Edit struct {
	Added []string // names of properties that types and bodies have now

	moves map[ir.Pos]ir.Pos // where things stand that stood elsewhere, or still stand
}

// Pos returns the place of a thing now.
func (e *Edit) Pos(at ir.Pos) ir.Pos {
	if now, ok := e.moves[at]; ok {
		return now
	}
	return at
}

// tag marks the fields that show nowhere but in what is made of the page itself.
//
//	text        a text that may become another one, but not come or go
//	sample      a payload whose values may become others of their kinds
//	parameters  parameters of primitive types, any others too
//	properties  more properties than there were: what uses the type shows them
//	all         any value
const tag = "local"

// Compare compares what a page said with what it says now, pointers to values of
// one type. If nothing is different but places and what is marked as local, it
// notes them and returns true. Afterwards, [Edit.Ordered] must be asked whether
// places stand in the order in which they stood.
func (e *Edit) Compare(was, now any) bool {
	return e.same(reflect.ValueOf(was), reflect.ValueOf(now))
}

// same compares two values of one type.
func (e *Edit) same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return e.same(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() || a.IsNil() != b.IsNil() {
			return false
		}
		for i := range a.Len() {
			if !e.same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		return e.sameFields(a, b)
	}
	return a.Equal(b)
}

func (e *Edit) sameFields(a, b reflect.Value) bool {
	t := a.Type()
	switch t {
	case reflect.TypeFor[ir.Pos]():
		return e.move(a.Interface().(ir.Pos), b.Interface().(ir.Pos))
	case reflect.TypeFor[ir.Diagnostic]():
		return e.sameFinding(a.Interface().(ir.Diagnostic), b.Interface().(ir.Diagnostic))
	}
	for i := range t.NumField() {
		x, y, same := a.Field(i), b.Field(i), false
		switch t.Field(i).Tag.Get(tag) {
		case "all":
			same = true
		case "text":
			same = sameLocales(x.Interface().(ir.Text), y.Interface().(ir.Text))
		case "sample":
			same = sameShape(x.String(), y.String())
		case "parameters":
			same = e.sameParameters(x.Interface().([]ir.Parameter), y.Interface().([]ir.Parameter))
		case "properties":
			if !e.sameProperties(x, y) {
				return false
			}
			same = true
		}
		if !same && !e.same(x, y) {
			return false
		}
	}
	return true
}

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

// sameLocales reports whether two texts are there in the same languages.
func sameLocales(a, b ir.Text) bool {
	return slices.EqualFunc(a, b, func(x, y ir.LocalText) bool { return x.Locale == y.Locale })
}

// move notes where something stands now. A thing stays in its file.
func (e *Edit) move(was, now ir.Pos) bool {
	if was.File != now.File || was.IsZero() != now.IsZero() {
		return false
	}
	if known, ok := e.moves[was]; ok {
		return known == now
	}
	if e.moves == nil {
		e.moves = map[ir.Pos]ir.Pos{}
	}
	e.moves[was] = now
	return true
}

func (e *Edit) sameFinding(a, b ir.Diagnostic) bool {
	if a.Severity != b.Severity || a.Code != b.Code || a.Message != b.Message || len(a.Related) != len(b.Related) {
		return false
	}
	for i, r := range a.Related {
		s := b.Related[i]
		if r.Message != s.Message || !e.move(ir.Pos{File: r.File, Line: r.Line, Column: r.Column}, ir.Pos{File: s.File, Line: s.Line, Column: s.Column}) {
			return false
		}
	}
	return e.move(a.Pos(), b.Pos())
}

// Ordered reports whether all places stand in the order in which they stood, on
// one line if they did: what is sorted by place stays sorted, and what is found
// between two places stays between them.
func (e *Edit) Ordered() bool {
	type pair struct{ was, now ir.Pos }
	list := make([]pair, 0, len(e.moves))
	for was, now := range e.moves {
		list = append(list, pair{was, now})
	}
	slices.SortFunc(list, func(x, y pair) int { return ir.ComparePos(x.was, y.was) })
	for i := range list[min(1, len(list)):] {
		x, y := list[i], list[i+1]
		if x.was.File != y.was.File {
			continue
		}
		if cmp.Compare(x.was.Line, y.was.Line) != cmp.Compare(x.now.Line, y.now.Line) || ir.ComparePos(x.now, y.now) >= 0 {
			return false
		}
	}
	return true
}

// Findings returns findings at the places where they are now. It reports false if
// one is at a place of which nothing is known, on an edited page or in a file where
// other things moved.
func (e *Edit) Findings(list []ir.Diagnostic, edited func(file string) bool) ([]ir.Diagnostic, bool) {
	moved := map[string]bool{}
	for was, now := range e.moves {
		if was != now {
			moved[was.File] = true
		}
	}
	out := slices.Clone(list)
	place := func(file string, line, column *int) bool {
		at := ir.Pos{File: file, Line: *line, Column: *column}
		if now, ok := e.moves[at]; ok {
			*line, *column = now.Line, now.Column
			return true
		}
		return at.IsZero() || !moved[file] && !edited(file)
	}
	for i := range out {
		d := &out[i]
		if !place(d.File, &d.Line, &d.Column) {
			return nil, false
		}
		d.Related = slices.Clone(d.Related)
		for j := range d.Related {
			if r := &d.Related[j]; !place(r.File, &r.Line, &r.Column) {
				return nil, false
			}
		}
	}
	return out, true
}
