package main

import (
	"path/filepath"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/pages"
)

// location turns the places of findings, which are relative to the folder of a
// configuration, into what is seen from the current one.
type location struct {
	dir string // of the job
	set *pages.Set
}

// display returns the findings with file names as seen from the current folder.
func (l location) display(list []ir.Diagnostic) []ir.Diagnostic {
	if l.dir == "" || l.dir == "." {
		return list
	}
	out := make([]ir.Diagnostic, len(list))
	for i, d := range list {
		d.File = l.name(d.File)
		related := make([]ir.Related, len(d.Related))
		for j, r := range d.Related {
			r.File = l.name(r.File)
			related[j] = r
		}
		d.Related = related
		out[i] = d
	}
	return out
}

// name returns a file name as seen from the current folder.
func (l location) name(name string) string {
	if name == "" || l.dir == "" || l.dir == "." || filepath.IsAbs(filepath.FromSlash(name)) {
		return name
	}
	return filepath.ToSlash(filepath.Join(l.dir, filepath.FromSlash(name)))
}

// source returns the content of a page by the name that display gives it.
func (l location) source() func(string) []byte {
	var names map[string]string
	return func(file string) []byte {
		if names == nil {
			names = make(map[string]string, len(l.set.Sources))
			for _, s := range l.set.Sources {
				names[l.name(s.Name)] = s.Name
			}
		}
		return l.set.Content(names[file])
	}
}
