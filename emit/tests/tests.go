// Package tests prints the tests of emitted packages. They are made of the
// examples that pages show: the client must send the documented request and
// decode the documented answer; the documented request must reach the right
// method of the server, and the documented answer must come back. Paths and
// properties that no example shows are tested with made-up values.
package tests

import (
	"fmt"
	"path"
	"slices"
	"strings"

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
	if len(u.Services) == 0 && !slices.ContainsFunc(u.Types, isTested) {
		return suite, nil
	}
	p := printer{file: gofile.New(u.Package), suite: suite, server: server}
	for _, s := range u.Services {
		p.service(u.APIVersion, s)
	}
	if slices.ContainsFunc(u.Types, isTested) {
		p.types(u.File)
	}
	name := u.Stem + "_test.go"
	source, err := p.file.Source(name)
	suite.Files = map[string][]byte{name: source}
	return suite, err
}

// printer prints the tests of one file.
type printer struct {
	*gofile.Code // of the test at hand
	file         *gofile.File
	suite        *Suite
	server       bool
	layout       layout
}

// service prints a test for each method, and the stub that stands for a server.
func (p *printer) service(version string, s *gomodel.Service) {
	b := newBinder(version, s)
	for _, m := range s.Methods {
		exchanges, skips := b.examples(m)
		p.suite.Examples += len(exchanges)
		p.suite.Skips = append(p.suite.Skips, skips...)
		shownExample(p.file, exchanges)
		p.test(m, append(exchanges, b.madeUp(m, exchanges)...), skips)
	}
	if p.server {
		p.stub(b, s)
	}
}

// test prints the test of a method, a table of examples.
func (p *printer) test(m *gomodel.Method, exchanges []*exchange, skips []Skip) {
	s := m.Service
	p.file.Func(nil, "Test"+s.Field+"_"+m.Name, ofTest, func(c *gofile.Code) {
		p.Code = c
		c.Go("runExamples(t, []example{\n")
		for _, x := range exchanges {
			p.exchange(x)
		}
		for _, skip := range skips {
			c.Go("{\nplace: ").Text(place(skip.At)).Go(",\nskip: ").Text(skip.Code + ": " + skip.Reason).Go(",\n},\n")
		}
		c.Go("}")
		if p.server {
			c.Go(", asServer(").Name(m.Var).Go(", func(x *exampleRun) Routes { return Serve").Name(s.Field).
				Go("(stub").Name(s.Field).Go("{x: x}) })")
		}
		c.Go(")\n")
	})
}

// ofTest is what go test calls a test with.
var ofTest = gofile.Signature{Parameters: func(c *gofile.Code) { c.Go("t *").Qual("testing", "T") }}

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

// methodOf returns the method that an example shows: of the operation's methods
// the one that is served there, else the one with the verb of the request, else
// the first.
func (b *binder) methodOf(op *ir.Operation, e *ir.Example) *gomodel.Method {
	if owner, _, found, _ := b.served.Find(e.Request.Method, parseTarget(e.Request.URL, b.version).path()); found && owner.method.Op == op {
		return owner.method
	}
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

// stub prints the server that notes each call and gives the documented answer.
func (p *printer) stub(b *binder, s *gomodel.Service) {
	name := "stub" + s.Field
	p.file.Struct([]string{string(name) + " notes the call and gives the documented answer."}, name, func(c *gofile.Code) {
		c.Go("Unimplemented").Name(s.Server).Go("\nx *exampleRun")
	})
	for _, m := range s.Methods {
		p.file.Method(nil, gofile.Receiver{Name: "s", Type: name}, m.Name, gofile.Signature{
			Parameters: func(c *gofile.Code) { c.ServerParameters(b.takes[m]) },
			Results:    func(c *gofile.Code) { c.Results(m.Result) },
		}, func(c *gofile.Code) {
			none := m.Result.Kind == gomodel.None
			if none {
				c.Go("_, err := answerTo[any]")
			} else {
				c.Go("return answerTo[").ResultType(m.Result).Go("]")
			}
			c.Go("(ctx, s.x, ").Text(string(m.Name))
			for _, a := range b.takes[m] {
				c.Go(", ").Name(a.Name)
			}
			c.Go(")\n")
			if none {
				c.Go("return err\n")
			}
		})
	}
}

// isTested reports whether a type has something that can be told wrong.
func isTested(t *gomodel.Type) bool {
	return t.Kind == gomodel.Struct && len(t.Fields)+len(t.Subtypes) > 0
}

// types prints a test that holds the JSON names of each type's properties and
// the names of its subtypes.
func (p *printer) types(f *gomodel.File) {
	p.file.Func(nil, "TestTypes_"+f.Name(), ofTest, func(c *gofile.Code) {
		for _, t := range f.Types {
			if !isTested(t) {
				continue
			}
			if len(t.Fields) > 0 {
				c.Go("roundTrip[").Name(t.Name).Go("](t, ").Lines(sampleLines(t)).Go(")\n")
			}
			for _, sub := range t.Subtypes {
				c.Go("knowsSubtype[").Name(t.Name).Go(", ").Name(sub.Name).Go("](t, ").Text("#" + sub.API).Go(")\n")
			}
		}
	})
}
