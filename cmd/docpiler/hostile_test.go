package main

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// hostileTexts are what a stranger may write into a page in the hope that it
// leaves its place in the emitted source.
var hostileTexts = []string{
	"*/ func init() { panic(1) } /*",
	"`+func() string { panic(1) }()+`",
	`"+func() string { panic(1) }()+"`,
	`"; import "os/exec"; var _ = "`,
	"\\", "\\\"", "'", "%s%d%!", "\x00", "\ufeff", "\u202e", "\u2028x",
	"go:generate touch pwned", "\n//go:generate touch pwned\n", "line x.go:1", "+build ignore", "export x", "#cgo LDFLAGS: -x",
	"\r//go:build ignore\r", "func", "init", "TestMain", "Client", "String", "error", "nil", "_", "0x", "../../x", "//evil.example/x",
	"a_test", "a_linux", "con", "json", "http", "${x}{{.}}", "type", "ID", "id", "Id", "MarshalJSON", "Scan", "Extra", ",omitempty", "-",
	"日本語", "ÄÖÜ", "ﬀ", "x" + strings.Repeat("y", 5000), strings.Repeat("\ufffd", 400),
}

// hostilePage is a page with § in every place from which text may reach Go.
const hostilePage = `---
title: "§"
description: "§"
author: "§"
---

# §

Namespace: microsoft.graph.§

§

> [!NOTE]
> §

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|User.Read, §|
|Delegated (personal Microsoft account)|§|
|Application|§.All|

## HTTP request

` + "```http" + `
POST /users/{§}/§
POST /me/§(a='{§}',§={b})
` + "```" + `

## Optional query parameters

|Name|Type|Description|
|:---|:---|:---|
|§|String|§|

## Request headers

|Name|Description|
|:---|:---|
|§|§. Required.|
|Authorization|Bearer {token}. Required. §|

## Request body

|Parameter|Type|Description|
|:---|:---|:---|
|§|String|§ Possible values are: ` + "`§`, `b`" + `.|
|other|§|§|
|list|Collection(§)|§|

## Response

If successful, this method returns a ` + "`201 Created`" + ` response code and a [§](../resources/§.md) object in the response body.

## Examples

### Example 1: §

#### Request

<!-- {
  "blockType": "request",
  "name": "§"
}-->
` + "```http" + `
POST https://graph.microsoft.com/v1.0/users/1/§?$filter=§
Content-Type: application/json
§: §

{
  "§": "§",
  "other": {"@odata.type": "#microsoft.graph.§", "§": ["§", "§"]}
}
` + "```" + `

#### Response

<!-- {
  "blockType": "response",
  "@odata.type": "microsoft.graph.§"
}-->
` + "```http" + `
HTTP/1.1 201 Created
Content-Type: application/json
§: §

{
  "§": "§",
  "@odata.type": "#microsoft.graph.§",
  "nested": {"§": {"§": 1}}
}
` + "```" + `
`

// everywhere returns the page with a text in all places.
func everywhere(text string) page.Source {
	return page.Source{Name: "users-post.md", Data: []byte(strings.ReplaceAll(hostilePage, "§", text))}
}

// places returns one page for each place of hostilePage, the text put there and
// a harmless word elsewhere: a text that spoils the whole page proves little.
func places(text string) []page.Source {
	parts := strings.Split(hostilePage, "§")
	var out []page.Source
	for i := 1; i < len(parts); i++ {
		data := strings.Join(parts[:i], "word") + text + strings.Join(parts[i:], "word")
		out = append(out, page.Source{Name: "users-post.md", Data: []byte(data)})
	}
	return out
}

// emitted compiles pages into Go files.
func emitted(t testing.TB, pages ...page.Source) map[string][]byte {
	t.Helper()
	api := parser.Compile(pages, parser.Options{})
	files, found, err := emit.Generate(api, emit.Options{Package: "graph"})
	if err != nil {
		t.Fatalf("no code: %v", err)
	}
	for _, d := range found {
		if d.Code == "output-refused" {
			t.Fatal(d.Message)
		}
	}
	return files
}

func TestHostilePages(t *testing.T) {
	for i, text := range hostileTexts {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			checkEmitted(t, emitted(t, everywhere(text)))
		})
	}
	for i, p := range places("*/`\"'\\ go:generate touch pwned\r//go:build ignore %s") {
		t.Run("place"+strconv.Itoa(i), func(t *testing.T) { checkEmitted(t, emitted(t, p)) })
	}
}

