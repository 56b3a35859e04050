// Package server prints the server half of emitted packages: for each resource
// an interface with a method per operation, an embeddable implementation that
// answers 501, and the function that mounts an implementation.
package server

import (
	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/templates"
)

// Files returns the files of a package by name, without its folder: the
// server's runtime, and a file for each resource that has operations.
func Files(p *gomodel.Package) (map[string][]byte, error) {
	runtime, err := gofile.Runtime(p.Name, "runtime_server.go", templates.ServerPart)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"runtime_server.go": runtime}
	for _, f := range p.Files {
		if len(f.Services) == 0 {
			continue
		}
		name := f.Stem + "_server.go"
		if files[name], err = file(p, f).Source(name); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func file(p *gomodel.Package, f *gomodel.File) *gofile.File {
	out := gofile.New(p.Name)
	for _, s := range f.Services {
		out.Add(serverInterface(s))
		out.Add(unimplemented(s))
		out.Add(serve(s))
	}
	return out
}

// serverInterface declares the interface that a server implements.
func serverInterface(s *gomodel.Service) *jen.Statement {
	methods := make([]jen.Code, len(s.Methods))
	for i, m := range s.Methods {
		methods[i] = gofile.Doc(m.Doc[0]).Add(gofile.ServerSignature(m))
	}
	return gofile.Doc(s.Server + " serves the operations of the resource " + s.Resource + ". Embed [Unimplemented" + s.Server +
		"] to serve some of them.").Type().Id(s.Server).Interface(methods...).Line()
}
