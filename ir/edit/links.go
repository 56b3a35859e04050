package edit

import (
	"reflect"
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// Link is a link of a page, from a file, which may be one that the page includes.
type Link struct{ File, Href string }

// sameAnchors reports whether the later list of anchors is the earlier one with
// others among them. They are noted.
func (e *Edit) sameAnchors(was, now []string) bool {
	if (was == nil) != (now == nil) {
		return false
	}
	i := 0
	for _, anchor := range now {
		switch {
		case i < len(was) && was[i] == anchor:
			i++
		case !slices.Contains(was, anchor):
			e.Anchors = append(e.Anchors, anchor)
		}
	}
	return i == len(was)
}

// matchLinks pairs links to the same target, notes their places, and gathers the
// others. Links are structs of a Href and a place, At.
func (e *Edit) matchLinks(was, now reflect.Value) bool {
	matched := Edit{moves: e.moves}
	if !matched.matchFindings(linksAsFindings(was), linksAsFindings(now)) {
		return false
	}
	e.moves = matched.moves
	for _, d := range slices.Concat(matched.Gone, matched.New) {
		e.Links = append(e.Links, Link{d.File, d.Message})
	}
	return true
}

// linksAsFindings gives links the form in which they can be matched.
func linksAsFindings(list reflect.Value) []ir.Diagnostic {
	out := make([]ir.Diagnostic, list.Len())
	for i := range out {
		at := list.Index(i).FieldByName("At").Interface().(ir.Pos)
		out[i] = ir.Diagnostic{Message: list.Index(i).FieldByName("Href").String(), File: at.File, Line: at.Line, Column: at.Column}
	}
	return out
}
