package gofile

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// allowed lists the packages that emitted files import.
var allowed = map[string]bool{
	"bytes": true, "cmp": true, "context": true, "encoding/base64": true, "encoding/json": true, "errors": true, "fmt": true, "io": true, "iter": true,
	"maps": true, "math": true, "math/rand/v2": true, "mime": true, "net/http": true, "net/http/httptest": true, "net/url": true,
	"reflect": true, "slices": true, "strconv": true, "strings": true, "sync": true, "testing": true, "time": true,
	"os": true, "log": true,
}

// Check holds an emitted file to the rules that keep page text in its place:
// it is Go, it begins with the header and the package clause, it imports the
// standard library alone, under no other name, its comments are line comments
// that are no directives, no string spans lines, nothing runs on import, and
// no character is invisible.
func Check(name string, source []byte) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	c := checker{name: name, source: source, fset: fset}
	c.text()
	c.comments(file)
	c.imports(file)
	for _, d := range file.Decls {
		c.declaration(d)
	}
	ast.Inspect(file, c.literal)
	return c.err
}

// maxIdentifier bounds the length of names.
const maxIdentifier = 200

// checker keeps the first rule that a file breaks.
type checker struct {
	name   string
	source []byte
	fset   *token.FileSet
	err    error
}

func (c *checker) fail(pos token.Pos, format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s: emitted source breaks a rule: %s", c.fset.Position(pos), fmt.Sprintf(format, args...))
	}
}

func (c *checker) text() {
	if !bytes.HasPrefix(c.source, []byte(Header+"\n\n")) {
		c.err = fmt.Errorf("%s: emitted source does not begin with its header", c.name)
	}
	for i := 0; i < len(c.source); {
		r, size := rune(c.source[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(c.source[i:])
		}
		if (r < ' ' || r > '~') && r != '\n' && r != '\t' && !unicode.IsPrint(r) {
			c.err = fmt.Errorf("%s: emitted source holds the invisible character %U at byte %d", c.name, r, i)
			return
		}
		i += size
	}
}

// comments lets line comments pass that no tool takes for an order. Before the
// package clause stand the header and the package's own comment, which no page
// has a say in.
func (c *checker) comments(file *ast.File) {
	for _, group := range file.Comments {
		for _, comment := range group.List {
			text, ok := strings.CutPrefix(comment.Text, "// ")
			switch {
			case comment.Text == "//", strings.HasPrefix(comment.Text, "//\t"):
			case !ok:
				c.fail(comment.Pos(), "a comment does not begin with a blank")
			case directive.MatchString(strings.TrimSpace(text)) && strings.HasPrefix(text, "+build"):
				c.fail(comment.Pos(), "a comment is a directive")
			}
		}
	}
}

func (c *checker) imports(file *ast.File) {
	for _, i := range file.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil || !allowed[path] || i.Name != nil {
			c.fail(i.Pos(), "import of %s", i.Path.Value)
		}
	}
}

// declaration refuses what runs without being called.
func (c *checker) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && (d.Name.Name == "init" || d.Name.Name == "TestMain" || d.Name.Name == "main") {
			c.fail(d.Pos(), "function %s", d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				for _, value := range v.Values {
					ast.Inspect(value, c.noCall)
				}
			}
		}
	}
}

func (c *checker) noCall(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		return false
	case *ast.CallExpr:
		c.fail(n.Pos(), "a call on package level")
	}
	return true
}

// literal refuses strings over several lines, and names that are not ASCII.
func (c *checker) literal(n ast.Node) bool {
	if id, ok := n.(*ast.Ident); ok && (len(id.Name) > maxIdentifier || strings.ContainsFunc(id.Name, func(r rune) bool { return r > unicode.MaxASCII })) {
		c.fail(id.Pos(), "the name %q", id.Name)
	}
	if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.Contains(lit.Value, "\n") {
		c.fail(lit.Pos(), "a string spans lines")
	}
	return true
}
