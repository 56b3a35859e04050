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
	"sync"
	"sync/atomic"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// Input is one place with pages, as the user names it.
type Input struct {
	Path   string // folder, file or glob, with / or the system's separator
	Locale string // language of its pages that do not say it themselves; may be ""
}

// Options says where inputs are looked up.
type Options struct {
	Dir      string // folder that relative paths start from; "" is the current one
	Confined bool   // whatever leads outside Dir, links included, is an error
	Workers  int    // files read at once; 0 is one per processor
}

// Set is what was found. Its sources' Include reads from disk, so the set is
// closed when the pages are parsed.
type Set struct {
	Sources     []page.Source     // sorted by name, each name once
	Saved       []Saved           // IRs saved by `docpiler ir`, sorted by name
	Locales     map[string]string // name of a page → Locale of its input; only where one is given
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

// file is a page or saved IR before it is read.
type file struct {
	name    string // slash path, in the user's words
	tree    *tree
	rel     string // below the tree's root
	path    string // on disk, for a file that the user named; read from there, links followed
	locale  string
	include func(string) ([]byte, error)
	parts   []Fragment // what include was asked for so far
	named   bool       // by the user, not found in a folder
	fault   string     // why it is refused; "" if nothing is known against it
	data    []byte
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
		found, err := finder.find(in)
		if err != nil {
			finder.close()
			return nil, err
		}
		files = append(files, found...)
	}
	files = unique(files)
	read(files, opt.Workers)
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

// read fills in the data of all files, several at once.
func read(files []*file, workers int) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(files)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				files[i].read()
			}
		})
	}
	group.Wait()
}

func collect(files []*file) *Set {
	set := &Set{Locales: map[string]string{}, files: map[string]*file{}}
	for _, f := range files {
		switch {
		case f.fault != "":
			set.Diagnostics = append(set.Diagnostics, ir.NewDiagnostic("page-refused", ir.Pos{File: f.name},
				fmt.Sprintf("%s was not read: %s.", f.name, f.fault)))
		case f.skipped():
		case isSavedIR(f.name):
			set.Saved = append(set.Saved, Saved{f.name, f.data})
		default:
			set.Sources = append(set.Sources, page.Source{Name: f.name, Data: f.data, Include: f.include})
			set.files[f.name] = f
			if f.locale != "" {
				set.Locales[f.name] = f.locale
			}
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
