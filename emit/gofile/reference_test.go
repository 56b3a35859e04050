package gofile

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReferenceCheck holds a file to the rules of Check as go/parser sees it. What
// Check lets pass, this must let pass too.
func ReferenceCheck(name string, source []byte) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	c := reference{name: name, source: source, fset: fset}
	c.text()
	c.comments(file)
	c.imports(file)
	for _, d := range file.Decls {
		c.declaration(d)
	}
	ast.Inspect(file, c.literal)
	return c.err
}

// reference keeps the first rule that a file breaks.
type reference struct {
	name   string
	source []byte
	fset   *token.FileSet
	err    error
}

func (c *reference) fail(pos token.Pos, format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s: emitted source breaks a rule: %s", c.fset.Position(pos), fmt.Sprintf(format, args...))
	}
}

func (c *reference) text() {
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
func (c *reference) comments(file *ast.File) {
	for _, group := range file.Comments {
		for _, comment := range group.List {
			text := strings.TrimPrefix(comment.Text, "//")
			switch {
			case constraint.IsPlusBuild(comment.Text):
				c.fail(comment.Pos(), "a comment is a directive")
			case comment.Text != "//" && text[0] != ' ' && text[0] != '\t':
				c.fail(comment.Pos(), "a comment does not begin with a blank")
			}
		}
	}
}

func (c *reference) imports(file *ast.File) {
	for _, i := range file.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil || !allowed[path] || i.Name != nil {
			c.fail(i.Pos(), "import of %s", i.Path.Value)
		}
	}
}

// declaration refuses what runs without being called.
func (c *reference) declaration(d ast.Decl) {
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

func (c *reference) noCall(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		return false
	case *ast.CallExpr:
		c.fail(n.Pos(), "a call on package level")
	}
	return true
}

// literal refuses strings over several lines, and names that are not ASCII.
func (c *reference) literal(n ast.Node) bool {
	if id, ok := n.(*ast.Ident); ok && (len(id.Name) > maxIdentifier || strings.ContainsFunc(id.Name, func(r rune) bool { return r > unicode.MaxASCII })) {
		c.fail(id.Pos(), "the name %q", id.Name)
	}
	if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.Contains(lit.Value, "\n") {
		c.fail(lit.Pos(), "a string spans lines")
	}
	return true
}
