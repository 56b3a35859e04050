package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/emit/tests"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/ir/edit"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// mostEdited is up to how many edited pages it is worth to look for what they
// leave as it was.
const mostEdited = 20

// amendment is the last run on its way to this one, where pages were edited.
type amendment struct {
	*built
	last    *remembered
	more    *details
	keys    []string                          // of the pages of this run
	pages   map[string]int                    // those that were edited: their numbers
	all     storedBook                        // what all pages said
	recent  pageBook                          // what some said later
	says    map[string]pageEntry              // what the edited ones say now
	parts   map[pages.Fragment]pages.Fragment // what they include, as it was and is
	edit    edit.Edit
	changes map[string][2]int // how many findings of an edited page are gone, and new
	files   map[string]bool   // edited pages, and what they include as far as places in it are known
	types   map[string]bool   // edited pages whose types and bodies have more members now

	links    map[string][]edit.Link // of an edited page that came or went
	ignored  []ir.Ignored           // by edited pages
	findings []ir.Diagnostic
	ofPages  int // see remembered
}

// amend brings the last run up to date, if what changed on pages shows nowhere but
// in what is made of them, and returns what is to be kept of it for the next one.
// It reports false where that is not sure: then everything is to be compiled. It
// spares all work that grows with the number of pages, but for looking which of
// them changed.
func (b *built) amend(e *env, input string, keys []string) (*remembered, *details, bool) {
	a := &amendment{built: b, last: b.memory.lastRun(), keys: keys, parts: map[pages.Fragment]pages.Fragment{}, types: map[string]bool{}, changes: map[string][2]int{}}
	if !a.start() {
		return nil, nil, false
	}
	a.all = b.memory.openBook(allPages)
	defer a.all.Close()
	if !a.read() || !a.report() {
		return nil, nil, false
	}
	units, from := a.more.Origins.Stale(a.touched, func(file string) bool { return a.types[file] })
	if len(from) > 100+len(keys)/3 { // the rest would be as quickly made
		return nil, nil, false
	}
	out, ok := a.emit(units, from)
	if !ok {
		return nil, nil, false
	}
	run := a.run(input, out)
	more := a.details(run, out)
	a.keep()
	b.recall(e, run)
	maps.Copy(b.files, out.Files)
	return run, more, true
}

// start reports whether the last run was one of the same pages, few of which were
// edited since, none that something was left out of.
func (a *amendment) start() bool {
	if a.last == nil || len(a.set.Saved) > 0 {
		return false
	}
	a.more = a.memory.more()
	if a.more.Run != a.last.mark() || a.more.Others != othersKey(a.config, a.set) || len(a.more.Pages) != len(a.keys)*pageMark {
		return false
	}
	a.pages = map[string]int{}
	for i, key := range a.keys {
		if !strings.HasPrefix(a.more.mark(i), key[:pageMark/2]) {
			a.pages[a.set.Sources[i].Name] = i
		}
	}
	for _, i := range a.more.including(a.last.changedFragments(a.set)) {
		a.pages[a.set.Sources[i].Name] = i
	}
	for _, i := range a.pages {
		if _, left := slices.BinarySearch(a.more.LeftOut, i); left {
			return false
		}
	}
	return len(a.pages) <= mostEdited
}

func (a *amendment) edited(file string) bool {
	_, is := a.pages[file]
	return is
}

// touched reports whether a file is an edited page, or included by one.
func (a *amendment) touched(file string) bool { return a.files[file] }

