package gofile

import (
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/docpiler/docpiler/templates"
)

// Runtime returns one file of a package, made of the runtime files of one
// part for a service with some tags: one package clause, one list of imports, then what the files declare.
// They are in gofmt's layout already, and what is left of them is.
func Runtime(pkg, name string, part templates.RuntimePart, tags templates.RuntimeTags) ([]byte, error) {
	cached, _ := runtimeTexts.LoadOrStore(runtimeKey{part, tags}, sync.OnceValues(func() (string, error) { return joinRuntime(name, part, tags) }))
	text, err := cached.(func() (string, error))()
	return []byte(strings.Replace(text, packageClause, "\npackage "+pkg+"\n", 1)), err
}

var runtimeTexts sync.Map // runtimeKey → func() (string, error)

type runtimeKey struct {
	part templates.RuntimePart
	tags templates.RuntimeTags
}

const packageClause = "\npackage runtime\n"

// joinRuntime makes one file of the runtime files of a part.
func joinRuntime(name string, part templates.RuntimePart, tags templates.RuntimeTags) (string, error) {
	imports := map[string]bool{}
	var body strings.Builder
	for _, f := range templates.Runtime(tags) {
		if f.Part != part {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, f.Name, f.Text, parser.ImportsOnly)
		if err != nil {
			return "", err
		}
		start := file.Name.End()
		for _, d := range file.Decls {
			start = d.End()
		}
		for _, i := range file.Imports {
			imports[i.Path.Value] = true
		}
		body.WriteString("\n" + strings.TrimSpace(f.Text[fset.Position(start).Offset:]) + "\n")
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n%s\nimport (\n", Header, packageClause)
	for _, path := range slices.Sorted(maps.Keys(imports)) {
		fmt.Fprintf(&out, "\t%s\n", path)
	}
	fmt.Fprintf(&out, ")\n%s", body.String())
	return out.String(), Check(name, []byte(out.String()))
}
