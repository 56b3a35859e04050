package gofile

import (
	"bytes"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// Declarations are jennifer's: it writes the file, its imports and what begins
// and ends a declaration, with holes for what stands inside. That is [Code], which
// costs a tenth of a tree of statements. A comment comes first, laid out as by
// [Code.Doc]; a blank line follows, but behind a function on one line.

// Receiver is that of a method.
type Receiver struct {
	Name    constant // "" if the method does not use it
	Pointer bool
	Type    gomodel.Name // a name that gomodel made
}

// Signature prints what a function takes and returns; nil is nothing.
type Signature struct{ Parameters, Results func(*Code) }

// Struct declares a struct.
func (f *File) Struct(doc []string, name gomodel.Name, fields func(*Code)) {
	f.begin(doc).Type().Add(ident(name)).Struct(f.inside(fields)...)
	f.Line()
}

// Interface declares an interface.
func (f *File) Interface(doc []string, name gomodel.Name, methods func(*Code)) {
	f.begin(doc).Type().Add(ident(name)).Interface(f.inside(methods)...)
	f.Line()
}

// StringType declares a type whose values are strings.
func (f *File) StringType(doc []string, name gomodel.Name) {
	f.begin(doc).Type().Add(ident(name)).String()
	f.Line()
}

// Const declares a constant that is a string.
func (f *File) Const(doc []string, name gomodel.Name, value string) {
	f.begin(doc).Const().Add(ident(name)).Op("=").Add(f.inside(func(c *Code) { c.Text(value) })...)
	f.Line()
}

// Consts declares constants, one a line.
func (f *File) Consts(doc []string, list func(*Code)) {
	f.begin(doc).Const().Defs(f.inside(list)...)
	f.Line()
}

// Var declares a variable.
func (f *File) Var(doc []string, name gomodel.Name, value func(*Code)) {
	f.begin(doc).Var().Add(ident(name)).Op("=").Add(f.inside(value)...)
	f.Line()
}

// Func declares a function. A body without line ends stands on the line of the
// function.
func (f *File) Func(doc []string, name gomodel.Name, s Signature, body func(*Code)) {
	f.finish(f.begin(doc).Func().Add(ident(name)), s, body)
}

// Method declares a function with a receiver, as [File.Func] does.
func (f *File) Method(doc []string, r Receiver, name gomodel.Name, s Signature, body func(*Code)) {
	method := f.begin(doc).Func().Params(f.inside(r.print)...).Add(ident(name))
	f.finish(method, s, body)
}

func (r Receiver) print(c *Code) {
	if c.Go(r.Name); r.Pointer {
		c.Go(" *")
	} else if r.Name != "" {
		c.Go(" ")
	}
	c.Name(r.Type)
}

// Line adds a blank line before the next declaration.
func (f *File) Line() { f.blank = true }

func (f *File) finish(function *jen.Statement, s Signature, body func(*Code)) {
	function.Params(f.inside(s.Parameters)...).Add(f.inside(s.Results)...)
	long := false
	if code := f.inside(func(c *Code) {
		start := len(c.out)
		body(c)
		long = bytes.IndexByte(c.out[start:], '\n') >= 0
	}); long {
		function.Block(code...)
		f.Line()
	} else {
		function.Custom(oneLine, code...)
	}
}

var oneLine = jen.Options{Open: "{", Close: "}"}

// begin adds a comment, and returns what is to become its declaration.
func (f *File) begin(doc []string) *jen.Statement {
	if f.blank {
		f.code.Go("\n")
		f.blank = false
	}
	s := &jen.Statement{}
	if f.code.Doc(doc...); f.cut() {
		s.Add(hole)
	}
	f.head.Add(s)
	return s
}

// ident is a name as [Code.Name] lets it pass.
func ident(name gomodel.Name) *jen.Statement {
	if isName(name) {
		return jen.Id(string(name))
	}
	var c Code
	return jen.Id(string(c.Name(name).out))
}

// hole is where code goes, in the order in which it was printed. No name holds
// the sign.
var hole = jen.Id("\x01")

// inside prints what stands inside a declaration; nil is nothing.
func (f *File) inside(print func(*Code)) []jen.Code {
	if print == nil {
		return nil
	}
	print(&f.code)
	f.code.out = bytes.TrimSuffix(f.code.out, []byte("\n"))
	if !f.cut() {
		return nil
	}
	return holes
}

var holes = []jen.Code{hole}

// cut ends the code for a hole, if there is any.
func (f *File) cut() bool {
	start := 0
	if n := len(f.cuts); n > 0 {
		start = f.cuts[n-1]
	}
	if len(f.code.out) == start {
		return false
	}
	f.cuts = append(f.cuts, len(f.code.out))
	return true
}

// fill appends what jennifer rendered, with code in its holes.
func (f *File) fill(to, rendered []byte) []byte {
	start := 0
	for _, at := range f.cuts {
		before, after, _ := bytes.Cut(rendered, []byte("\x01"))
		to = append(append(to, before...), f.code.out[start:at]...)
		start, rendered = at, after
	}
	return append(to, rendered...)
}