// read reads the edited pages, and reports whether what is different on them
// reaches no further than package edit knows.
func (a *amendment) read() bool {
	a.recent = a.memory.book(changedPages).entries()
	if tooRecent(len(a.recent), len(a.keys)) || a.set.Fill(a.edited) != nil {
		return false // errors are told by who reads everything
	}
	opt := a.input.parserOptions(a.set)
	a.says, a.files, a.links = map[string]pageEntry{}, map[string]bool{}, map[string][]edit.Link{}
	for name, i := range a.pages {
		was, includes, ok := a.reading(i)
		if !ok {
			return false
		}
		now := parser.ReadAll([]page.Source{a.set.Sources[i]}, opt)[0]
		e := pageEntry{name, a.keys[i], a.set.Included(name), string(compact.Append(nil, &now))}
		before := a.edit
		if !a.include(includes, e.Includes) || !a.edit.Compare(&was, &now) {
			return false
		}
		a.types[name] = len(a.edit.Added) > len(before.Added)
		a.changes[name] = [2]int{len(a.edit.Gone) - len(before.Gone), len(a.edit.New) - len(before.New)}
		a.links[name] = a.edit.Links[len(before.Links):]
		a.ignored = append(a.ignored, now.Noted.Asks()...)
		a.says[name] = e
		a.files[name] = true
	}
	for _, file := range a.edit.Files() {
		a.files[file] = true
	}
	return a.edit.Ordered()
}

// report fills in the findings as they are now. It reports false where they are not
// sure.
func (a *amendment) report() (ok bool) {
	e := &a.edit
	e.Gone, e.New = a.reportedOf(e.Gone), a.reportedOf(e.New)
	for _, d := range slices.Concat(e.Gone, e.New) {
		if !a.edited(d.File) || a.skips(d) {
			return false
		}
	}
	a.findings, a.ofPages, ok = e.Findings(a.last.Findings, a.last.OfPages, a.touched)
	return ok && a.mayAdd(a.findings) && a.mayLink()
}

// reportedOf drops the findings that their pages or the configuration ask to
// ignore.
func (a *amendment) reportedOf(list []ir.Diagnostic) []ir.Diagnostic {
	kept := (&ir.API{Ignored: a.ignored}).Reported(slices.Clone(list))
	return withoutIgnored(kept, a.input.ignore)
}

// skips reports whether tests skip an example of a page for what a finding says,
// so that they do not say it again.
func (a *amendment) skips(d ir.Diagnostic) bool {
	return slices.ContainsFunc(a.more.Printed, func(p printedPart) bool {
		return slices.ContainsFunc(p.Tests.Skips, func(s tests.Skip) bool { return s.Code == d.Code && s.At.File == d.File })
	})
}

// mayAdd reports whether types may have the members that they have now: no finding
// about an example misses one, and no configuration speaks of members.
func (a *amendment) mayAdd(findings []ir.Diagnostic) bool {
	if len(a.edit.Added) == 0 {
		return true
	}
	missed := func(text string) bool {
		text = strings.ToLower(text)
		return slices.ContainsFunc(a.edit.Added, func(name string) bool { return strings.Contains(text, name) })
	}
	for _, d := range findings {
		switch {
		case d.Code != "example-property-undocumented":
		case missed(d.Message), strings.Contains(d.Message, "\u2026") && a.shows(d.File, missed): // it names the first few
			return false
		}
	}
	return len(a.config.Select.Relationships) == 0
}

// shows reports whether a payload among the examples of a page is one of some, or
// nothing is known of the page.
func (a *amendment) shows(file string, one func(payload string) bool) bool {
	i, ok := slices.BinarySearchFunc(a.set.Sources, file, func(s page.Source, name string) int { return strings.Compare(s.Name, name) })
	if !ok {
		return true
	}
	said, _, ok := a.reading(i)
	if !ok {
		return true
	}
	for _, op := range said.API.Operations {
		for _, x := range op.Examples {
			if x.Response != nil && one(x.Response.Body) {
				return true
			}
		}
	}
	return false
}

// include notes what became of included files, and reports whether they are the
// same ones.
func (a *amendment) include(was, now []pages.Fragment) bool {
	for i, f := range was {
		if len(now) != len(was) || now[i].Root != f.Root || now[i].Path != f.Path {
			return false
		}
		a.parts[f] = now[i]
	}
	return len(now) == len(was)
}

