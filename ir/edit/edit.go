// Package edit tells how far a change of a page reaches. Most edits change words:
// a description, a note, a permission. What other pages say of the page, and what
// all other output is made of, then stays as it is, but for the places of what
// stands on the page.
package edit

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// Edit is what is different between what pages said and what they say. The zero
// value is ready to use.
type Edit struct {
	Added     []string        // names of properties that types and bodies have now, in lower case
	Anchors   []string        // of headings that pages have now
	Links     []Link          // that came or went
	Gone, New []ir.Diagnostic // findings of the pages that are no more, and that were not there

	moves map[ir.Pos]ir.Pos // where things stand that stood elsewhere, or still stand
}

// Pos returns the place of a thing now.
func (e *Edit) Pos(at ir.Pos) ir.Pos {
	if now, ok := e.moves[at]; ok {
		return now
	}
	return at
}

// Agrees reports whether another edit has moved nothing to elsewhere than this one.
func (e *Edit) Agrees(other *Edit) bool {
	for was, now := range other.moves {
		if e.Pos(was) != now {
			return false
		}
	}
	return true
}

// Files lists the files in which something stands that was compared, each once.
func (e *Edit) Files() []string {
	files := map[string]bool{}
	for was := range e.moves {
		files[was.File] = true
	}
	return slices.Sorted(maps.Keys(files))
}

// tag marks the fields that show nowhere but in what is made of the page itself.
//
//	text        a text that may become another one, but not come or go
//	sample      a payload whose values may become others of their kinds
//	parameters  parameters of primitive types, any others too
//	properties  more properties than there were: what uses the type shows them
//	findings    findings of the page
//	anchors     more anchors than there were: links of other pages may lead to them
//	links       links, whose findings are to be looked at
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
	if t == reflect.TypeFor[ir.Pos]() {
		return e.move(a.Interface().(ir.Pos), b.Interface().(ir.Pos))
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
		case "anchors":
			if !e.sameAnchors(x.Interface().([]string), y.Interface().([]string)) {
				return false
			}
			same = true
		case "links":
			if !e.matchLinks(x, y) {
				return false
			}
			same = true
		case "findings":
			if !e.matchFindings(x.Interface().([]ir.Diagnostic), y.Interface().([]ir.Diagnostic)) {
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
