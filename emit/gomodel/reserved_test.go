package gomodel

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"testing"

	"github.com/docpiler/docpiler/templates"
)

// What is read from the lines of the runtime is what go/parser finds declared.
func TestDeclared(t *testing.T) {
	for _, f := range templates.Runtime("") {
		got, want := declared(f.Text), parsedNames(t, f.Name, f.Text)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the lines declare %q, want %q", f.Name, got, want)
		}
	}
}

func parsedNames(t *testing.T, name string, source any) (names []string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names = append(names, s.Name.Name)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						names = append(names, n.Name)
					}
				}
			}
		}
	}
	return names
}