// reading returns what a page said in the last run, and what it included.
func (a *amendment) reading(i int) (out parser.Reading, includes []pages.Fragment, ok bool) {
	name := a.set.Sources[i].Name
	for _, entry := range []func(string) (pageEntry, bool){a.recent.entry, a.all.entry} {
		if e, has := entry(name); has && e.mark() == a.more.mark(i) {
			out, ok = e.said()
			return out, e.Includes, ok
		}
	}
	return out, nil, false
}

// emit prints the stale units, of what their pages said and say. It reports false
// if pages say of each other what they did not.
func (a *amendment) emit(units []emit.UnitOrigin, from map[string]bool) (*emit.Amendment, bool) {
	if len(from) == 0 {
		return &emit.Amendment{}, true
	}
	var before, after []*ir.API
	for i, src := range a.set.Sources {
		if !from[src.Name] {
			continue
		}
		was, _, ok := a.reading(i)
		if !ok {
			return nil, false
		}
		now := was
		if e, is := a.says[src.Name]; is {
			if now, ok = e.said(); !ok {
				return nil, false
			}
		}
		before, after = append(before, was.API), append(after, now.API)
	}
	was, now := parser.Merge(a.input.base, before), parser.Merge(a.input.base, after)
	if !a.sameMerged(was, now, from) {
		return nil, false
	}
	was, errWas := a.selected(was)
	now, errNow := a.selected(now)
	if errWas != nil || errNow != nil {
		return nil, false
	}
	return emit.Amend(units, was, now, a.emitOptions(), a.more.printed, a.edit.Pos)
}

// sameMerged reports whether merging and linking made of what the pages say what
// they made of what they said, but for what is different on the edited ones.
func (a *amendment) sameMerged(was, now *ir.API, from map[string]bool) bool {
	var merged edit.Edit
	if !merged.Compare(was, now) {
		return false
	}
	gone, news := 0, 0
	for name, n := range a.changes {
		if from[name] {
			gone, news = gone+n[0], news+n[1]
		}
	}
	return len(merged.Gone) == gone && len(merged.New) == news && a.edit.Agrees(&merged)
}

func (a *amendment) selected(part *ir.API) (*ir.API, error) {
	return ir.SelectPart(part, ir.Selection(a.config.Select))
}

// run is the last run as it is now.
func (a *amendment) run(input string, out *emit.Amendment) *remembered {
	run := *a.last
	run.Input, run.Findings, run.OfPages = input, a.findings, a.ofPages
	run.Fragments = slices.Clone(run.Fragments)
	for i, f := range run.Fragments {
		if now, ok := a.parts[f]; ok {
			run.Fragments[i] = now
		}
	}
	for i := range run.Files {
		if f := out.Files[run.Files[i].Name]; f != nil {
			run.Files[i].Sum = f.Sum
		}
	}
	return &run
}

// details are those of the last run as they are now.
func (a *amendment) details(run *remembered, out *emit.Amendment) *details {
	more := *a.more
	more.Run = run.mark()
	marks := []byte(more.Pages)
	for name, i := range a.pages {
		copy(marks[i*pageMark:], a.says[name].mark())
	}
	more.Pages = string(marks)
	for i := range more.Printed {
		for _, p := range out.Parts {
			if more.Printed[i].Digest == p.Was {
				more.Printed[i] = newPrintedPart(p.Now, p.Outcome)
				break
			}
		}
	}
	out.Apply(&more.Origins)
	return &more
}

// keep keeps what the edited pages say.
func (a *amendment) keep() {
	maps.Copy(a.recent, a.says)
	names := slices.Sorted(maps.Keys(a.recent))
	a.memory.writing.Go(func() {
		a.memory.putBook(changedPages, len(names), func(i int) pageEntry { return a.recent[names[i]] })
	})
}
