package main

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"maps"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// namedPage documents an operation of a resource, with § for a word in its names
// and in what it says.
const namedPage = `# §RESOURCE: §OPERATION

Namespace: microsoft.graph

§ is done.

## HTTP request

` + "```http" + `
POST /§/{§}/poke
POST /me/§/{§}/poke
` + "```" + `

## Request headers

|Name|Description|
|:---|:---|
|§|Required.|

## Request body

|Property|Type|Description|
|:---|:---|:---|
|§|§|§ Possible values are: ` + "`§`, `b`" + `.|

## Response

If successful, this method returns a ` + "`200 OK`" + ` response code and a [§](../resources/§.md) object in the response body.
`

// TestLongNames holds that names and titles of any length cost their own page
// nothing but their ends, and other pages nothing.
func TestLongNames(t *testing.T) {
	good := page.Source{Name: "good.md", Data: []byte("# card: get\n\n## HTTP request\n\n```http\nGET /cards/{id}\n```\n")}
	for what, long := range map[string]string{
		"letters": strings.Repeat("a", 300), "words": strings.Repeat("Camel", 60), "title": strings.Repeat("word ", 2000),
		"sign": strings.Repeat("a-", 5000), "other letters": strings.Repeat("é", 300), "one word": strings.Repeat("x", 10_000),
	} {
		for i, of := range []struct{ resource, operation, other string }{
			{long, "poke", "word"}, {"thing", long, "word"}, {long, long + "s", "word"}, {"thing", "poke", long}, {long, long + "s", long},
		} {
			t.Run(fmt.Sprintf("%s %d", what, i), func(t *testing.T) {
				text := strings.NewReplacer("§RESOURCE", of.resource, "§OPERATION", of.operation, "§", of.other).Replace(namedPage)
				api := parser.Compile([]page.Source{good, {Name: "bad.md", Data: []byte(text)}}, parser.Options{})
				files, found, err := emit.Generate(api, emit.Options{Package: "graph"})
				if err != nil {
					t.Fatal(err)
				}
				checkEmitted(t, files)
				want := len(api.Operations)
				for _, d := range found {
					switch {
					case d.Code == "output-refused":
						t.Error(d.Message)
					case d.Code == "endpoint-unusable" && d.Severity == ir.Error: // the path is too long, so there is no method
						want = 1
					}
				}
				methods := map[string]bool{}
				for name, source := range files {
					if strings.HasSuffix(name, "_server.go") && !strings.HasSuffix(name, "runtime_server.go") {
						maps.Copy(methods, interfaceMethods(t, name, source))
					}
				}
				if !methods["Get"] || len(methods) != want {
					t.Errorf("%d methods, want %d: %v", len(methods), want, methods)
				}
			})
		}
	}
}

// interfaceMethods lists the methods of a file's interfaces.
func interfaceMethods(t *testing.T, name string, source []byte) map[string]bool {
	t.Helper()
	file, err := goparser.ParseFile(token.NewFileSet(), name, source, goparser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if i, ok := n.(*ast.InterfaceType); ok {
			for _, m := range i.Methods.List {
				names[m.Names[0].Name] = true
			}
		}
		return true
	})
	return names
}
