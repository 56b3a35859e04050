// Package server prints the server half of emitted packages: for each resource
// an interface with a method per operation, an embeddable implementation that
// answers 501, and the function that mounts an implementation.
package server

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/templates"
)

// Runtime returns the file that every package with a server has, by name.
func Runtime(p *gomodel.Package) (map[string][]byte, error) {
	runtime, err := gofile.Runtime(p.Name, "runtime_server.go", templates.ServerPart, gomodel.Tags(p.API))
	return map[string][]byte{"runtime_server.go": runtime}, err
}

// Unit returns the file of a resource that has operations, by name.
func Unit(u gomodel.Unit) (map[string][]byte, error) {
	if len(u.Services) == 0 {
		return nil, nil
	}
	f := gofile.New(u.Package)
	for _, s := range u.Services {
		f.Declare(gofile.Doc(interfaceDoc(s)), serverInterface(s))
		unimplemented(f, s)
		f.Declare(gofile.Doc(fmt.Sprintf("%s returns the routes of %s, for [NewHandler].", "Serve"+s.Field, s.Called())), serve(s))
	}
	name := u.Stem + "_server.go"
	source, err := f.Source(name)
	return map[string][]byte{name: source}, err
}

func interfaceDoc(s *gomodel.Service) string {
	return fmt.Sprintf("%s serves the operations of %s. Embed [%s] to serve some of them.", s.Server, s.Called(), "Unimplemented"+s.Server)
}

// serverInterface is the interface that a server implements.
func serverInterface(s *gomodel.Service) jen.Code {
	return jen.Type().Add(gofile.Name(s.Server)).InterfaceFunc(func(methods *jen.Group) {
		for _, m := range s.Methods {
			methods.Add(gofile.Doc(m.Summary()))
			methods.Add(gofile.Name(m.Name)).Params(gofile.Parameters(m.Arguments())...).Add(gofile.Results(m.Result))
		}
	})
}

// unimplemented prints the implementation that answers 501 to everything.
func unimplemented(f *gofile.File, s *gomodel.Service) {
	name := "Unimplemented" + s.Server
	doc := fmt.Sprintf("%s answers each operation of %s with 501. Embed it in a server that implements some.", name, s.Called())
	f.Declare(gofile.Doc(doc), jen.Type().Add(gofile.Name(name)).Struct())
	for _, m := range s.Methods {
		f.Declare(gofile.Doc(fmt.Sprintf("%s answers 501.", m.Name)), unimplementedMethod(name, m))
	}
}

func unimplementedMethod(receiver gomodel.Name, m *gomodel.Method) jen.Code {
	parameters := []jen.Code{jen.Qual("context", "Context")}
	for _, a := range m.Arguments() {
		parameters = append(parameters, gofile.Type(a.Type))
	}
	results, values := gofile.Results(m.Result), []jen.Code{jen.Nil()}
	switch m.Result.Kind {
	case gomodel.None:
		values = nil
	case gomodel.Scalar: // which has no nil
		results = jen.Params(jen.Id("none").Add(gofile.Type(m.Result.Type)), jen.Id("_").Error())
		values = []jen.Code{jen.Id("none")}
	}
	return jen.Func().Params(gofile.Name(receiver)).Add(gofile.Name(m.Name)).Params(parameters...).Add(results).Block(
		jen.Return(append(values, jen.Id("notImplemented").Call(gofile.Name(m.Var)))...),
	)
}
