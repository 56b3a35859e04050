package main

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/docpiler/docpiler/cmd/docpiler/cache"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/cmd/docpiler/stamps"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/compact"
)

// cacheVariable names the folder of the cache; "off" means none.
const cacheVariable = "DOCPILER_CACHE"

// openCache returns the cache of this user, nil if there is to be none.
func openCache() *cache.Store {
	dir := os.Getenv(cacheVariable)
	if strings.EqualFold(dir, "off") {
		return nil
	}
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(user, "docpiler", "results")
	}
	return cache.Open(dir)
}

// memory is what the cache knows of a project: its last run, what the pages said
// in it, and the hashes of files. The running program is the key of all but the
// latter, for another build may give other results. A nil memory knows nothing.
type memory struct {
	store   *cache.Store
	key     cache.Key
	project string // path of the configuration
	stamps  *stamps.Book
	last    *remembered // nil if there is none

	details   *details         // of the last run; nil if they were not needed so far, or are not there
	fragments []pages.Fragment // that the pages of this run include
	marks     string           // see details.Pages
	parts     []int            // see details.Parts
	leftOut   []int            // see details.LeftOut
	opening   sync.WaitGroup   // until key and last are there
	writing   sync.WaitGroup
}

// known returns the hashes of files.
func (m *memory) known() *stamps.Book {
	if m == nil {
		return nil
	}
	return m.stamps
}

// close keeps the hashes of files, and returns when what is to be kept is
// written.
func (m *memory) close() {
	if m == nil {
		return
	}
	m.opening.Wait()
	if m.stamps.News() {
		m.store.Put(m.slot("stamps"), stampsKey, string(m.stamps.Append(nil)))
	}
	m.writing.Wait()
}

// stampsKey is the key of the hashes of files: they are the same to every
// program.
var stampsKey = cache.KeyOf([]byte(stamps.Layout))

// remembered is the last run: what build made of the pages. The content of its
// files is not kept; whether they are on the disk is looked at each time.
type remembered struct {
	Input             string // hash of all that build depends on but included files
	Operations, Pages int
	Findings          []ir.Diagnostic
	OfPages           int // so many at the start are of the API, the others of emitting
	Examples          emit.Examples
	Files             []fileSum        // sorted by name
	Fragments         []pages.Fragment // all included files
}

// mark tells a run from those of other pages or other included files.
func (r *remembered) mark() string {
	sum := sha256.Sum256(compact.Append([]byte(r.Input), &r.Fragments))
	return string(sum[:])
}

// changedFragments returns the numbers of the included files that are not what they
// were.
func (r *remembered) changedFragments(set *pages.Set) map[int]bool {
	changed := map[int]bool{}
	for i, f := range r.Fragments {
		if !set.Unchanged(f) {
			changed[i] = true
		}
	}
	return changed
}

// details are what is to be known of the last run where its pages changed.
type details struct {
	Run     string // mark of the run: it is kept elsewhere, where another one may put its own
	Others  string // hash of all that build depends on but pages
	Pages   string // marks of the entries of all pages, in the order of names
	LeftOut []int  // numbers of pages of which something is not in the API
	Parts   []int  // what pages include: the number of a page, how many files, and their numbers in Fragments of the run
	Printed []printedPart
	Origins emit.Origins
}

// fileSum is an emitted file and the hex SHA-256 of what it holds.
type fileSum struct{ Name, Sum string }

// sumsOf lists files, sorted by name. Lists take a third of the time of maps to
// read and to write.
func sumsOf(files map[string]string) []fileSum {
	list := make([]fileSum, 0, len(files))
	for name, sum := range files {
		list = append(list, fileSum{name, sum})
	}
	slices.SortFunc(list, func(x, y fileSum) int { return strings.Compare(x.Name, y.Name) })
	return list
}

// printedPart is what a part of the output was printed to.
type printedPart struct {
	Digest gomodel.Digest
	Files  []fileSum
	Tests  emit.Tests
}

func newPrintedPart(digest gomodel.Digest, o emit.Outcome) printedPart {
	return printedPart{digest, sumsOf(o.Files), o.Tests}
}

