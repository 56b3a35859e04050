package docpiler

import (
	"github.com/bmatcuk/doublestar/v4"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/pages"
)

// Job says what is compiled, and how. Docs and Package suffice.
type Job struct {
	Docs     []pages.Input // folders, files and globs with pages, saved IRs too
	Dir      string        // folder that relative paths start from; "" is the current one
	Confined bool          // paths that lead outside Dir, links included, are an error
	Options

	Memo     *Memo                 // results of earlier runs; nil: none. It never changes a result
	Progress func(done, total int) // called before the first page and after each, from several goroutines; may be nil
}

// Options are all that decides a result besides the pages.
type Options struct {
	Base     string          // language that wins where translations disagree, and of comments; "" means [ir.BaseLocale]
	Ignore   []Ignore        // findings that are not reported
	Service  service.Service // what belongs to the service of the pages; what it does not say, they do
	Unmerged bool            // Read keeps pages apart: one shard of a reference, to be merged later
	Rename   []ir.Rename     // other names for operations
	Select   ir.Selection    // which operations Build emits, under their new names
	Package  string          // start of the names of emitted packages; "" means "api"
	Emit     []string        // names of emitters; nil means [emit.DefaultNames]
}

// Ignore is one kind of finding, in all pages or in some.
type Ignore struct {
	Code string // e.g. "variant-drift"
	Path string // glob over the names of pages; "" means all
}

// reported returns the findings that the job does not ask to ignore.
func (o Options) reported(list []ir.Diagnostic) []ir.Diagnostic {
	if len(o.Ignore) == 0 {
		return list
	}
	var kept []ir.Diagnostic
	for _, d := range list {
		if !o.ignores(d) {
			kept = append(kept, d)
		}
	}
	return kept
}

func (o Options) ignores(d ir.Diagnostic) bool {
	for _, i := range o.Ignore {
		if i.Code == d.Code && (i.Path == "" || doublestar.MatchUnvalidated(i.Path, d.File)) {
			return true
		}
	}
	return false
}
