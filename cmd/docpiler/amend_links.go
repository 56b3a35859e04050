package main

import (
	"path"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/edit"
	"github.com/docpiler/docpiler/parser/lint"
)

// mostLinks bounds the links that are looked at: of a folder that many links miss
// something in nothing is said.
const mostLinks = 10

// mayLink reports whether there is nothing to say of the links and headings that
// came or went: all such links lead somewhere, and no link missed a heading of a
// page that has more of them now.
func (a *amendment) mayLink() bool {
	for name := range a.pages {
		missed := func(d ir.Diagnostic) bool {
			return d.Code == "link-anchor-missing" && strings.Contains(d.Message, path.Base(name))
		}
		if len(a.edit.Anchors) > 0 && slices.ContainsFunc(a.findings, missed) {
			return false
		}
	}
	if len(a.edit.Links) == 0 {
		return true
	}
	escaped := func(l edit.Link) bool { return strings.ContainsAny(l.Href, "%?") }
	if len(a.edit.Links) > mostLinks || slices.ContainsFunc(a.edit.Links, escaped) {
		return false
	}
	targets := map[string]bool{} // last elements of their paths
	for _, l := range a.edit.Links {
		name, _, _ := strings.Cut(l.Href, "#")
		targets[path.Base(name)] = true
	}
	all := make([]lint.Page, len(a.set.Sources))
	for i, s := range a.set.Sources {
		all[i].Name = s.Name
		e, edited := a.says[s.Name]
		if !edited && !targets[path.Base(s.Name)] {
			continue
		}
		said, _, ok := a.reading(i)
		if edited {
			said, ok = e.said()
		}
		if !ok {
			return false
		}
		all[i].Anchors = said.Noted.Anchors
		for _, l := range a.links[s.Name] {
			all[i].Links = append(all[i].Links, lint.Link{Href: l.Href, At: ir.Pos{File: l.File, Line: 1}})
		}
	}
	return len(lint.CheckLinks(all)) == 0
}
