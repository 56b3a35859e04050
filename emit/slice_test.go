package emit

import (
	"cmp"
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
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

var slicesOf = flag.Int("slices", 24, "how many operations of the reference TestReferenceSlices emits alone, chosen at random; 0: all")

// TestReferenceSlices type-checks slices of the reference beside the
// repository, tests included: single operations, random subsets, and the
// operations of one page.
func TestReferenceSlices(t *testing.T) {
	longtest.Skip(t, "type-checks a hundred packages")
	api := referenceAPI()
	if api == nil {
		t.Skip("the reference pages are not beside the repository: ../shared/corpus/en-us")
	}
	random := rand.New(rand.NewPCG(uint64(*slicesOf), 2))
	check := func(ids ...string) {
		slice, err := ir.Select(api, ir.Selection{Include: ids})
		if err != nil {
			t.Fatal(err)
		}
		typeCheck(t, generateAll(t, slice))
		if t.Failed() {
			t.Fatalf("that was the slice of %d operations, %s first", len(ids), ids[0])
		}
	}
	order := random.Perm(len(api.Operations))
	single := cmp.Or(min(*slicesOf, len(order)), len(order))
	pages := map[string][]string{}
	for _, op := range api.Operations {
		pages[op.Sources[0].File] = append(pages[op.Sources[0].File], op.ID)
	}
	for _, i := range order[:single] {
		check(api.Operations[i].ID)
		if page := pages[api.Operations[i].Sources[0].File]; len(page) > 1 {
			check(page...)
		}
	}
	subsets := single / 8
	for i := range subsets {
		size := 2 + i*i%60
		var ids []string
		for _, op := range random.Perm(len(api.Operations))[:size] {
			ids = append(ids, api.Operations[op].ID)
		}
		check(ids...)
	}
	t.Logf("%d of %d operations alone, %d random subsets of 2 to 61 operations", single, len(order), subsets)
}

// TestSlices holds that every operation alone makes a package, and that it
// has the names it has in the whole. One in four is tried unless tests that take
// long are asked for.
func TestSlices(t *testing.T) {
	for name, archive := range archives(t) {
		whole, _ := generate(t, archive)
		api, err := ir.Decode(archive.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		for i, op := range api.Operations {
			if i%4 != 0 && !longtest.Enabled() {
				continue
			}
			slice, err := ir.Select(api, ir.Selection{Include: []string{op.ID}})
			if err != nil {
				t.Fatal(err)
			}
			files := generateAll(t, slice)
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
