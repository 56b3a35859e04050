// Package tests prints the tests of emitted packages. They are made of the
// examples that pages show: the client must send the documented request and
// decode the documented answer; the documented request must reach the right
// method of the server, and the documented answer must come back. Paths and
// properties that no example shows are tested with made-up values.
package tests

import (
	"fmt"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/templates"
)

// Suite is what [Unit] prints.
type Suite struct {
	Files    map[string][]byte // by name, without the package's folder
	Examples int               // documented examples that the tests hold
	Skips    []Skip            // the others, in the order of methods and examples
}

// Runtime returns the files that every package with tests has, by name; server
// says whether the server half is emitted too.
func Runtime(pkg string, server bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	var err error
	if files["runtime_test.go"], err = gofile.Runtime(pkg, "runtime_test.go", templates.TestPart); err != nil || !server {
		return files, err
	}
	files["runtime_server_test.go"], err = gofile.Runtime(pkg, "runtime_server_test.go", templates.ServerTestPart)
	return files, err
}

// Unit prints the tests of a unit; server says whether the server half is
// emitted too.
func Unit(u gomodel.Unit, server bool) (*Suite, error) {
	suite := &Suite{}
	out := printer{File: gofile.New(u.Package), suite: suite, server: server}
	for _, s := range u.Services {
		out.service(u.APIVersion, s)
	}
	if typed := out.types(u.File); !typed && len(u.Services) == 0 {
		return suite, nil
	}
	name := u.Stem + "_test.go"
	source, err := out.Source(name)
	suite.Files = map[string][]byte{name: source}
	return suite, err
}

// printer prints the tests of one file.
type printer struct {
	*gofile.File
	suite  *Suite
	server bool
}

// service prints a test for each method, and the stub that stands for a server.
func (p *printer) service(version string, s *gomodel.Service) {
	b := newBinder(version, s)
	for _, m := range s.Methods {
		exchanges, skips := b.examples(m)
		p.suite.Examples += len(exchanges)
		p.suite.Skips = append(p.suite.Skips, skips...)
		p.shownExample(exchanges)
		exchanges = append(exchanges, b.madeUp(m, exchanges)...)
		cases := make([]jen.Code, 0, len(exchanges)+len(skips)+1)
		for _, x := range exchanges {
			cases = append(cases, jen.Line().Add(p.exchange(x)))
		}
		for _, skip := range skips {
			cases = append(cases, jen.Line().Values(jen.Dict{
				jen.Id("place"): gofile.Text(place(skip.At)), jen.Id("skip"): gofile.Text(skip.Code + ": " + skip.Reason),
			}))
		}
		run := []jen.Code{jen.Id("t"), jen.Index().Id("example").Values(append(cases, jen.Line())...)}
		if p.server {
			run = append(run, jen.Id("asServer").Call(jen.Id(m.Var), jen.Func().Params(jen.Id("x").Op("*").Id("exampleRun")).Id("Routes").Custom(oneLine,
				jen.Return(jen.Id("Serve"+s.Field).Call(jen.Id(stubName(s)).Values(jen.Dict{jen.Id("x"): jen.Id("x")}))))))
		}
		p.Func().Id("Test" + s.Field + "_" + m.Name).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(jen.Id("runExamples").Call(run...))
		p.Line()
	}
	if p.server {
		p.stub(s)
	}
}

// Skips lists the examples of a package that its tests leave out, in the order
// of files, methods and examples.
func Skips(p *gomodel.Package) []Skip {
	var all []Skip
	for _, f := range p.Files {
		for _, s := range f.Services {
			b := newBinder(p.APIVersion, s)
			for _, m := range s.Methods {
				_, skips := b.examples(m)
				all = append(all, skips...)
			}
		}
	}
	return all
}

// examples binds the documented examples of a method.
func (b *binder) examples(m *gomodel.Method) (exchanges []*exchange, skips []Skip) {
	for i := range m.Op.Examples {
		e := &m.Op.Examples[i]
		if b.methodOf(m.Op, e) != m {
			continue
		}
		if x, skip := b.bind(m, e); skip != nil {
			skips = append(skips, *skip)
		} else {
			exchanges = append(exchanges, x)
		}
	}
	return exchanges, skips
}

// methodOf returns the method that an example shows: of the operation's
// methods, which differ in the verb, the one with the verb of the request, else
// the first.
func (b *binder) methodOf(op *ir.Operation, e *ir.Example) *gomodel.Method {
	var first *gomodel.Method
	for _, m := range b.methods {
		if m.Op != op {
			continue
		}
		if m.Verb == e.Request.Method {
			return m
		}
		if first == nil {
			first = m
		}
	}
	return first
}

// place returns "file:line" without the folders of a machine.
func place(at ir.Pos) string {
	file := strings.ReplaceAll(at.File, "\\", "/")
	if path.IsAbs(file) || strings.Contains(file, ":") || strings.HasPrefix(file, "..") {
		file = path.Base(file)
	}
	return fmt.Sprintf("%s:%d", file, at.Line)
}

func stubName(s *gomodel.Service) string { return "stub" + s.Field }

