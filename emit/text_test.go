package emit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// rawText are the functions of jennifer that put a text into source as it
// stands, or nearly so.
var rawText = map[string]bool{
	"Anon": true, "CanonicalPath": true, "CgoPreamble": true, "Comment": true, "Commentf": true, "Dot": true, "HeaderComment": true,
	"Id": true, "ImportAlias": true, "ImportName": true, "Lit": true, "LitRune": true, "Op": true, "PackageComment": true,
	"Qual": true, "Tag": true,
}

// goNames are the fields of gomodel, and the variables, that hold identifiers
// which gomodel made; statuses are numbers.
var goNames = map[string]bool{
	"Field": true, "Mark": true, "Name": true, "Server": true, "Stem": true, "Subtype": true, "Var": true,
	"function": true, "mark": true, "name": true, "send": true, "status": true,
}

// goValues are the functions whose results are identifiers or numbers.
var goValues = map[string]bool{"SuccessStatus": true, "int": true, "Mark": true, "EqualFold": true, "mark": true, "stubName": true}

// TestTextGoesThroughGofile holds that the printers give jennifer literal texts
// and Go names alone: everything else that comes from a page has to pass the
// package gofile. Only printers and gofile import jennifer at all.
func TestTextGoesThroughGofile(t *testing.T) {
	printers := map[string]bool{"client": true, "server": true, "tests": true}
	files, err := filepath.Glob("*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	fset := token.NewFileSet()
	checked := 0
	for _, name := range files {
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(name)
		for _, i := range file.Imports {
			if strings.Contains(i.Path.Value, "dave/jennifer") && !printers[dir] && dir != "gofile" {
				t.Errorf("%s imports jennifer", name)
			}
		}
		if !printers[dir] || strings.HasSuffix(name, "_test.go") {
			continue
		}
		checked++
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if f, ok := call.Fun.(*ast.SelectorExpr); ok && rawText[f.Sel.Name] && !ofGofile(f) {
					for _, arg := range call.Args {
						if !trusted(arg) {
							t.Errorf("%s: %s is given a text that is neither literal nor a Go name", fset.Position(arg.Pos()), f.Sel.Name)
						}
					}
				}
			}
			return true
		})
	}
	if checked < 3 {
		t.Errorf("only %d files of printers were checked", checked)
	}
}

func ofGofile(f *ast.SelectorExpr) bool {
	id, ok := f.X.(*ast.Ident)
	return ok && (id.Name == "gofile" || id.Name == "runtime")
}

// trusted reports whether an expression cannot hold page text.
func trusted(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.BinaryExpr:
		return trusted(e.X) && trusted(e.Y) || e.Op == token.LOR || e.Op == token.EQL
	case *ast.SelectorExpr:
		return goNames[e.Sel.Name]
	case *ast.Ident:
		return goNames[e.Name] || e.Name == "n" // a parsed number
	case *ast.CallExpr:
		switch f := e.Fun.(type) {
		case *ast.Ident:
			return goValues[f.Name]
		case *ast.SelectorExpr:
			return goValues[f.Sel.Name]
		}
	}
	return false
}
