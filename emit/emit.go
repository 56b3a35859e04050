// Package emit is the back door of docpiler: an API comes in, the files of
// Go packages go out (see [Generate]), and are written or compared with what is
// there (see [Write] and [Compare]).
package emit

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/client"
	"github.com/docpiler/docpiler/emit/gomodel"
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

// Emitter prints one part of the output.
type Emitter struct {
	Name  string // as in the configuration, e.g. "client"
	Doc   string // one line for people
	Files func(Input) (Files, error)
}

// Emitters lists every emitter, in the order in which they run.
var Emitters = []Emitter{
	{"client", "types, services and operations of a client", perPackage(client.Files)},
	{"server", "interfaces and handlers of a server", perPackage(server.Files)},
	{"tests", "tests of client and server, made of the pages' examples", testFiles},
}

// Options configure [Generate]. The zero value emits everything.
type Options struct {
	Package string   // start of package names
	Locale  string   // language of comments
	Emit    []string // names of emitters; nil: all. The client is always emitted: the others stand on its types
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
	files := Files{}
	folded := map[string]string{}
	for _, e := range Emitters {
		if e.Name != "client" && opt.Emit != nil && !slices.Contains(opt.Emit, e.Name) {
			continue
		}
		printed, err := e.Files(Input{API: api, Go: model, Server: opt.Emit == nil || slices.Contains(opt.Emit, "server")})
		if err != nil {
			return nil, found, fmt.Errorf("%s: %w", e.Name, err)
		}
		for name, data := range printed {
			if other, taken := folded[strings.ToLower(name)]; taken {
				return nil, found, fmt.Errorf("%s: two files are called %s and %s", e.Name, other, name)
			}
			folded[strings.ToLower(name)] = name
			files[name] = data
		}
	}
	return files, found, nil
}

func testFiles(in Input) (Files, error) {
	return perPackage(func(p *gomodel.Package) (map[string][]byte, error) {
		suite, err := tests.Files(p, in.Server)
		if err != nil {
			return nil, err
		}
		return suite.Files, nil
	})(in)
}

// perPackage makes an emitter of what prints one package.
func perPackage(print func(*gomodel.Package) (map[string][]byte, error)) func(Input) (Files, error) {
	return func(in Input) (Files, error) {
		files := Files{}
		for _, p := range in.Go.Packages {
			printed, err := print(p)
			if err != nil {
				return nil, err
			}
			for name, data := range printed {
				files[path.Join(p.Dir, name)] = data
			}
		}
		return files, nil
	}
}
