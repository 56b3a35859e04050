package docpiler

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/account"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/pages"
)

// Reading is what the pages of a job say, all together.
type Reading struct {
	API     *ir.API
	Pages   *pages.Set    // closed
	Account account.Total // of the lines of the pages that look like facts

	options Options
}

// Read compiles the pages of a job as far as the API: nothing is selected or
// emitted. Pages that cannot be read or understood are findings of the API; an
// error is a place without pages, or a saved IR that is none.
func Read(job Job) (*Reading, error) {
	set, err := pages.Load(job.Docs, pages.Options{Dir: job.Dir, Confined: job.Confined})
	if err != nil {
		return nil, err
	}
	defer set.Close()
	return job.join(set, job.readPages(set))
}

// Reported returns those findings of a list that neither their page nor the job
// asks to ignore.
func (r *Reading) Reported(list []ir.Diagnostic) []ir.Diagnostic {
	return r.options.reported(r.API.Reported(list))
}

// PageCount returns how many pages were read, those of saved IRs included.
func (r *Reading) PageCount() int {
	names := map[string]bool{}
	for _, s := range r.Pages.Sources {
		names[s.Name] = true
	}
	for _, o := range r.API.Operations {
		for _, s := range o.Sources {
			names[s.File] = true
		}
	}
	for _, t := range r.API.Types {
		for _, s := range t.Sources {
			names[s.File] = true
		}
	}
	return len(names)
}

// pageReading is what a page says, and what it included when it was read.
type pageReading struct {
	Included []included
	Said     parser.Reading
}

// included is a file that a page included, or tried to.
type included struct {
	Path string
	Sum  string // SHA-256 of the content as bytes, or why it could not be read
}

// readPages reads the pages of a set, in its order. Their data goes when they are
// read.
func (job *Job) readPages(set *pages.Set) []pageReading {
	items := make([]item, len(set.Sources))
	for i, s := range set.Sources {
		in := set.Inputs[s.Name]
		items[i] = item{s.Name, keyOf("page", s.Name, in.Locale, in.Version, in.Dialect.Key(), strings.Join(job.Service.Methods, " "), set.Sums[s.Name])}
	}
	opt := parser.Options{
		Base:    job.Base,
		Locale:  func(name string) string { return set.Inputs[name].Locale },
		Version: func(name string) string { return set.Inputs[name].Version },
		Dialect: func(name string) *dialect.Dialect { return set.Inputs[name].Dialect },
		Service: job.Service,
	}
	if job.Progress != nil {
		job.Progress(0, len(items))
	}
	var done atomic.Int32
	read, _ := recallEach(job.Memo, items, recalling[pageReading]{ // what is wrong with a page is a finding
		create: func(i int) (pageReading, error) { return readPage(set.Sources[i], opt), nil },
		holds:  func(i int, r pageReading) bool { return unchanged(set.Sources[i], r.Included) },
		done: func(i int) {
			set.Sources[i].Data = nil
			if n := int(done.Add(1)); job.Progress != nil {
				job.Progress(n, len(items))
			}
		},
	})
	return read
}

// readPage reads a page and notes what it includes.
func readPage(src page.Source, opt parser.Options) (r pageReading) {
	if include := src.Include; include != nil {
		src.Include = func(path string) ([]byte, error) {
			data, err := include(path)
			r.Included = append(r.Included, includedAs(path, data, err))
			return data, err
		}
	}
	r.Said = parser.ReadOne(src, opt)
	return r
}

// unchanged reports whether all that a page included is what it was.
func unchanged(src page.Source, list []included) bool {
	for _, was := range list {
		data, err := src.Include(was.Path)
		if includedAs(was.Path, data, err) != was {
			return false
		}
	}
	return true
}

func includedAs(path string, data []byte, err error) included {
	if err != nil {
		return included{path, "error: " + err.Error()}
	}
	sum := sha256.Sum256(data)
	return included{path, string(sum[:])}
}

// join puts together what the pages and the saved IRs of a set say.
func (job *Job) join(set *pages.Set, read []pageReading) (*Reading, error) {
	parts, err := savedAPIs(set)
	if err != nil {
		return nil, err
	}
	if len(set.Diagnostics) > 0 {
		parts = append(parts, &ir.API{IRVersion: ir.Version, Diagnostics: set.Diagnostics})
	}
	said := make([]parser.Reading, len(read))
	for i := range read {
		said[i] = read[i].Said
	}
	api := parser.Join(said, parser.Options{Base: job.Base, Renames: job.Rename, Unmerged: job.Unmerged || len(parts) > 0, Service: job.Service})
	if len(parts) > 0 {
		api = job.mergeParts(append(parts, api))
	}
	if len(api.Operations)+len(api.Types) == 0 && len(set.Sources) > 0 {
		at := ir.Pos{File: set.Sources[0].Name, Line: 1, Column: 1}
		api.Diagnostics = append(api.Diagnostics, ir.NewDiagnostic("nothing-documented", at,
			fmt.Sprintf("None of the pages documents an operation or a type; %d were read, this one first.", len(set.Sources))))
	}
	if !job.Unmerged {
		if err := ir.CheckRenames(api, job.Rename); err != nil {
			return nil, err
		}
	}
	r := &Reading{API: api, Pages: set, options: job.Options}
	for _, s := range said {
		r.Account.Add(s.Account)
	}
	api.Diagnostics = ir.Gather(r.Reported(api.Diagnostics))
	return r, nil
}

// savedAPIs reads the saved IRs of a set.
func savedAPIs(set *pages.Set) ([]*ir.API, error) {
	var parts []*ir.API
	for _, s := range set.Saved {
		api, err := ir.Decode(s.Data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		parts = append(parts, api)
	}
	return parts, nil
}

// mergeParts puts the APIs of shards and pages together.
func (job *Job) mergeParts(parts []*ir.API) *ir.API {
	if !job.Unmerged {
		return parser.Merge(parts, parser.Options{Base: job.Base, Service: job.Service, Renames: job.Rename})
	}
	all := &ir.API{IRVersion: ir.Version}
	all.Service, all.Bases = ir.MergeServices(parts)
	for _, p := range parts {
		all.Operations = append(all.Operations, p.Operations...)
		all.Types = append(all.Types, p.Types...)
		all.Diagnostics = append(all.Diagnostics, p.Diagnostics...)
		all.Ignore(p.Ignored...)
	}
	return all
}
