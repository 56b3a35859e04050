// Package emit is the back door of docpiler: an API comes in, the files of
// Go packages go out (see [Generate]), and are written or compared with what is
// there (see [Write] and [Compare]).
package emit

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

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

// Emitter prints one part of a package.
type Emitter struct {
	Name string // as in the configuration, e.g. "client"
	Doc  string // one line for people

	// Files returns the files of a package by name, without its folder.
	Files func(Input, *gomodel.Package) (Files, error)
}

// Emitters lists every emitter, in the order in which they run.
var Emitters = []Emitter{
	{"client", "types, services and operations of a client", ofPackage(client.Files)},
	{"server", "interfaces and handlers of a server", ofPackage(server.Files)},
	{"tests", "tests of client and server, made of the pages' examples", testFiles},
	{"openapi", "the API version as an OpenAPI 3.1 document", openapiFiles},
	{"permissions", "the least privileged permissions of all operations, for people", permissionFiles},
}

// usual are the emitters that run if none is named.
var usual = []string{"client", "server", "tests"}

// Options configure [Generate]. The zero value emits a client, a server and
// their tests.
type Options struct {
	Package string   // start of package names
	Locale  string   // language of comments
	Emit    []string // names of emitters; nil: the usual ones. The client is always emitted: the others stand on its types
}

// Generate returns the files of an API and what was found on the way. It is
// pure: the same API gives the same bytes. An error is a bug of docpiler or an
// unknown emitter.
func Generate(api *ir.API, opt Options) (Files, []ir.Diagnostic, error) {
	for _, name := range opt.Emit {
		if !slices.ContainsFunc(Emitters, func(e Emitter) bool { return e.Name == name }) {
			return nil, nil, fmt.Errorf("there is no emitter %q", name)
		}
	}
	model, found := gomodel.New(api, gomodel.Options{Package: opt.Package, Locale: opt.Locale})
	in := Input{API: api, Go: model, Server: opt.wants("server")}
	var jobs []job
	for _, e := range Emitters {
		if e.Name == "client" || opt.wants(e.Name) {
			for _, p := range model.Packages {
				jobs = append(jobs, job{emitter: e, pkg: p})
			}
		}
	}
	run(jobs, in)
	files, err := collect(jobs)
	var broken *gofile.BrokenError
	if errors.As(err, &broken) {
		found = append(found, refusal(model, broken))
	}
	return files, found, err
}

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

// job is one emitter's work on one package.
type job struct {
	emitter Emitter
	pkg     *gomodel.Package
	files   Files
	err     error
}

// run does the jobs, as many at a time as there are processors.
func run(jobs []job, in Input) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range jobs {
		group.Go(func() error {
			j := &jobs[i]
			j.files, j.err = j.emitter.Files(in, j.pkg)
			return nil
		})
	}
	_ = group.Wait() // jobs keep their errors, so that the first one in order is told
}

// collect puts the files of all jobs below the folders of their packages. No
// two may have names that some file system takes for one.
func collect(jobs []job) (Files, error) {
	files := Files{}
	folded := map[string]string{}
	for _, j := range jobs {
		if j.err != nil {
			return nil, fmt.Errorf("%s: %w", j.emitter.Name, j.err)
		}
		for name, data := range j.files {
			name = path.Join(j.pkg.Dir, name)
			if other, taken := folded[strings.ToLower(name)]; taken {
				return nil, fmt.Errorf("%s: two files are called %s and %s", j.emitter.Name, other, name)
			}
			folded[strings.ToLower(name)] = name
			files[name] = data
		}
	}
	return files, nil
}

// refusal is the finding about a file that would have broken the rules for
// emitted source. It names the first place that the file is made of.
func refusal(m *gomodel.Model, broken *gofile.BrokenError) ir.Diagnostic {
	stem, _, _ := strings.Cut(strings.TrimSuffix(broken.File, ".go"), "_")
	var at ir.Pos
	for _, p := range m.Packages {
		for _, f := range p.Files {
			if f.Stem == stem && p.Name == broken.Package && at.IsZero() {
				at = f.At()
			}
		}
	}
	return ir.NewDiagnostic("output-refused", at, "Nothing was emitted: "+broken.Error()+".")
}

func testFiles(in Input, p *gomodel.Package) (Files, error) {
	suite, err := tests.Files(p, in.Server)
	if err != nil {
		return nil, err
	}
	return suite.Files, nil
}

// ofPackage makes an emitter of what needs the package alone.
func ofPackage(print func(*gomodel.Package) (map[string][]byte, error)) func(Input, *gomodel.Package) (Files, error) {
	return func(_ Input, p *gomodel.Package) (Files, error) { return print(p) }
}
