package gomodel

import (
	"go/ast"
	"go/parser"
	"go/token"
	"sync"

	"github.com/docpiler/docpiler/templates"
)

// runtimeNames are the names that the runtime files declare at package level,
// and those of the emitted client. No API name may take one.
var runtimeNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{"Client": true, "NewClient": true, "DefaultBaseURL": true}
	for _, c := range Clouds {
		names[c.Name+"BaseURL"] = true
	}
	for _, f := range templates.Runtime() {
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Text, parser.SkipObjectResolution)
		if err != nil {
			panic("gomodel: the runtime does not parse: " + err.Error()) // it is compiled with docpiler
		}
		for _, d := range file.Decls {
			declared(names, d)
		}
	}
	return names
})

func declared(names map[string]bool, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names[d.Name.Name] = true
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				names[s.Name.Name] = true
			case *ast.ValueSpec:
				for _, n := range s.Names {
					names[n.Name] = true
				}
			}
		}
	}
}
