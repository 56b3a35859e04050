// Package pages finds documentation pages on disk and reads them. Folders,
// files and globs come in; page sources go out, sorted by name, so that the
// order of arguments and of the disk never shows.
//
// Pages come from strangers, and so may the tree that holds them: every file is
// opened below a root folder that it cannot leave, links and devices are
// refused, sizes are bounded. What is refused becomes a finding, and the other
// pages are read.
package pages

import (
	"cmp"
	"fmt"
	"path"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// Input is one place with pages, as the user names it.
type Input struct {
	Path   string // folder, file or glob, with / or the system's separator; a name alone where Data is given
	Data   []byte // one page that does not stand on disk; nil: there is none
	Locale string // language of its pages that do not say it themselves; may be ""

	Version string           // of the API, of its pages that do not say it themselves; may be ""
	Dialect *dialect.Dialect // of its pages; nil: told by each
}

// Options says where inputs are looked up.
type Options struct {
	Dir      string // folder that relative paths start from; "" is the current one
	Confined bool   // whatever leads outside Dir, links included, is an error
}

// Set is what was found. Its sources' Include reads from disk, so the set is
// closed when the pages are parsed.
type Set struct {
	Sources     []page.Source     // sorted by name, each name once
	Saved       []Saved           // IRs saved by `docpiler ir`, sorted by name
	Inputs      map[string]Input  // name of a page → the input that it belongs to
	Sums        map[string]string // hex SHA-256 of sources and saved IRs, by name
	Diagnostics []ir.Diagnostic   // files that were refused, in order of name

	finder *finder
	files  map[string]*file // of Sources, by name
}

// Close gives back the folders that the set keeps open for includes.
func (s *Set) Close() { s.finder.close() }

// Saved is a file that holds an IR.
type Saved struct {
	Name string
	Data []byte
}

// Load reads all pages of the inputs. An input that names nothing is an error;
// a page that cannot be read is a finding.
func Load(inputs []Input, opt Options) (*Set, error) {
	finder, err := newFinder(opt)
	if err != nil {
		return nil, err
	}
	var files []*file
	for _, in := range inputs {
		if in.Data != nil {
			files = append(files, newFile(in))
			continue
		}
		found, err := finder.find(in)
		if err != nil {
			finder.close()
			return nil, err
		}
		files = append(files, found...)
	}
	files = unique(files)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			f.read()
			return nil
		})
	}
	_ = group.Wait() // files keep their faults
	set := collect(files)
	set.finder = finder
	return set, nil
}

// unique sorts by name and keeps the last entry of each, so that a later, more
// special input may give a locale to pages of an earlier one.
func unique(files []*file) []*file {
	slices.SortStableFunc(files, func(a, b *file) int { return cmp.Compare(a.name, b.name) })
	out := files[:0]
	for i, f := range files {
		if i+1 == len(files) || files[i+1].name != f.name {
			out = append(out, f)
		}
	}
	return out
}

func collect(files []*file) *Set {
	set := &Set{Inputs: make(map[string]Input, len(files)), Sums: make(map[string]string, len(files)), files: make(map[string]*file, len(files))}
	for _, f := range files {
		switch {
		case f.fault != "":
			set.Diagnostics = append(set.Diagnostics, ir.NewDiagnostic("page-refused", ir.Pos{File: f.name},
				fmt.Sprintf("The file %s was not read: %s.", f.name, f.fault)))
		case f.skipped():
		case isSavedIR(f.name):
			set.Saved = append(set.Saved, Saved{f.name, f.data})
			set.Sums[f.name] = f.sum
		default:
			set.Sources = append(set.Sources, page.Source{Name: f.name, Data: f.data, Include: f.include})
			set.files[f.name], set.Sums[f.name] = f, f.sum
			f.data = nil
			set.Inputs[f.name] = f.input
		}
	}
	return set
}

// isSavedIR tells a saved IR from a page by its name's ending.
func isSavedIR(name string) bool {
	switch path.Ext(name) {
	case ".json", ".yaml", ".yml":
		return true
	}
	return false
}