func (p *printedPart) outcome() emit.Outcome {
	o := emit.Outcome{Files: make(map[string]string, len(p.Files)), Tests: p.Tests}
	for _, f := range p.Files {
		o.Files[f.Name] = f.Sum
	}
	return o
}

// printed returns what a part was printed to.
func (d *details) printed(digest gomodel.Digest) (emit.Outcome, bool) {
	i := slices.IndexFunc(d.Printed, func(p printedPart) bool { return p.Digest == digest })
	if i < 0 {
		return emit.Outcome{}, false
	}
	return d.Printed[i].outcome(), true
}

// now is the time, later in tests that want their files to count as old.
var now = time.Now

// openMemory returns what the cache knows of the project of a configuration,
// nil if there is no cache.
func openMemory(cfg *config.Config) *memory {
	store := openCache()
	path, err := filepath.Abs(cfg.File)
	if store == nil || err != nil {
		return nil
	}
	m := &memory{store: store, project: path}
	known, _ := store.Get(m.slot("stamps"), stampsKey)
	m.stamps = stamps.Read(known, now())
	m.opening.Go(m.open)
	return m
}

// open fills in the key and the last run, while pages are looked up.
func (m *memory) open() {
	var err error
	if m.key, err = programSum(m.stamps); err != nil {
		m.store = nil
		return
	}
	last := new(remembered)
	if data, ok := m.store.Get(m.slot("run"), m.key); ok {
		if _, err := compact.Read(data, last); err == nil {
			m.last = last
		}
	}
}

func (m *memory) slot(what string) cache.Key { return cache.KeyOf([]byte(what), []byte(m.project)) }

// recall returns the last run, if it was made of the same pages.
func (m *memory) recall(input string, set *pages.Set) (*remembered, bool) {
	last := m.lastRun()
	if last == nil || last.Input != input || len(last.changedFragments(set)) > 0 {
		return nil, false
	}
	return last, true
}

// including returns the numbers of the pages that include one of some files.
func (d *details) including(fragments map[int]bool) []int {
	var list []int
	if len(fragments) == 0 {
		return nil
	}
	for rest := d.Parts; len(rest) > 1; {
		page, n := rest[0], min(rest[1], len(rest)-2)
		if slices.ContainsFunc(rest[2:2+n], func(f int) bool { return fragments[f] }) {
			list = append(list, page)
		}
		rest = rest[2+n:]
	}
	return list
}

// mark returns the mark of a page's entry, by the number of the page.
func (d *details) mark(page int) string { return d.Pages[page*pageMark:][:pageMark] }

// lastRun returns the last run of the project, nil if none is known.
func (m *memory) lastRun() *remembered {
	if m == nil {
		return nil
	}
	m.opening.Wait()
	return m.last
}

// more returns the details of the last run, empty ones if there are none.
func (m *memory) more() *details {
	if m.details == nil {
		m.details = new(details)
		if data, ok := m.store.Get(m.slot("details"), m.key); ok {
			if _, err := compact.Read(data, m.details); err != nil {
				m.details = new(details)
			}
		}
	}
	return m.details
}

// printed returns what the last run printed.
func (m *memory) printed() emit.Known {
	if m == nil {
		return nil
	}
	more := m.more()
	known := make(emit.Known, len(more.Printed))
	for i := range more.Printed {
		known[more.Printed[i].Digest] = more.Printed[i].outcome()
	}
	return known
}

// remember keeps a run with its details.
func (m *memory) remember(run *remembered, more *details) {
	if m == nil {
		return
	}
	m.writing.Go(func() {
		m.store.Put(m.slot("run"), m.key, string(compact.Append(nil, run)))
		m.store.Put(m.slot("details"), m.key, string(compact.Append(nil, more)))
	})
}

// programSum is the hash of the running program.
func programSum(known *stamps.Book) (sum cache.Key, err error) {
	path, err := os.Executable()
	if err != nil {
		return sum, err
	}
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return sum, err
	}
	if s, ok := known.Sum(path, info); ok && len(s) == len(sum) {
		return cache.Key([]byte(s)), nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	sum = cache.Key(h.Sum(nil))
	known.Note(path, info, string(sum[:]))
	return sum, nil
}
