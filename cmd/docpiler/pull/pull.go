// Package pull fetches documentation pages into folders, from websites and git
// repositories, and notes in a lock file what came from where:
//
//	Source ── list, fetch ─► staging ── apply ─► folder and lock file
//
// Sites, repositories and the names and pages in them are a stranger's. What is
// fetched is bounded in size, number and time; connections go to permitted hosts
// and public addresses alone; nothing that is fetched runs; names are plain and
// stay in the folder. A file that was not pulled, or was changed since, is neither
// overwritten nor removed.
//
// Contents are staged first and put in place when all of them are there, so a pull
// that is interrupted changes nothing, and the next one goes on where it stopped.
package pull

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path"
	"time"
)

// Source says where the pages of one folder come from: a git repository, or a
// website.
type Source struct {
	Folder string // slash path below Options.Dir

	Git string // URL of a repository; "" if the pages come from a website
	Ref string // branch, tag or commit; "" means the default branch

	URLs []string // of pages
	TOC  string   // URL of a page, sitemap, TOC.yml or toc.json that links to pages

	Paths        []string // folders, files or globs: in the repository, or of the path of the TOC's links
	Hosts        []string // that redirects and links may lead to, besides the source's own
	AllowHTTP    bool     // connections may be without TLS
	AllowPrivate bool     // addresses may be private; git may use ssh and local repositories
	MaxPages     int      // 0 means [DefaultMaxPages]
	Rate         int      // requests per second; 0 means [DefaultRate]
}

// Limits of a source. Of real references the largest has 11,000 pages.
const (
	DefaultMaxPages = 20000
	DefaultRate     = 2

	maxPage  = 4 << 20 // bytes; more than a page may have to be read
	maxTOC   = 32 << 20
	maxTotal = 1 << 30 // bytes of one source
)

// Options are the same for all sources of a run.
type Options struct {
	Dir      string // folder of the lock file
	Staging  string // folder for contents that are not yet in place
	Agent    string // what docpiler calls itself to a server
	Force    bool   // overwrite and remove files that were changed by hand
	Progress func(done, total int)

	pace // what tests change
}

// pace says how patient a run is, and whom it trusts.
type pace struct {
	roots    *x509.CertPool // nil: the system's
	retryMin time.Duration  // wait before the first retry; 0 means a second
}

// Result is what a run did, or, of Check, would do.
type Result struct {
	Changes   []Change
	Unchanged int       // pages
	Failures  []Failure // pages that could not be fetched; the others were
}

// Action is what happens to a file.
type Action string

// The actions. Kept is a file that is no page of the source any more, but was
// changed by hand.
const (
	Created Action = "created"
	Updated Action = "updated"
	Removed Action = "removed"
	Kept    Action = "kept"
)

// Change is one file that changes.
type Change struct {
	Action Action
	Name   string // slash path below Options.Dir
	From   string // URL of the page, or commit
}

// Failure is something that could not be fetched.
type Failure struct {
	What string // URL, or path in a repository
	Err  error
}

// Pull brings the folders of some sources in step with them. The error says that
// a source could not be read at all, or names files that are not to be overwritten;
// the other sources are pulled all the same.
func Pull(ctx context.Context, sources []Source, opt Options) (*Result, error) {
	return each(ctx, sources, opt, func(r *run) error {
		now, err := r.fetch(ctx)
		if err != nil {
			return err
		}
		return r.apply(now)
	})
}

// Check says what Pull would change. It writes nothing into Options.Dir.
func Check(ctx context.Context, sources []Source, opt Options) (*Result, error) {
	return each(ctx, sources, opt, func(r *run) error {
		r.dry = true
		now, err := r.fetch(ctx)
		if err != nil {
			return err
		}
		plan, err := r.plan(now)
		r.result.add(r, plan)
		return err
	})
}

// run is the work on one source.
type run struct {
	Source
	Options
	root    *os.Root // of Dir
	lock    *lockFile
	old     *lockedFolder // what the lock says of the folder; never nil
	staging *staging
	result  *Result
	dry     bool // of Check
}

// snapshot is what a source holds now.
type snapshot struct {
	lockedFolder              // what the source holds
	failed       []lockedPage // that were pulled before, and could not be fetched now: they stay as they are
}

func each(ctx context.Context, sources []Source, opt Options, work func(*run) error) (*Result, error) {
	root, err := os.OpenRoot(opt.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	lock, err := readLock(root)
	if err != nil {
		return nil, err
	}
	lock.keep(sources)
	result := new(Result)
	var errs []error
	for _, s := range sources {
		r := &run{Source: s, Options: opt, root: root, lock: lock, old: lock.folder(s.Folder), result: result}
		if r.staging, err = openStaging(opt.Staging, s.Folder); err == nil {
			err = work(r)
			r.staging.close()
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.Folder, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return result, errors.Join(errs...)
}

func (r *run) fetch(ctx context.Context) (*snapshot, error) {
	if r.Git != "" {
		return r.fetchGit(ctx)
	}
	return r.fetchWeb(ctx)
}

func (r *run) fail(what string, err error) {
	r.result.Failures = append(r.result.Failures, Failure{what, err})
}

func (r *run) progress(done, total int) {
	if r.Progress != nil {
		r.Progress(done, total)
	}
}

func (s Source) maxPages() int {
	if s.MaxPages > 0 {
		return s.MaxPages
	}
	return DefaultMaxPages
}

// add notes a plan among the results.
func (res *Result) add(r *run, p *plan) {
	if p == nil {
		return
	}
	for _, c := range p.changes {
		c.Name = path.Join(r.Folder, c.Name)
		res.Changes = append(res.Changes, c)
	}
	res.Unchanged += p.unchanged
}
