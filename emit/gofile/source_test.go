package gofile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// madeHere lists where this package gives jennifer a text that is no constant, by
// function, and what makes it safe there. Nobody else may.
var madeHere = map[string]string{
	"Name Id":                   "identifier",
	"Dot Dot":                   "identifier",
	"Text Op":                   "quote",
	"Tag Tag":                   "jennifer's own quotes",
	"Field Id":                  "the type constant",
	"comment Comment":           "docLines, clean",
	"New NewFile":               "identifier",
	"New HeaderComment":         "a constant",
	"New NoFormat":              "no text",
	"New Name":                  "identifier",
	"Type Name":                 "identifier",
	"PackageDoc PackageComment": "docLines",
}

// TestTextGoesThroughGofile holds that no text of a page reaches emitted Go source
// but by the functions of this package: whatever else emitters give jennifer are
// constants, each one name or token, and what becomes a name has been one in the
// model.
func TestTextGoesThroughGofile(t *testing.T) {
	load := exports(t)
	folders := map[string]string{"../client": "client", "../server": "server", "../tests": "tests", ".": "gofile"}
	used := map[string]bool{}
	for folder, name := range folders {
		files := map[string][]byte{}
		names, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(names) < 2 {
			t.Fatalf("%s: %d files, %v", folder, len(names), err)
		}
		for _, file := range names {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			if files[file], err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
		w := walker{path: "github.com/docpiler/docpiler/emit/" + name, made: used}
		problems, err := w.walk(load, files)
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems {
			if !strings.HasPrefix(problem, "old.go:") {
				t.Error(problem)
			}
		}
	}
	for key := range madeHere {
		if !used[key] {
			t.Errorf("no function does %q any more", key)
		}
	}
}

// TestTextIsStopped holds that the walk sees texts on their way past gofile.
func TestTextIsStopped(t *testing.T) {
	load := exports(t)
	for _, tt := range []struct{ name, code, want string }{
		{"name", `jen.Id(text)`, "jen.Id takes a text that is no constant"},
		{"method", `jen.Type().Id(text)`, "jen.Id takes a text that is no constant"},
		{"group", `jen.BlockFunc(func(g *jen.Group) { g.Id(text) })`, "jen.Id takes a text that is no constant"},
		{"made up", `jen.Id("a" + text)`, "jen.Id takes a text that is no constant"},
		{"converted", `jen.Id(string(m.Name))`, "jen.Id takes a text that is no constant"},
		{"line of Go", `jen.Id("return f()")`, `jen.Id takes "return f()", which is no identifier`},
		{"keyword", `jen.Id("func")`, `jen.Id takes "func", which is no identifier`},
		{"selector", `jen.Id("a.b")`, `jen.Id takes "a.b", which is no identifier`},
		{"member", `jen.Id("a").Dot(text)`, "jen.Dot takes a text that is no constant"},
		{"operator", `jen.Op(text)`, "jen.Op takes a text that is no constant"},
		{"code as operator", `jen.Op("+ 1")`, `jen.Op takes "+ 1", which is no operator`},
		{"literal as operator", "jen.Op(\"`x`\")", "which is no operator"},
		{"comment as operator", `jen.Op("// x")`, `jen.Op takes "// x", which is no operator`},
		{"package", `jen.Qual(text, "X")`, "jen.Qual takes a text that is no constant"},
		{"foreign package", `jen.Qual("os/exec", "X")`, `jen.Qual takes "os/exec", which is nothing that emitted files import`},
		{"literal", `jen.Lit(text)`, "jen.Lit takes a text that is no constant"},
		{"literal of any", `jen.Lit(any(text))`, "jen.Lit takes a text that is no constant"},
		{"literal of a function", `jen.LitFunc(func() any { return text })`, "jen.LitFunc is not for emitters"},
		{"comment", `jen.Comment("x")`, "jen.Comment is not for emitters"},
		{"comment with verbs", `jen.Commentf("%s", text)`, "jen.Commentf is not for emitters"},
		{"tag", `jen.Tag(map[string]string{"json": text})`, "jen.Tag is not for emitters"},
		{"custom", `jen.Custom(jen.Options{Open: text})`, "jen.Options takes a text that is no constant"},
		{"custom without names", `jen.Custom(jen.Options{"{", text, ",", true})`, "jen.Options takes a text that is no constant"},
		{"custom code", `jen.Custom(jen.Options{Open: "func init() {"})`, `jen.Options takes "func init() {", which is no operator`},
		{"custom options", `jen.Custom(options)`, "jen.Custom takes options that are not written out"},
		{"options changed", `func() any { options.Open = text; return nil }()`, "a field of jennifer's"},
		{"file", `jen.NewFile("p")`, "jen.NewFile is not for emitters"},
		{"file's field", `func() any { new(jen.File).PackagePrefix = text; return nil }()`, "a field of jennifer's"},
		{"file written out", `&jen.File{PackagePrefix: text}`, "jen.File is made by jennifer alone"},
		{"function as a value", `func() any { f := jen.Id; return f(text) }()`, "jen.Id is used as a value"},
		{"bound method as a value", `func() any { f := jen.Type().Id; return f(text) }()`, "jen.Id is used as a value"},
		{"method expression", `(*jen.Statement).Id(jen.Type(), text)`, "jen.Id is used as a value"},
		{"promoted method", `struct{ *jen.Statement }{jen.Type()}.Id(text)`, "jen.Id takes a text that is no constant"},
		{"interface", `any(jen.Type()).(interface{ Id(string) *jen.Statement }).Id(text)`, "an interface, behind which jennifer may hide"},
		{"name of the model", `gofile.Name(gomodel.Name(text))`, "a text becomes a gomodel.Name"},
		{"name in a variable", `func() any { n := gomodel.Name(text); return n }()`, "a text becomes a gomodel.Name"},
		{"name by a type parameter", "convert[gomodel.Name](text)\n\nfunc convert[T ~string](s string) T { return T(s) }", "a text becomes a type parameter"},
		{"key by a type parameter", "key(gofile.Field, text)\n\nfunc key[T ~string](f func(T, jen.Code) *jen.Statement, s string) *jen.Statement { return f(T(s), nil) }", "gofile.Field is used as a value"},
		{"name by its address", `func() any { var n gomodel.Name; fmt.Sscan(text, &n); return n }()`, "the address of a gomodel.Name"},
		{"key of a literal", `gofile.Field("a: b, c", jen.Nil())`, `gofile.Field takes "a: b, c", which is no identifier`},
		{"file of text", `map[string][]byte{"a.go": []byte(text)}`, "a file that gofile did not make"},
		{"file of text by index", `func() any { files := map[string][]byte{}; files["a.go"] = []byte(text); return files }()`, "a file that gofile did not make"},
		{"file of a changed variable", `func() any { source, _ := gofile.New("p").Source("p.go"); source = append(source, text...); return map[string][]byte{"a.go": source} }()`, "a file that gofile did not make"},

		{"constant name", `jen.Id("x").Dot("y").Op(":=").Qual("testing", "T")`, ""},
		{"named constant", `jen.Id(name).Op("...").Op("").Op("<-")`, ""},
		{"numbers", `jen.Lit(len(text)).Op("+").Lit(1.5).Lit(true).Lit("x")`, ""},
		{"list", `jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, jen.Id("x"))`, ""},
		{"statement", `jen.Statement{jen.Id("x")}`, ""},
		{"text", `gofile.Text(text).Add(gofile.Doc(text), gofile.Tag("json", text, ""), gofile.Field("a", jen.Nil()))`, ""},
		{"names", `gofile.Name("Test" + m.Name).Add(gofile.Dot(gomodel.Name("x")))`, ""},
		{"file", `func() any { source, _ := gofile.New("p").Source("p.go"); return map[string][]byte{"a.go": source} }()`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := fmt.Sprintf(planted, tt.code)
			w := walker{path: "planted"}
			got, err := w.walk(load, map[string][]byte{"planted.go": []byte(source)})
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == "" && len(got) > 0 {
				t.Errorf("refused: %v", got)
			}
			if tt.want != "" && !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, tt.want) }) {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

// planted is a package in which a text waits for its way out.
const planted = `package planted

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

const name = "x"

var (
	text    string
	options jen.Options
	m       gomodel.Method
	_       = fmt.Sprint(gofile.Width)
)

var out any = %s
`

// exports returns what imports packages by what the go command compiled of them.
func exports(t *testing.T) types.Importer {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export", "..").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for list := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ ImportPath, Export string }
		if err := list.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		files[p.ImportPath] = p.Export
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	})
}
