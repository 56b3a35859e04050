package gofile

import (
	"bytes"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"slices"

	"github.com/docpiler/docpiler/templates"
)

// Runtime returns one file of a package, made of the runtime files of one
// part: one package clause, one list of imports, then what the files declare.
func Runtime(pkg, name string, part templates.RuntimePart) ([]byte, error) {
	imports := map[string]bool{}
	var body bytes.Buffer
	for _, f := range templates.Runtime() {
		if f.Part != part {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, f.Name, f.Text, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		start := file.Name.End()
		for _, d := range file.Decls {
			start = d.End()
		}
		for _, i := range file.Imports {
			imports[i.Path.Value] = true
		}
		body.WriteString(f.Text[fset.Position(start).Offset:])
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n\npackage %s\n\nimport (\n", Header, pkg)
	for _, path := range slices.Sorted(maps.Keys(imports)) {
		fmt.Fprintf(&out, "\t%s\n", path)
	}
	fmt.Fprintf(&out, ")\n%s", body.Bytes())
	source, err := format.Source(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return source, Check(name, source)
}
