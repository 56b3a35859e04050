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
	"maps": true, "math": true, "math/rand/v2": true, "mime": true, "mime/multipart": true, "net/http": true, "net/http/httptest": true, "net/url": true,
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
	file, err := parse(fset, name, source)
	if err != nil {
		return err
	}
	if err := checkTree(fset, file); err != nil {
		return err
	}
	return checkText(name, source)
}

func parse(fset *token.FileSet, name string, source []byte) (*ast.File, error) {
	return parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
}

// checkText holds the bytes of a file to the rules that no syntax tree shows.
// A line of a file without strings over lines that begins with // is a comment.
func checkText(name string, source []byte) error {
	if !bytes.HasPrefix(source, []byte(Header+"\n\n")) {
		return fmt.Errorf("%s: emitted source does not begin with its header", name)
	}
	if at := bytes.IndexFunc(source, func(r rune) bool { return r != '\n' && r != '\t' && !unicode.IsPrint(r) }); at >= 0 {
		r, _ := utf8.DecodeRune(source[at:])
		return broken(placeIn(name, source, at), "the invisible character %U", r)
	}
	if !utf8.Valid(source) {
		return broken(token.Position{Filename: name}, "a character is not UTF-8")
	}
	for line := range bytes.Lines(source) {
		if line = bytes.TrimLeft(line, "\t"); bytes.HasPrefix(line, []byte("//")) && isOrder(string(bytes.TrimSpace(line))) {
			return broken(token.Position{Filename: name}, "a comment is a directive: %q", line)
		}
	}
	return nil
}

func placeIn(name string, source []byte, at int) token.Position {
	before := source[:at]
	return token.Position{
		Filename: name, Offset: at,
		Line: 1 + bytes.Count(before, []byte("\n")), Column: len(before) - bytes.LastIndexByte(before, '\n'),
	}
}

func broken(at token.Position, format string, args ...any) error {
	return fmt.Errorf("%s: emitted source breaks a rule: %s", at, fmt.Sprintf(format, args...))
}

// checkTree holds the syntax tree of a file to the rules.
func checkTree(fset *token.FileSet, file *ast.File) error {
	c := checker{fset: fset}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if isOrder(comment.Text) {
				c.fail(comment.Pos(), "the comment %q does not begin with a blank, or is a directive", comment.Text)
			}
		}
	}
	for _, i := range file.Imports {
		if path, err := strconv.Unquote(i.Path.Value); err != nil || !allowed[path] || i.Name != nil {
			c.fail(i.Pos(), "import of %s", i.Path.Value)
		}
	}
	for _, d := range file.Decls {
		c.declaration(d)
	}
	ast.Inspect(file, c.literal)
	return c.err
}

// checker keeps the first rule that a file breaks.
type checker struct {
	fset *token.FileSet
	err  error
}

func (c *checker) fail(pos token.Pos, format string, args ...any) {
	if c.err == nil {
		c.err = broken(c.fset.Position(pos), format, args...)
	}
}

// isOrder reports whether a comment may be an order to a tool: that is none which
// begins with // and a blank, but for the old form of build constraints, before
// which go vet takes any number of blanks for none. A comment between /* and */
// is refused with them, and one that says of a file who generated it.
func isOrder(comment string) bool {
	text, ok := strings.CutPrefix(comment, "//")
	return !ok || comment != Header && isHeader(strings.TrimPrefix(text, " ")) || text != "" && text[0] != ' ' && text[0] != '\t' || strings.HasPrefix(strings.TrimLeft(text, " \t"), "+build")
}

// isHeader reports whether tools may take a comment for the one by which generated
// files are known.
func isHeader(text string) bool {
	return strings.HasPrefix(text, "Code generated ") && strings.HasSuffix(text, "DO NOT EDIT.")
}

// declaration refuses what runs without being called.
func (c *checker) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && (d.Name.Name == "init" || d.Name.Name == "TestMain" || d.Name.Name == "main") {
			c.fail(d.Pos(), "function %s", d.Name.Name)
		}
		if d.Body == nil {
			c.fail(d.Pos(), "function %s has no body", d.Name.Name)
		}
	case *ast.GenDecl:
		ast.Inspect(d, c.noCall)
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

// literal refuses strings over several lines, and names that are not plain.
func (c *checker) literal(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Ident:
		if !isIdentifier(n.Name) {
			c.fail(n.Pos(), "the name %q", n.Name)
		}
	case *ast.BasicLit:
		if n.Kind == token.STRING && strings.Contains(n.Value, "\n") {
			c.fail(n.Pos(), "a string spans lines")
		}
	}
	return true
}
