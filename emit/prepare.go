package emit

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// Prepared is an API of whose code every name and type is decided. It is printed
// part by part, in any order.
type Prepared struct {
	Parts []Part // in a fixed order

	in    Input
	found []ir.Diagnostic
}

// Part is what is printed together: all files of a unit, or of a whole package.
type Part struct {
	Name  string // e.g. "v1/user"; no two parts have the same one
	Print func() (Printed, error)

	// Key tells parts apart that are printed to different files: two parts of
	// one key are printed to the same ones. "" where that is not known.
	Key string
}

// Printed is what printing a part of the output gives.
type Printed struct {
	Files Files
	Tests Tests
}

// Output is what an API compiles to.
type Output struct {
	Files    Files
	Found    []ir.Diagnostic
	Examples Examples // what the emitted tests hold
}

// Prepare decides names and types of the code of an API. An error is an unknown
// emitter.
func Prepare(api *ir.API, opt Options) (*Prepared, error) {
	for _, name := range opt.Emit {
		if !slices.Contains(Names(), name) {
			return nil, fmt.Errorf("there is no emitter %q", name)
		}
	}
	model, found := gomodel.New(api, gomodel.Options{Package: opt.Package, Locale: opt.Locale})
	p := &Prepared{in: Input{API: api, Go: model, Server: opt.wants("server")}, found: found}
	var emitters []Emitter
	var names []string
	for _, e := range Emitters {
		if opt.runs(e) {
			emitters, names = append(emitters, e), append(names, e.Name)
		}
	}
	for _, pkg := range model.Packages {
		p.addPackage(pkg, emitters, strings.Join(names, " "))
	}
	return p, nil
}

// addPackage adds the parts of a package; names are those of the emitters.
func (p *Prepared) addPackage(pkg *gomodel.Package, emitters []Emitter, names string) {
	in, digester := p.in, gomodel.NewDigester()
	p.add(pkg, emitters, Part{Name: pkg.Dir + "/ runtime", Key: pkg.Dir + " " + pkg.Name + " " + names + " " + string(gomodel.Tags(pkg.API))}, func(e Emitter) (Printed, error) {
		if e.Runtime == nil {
			return Printed{}, nil
		}
		return filesOnly(e.Runtime(pkg, in.Server))
	})
	p.add(pkg, emitters, Part{Name: pkg.Dir + "/ package"}, func(e Emitter) (Printed, error) {
		if e.Package == nil {
			return Printed{}, nil
		}
		return filesOnly(e.Package(in, pkg))
	})
	for _, u := range pkg.Units() {
		p.add(pkg, emitters, Part{Name: pkg.Dir + "/" + u.Stem, Key: pkg.Dir + " " + names + " " + string(digester.Unit(u))}, func(e Emitter) (Printed, error) {
			if e.Unit == nil {
				return Printed{}, nil
			}
			return e.Unit(u, in.Server)
		})
	}
}

// add adds a part that each emitter prints something of.
func (p *Prepared) add(pkg *gomodel.Package, emitters []Emitter, part Part, print func(Emitter) (Printed, error)) {
	part.Print = func() (Printed, error) {
		all := Printed{Files: Files{}}
		for _, e := range emitters {
			printed, err := print(e)
			if err != nil {
				return all, fmt.Errorf("%s: %w", e.Name, err)
			}
			for name, data := range printed.Files {
				full := path.Join(pkg.Dir, name)
				if all.Files[full] != nil {
					return all, fmt.Errorf("%s: two files are called %s", e.Name, full)
				}
				all.Files[full] = data
			}
			all.Tests.Run += printed.Tests.Run
			all.Tests.Skips = append(all.Tests.Skips, printed.Tests.Skips...)
			all.Tests.Incomplete = append(all.Tests.Incomplete, printed.Tests.Incomplete...)
		}
		return all, nil
	}
	p.Parts = append(p.Parts, part)
}

// Collect puts together what the parts were printed to, in their order.
func (p *Prepared) Collect(printed []Printed) (*Output, error) {
	out := &Output{Files: Files{}, Found: p.found}
	folded := map[string]string{} // some file systems take names for one that differ by case
	for _, part := range printed {
		for _, name := range slices.Sorted(maps.Keys(part.Files)) {
			if other, taken := folded[strings.ToLower(name)]; taken {
				return out, fmt.Errorf("two files are called %s and %s", other, name)
			}
			folded[strings.ToLower(name)] = name
			out.Files[name] = part.Files[name]
		}
	}
	out.addTests(p.in.API, printed)
	return out, nil
}

// Generate returns the files of an API and what was found on the way. It is
// pure: the same API gives the same bytes. An error is a bug of docpiler or an
// unknown emitter.
func Generate(api *ir.API, opt Options) (Files, []ir.Diagnostic, error) {
	out, err := Compile(api, opt, printAll)
	return out.Files, out.Found, err
}

// Compile is Generate for those who print the parts themselves. The error of
// print joins those of all parts that failed. Operations of which no part can be
// printed by the rules for emitted source are left out, each with a finding, and
// print is called again with the parts of the others.
func Compile(api *ir.API, opt Options, print func([]Part) ([]Printed, error)) (*Output, error) {
	p, err := Prepare(api, opt)
	if err != nil {
		return &Output{}, err
	}
	printed, err := print(p.Parts)
	if broken := brokenIn(err); len(broken) > 0 {
		rest, refused := withoutBroken(api, opt, p.in.Go, broken)
		if rest == nil {
			return &Output{Found: append(p.found, refusal(broken[0]))}, err
		}
		out, err := Compile(rest, opt, print)
		out.Found = append(refused, out.Found...)
		return out, err
	}
	if err != nil {
		return &Output{Found: p.found}, err
	}
	return p.Collect(printed)
}

// printAll prints parts, as many at a time as there are processors.
func printAll(parts []Part) ([]Printed, error) {
	printed, errs := make([]Printed, len(parts)), make([]error, len(parts))
	_ = inParallel(len(parts), func(i int) error { // the errors are in errs
		printed[i], errs[i] = parts[i].Print()
		return nil
	})
	return printed, errors.Join(errs...)
}

// inParallel calls do with the numbers below n, as many at a time as there are
// processors, and returns the error of the lowest one that failed.
func inParallel(n int, do func(i int) error) error {
	errs := make([]error, n)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			errs[i] = do(i)
			return nil
		})
	}
	_ = group.Wait() // the errors are in errs
	return cmp.Or(errs...)
}
