package gofile

// The old way to print declarations, which goes once emit/tests is in jennifer's
// statements: jennifer writes the beginning and the end of a declaration, with
// holes for what [Code] holds.

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gomodel"
)

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
	if isIdentifier(string(name)) {
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

// render has jennifer import what the code uses, which it is to see in use, but
// not in the file.
func (f *File) render() ([]byte, error) {
	const end = "\x00"
	f.head.Id(end)
	for _, path := range f.code.imports {
		f.head.Qual(string(path), end)
	}
	var out bytes.Buffer
	err := f.head.Render(&out)
	frame, _, _ := bytes.Cut(out.Bytes(), []byte(end))
	return frame, err
}

// Code is Go source in the making, in any layout. What is the same for all
// pages comes in by [Code.Go] and everything else by the method that makes it
// safe for its place, so that emitters read like what they print:
//
//	c.Doc(t.Comment()...).Go("type ").Name(t.Name).Go(" string\n\n")
type Code struct {
	out     []byte
	imports []constant // packages that out names
}

// Go adds source that stands in an emitter.
func (c *Code) Go(source constant) *Code {
	c.out = append(c.out, source...)
	return c
}

// Name adds a name that gomodel made. A text that is none makes a file that
// [Check] refuses.
func (c *Code) Name(name gomodel.Name) *Code {
	if !isIdentifier(string(name)) {
		name = "#" + gomodel.Name(strconv.Quote(string(name)))
	}
	c.out = append(c.out, name...)
	return c
}

// Qual adds a name of a package of the standard library, called like the end
// of its path.
func (c *Code) Qual(path, name constant) *Code {
	if !slices.Contains(c.imports, path) {
		c.imports = append(c.imports, path)
	}
	c.out = append(c.out, path[strings.LastIndexByte(string(path), '/')+1:]...)
	c.out = append(append(c.out, '.'), name...)
	return c
}

// Int adds a number.
func (c *Code) Int(n int) *Code {
	c.out = strconv.AppendInt(c.out, int64(n), 10)
	return c
}

// Float adds a number that nobody takes for a whole one.
func (c *Code) Float(n float64) *Code {
	text := fmt.Sprintf("%#v", n)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	c.out = append(c.out, text...)
	return c
}

// Bool adds true or false.
func (c *Code) Bool(is bool) *Code {
	c.out = strconv.AppendBool(c.out, is)
	return c
}

// Type adds a type.
func (c *Code) Type(r gomodel.Ref) *Code {
	switch r.Wrap {
	case gomodel.Pointer:
		c.out = append(c.out, '*')
	case gomodel.Maybe:
		c.out = append(c.out, "Opt["...)
	}
	if r.List {
		c.out = append(c.out, "[]"...)
	}
	switch {
	case r.Type != nil:
		c.Name(r.Type.Name)
	case r.Go == "json.RawMessage":
		c.Qual("encoding/json", "RawMessage")
	case r.Go == "json.Number":
		c.Qual("encoding/json", "Number")
	case r.Go == "io.Reader":
		c.Qual("io", "Reader")
	case r.Go == "[]byte":
		c.Go("[]byte")
	default:
		c.Name(gomodel.Name(r.Go))
	}
	if r.Wrap == gomodel.Maybe {
		c.out = append(c.out, ']')
	}
	return c
}

// Doc adds paragraphs as line comments.
func (c *Code) Doc(paragraphs ...string) *Code {
	for _, line := range docLines(paragraphs) {
		c.Go(constant(line)).Go("\n")
	}
	return c
}

// Text adds a string literal on one line.
func (c *Code) Text(s string) *Code {
	c.out = appendLiteral(c.out, s)
	return c
}

// Texts adds string literals with commas between them.
func (c *Code) Texts(list []string) *Code {
	for i, s := range list {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		c.out = appendLiteral(c.out, s)
	}
	return c
}

// Lines adds string literals as arguments, each on a line of its own.
func (c *Code) Lines(list []string) *Code {
	for _, s := range list {
		c.out = append(appendLiteral(append(c.out, '\n'), s), ',')
	}
	c.out = append(c.out, '\n')
	return c
}

func appendLiteral(out []byte, s string) []byte { return append(out, quote(s)...) }

// Tag adds a struct tag with one key, a word of ours; option is what follows
// the value.
func (c *Code) Tag(key constant, value string, option constant) *Code {
	return c.Text(string(key) + ":" + strconv.Quote(value+string(option)))
}

// Output adds the comments at the end of an Example function that say what it
// prints. Each line begins with "// ", and what may stand in no source is a
// blank, so that text that holds such things is no output to compare.
func (c *Code) Output(lines ...string) *Code {
	if len(lines) == 1 {
		c.out = append(append(append(c.out, " // Output: "...), clean(lines[0])...), '\n')
		return c
	}
	c.out = append(c.out, " // Output:\n"...)
	for _, line := range lines {
		line = clean(line)
		if text := strings.TrimLeft(line, " "); strings.HasPrefix(text, "+build") {
			line = text[1:]
		}
		c.out = append(append(append(c.out, "// "...), line...), '\n')
	}
	return c
}

// Argument and its kinds are gomodel's.
type (
	Argument     = gomodel.Argument
	ArgumentKind = gomodel.ArgumentKind
)

// The kinds of arguments.
const (
	AddressArgument     = gomodel.AddressArgument
	PathArgument        = gomodel.PathArgument
	QueryArgument       = gomodel.QueryArgument
	HeaderArgument      = gomodel.HeaderArgument
	ContentTypeArgument = gomodel.ContentTypeArgument
	StreamArgument      = gomodel.StreamArgument
	BodyArgument        = gomodel.BodyArgument
	OptionsArgument     = gomodel.OptionsArgument
)

// Arguments lists the arguments of a method.
func Arguments(m *gomodel.Method) []Argument { return m.Arguments() }

// ServerParameters adds the parameters of a server's method.
func (c *Code) ServerParameters(arguments []Argument) *Code {
	c.Go("ctx ").Qual("context", "Context")
	for _, a := range arguments {
		c.Go(", ").Name(a.Name).Go(" ").Type(a.Type)
	}
	return c
}

// Results adds the results of a method.
func (c *Code) Results(r gomodel.Result) *Code {
	if r.Kind == gomodel.None {
		return c.Go("error")
	}
	return c.Go("(").ResultType(r).Go(", error)")
}

// ResultType adds the type of the value that a method returns, nothing for
// none.
func (c *Code) ResultType(r gomodel.Result) *Code {
	switch r.Kind {
	case gomodel.Object:
		c.Go("*").Type(r.Type)
	case gomodel.Paged:
		c.Go("*Page[").Type(r.Type).Go("]")
	case gomodel.Scalar:
		c.Type(r.Type)
	case gomodel.Stream:
		c.Qual("io", "ReadCloser")
	case gomodel.Accepted:
		c.Go("*Accepted")
	}
	return c
}
