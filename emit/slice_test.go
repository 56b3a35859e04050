package emit

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// std is the importer of the standard library, which it reads once.
var std = sync.OnceValue(func() types.Importer { return importer.ForCompiler(token.NewFileSet(), "source", nil) })

// typeCheck reports what is wrong with emitted packages, tests included.
func typeCheck(t *testing.T, files Files) {
	t.Helper()
	fset := token.NewFileSet()
	packages := map[string][]*ast.File{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		packages[path.Dir(name)] = append(packages[path.Dir(name)], file)
	}
	for dir, parsed := range packages {
		config := types.Config{Importer: std(), GoVersion: "go1.24", Error: func(err error) { t.Error(err) }}
		if _, err := config.Check(dir, fset, parsed, nil); err != nil {
			t.Fatalf("%s does not type-check", dir)
		}
	}
}

// TestSlices holds that every operation alone makes a package, and that it
// has the names it has in the whole.
func TestSlices(t *testing.T) {
	for name, archive := range archives(t) {
		whole, _ := generate(t, archive)
		api, err := ir.Decode(archive.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		for _, op := range api.Operations {
			slice, err := ir.Select(api, ir.Selection{Include: []string{op.ID}})
			if err != nil {
				t.Fatal(err)
			}
			files, _, err := Generate(slice, Options{Package: "graph"})
			if err != nil {
				t.Fatal(err)
			}
			typeCheck(t, files)
			if strings.HasSuffix(name, "names.txtar") {
				continue // names that meet in the whole do not meet in its parts
			}
			for file := range files {
				if whole[file] == nil {
					t.Errorf("%s: %s alone has the file %s, which the whole has not", name, op.ID, file)
				}
			}
		}
	}
}
