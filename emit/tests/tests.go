// Package tests prints the tests of emitted packages. They are made of the
// examples that pages show: the client must send the documented request and
// decode the documented answer; the documented request must reach the right
// method of the server, and the documented answer must come back. Paths and
// properties that no example shows are tested with made-up values.
package tests

import (
	"path"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/examples"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/templates"
)

// Skip is an example that tests leave out.
type Skip = examples.Skip

// Suite is what [Unit] prints.
type Suite struct {
	Files    map[string][]byte // by name, without the package's folder
	Examples int               // documented examples that the tests hold
	Skips    []Skip            // the others, in the order of methods and examples

	Incomplete []Skip // what a test makes up for an example that it holds
}

// Runtime returns the files that every package with tests has, by name; server
// says whether the server half is emitted too.
func Runtime(p *gomodel.Package, server bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	var err error
	if files["runtime_test.go"], err = gofile.Runtime(p.Name, "runtime_test.go", templates.TestPart, gomodel.Tags(p.API)); err != nil || !server {
		return files, err
	}
	files["runtime_server_test.go"], err = gofile.Runtime(p.Name, "runtime_server_test.go", templates.ServerTestPart, gomodel.Tags(p.API))
	return files, err
}

// Unit prints the tests of a unit; server says whether the server half is
// emitted too.
func Unit(u gomodel.Unit, server bool) (*Suite, error) {
	suite := &Suite{}
	if len(u.Services) == 0 && !slices.ContainsFunc(u.Types, isTested) {
		return suite, nil
	}
	f := gofile.New(u.Package)
	for _, s := range u.Services {
		suite.service(f, s, server)
	}
	if slices.ContainsFunc(u.Types, isTested) {
		f.Declare(nil, typesTest(u.File))
	}
	name := u.Stem + "_test.go"
	source, err := f.Source(name)
	suite.Files = map[string][]byte{name: source}
	return suite, err
}

// service declares a test for each method, and the stub that stands for a
// server.
func (suite *Suite) service(f *gofile.File, s *gomodel.Service, server bool) {
	b := examples.NewBinder(s)
	for _, m := range s.Methods {
		shown, skips := b.Shown(m)
		suite.Examples += len(shown)
		suite.Skips = append(suite.Skips, skips...)
		suite.Incomplete = append(suite.Incomplete, incomplete(shown)...)
		if x := readable(shown); x != nil {
			f.Declare(nil, exampleFunc(x))
		}
		f.Declare(nil, methodTest(m, append(shown, b.MadeUp(m, shown)...), skips, server))
	}
	if server {
		declareStub(f, s)
	}
}

// incomplete lists what the examples leave out.
func incomplete(shown []*examples.Exchange) []Skip {
	var all []Skip
	for _, x := range shown {
		if s := x.Incomplete(); s != nil {
			all = append(all, *s)
		}
	}
	return all
}

// Skips lists the examples of a package that its tests leave out, and those that
// they complete, in the order of files, methods and examples.
func Skips(p *gomodel.Package) (all, completed []Skip) {
	for _, f := range p.Files {
		for _, s := range f.Services {
			b := examples.NewBinder(s)
			for _, m := range s.Methods {
				shown, skips := b.Shown(m)
				all = append(all, skips...)
				completed = append(completed, incomplete(shown)...)
			}
		}
	}
	return all, completed
}

// methodTest is the test of a method, a table of examples:
//
//	func TestCards_Get(t *testing.T) {
//		runExamples(t, []example{
//			…
//		}, asServer(OpCardGet, func(x *exampleRun) Routes { return ServeCards(stubCards{x: x}) }))
//	}
func methodTest(m *gomodel.Method, exchanges []*examples.Exchange, skips []Skip, server bool) jen.Code {
	var rows []jen.Code
	for _, x := range exchanges {
		rows = append(rows, row(x, server))
	}
	for _, skip := range skips {
		rows = append(rows, gofile.Multiline(
			gofile.Field("place", gofile.Text(place(skip.At, skip.Title))),
			gofile.Field("skip", gofile.Text(skip.Code+": "+skip.Reason)),
		))
	}
	arguments := []jen.Code{jen.Id("t"), jen.Index().Id("example").Add(gofile.Multiline(rows...))}
	if server {
		routes := jen.Return(gofile.Name("Serve" + m.Service.Field).Call(gofile.Name("stub" + m.Service.Field).Values(gofile.Field("x", jen.Id("x")))))
		arguments = append(arguments, jen.Id("asServer").Call(
			gofile.Name(m.Var), jen.Func().Params(exampleRun()).Id("Routes").Add(gofile.OneLine(routes)),
		))
	}
	return testFunc("Test"+m.Service.Field+"_"+m.Name, jen.Id("runExamples").Call(arguments...))
}

// testFunc is a function that go test calls.
func testFunc(name gomodel.Name, statements ...jen.Code) jen.Code {
	return jen.Func().Add(gofile.Name(name)).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(statements...)
}

// exampleRun is the parameter of what a row calls.
func exampleRun() jen.Code { return jen.Id("x").Op("*").Id("exampleRun") }

// place names a row after its page, without the folders of a machine, and the
// example. A line would change with every word of prose above it.
func place(at ir.Pos, title string) string {
	file := strings.ReplaceAll(at.File, "\\", "/")
	if path.IsAbs(file) || strings.Contains(file, ":") || strings.HasPrefix(file, "..") {
		file = path.Base(file)
	}
	return file + " " + title
}
