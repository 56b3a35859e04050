package emit

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

var (
	mutants   = flag.Int("mutants", 12, "how many mutants TestMutants makes")
	mutantsOf = flag.String("mutants-of", "", "saved IR whose emitted package TestMutants mutates; default: the archives")
)

// mutant is a fault put into an emitted file: source[from:to] becomes text.
type mutant struct {
	kind     string // "method", "path", "json", "query", "header" or "status"
	file     string
	from, to int
	text     string
}

// TestMutants puts faults into emitted clients and servers, one at a time, and
// demands that the emitted tests catch at least 95 % of them: a wrong method,
// path segment, JSON name, query or header name, or status.
func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and runs a package per mutant")
	}
	packages := mutablePackages(t)
	var all []mutant
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		for _, name := range slices.Sorted(maps.Keys(packages[dir])) {
			all = append(all, mutantsIn(t, dir+"/"+name, packages[dir][name])...)
		}
	}
	if len(all) == 0 {
		t.Fatal("nothing to mutate")
	}
	var chosen []mutant
	for i := range min(*mutants, len(all)) {
		chosen = append(chosen, all[i*len(all)/min(*mutants, len(all))])
	}
	survivors := runMutants(t, packages, chosen)
	for _, m := range survivors {
		t.Logf("not caught: %s in %s: %s", m.kind, m.file, m.text)
	}
	caught := len(chosen) - len(survivors)
	t.Logf("%d of %d mutants caught (%d places to mutate)", caught, len(chosen), len(all))
	if 100*caught < 95*len(chosen) {
		t.Errorf("%d of %d mutants caught, less than 95 %%", caught, len(chosen))
	}
}

// mutablePackages returns the files of emitted packages by folder and name.
func mutablePackages(t *testing.T) map[string]Files {
	packages := map[string]Files{}
	add := func(name string, files Files) {
		for file, data := range files {
			dir := name + filepath.Dir(file)
			if packages[dir] == nil {
				packages[dir] = Files{}
			}
			packages[dir][filepath.Base(file)] = data
		}
	}
	if *mutantsOf != "" {
		data, err := os.ReadFile(*mutantsOf)
		if err != nil {
			t.Fatal(err)
		}
		api, err := ir.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		files, _, err := Generate(api, Options{Package: "graph"})
		if err != nil {
			t.Fatal(err)
		}
		add("saved", files)
		return packages
	}
	for name, archive := range archives(t) {
		files, _ := generate(t, archive)
		add(strings.TrimSuffix(filepath.Base(name), ".txtar"), files)
	}
	return packages
}

// mutantsIn lists the places of a file that hold a fact of the API.
func mutantsIn(t *testing.T, name string, source []byte) []mutant {
	base := filepath.Base(name)
	if strings.HasSuffix(base, "_test.go") || strings.HasPrefix(base, "runtime") {
		return nil
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	m := mutator{file: name, fset: fset}
	ast.Inspect(file, func(n ast.Node) bool {
		m.node(n)
		return true
	})
	return m.list
}

type mutator struct {
	file string
	fset *token.FileSet
	list []mutant
}

func (m *mutator) add(kind string, lit *ast.BasicLit, text string) {
	m.list = append(m.list, mutant{kind, m.file, m.fset.Position(lit.Pos()).Offset, m.fset.Position(lit.End()).Offset, text})
}

// node looks for literals by where they stand.
func (m *mutator) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		key, isName := n.Key.(*ast.Ident)
		lit, isText := n.Value.(*ast.BasicLit)
		switch {
		case isName && isText && key.Name == "method":
			m.add("method", lit, strconv.Quote(map[bool]string{true: "PUT", false: "POST"}[lit.Value == `"POST"`]))
		case isName && isText && key.Name == "path":
			m.template(lit)
		}
	case *ast.CompositeLit:
		m.values(n)
	case *ast.CallExpr:
		m.call(n)
	case *ast.Field:
		if n.Tag != nil {
			m.tag(n.Tag)
		}
	}
}

// values mutates the names of required query parameters.
func (m *mutator) values(n *ast.CompositeLit) {
	if name, ok := n.Type.(*ast.Ident); !ok || name.Name != "values" {
		return
	}
	for _, e := range n.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if lit, ok := pair.Key.(*ast.BasicLit); ok {
				m.add("query", lit, strings.TrimSuffix(lit.Value, `"`)+`q"`)
			}
		}
	}
}

// call mutates the templates of addresses and the statuses of servers.
func (m *mutator) call(n *ast.CallExpr) {
	name, ok := n.Fun.(*ast.Ident)
	if !ok || len(n.Args) == 0 {
		return
	}
	if lit, ok := n.Args[0].(*ast.BasicLit); ok && name.Name == "expand" {
		m.template(lit)
	}
	if strings.HasPrefix(name.Name, "send") && len(n.Args) > 1 {
		if lit, ok := n.Args[1].(*ast.BasicLit); ok && lit.Kind == token.INT {
			m.add("status", lit, map[bool]string{true: "202", false: "200"}[lit.Value == "200"])
		}
	}
}

var literalSegment = regexp.MustCompile(`/[A-Za-z$.]{3,}`)

// template mutates each literal segment of a path template.
func (m *mutator) template(lit *ast.BasicLit) {
	for _, at := range literalSegment.FindAllStringIndex(lit.Value, -1) {
		m.add("path", lit, lit.Value[:at[1]]+"q"+lit.Value[at[1]:])
	}
}

var tagName = regexp.MustCompile(`(json|query|header):"([^",]+)`)

func (m *mutator) tag(lit *ast.BasicLit) {
	if at := tagName.FindStringSubmatchIndex(lit.Value); at != nil && lit.Value[at[4]:at[5]] != "-" {
		m.add(lit.Value[at[2]:at[3]], lit, lit.Value[:at[5]]+"q"+lit.Value[at[5]:])
	}
}

// runMutants tests a copy of the package for each mutant and returns the
// mutants whose tests pass.
func runMutants(t *testing.T, packages map[string]Files, chosen []mutant) []mutant {
	dir := t.TempDir()
	write := func(path string, data []byte) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "go.mod"), []byte("module mutants\n\ngo 1.24\n"))
	for i, m := range chosen {
		at := filepath.Dir(m.file)
		for name, data := range packages[at] {
			if at+"/"+name == m.file {
				data = bytes.Join([][]byte{data[:m.from], []byte(m.text), data[m.to:]}, nil)
			}
			write(filepath.Join(dir, fmt.Sprintf("m%03d", i), name), data)
		}
	}
	run := exec.Command("go", "test", "-vet=off", "./...")
	run.Dir, run.Env = dir, append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	out, err := run.CombinedOutput()
	if err == nil {
		t.Log("no mutant was caught")
	}
	var survivors []mutant
	for i, m := range chosen {
		name := fmt.Sprintf("mutants/m%03d", i)
		switch {
		case bytes.Contains(out, []byte(name+" [build failed]")):
			t.Errorf("the mutant %s in %s does not build", m.text, m.file)
		case !bytes.Contains(out, []byte("FAIL\t"+name)):
			survivors = append(survivors, m)
		}
	}
	return survivors
}