// The code of all hostile pages together builds, and its tests pass.
func TestHostilePagesBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the Go tools; left out with -short")
	}
	var pages []page.Source
	for i, text := range hostileTexts {
		p := everywhere(text)
		p.Name = fmt.Sprintf("p%d.md", i)
		pages = append(pages, p)
	}
	dir := t.TempDir()
	files := emitted(t, pages...)
	checkEmitted(t, files)
	files["go.mod"] = []byte("module example.com/hostile\n\ngo 1.24\n")
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"vet", "./..."}, {"generate", "-n", "./..."}, {"test", "./..."}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("go %s: %v\n%s", args[0], err, out)
		}
		if args[0] == "generate" && len(out) > 0 {
			t.Errorf("go generate would run:\n%s", out)
		}
	}
}

// Whatever the page, the emitted code keeps the rules.
func FuzzGenerate(f *testing.F) {
	for _, text := range hostileTexts {
		f.Add(everywhere(text).Data)
	}
	seeds, err := filepath.Glob(filepath.Join("..", "..", "seeds", "*.*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkEmitted(t, emitted(t, page.Source{Name: "users-post.md", Data: data}))
	})
}

var (
	fileName  = regexp.MustCompile(`^[a-z0-9]+/[a-z0-9_]+\.go$`)
	tagged    = regexp.MustCompile(`_(linux|windows|darwin|js|wasm|amd64|arm64|386|arm|unix)(_test)?\.go$`)
	directive = regexp.MustCompile(`(?m)^\s*(//go:|//line |/\*line |// ?\+build|//export |//extern |#cgo)`)
)

// checkEmitted holds emitted files to the promises of docs/security.md. It
// shares nothing with the check that docpiler itself makes before it writes.
func checkEmitted(t testing.TB, files map[string][]byte) {
	t.Helper()
	for name, data := range files {
		if !fileName.MatchString(name) || tagged.MatchString(name) || len(name) > 120 {
			t.Errorf("file name %q", name)
		}
		source := string(data)
		if !strings.HasPrefix(source, "// Code generated by docpiler. DO NOT EDIT.\n\n") {
			t.Errorf("%s does not begin with the header", name)
		}
		if m := directive.FindString(source); m != "" {
			t.Errorf("%s holds the directive %q", name, m)
		}
		for _, r := range source {
			if r != '\n' && r != '\t' && !unicode.IsPrint(r) {
				t.Errorf("%s holds the character %U", name, r)
			}
		}
		checkSyntax(t, name, source)
	}
}

func checkSyntax(t testing.TB, name, source string) {
	t.Helper()
	file, err := goparser.ParseFile(token.NewFileSet(), name, source, goparser.ParseComments)
	if err != nil {
		t.Errorf("%s is no Go: %v\n%.2000s", name, err, source)
		return
	}
	for _, i := range file.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		if i.Name != nil || strings.Contains(path, ".") || path == "C" || path == "unsafe" || path == "embed" || path == "os/exec" {
			t.Errorf("%s imports %s", name, i.Path.Value)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Comment:
			if !strings.HasPrefix(n.Text, "// ") && n.Text != "//" && !strings.HasPrefix(n.Text, "//\t") {
				t.Errorf("%s holds the comment %q", name, n.Text)
			}
		case *ast.BasicLit:
			if strings.Contains(n.Value, "\n") {
				t.Errorf("%s holds a string of several lines: %.60q", name, n.Value)
			}
		case *ast.Ident:
			if len(n.Name) > 200 || strings.ContainsFunc(n.Name, func(r rune) bool { return r > unicode.MaxASCII }) {
				t.Errorf("%s holds the identifier %.80q", name, n.Name)
			}
		case *ast.FuncDecl:
			if n.Recv == nil && (n.Name.Name == "init" || n.Name.Name == "main" || n.Name.Name == "TestMain") {
				t.Errorf("%s declares %s", name, n.Name.Name)
			}
		}
		return true
	})
	checkNoCalls(t, name, file)
}

// checkNoCalls looks for code that runs when the package is imported.
func checkNoCalls(t testing.TB, name string, file *ast.File) {
	t.Helper()
	for _, d := range file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if _, isCall := n.(*ast.CallExpr); isCall {
				t.Errorf("%s calls a function on package level", name)
			}
			_, isFunc := n.(*ast.FuncLit)
			return !isFunc
		})
	}
}
