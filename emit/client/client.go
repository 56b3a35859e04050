// Package client prints the client half of the emitted packages: the runtime,
// the client, and for each resource its service, operations and types.
package client

import (
	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/templates"
)

// Files returns the files of a package by name: the runtime, the client, the
// addresses, and a file per resource and named type.
func Files(p *gomodel.Package) (map[string][]byte, error) {
	runtime, err := gofile.Runtime(p.Name, "runtime.go", templates.ClientPart)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"runtime.go": runtime}
	for stem, f := range packageFiles(p) {
		if files[stem+".go"], err = f.Source(stem + ".go"); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// packageFiles returns the files that are printed for a package, by stem.
func packageFiles(p *gomodel.Package) map[string]*gofile.File {
	files := map[string]*gofile.File{"client": clientFile(p)}
	if len(p.Addresses) > 0 {
		files["addresses"] = addressFile(p)
	}
	for _, f := range p.Files {
		files[f.Stem] = resourceFile(p, f)
	}
	return files
}

// clientFile prints the package comment, the client and its constructor.
func clientFile(p *gomodel.Package) *gofile.File {
	f := gofile.New(p.Name)
	f.PackageComment("// Package " + p.Name + " calls the API by one method per documented operation; see [Client].")
	f.Add(gofile.Doc("DefaultBaseURL is the address of the service, with the API's version.").
		Const().Id("DefaultBaseURL").Op("=").Add(gofile.Text(gomodel.ServiceURL + "/" + p.APIVersion)))
	for _, c := range gomodel.Clouds {
		f.Line()
		name := c.Name + "BaseURL"
		f.Add(gofile.Doc(name + " is the address of the cloud " + c.Doc + "; see [Options].").
			Const().Id(name).Op("=").Add(gofile.Text(c.URL + "/" + p.APIVersion)))
	}
	f.Line()
	f.Add(gofile.Doc(clientDoc(p)...).Type().Id("Client").StructFunc(func(g *jen.Group) {
		g.Id("conn").Op("*").Id("conn")
		g.Line()
		for _, s := range p.Services {
			g.Id(s.Field).Op("*").Id(s.Name)
		}
	}))
	f.Line()
	f.Add(gofile.Doc("NewClient returns a client. Options that make no sense are an error of every call.").
		Func().Id("NewClient").Params(jen.Id("options").Id("Options")).Op("*").Id("Client").Block(
		jen.Id("c").Op(":=").Id("newConn").Call(jen.Id("options")),
		jen.Return(jen.Op("&").Id("Client").Custom(block, clientFields(p)...)),
	))
	return f
}

// block prints the elements of a composite literal one per line.
var block = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

func clientDoc(p *gomodel.Package) []string {
	doc := []string{"Client has a service for each resource:"}
	for _, s := range p.Services {
		for _, m := range s.Methods {
			return append(doc,
				"\tclient := "+p.Name+".NewClient("+p.Name+".Options{Token: token})",
				"\t"+usage(m),
				"It is safe for concurrent use. An error of the service is an [*Error].")
		}
	}
	return doc
}

// usage shows a call, with names for its arguments.
func usage(m *gomodel.Method) string {
	call := "client." + m.Service.Field + "." + m.Name + "(ctx"
	for _, name := range argumentNames(m) {
		call += ", " + name
	}
	result := "result, err := "
	if m.Result.Kind == gomodel.None {
		result = "err := "
	}
	return result + call + ")"
}

func clientFields(p *gomodel.Package) []jen.Code {
	fields := []jen.Code{jen.Id("conn").Op(":").Id("c")}
	for _, s := range p.Services {
		fields = append(fields, jen.Id(s.Field).Op(":").Op("&").Id(s.Name).Values(jen.Id("c")))
	}
	return fields
}

// resourceFile prints what belongs to a resource: its service with operations
// and address sets, then its types.
func resourceFile(p *gomodel.Package, file *gomodel.File) *gofile.File {
	f := gofile.New(p.Name)
	for _, s := range file.Services {
		service(f, s)
	}
	for _, set := range p.Sets {
		if set.Stem == file.Stem {
			addressSet(f, set)
		}
	}
	for _, t := range file.Types {
		declareType(f, t)
	}
	return f
}
