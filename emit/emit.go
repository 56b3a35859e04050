// Package emit is the way out of docpiler: an API comes in, the files of
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
	Name    string // as in the configuration, e.g. "client"
	Doc     string // one line for people
	Default bool   // it runs if no emitter is named

	Runtime func(p *gomodel.Package, server bool) (Files, error) // what every package has
	Package func(Input, *gomodel.Package) (Files, error)         // what a package has once
	Unit    func(u gomodel.Unit, server bool) (Printed, error)   // what is printed from one unit alone
}

// Emitters lists every emitter, in the order in which they run.
var Emitters = []Emitter{
	{
		Name: "client", Doc: "types, services and operations of a client", Default: true,
		Runtime: func(p *gomodel.Package, _ bool) (Files, error) { return client.Runtime(p) },
		Package: func(_ Input, p *gomodel.Package) (Files, error) { return client.Package(p) },
		Unit:    func(u gomodel.Unit, _ bool) (Printed, error) { return filesOnly(client.Unit(u)) },
	},
	{
		Name: "server", Doc: "interfaces and handlers of a server", Default: true,
		Runtime: func(p *gomodel.Package, _ bool) (Files, error) { return server.Runtime(p) },
		Unit:    func(u gomodel.Unit, _ bool) (Printed, error) { return filesOnly(server.Unit(u)) },
	},
	{
		Name: "tests", Doc: "tests of client and server, made of the pages' examples", Default: true,
		Runtime: tests.Runtime,
		Unit:    testUnit,
	},
	{Name: "openapi", Doc: "the API version as an OpenAPI 3.1 document", Package: openapiFiles},
	{Name: "permissions", Doc: "the least privileged permissions of all operations, for people", Package: permissionFiles},
}

func filesOnly(files Files, err error) (Printed, error) { return Printed{Files: files}, err }

func testUnit(u gomodel.Unit, server bool) (Printed, error) {
	suite, err := tests.Unit(u, server)
	if err != nil {
		return Printed{}, err
	}
	return Printed{suite.Files, Tests{suite.Examples, suite.Skips, suite.Incomplete}}, nil
}

// Names lists the names of all emitters.
func Names() []string { return namesOf(func(Emitter) bool { return true }) }

// DefaultNames lists the names of the emitters that run if none is named.
func DefaultNames() []string { return namesOf(func(e Emitter) bool { return e.Default }) }

func namesOf(wanted func(Emitter) bool) []string {
	var names []string
	for _, e := range Emitters {
		if wanted(e) {
			names = append(names, e.Name)
		}
	}
	return names
}

// Options configure [Generate]. The zero value emits a client, a server and
// their tests.
type Options struct {
	Package string   // start of package names
	Locale  string   // language of comments
	Emit    []string // names of emitters; nil: the default ones. The client is always emitted: the others stand on its types
}

// runs reports whether an emitter is to run.
func (o Options) runs(e Emitter) bool { return e.Name == "client" || o.wants(e.Name) }

func (o Options) wants(emitter string) bool {
	if o.Emit == nil {
		return slices.Contains(DefaultNames(), emitter)
	}
	return slices.Contains(o.Emit, emitter)
}

// openapiFiles prints the document of one API version.
func openapiFiles(in Input, p *gomodel.Package) (Files, error) {
	document, err := openapi.Document(in.API, &gomodel.Model{Packages: []*gomodel.Package{p}}, openapi.Options{})
	return Files{"openapi.yaml": append([]byte(strings.Replace(gofile.Header, "//", "#", 1)+"\n"), document...)}, err
}

// permissionFiles prints the least privileged sets of one API version.
func permissionFiles(in Input, p *gomodel.Package) (Files, error) {
	part := &ir.API{Service: in.API.Service}
	for _, op := range in.API.Operations {
		if op.APIVersion == p.APIVersion {
			part.Operations = append(part.Operations, op)
		}
	}
	var sets []ir.LeastSet
	for _, scheme := range part.Schemes() {
		sets = append(sets, ir.Least(part.Operations, scheme, ir.Where{}))
	}
	out := bytes.NewBufferString("<!-- " + strings.TrimPrefix(gofile.Header, "// ") + " -->\n\n")
	err := least.Markdown(out, sets)
	return Files{"permissions.md": out.Bytes()}, err
}
