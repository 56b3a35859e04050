package emit

import (
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// Output is what an API compiles to.
type Output struct {
	Files    map[string]*File // by slash path below the output folder
	Found    []ir.Diagnostic
	Examples Examples // what the emitted tests hold
	Known    Known    // of this output, for the next one
	Origins  *Origins // nil without Options.Origins
}

// File is an emitted file. What it holds is known before it is printed, if an
// earlier run printed it from the same.
type File struct {
	Sum   string // hex SHA-256 of its bytes
	read  func() ([]byte, error)
	later bool // it has still to be printed
}

// NewFile returns a file by its content.
func NewFile(data []byte) *File { return &File{Sum: hashOf(data), read: inMemory(data)} }

// LaterFile returns a file by the hex SHA-256 of its content and what prints it.
func LaterFile(sum string, print func() ([]byte, error)) *File { return &File{sum, print, true} }

// Shelf keeps printed files until they are written. Several goroutines put files
// on it at a time.
type Shelf interface {
	Put(data []byte) (read func() ([]byte, error)) // each call of read gives the data
}

// inMemory is what a shelf returns that keeps data in memory.
func inMemory(data []byte) (read func() ([]byte, error)) {
	return func() ([]byte, error) { return data, nil }
}

// Bytes returns the content. Where it has still to be printed, an error is a
// bug of docpiler.
func (f *File) Bytes() ([]byte, error) { return f.read() }

// Known holds what earlier runs of the same program printed, by the digest of
// what it was printed from.
type Known map[gomodel.Digest]Outcome

// Outcome is what is known of a part without its content.
type Outcome struct {
	Files map[string]string // hex SHA-256 by name
	Tests Tests
}

// part is what one call of an emitter prints.
type part struct {
	emitter string
	dir     string
	digest  gomodel.Digest // of what it is printed from; "" if nobody knows
	print   func() (Printed, error)

	outcome Outcome
	files   map[string]*File // what was printed; nil if that was not needed
	err     error
}

// Build is Generate for those who look at few of the files: what is known is
// printed when it is asked for.
func Build(api *ir.API, opt Options, known Known) (*Output, error) {
	out := &Output{Files: map[string]*File{}, Known: Known{}}
	for _, name := range opt.Emit {
		if !slices.ContainsFunc(Emitters, func(e Emitter) bool { return e.Name == name }) {
			return out, fmt.Errorf("there is no emitter %q", name)
		}
	}
	model, found := gomodel.New(api, gomodel.Options{Package: opt.Package, Locale: opt.Locale})
	out.Found = found
	digests := digestsOf(model, opt.Origins)
	if opt.Origins {
		out.Origins = originsOf(model, digests)
	}
	parts := partsOf(Input{API: api, Go: model, Server: opt.wants("server")}, opt, digests)
	printAll(parts, known, opt.Shelf)
	if broken := brokenParts(parts); len(broken) > 0 {
		rest, refused := withoutBroken(api, opt, model, broken)
		if rest == nil {
			out.Found = append(out.Found, refusal(broken[0]))
			return out, fmt.Errorf("%s: %w", broken[0].Package, broken[0])
		}
		again, err := Build(rest, opt, known)
		again.Found = append(refused, again.Found...)
		return again, err
	}
	err := out.collect(parts)
	out.addTests(api, parts)
	return out, err
}

// partsOf lists the parts of the output, in a fixed order.
func partsOf(in Input, opt Options, digests [][]unitDigest) []*part {
	var parts []*part
	for number, p := range in.Go.Packages {
		units := p.Units()
		for _, e := range Emitters {
			if !opt.runs(e) {
				continue
			}
			if e.Runtime != nil {
				parts = append(parts, &part{emitter: e.Name, dir: p.Dir, digest: in.common(e, p), print: func() (Printed, error) {
					return filesOnly(e.Runtime(p.Name, in.Server))
				}})
			}
			if e.Package != nil {
				parts = append(parts, &part{emitter: e.Name, dir: p.Dir, print: func() (Printed, error) { return filesOnly(e.Package(in, p)) }})
			}
			for i, u := range units {
				if e.Unit != nil {
					parts = append(parts, in.unitPart(e, p, u, digests[number][i].digest))
				}
			}
		}
	}
	return parts
}

// common is the start of the digests of an emitter's parts in a package.
func (in Input) common(e Emitter, p *gomodel.Package) gomodel.Digest {
	return gomodel.Digest(fmt.Sprintf("%s %s %t ", e.Name, p.Name, in.Server))
}

// unitPart is what an emitter prints of a unit.
func (in Input) unitPart(e Emitter, p *gomodel.Package, u gomodel.Unit, digest gomodel.Digest) *part {
	return &part{
		emitter: e.Name, dir: p.Dir, digest: in.common(e, p) + digest,
		print: func() (Printed, error) { return e.Unit(u, in.Server) },
	}
}

// unitDigest is the digest of a unit, and where it comes from.
type unitDigest struct {
	digest     gomodel.Digest
	texts, all []string // see [gomodel.Digester.UnitWithOrigins]
}

// digestsOf returns the digests of all units, package by package.
func digestsOf(m *gomodel.Model, origins bool) [][]unitDigest {
	all := make([][]unitDigest, len(m.Packages))
	var group sync.WaitGroup
	for number, p := range m.Packages {
		group.Go(func() {
			digester := gomodel.NewDigester()
			for _, u := range p.Units() {
				var d unitDigest
				if origins {
					d.digest, d.texts, d.all = digester.UnitWithOrigins(u)
				} else {
					d.digest = digester.Unit(u)
				}
				all[number] = append(all[number], d)
			}
		})
	}
	group.Wait()
	return all
}

// printAll prints the parts that are not known, as many at a time as there are
// processors.
func printAll(parts []*part, known Known, shelf Shelf) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range parts {
		if outcome, ok := known[p.digest]; ok {
			p.outcome = outcome
			continue
		}
		group.Go(func() error {
			p.run(shelf)
			return nil
		})
	}
	_ = group.Wait() // parts keep their errors, so that the first one in order is told
}

