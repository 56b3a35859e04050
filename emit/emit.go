// Package emit is the back door of docpiler: an API comes in, the files of
// Go packages go out (see [Generate]), and are written or compared with what is
// there (see [Write] and [Compare]).
package emit

import (
	"bytes"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/client"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/emit/least"
	"github.com/docpiler/docpiler/emit/openapi"
	"github.com/docpiler/docpiler/emit/server"
	"github.com/docpiler/docpiler/emit/tests"
	"github.com/docpiler/docpiler/ir"
)

// Files are emitted files by slash path below the output folder.
type Files = map[string][]byte

// Input is what emitters print from.
type Input struct {
	API    *ir.API
	Go     *gomodel.Model
	Server bool // the server is emitted too
}

// Emitter prints one kind of files. Each of its functions may be nil; the names
// of files are without the folder of their package.
type Emitter struct {
	Name string // as in the configuration, e.g. "client"
	Doc  string // one line for people

	Runtime func(pkg string, server bool) (Files, error)       // what every package has
	Package func(Input, *gomodel.Package) (Files, error)       // what a package has once
	Texts   bool                                               // Package shows texts, permissions or notes of pages
	Unit    func(u gomodel.Unit, server bool) (Printed, error) // what is printed from one unit alone
}

// Printed is what printing a part of the output gives.
type Printed struct {
	Files Files
	Tests Tests
}

// Emitters lists every emitter, in the order in which they run.
var Emitters = []Emitter{
	{
		Name: "client", Doc: "types, services and operations of a client",
		Runtime: func(pkg string, _ bool) (Files, error) { return client.Runtime(pkg) },
		Package: func(_ Input, p *gomodel.Package) (Files, error) { return client.Package(p) },
		Unit:    func(u gomodel.Unit, _ bool) (Printed, error) { return filesOnly(client.Unit(u)) },
	},
	{
		Name: "server", Doc: "interfaces and handlers of a server",
		Runtime: func(pkg string, _ bool) (Files, error) { return server.Runtime(pkg) },
		Unit:    func(u gomodel.Unit, _ bool) (Printed, error) { return filesOnly(server.Unit(u)) },
	},
	{
		Name: "tests", Doc: "tests of client and server, made of the pages' examples",
		Runtime: tests.Runtime,
		Unit:    testUnit,
	},
	{Name: "openapi", Doc: "the API version as an OpenAPI 3.1 document", Package: openapiFiles, Texts: true},
	{Name: "permissions", Doc: "the least privileged permissions of all operations, for people", Package: permissionFiles, Texts: true},
}

func filesOnly(files Files, err error) (Printed, error) { return Printed{Files: files}, err }

func testUnit(u gomodel.Unit, server bool) (Printed, error) {
	suite, err := tests.Unit(u, server)
	if err != nil {
		return Printed{}, err
	}
	return Printed{suite.Files, Tests{suite.Examples, suite.Skips}}, nil
}

// usual are the emitters that run if none is named.
var usual = []string{"client", "server", "tests"}

// Options configure [Generate]. The zero value emits a client, a server and
// their tests.
type Options struct {
	Package string   // start of package names
	Locale  string   // language of comments
	Emit    []string // names of emitters; nil: the usual ones. The client is always emitted: the others stand on its types
	Shelf   Shelf    // nil: memory
	Origins bool     // say which pages the output is made of
}

// Generate returns the files of an API and what was found on the way. It is
// pure: the same API gives the same bytes. An error is a bug of docpiler or an
// unknown emitter.
func Generate(api *ir.API, opt Options) (Files, []ir.Diagnostic, error) {
	out, err := Build(api, opt, nil)
	if err != nil {
		return nil, out.Found, err
	}
	files := Files{}
	for name, f := range out.Files {
		if files[name], err = f.Bytes(); err != nil {
			return nil, out.Found, err
		}
	}
	return files, out.Found, nil
}

// runs reports whether an emitter is to run.
func (o Options) runs(e Emitter) bool { return e.Name == "client" || o.wants(e.Name) }

func (o Options) wants(emitter string) bool {
	if o.Emit == nil {
		return slices.Contains(usual, emitter)
	}
	return slices.Contains(o.Emit, emitter)
}

// openapiFiles prints the document of one API version.
func openapiFiles(in Input, p *gomodel.Package) (Files, error) {
	document, err := openapi.Document(in.API, &gomodel.Model{Packages: []*gomodel.Package{p}})
	return Files{"openapi.yaml": append([]byte(strings.Replace(gofile.Header, "//", "#", 1)+"\n"), document...)}, err
}

// permissionFiles prints the least privileged sets of one API version.
func permissionFiles(in Input, p *gomodel.Package) (Files, error) {
	var operations []*ir.Operation
	for _, op := range in.API.Operations {
		if op.APIVersion == p.APIVersion {
			operations = append(operations, op)
		}
	}
	var sets []ir.LeastSet
	for _, scheme := range []ir.Scheme{ir.DelegatedWork, ir.DelegatedPersonal, ir.Application} {
		sets = append(sets, ir.Least(operations, scheme))
	}
	out := bytes.NewBufferString("<!-- " + strings.TrimPrefix(gofile.Header, "// ") + " -->\n\n")
	err := least.Markdown(out, sets)
	return Files{"permissions.md": out.Bytes()}, err
}
