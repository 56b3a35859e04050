// Package docpiler compiles API documentation pages into Go code: Markdown, HTML
// and copied text, in many languages, come in; a Go client, server and tests, what
// was found wrong with the pages, and totals go out.
//
// [Build] is one pure function of the pages and the options of a [Job]; only
// reading the pages touches the disk. [Read] stops at the API. A [Memo] keeps
// what pages said and what code was printed to, so that the next run is quick; it
// never changes a result.
//
//	pages ── load ─► sources ── read ─► readings ── join ─► API ── select ─► API ── prepare, print ─► files
//
// The command docpiler (cmd/docpiler) adds a configuration file, verbs, and writing
// files; [emit.Write] and [emit.Compare] serve other programs, too.
package docpiler

import (
	"errors"
	"maps"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/parser/pages"
)

// Result is what a job compiles to.
type Result struct {
	Files    emit.Files      // by slash path below the output folder
	Findings []ir.Diagnostic // of the pages, then of emitting
	Pages    *pages.Set      // that it was compiled from; closed
	Totals
}

// Totals count what was compiled.
type Totals struct {
	PageCount  int // those of saved IRs included
	Operations int
	Examples   emit.Examples // what the emitted tests hold
}

// Build compiles the pages of a job into code. Pages that cannot be read or
// understood are findings; an error is a place without pages, a saved IR that is
// none, a selection that names nothing, or a bug.
func Build(job Job) (*Result, error) {
	set, err := pages.Load(job.Docs, pages.Options{Dir: job.Dir, Confined: job.Confined})
	if err != nil {
		return nil, err
	}
	defer set.Close()
	key := job.key(set)
	if r := job.recall(key, set); r != nil {
		return r, nil
	}
	read := job.readPages(set)
	known := &remembered{Included: make([][]included, len(read))}
	for i, page := range read {
		known.Included[i] = page.Included
	}
	reading, err := job.join(set, read)
	if err != nil {
		return nil, err
	}
	r, err := job.emit(reading, known)
	if err == nil {
		job.Memo.write(key, known)
	}
	return r, err
}

// emit selects, names and prints, and notes what is to be known of the result.
func (job *Job) emit(reading *Reading, known *remembered) (*Result, error) {
	api, err := ir.Select(reading.API, job.Select)
	if err != nil {
		return nil, err
	}
	print := func(parts []emit.Part) ([]emit.Printed, error) { return job.print(parts, known) }
	out, err := emit.Compile(api, emit.Options{Package: job.Package, Locale: job.Base, Emit: job.Emit}, print)
	if err != nil {
		return nil, err
	}
	selected := &Reading{API: api, Pages: reading.Pages, options: job.Options}
	r := &Result{
		Files:    out.Files,
		Findings: append(api.Diagnostics, selected.Reported(out.Found)...),
		Pages:    reading.Pages,
		Totals:   Totals{selected.PageCount(), len(api.Operations), out.Examples},
	}
	known.Findings, known.Totals = r.Findings, r.Totals
	return r, nil
}

// print prints the parts that the memo does not hold, and notes all of them.
func (job *Job) print(parts []emit.Part, known *remembered) ([]emit.Printed, error) {
	known.Parts, known.Keyless = make([]item, len(parts)), map[string]emit.Printed{}
	for i, part := range parts {
		known.Parts[i] = item{Name: part.Name}
		if part.Key != "" {
			known.Parts[i].Key = keyOf("part", part.Key)
		}
	}
	printed, err := recallEach(job.Memo, known.Parts, recalling[emit.Printed]{
		create: func(i int) (emit.Printed, error) { return parts[i].Print() },
	})
	for i, part := range known.Parts {
		if part.Key == "" {
			known.Keyless[part.Name] = printed[i]
		}
	}
	return printed, err
}

// remembered is a result in the memo. What its parts were printed to is there
// already, but for those without a key.
type remembered struct {
	Included [][]included // by page of the set
	Findings []ir.Diagnostic
	Totals   Totals
	Parts    []item
	Keyless  map[string]emit.Printed // by name of the part
}

var errMissing = errors.New("the memo does not hold it")

// key is the hash of all that a result depends on but what pages include.
func (job *Job) key(set *pages.Set) Key {
	parts := []string{"result", string(compact.Append(nil, &job.Options)), string(compact.Append(nil, &set.Diagnostics))}
	for _, s := range set.Sources {
		in := set.Inputs[s.Name]
		parts = append(parts, s.Name, in.Locale, in.Version, in.Dialect.Key(), set.Sums[s.Name])
	}
	for _, s := range set.Saved {
		parts = append(parts, "saved", s.Name, set.Sums[s.Name])
	}
	return keyOf(parts...)
}

// recall returns the result of the same job over the same pages, nil if the memo
// does not hold all of it.
func (job *Job) recall(key Key, set *pages.Set) *Result {
	var known remembered
	if !job.Memo.read(key, &known) || len(known.Included) != len(set.Sources) {
		return nil
	}
	for i, list := range known.Included {
		if !unchanged(set.Sources[i], list) {
			return nil
		}
	}
	printed, err := recallEach(job.Memo, known.Parts, recalling[emit.Printed]{
		create: func(i int) (emit.Printed, error) {
			p, ok := known.Keyless[known.Parts[i].Name]
			if !ok {
				return p, errMissing
			}
			return p, nil
		},
	})
	if err != nil {
		return nil
	}
	r := &Result{Files: emit.Files{}, Findings: known.Findings, Pages: set, Totals: known.Totals}
	for _, p := range printed {
		maps.Copy(r.Files, p.Files)
	}
	return r
}