// run prints the part.
func (p *part) run(shelf Shelf) {
	printed, err := p.print()
	p.outcome, p.files, p.err = Outcome{map[string]string{}, printed.Tests}, map[string]*File{}, err
	for name, data := range printed.Files {
		f := NewFile(data)
		if shelf != nil {
			f.read = shelf.Put(data)
		}
		p.files[name], p.outcome.Files[name] = f, f.Sum
	}
}

// collect puts the files of all parts below the folders of their packages. No
// two may have names that some file system takes for one.
func (out *Output) collect(parts []*part) error {
	folded := map[string]string{}
	for _, p := range parts {
		if p.err != nil {
			return fmt.Errorf("%s: %w", p.emitter, p.err)
		}
		read := sync.OnceValues(p.content)
		for name, sum := range p.outcome.Files {
			full := path.Join(p.dir, name)
			if other, taken := folded[strings.ToLower(full)]; taken {
				return fmt.Errorf("%s: two files are called %s and %s", p.emitter, other, full)
			}
			folded[strings.ToLower(full)] = full
			if f := p.files[name]; f != nil {
				out.Files[full] = f
				continue
			}
			out.Files[full] = LaterFile(sum, func() ([]byte, error) {
				printed, err := read()
				return printed.Files[name], err
			})
		}
		if p.digest != "" {
			out.Known[p.digest] = p.outcome
		}
	}
	return nil
}

// content prints a part whose files are known by their hashes alone.
func (p *part) content() (Printed, error) {
	printed, err := p.print()
	if err != nil {
		err = fmt.Errorf("%s: %w", p.emitter, err)
	}
	return printed, err
}
