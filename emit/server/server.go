// Package server prints the server half of emitted packages: for each resource
// an interface with a method per operation, an embeddable implementation that
// answers 501, and the function that mounts an implementation.
package server

import (
	"path"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/templates"
)

// Files returns the emitted files by slash path: per package the server's
// runtime, and a file per resource that has operations.
func Files(model *gomodel.Model) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, p := range model.Packages {
		name := path.Join(p.Dir, "runtime_server.go")
		source, err := gofile.Runtime(p.Name, name, templates.ServerPart)
		if err != nil {
			return nil, err
		}
		files[name] = source
		for _, f := range p.Files {
			if len(f.Services) == 0 {
				continue
			}
			name := path.Join(p.Dir, f.Stem+"_server.go")
			if files[name], err = file(p, f).Source(name); err != nil {
				return nil, err
			}
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
		methods[i] = gofile.Doc(m.Doc[0]).Add(signature(m))
	}
	return gofile.Doc(s.Server + " serves the operations of the resource " + s.Resource + ". Embed [Unimplemented" + s.Server +
		"] to serve some of them.").Type().Id(s.Server).Interface(methods...).Line()
}

// signature returns the name, arguments and results of a method. They are the
// client's, but for the options, which are always there.
func signature(m *gomodel.Method) *jen.Statement {
	return jen.Id(m.Name).ParamsFunc(func(g *jen.Group) {
		g.Id("ctx").Qual("context", "Context")
		for _, a := range arguments(m) {
			g.Id(a.name).Add(a.goType)
		}
	}).Add(results(m.Result))
}

// argument is an argument of a method behind the context: its name, its type,
// and the expression that reads it from the exchange x.
type argument struct {
	name   string
	goType *jen.Statement
	read   *jen.Statement
	fails  bool // reading it may refuse the request
}

// arguments lists the arguments of a method in order.
func arguments(m *gomodel.Method) []argument {
	var list []argument
	add := func(name string, goType, read *jen.Statement, fails bool) {
		list = append(list, argument{name, goType, read, fails})
	}
	if m.At != nil {
		add("at", jen.Id(m.At.Name), jen.Id("x").Dot("at").Assert(jen.Id(m.At.Name)), false)
	}
	for _, p := range m.Path {
		add(p.Name, gofile.Ref(p.Type), reader("take", p), p.Type.String() != "string")
	}
	for _, p := range m.Query {
		add(p.Name, gofile.Ref(p.Type), reader("queryArgument", p, jen.Lit(p.Wire)), true)
	}
	for _, p := range m.Header {
		add(p.Name, gofile.Ref(p.Type), reader("headerArgument", p, jen.Lit(p.Wire)), true)
	}
	if m.Body != nil && m.Body.Stream {
		if m.Body.ContentType == "" {
			add("contentType", jen.String(), jen.Id("x").Dot("r").Dot("Header").Dot("Get").Call(jen.Lit("Content-Type")), false)
		}
		add("body", jen.Qual("io", "Reader"), jen.Id("readStream").Call(jen.Id("x")), false)
	} else if m.Body != nil {
		add("body", gofile.Ref(m.Body.Type), jen.Id("readJSON").Types(gofile.Ref(m.Body.Type)).Call(jen.Id("x")), true)
	}
	if m.Options != nil {
		add("options", jen.Id(m.Options.Name), jen.Id("readOptions").Types(jen.Id(m.Options.Name)).Call(jen.Id("x")), true)
	}
	return list
}

// reader is a call of one of the runtime's functions that read an argument.
func reader(function string, p *gomodel.Param, more ...jen.Code) *jen.Statement {
	return jen.Id(function).Types(gofile.Ref(p.Type)).Call(append([]jen.Code{jen.Id("x")}, more...)...)
}

func results(r gomodel.Result) *jen.Statement {
	value := resultType(r)
	if value == nil {
		return jen.Error()
	}
	return jen.Params(value, jen.Error())
}

// resultType returns the type of the value that a method returns, nil for none.
func resultType(r gomodel.Result) *jen.Statement {
	switch r.Kind {
	case gomodel.Object:
		return jen.Op("*").Add(gofile.Ref(r.Type))
	case gomodel.Paged:
		return jen.Op("*").Id("Page").Types(gofile.Ref(r.Type))
	case gomodel.Scalar:
		return gofile.Ref(r.Type)
	case gomodel.Stream:
		return jen.Qual("io", "ReadCloser")
	}
	return nil
}