// stub prints the server that notes each call and gives the documented answer.
func (p *printer) stub(s *gomodel.Service) {
	name := stubName(s)
	p.Add(gofile.Doc(name+" notes the call and gives the documented answer.").Type().Id(name).Struct(
		jen.Id("Unimplemented"+s.Server), jen.Id("x").Op("*").Id("exampleRun")))
	p.Line()
	for _, m := range s.Methods {
		p.Func().Params(jen.Id("s").Id(name)).Add(gofile.ServerSignature(m)).BlockFunc(func(g *jen.Group) {
			args := []jen.Code{jen.Id("ctx"), jen.Id("s").Dot("x"), jen.Lit(m.Name)}
			for _, a := range gofile.Arguments(m) {
				args = append(args, jen.Id(a.Name))
			}
			if m.Result.Kind == gomodel.None {
				g.List(jen.Id("_"), jen.Err()).Op(":=").Id("answerTo").Types(jen.Any()).Call(args...)
				g.Return(jen.Err())
				return
			}
			g.Return(jen.Id("answerTo").Types(gofile.ResultType(m.Result)).Call(args...))
		})
		p.Line()
	}
}

// types prints a test that holds the JSON names of each type's properties and
// the names of its subtypes. It reports whether there are any.
func (p *printer) types(f *gomodel.File) bool {
	var body []jen.Code
	for _, t := range f.Types {
		if t.Kind != gomodel.Struct {
			continue
		}
		if len(t.Fields) > 0 {
			body = append(body, jen.Id("roundTrip").Types(jen.Id(t.Name)).Call(jen.Id("t"), gofile.Texts(sampleLines(t))))
		}
		for _, sub := range t.Subtypes {
			body = append(body, jen.Id("knowsSubtype").Types(jen.Id(t.Name), jen.Id(sub.Name)).Call(jen.Id("t"), gofile.Text("#"+sub.API)))
		}
	}
	if len(body) > 0 {
		p.Func().Id("TestTypes_" + f.Stem).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(body...)
		p.Line()
	}
	return len(body) > 0
}

// exchange prints a row of the table.
func (p *printer) exchange(x *exchange) *jen.Statement {
	var rows []jen.Code
	row := func(name string, value jen.Code) { rows = append(rows, jen.Id(name).Op(":").Add(value)) }
	texts := func(name string, list []string) {
		if len(list) > 0 {
			row(name, jen.Index().String().ValuesFunc(func(g *jen.Group) {
				for _, s := range list {
					g.Add(gofile.Text(s))
				}
			}))
		}
	}
	flag := func(name string, set bool) {
		if set {
			row(name, jen.True())
		}
	}
	row("place", gofile.Text(x.name()))
	row("request", gofile.Text(x.method.Verb+" "+x.target.line()))
	texts("header", x.headerLines())
	texts("also", x.also())
	if x.below != "" {
		row("below", gofile.Text(strings.TrimPrefix(x.below, "/")))
	}
	if x.body != "" {
		row("body", bodyText(x.body))
	}
	flag("foreign", x.foreign)
	texts("untypedBody", x.bodyExtra)
	row("status", jen.Lit(x.status))
	flag("drift", x.status != x.method.SuccessStatus())
	if x.location != "" {
		row("location", gofile.Text(x.location))
	}
	if h := x.method.Result.Header; h != "" && h != "Location" {
		row("locationHeader", gofile.Text(h))
	}
	if x.answer != "" {
		row("answer", bodyText(x.answer))
	}
	flag("boxed", x.boxed())
	flag("raw", x.raw)
	texts("untyped", x.answerExtra)
	texts("mistyped", x.answerMisfits)
	if x.failure != "" {
		row("code", gofile.Text(x.failure))
	}
	row("call", p.clientCall(x))
	if p.server && x.served {
		flag("alone", x.alone)
		row("serve", p.serverCall(x))
	}
	return jen.Custom(block, rows...)
}

// block prints the elements of a composite literal one per line.
var block = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

// oneLine prints the body of a short function.
var oneLine = jen.Options{Open: "{ ", Close: " }"}

func (p *printer) clientCall(x *exchange) *jen.Statement {
	m := x.method
	call := jen.Id("x").Dot("client").Dot(m.Service.Field).Dot(m.Name).Call(append([]jen.Code{jen.Id("x").Dot("ctx")}, x.clientArguments()...)...)
	results := []jen.Code{call}
	if m.Result.Kind == gomodel.None {
		results = []jen.Code{jen.Nil(), call}
	}
	return jen.Func().Params(jen.Id("x").Op("*").Id("exampleRun")).Params(jen.Any(), jen.Error()).Custom(oneLine, jen.Return(results...))
}

func (p *printer) serverCall(x *exchange) *jen.Statement {
	args := append([]jen.Code{jen.Lit(x.method.Name)}, x.serverArguments()...)
	return jen.Func().Params(jen.Id("x").Op("*").Id("exampleRun")).Index().Any().Custom(oneLine, jen.Return(jen.Index().Any().Values(args...)))
}

// bodyText prints a body: JSON line by line, other texts as their lines.
func bodyText(body string) *jen.Statement {
	lines := bodyLines(body)
	if len(lines) == 1 {
		return gofile.Text(lines[0])
	}
	return jen.Id("text").Call(gofile.Texts(lines))
}
