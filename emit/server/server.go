// Package server prints the server half of emitted packages: for each resource
// an interface with a method per operation, an embeddable implementation that
// answers 501, and the function that mounts an implementation.
package server

import (
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/templates"
)

// Runtime returns the file that every package with a server has, by name.
func Runtime(pkg string) (map[string][]byte, error) {
	runtime, err := gofile.Runtime(pkg, "runtime_server.go", templates.ServerPart)
	return map[string][]byte{"runtime_server.go": runtime}, err
}

// Unit returns the file of a resource that has operations, by name.
func Unit(u gomodel.Unit) (map[string][]byte, error) {
	if len(u.Services) == 0 {
		return nil, nil
	}
	f := gofile.New(u.Package)
	for _, s := range u.Services {
		list := operationsOf(s)
		serverInterface(f, s, list)
		unimplemented(f, s, list)
		serve(f, s, list)
	}
	name := u.Stem + "_server.go"
	source, err := f.Source(name)
	return map[string][]byte{name: source}, err
}

// operation is a method and what it takes.
type operation struct {
	*gomodel.Method
	arguments []gofile.Argument
}

func operationsOf(s *gomodel.Service) []operation {
	list := make([]operation, len(s.Methods))
	for i, m := range s.Methods {
		list[i] = operation{m, gofile.Arguments(m)}
	}
	return list
}

// serverInterface declares the interface that a server implements.
func serverInterface(f *gofile.File, s *gomodel.Service, operations []operation) {
	doc := string(s.Server) + " serves the operations of " + s.Called() + ". Embed [Unimplemented" + string(s.Server) + "] to serve some of them."
	f.Interface([]string{doc}, s.Server, func(c *gofile.Code) {
		for _, op := range operations {
			c.Doc(op.Summary()).Name(op.Name).Go("(")
			c.ServerParameters(op.arguments).Go(") ").Results(op.Result).Go("\n")
		}
	})
}
