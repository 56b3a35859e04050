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
	reading, err := job.join(set, read)
	if err != nil {
		return nil, err
	}
	return job.emit(key, reading, read)
}

// emit selects, names and prints, and lets the memo know the result.
func (job *Job) emit(key Key, reading *Reading, read []pageReading) (*Result, error) {
	api, err := ir.Select(reading.API, job.Select)
	if err != nil {
		return nil, err
	}
	var items []item
	var printed []emit.Printed
	print := func(parts []emit.Part) ([]emit.Printed, error) {
		items = partItems(parts)
		var err error
		printed, err = recallEach(job.Memo, items, recalling[emit.Printed]{
			create: func(i int) (emit.Printed, error) { return parts[i].Print() },
		})
		return printed, err
	}
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
	job.remember(key, r, read, items, printed)
	return r, nil
}

// partItems names the parts of the output for the memo.
func partItems(parts []emit.Part) []item {
	items := make([]item, len(parts))
	for i, part := range parts {
		items[i] = item{Name: part.Name}
		if part.Key != "" {
			items[i].Key = keyOf("part", part.Key)
		}
	}
	return items
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
		parts = append(parts, s.Name, set.Locales[s.Name], set.Sums[s.Name])
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

func (job *Job) remember(key Key, r *Result, read []pageReading, items []item, printed []emit.Printed) {
	known := remembered{Findings: r.Findings, Totals: r.Totals, Parts: items, Keyless: map[string]emit.Printed{}}
	for _, page := range read {
		known.Included = append(known.Included, page.Included)
	}
	for i, it := range items {
		if it.Key == "" {
			known.Keyless[it.Name] = printed[i]
		}
	}
	job.Memo.write(key, &known)
}
