package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/docpiler/docpiler/cmd/docpiler/cache"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// pageBook holds what pages of a project said when they were read last, by name.
type pageBook map[string]pageEntry

func (b pageBook) entry(name string) (pageEntry, bool) {
	e, ok := b[name]
	return e, ok
}

// pageEntry is one page. Its reading stays in compact form until it is needed.
type pageEntry struct {
	Name     string
	Key      string // hash of what the reading depends on but included files
	Includes []pages.Fragment
	Reading  string // compact form of a parser.Reading
}

// pageKeys returns the keys of a set's pages, in the order of its sources: the
// hash of what a reading depends on but included files.
func pageKeys(set *pages.Set) []string {
	keys := make([]string, len(set.Sources))
	var text []byte
	for i, src := range set.Sources {
		text = text[:0]
		for _, part := range []string{src.Name, set.Locales[src.Name], set.Root(src.Name), set.Sums[src.Name]} {
			text = append(binary.AppendUvarint(text, uint64(len(part))), part...)
		}
		sum := sha256.Sum256(text)
		keys[i] = string(sum[:])
	}
	return keys
}

// inputKey is the hash of all that a build depends on but included files.
func inputKey(cfg *config.Config, set *pages.Set, keys []string) string {
	h := sha256.New()
	h.Write([]byte(othersKey(cfg, set)))
	for _, key := range keys {
		h.Write([]byte(key))
	}
	return string(h.Sum(nil))
}

// othersKey is the hash of all that a build depends on but what stands on pages.
func othersKey(cfg *config.Config, set *pages.Set) string {
	h := sha256.New()
	h.Write(compact.Append(compact.Append(nil, cfg), &set.Diagnostics))
	for _, s := range set.Sources {
		h.Write(append([]byte(s.Name), 0))
	}
	for _, s := range set.Saved {
		fmt.Fprintf(h, "%q %x\n", s.Name, set.Sums[s.Name])
	}
	return string(h.Sum(nil))
}

// pageMark is the length of the mark of a page's entry: half of it tells the page,
// half of it the entry, which depends on included files too.
const pageMark = 32

// said returns the reading of an entry.
func (e pageEntry) said() (r parser.Reading, ok bool) {
	_, err := compact.Read(e.Reading, &r)
	return r, err == nil
}

// mark tells an entry from those of other pages and other readings.
func (e pageEntry) mark() string {
	text := compact.Append([]byte(e.Key), &e.Includes)
	sum := sha256.Sum256(text)
	return e.Key[:pageMark/2] + string(sum[:pageMark/2])
}

// The slots of a project that hold what its pages said: a book of all pages, and
// one of those that changed since that was written, so that a small change writes
// little.
const (
	allPages     = "pages"
	changedPages = "changed pages"
)

// read reads the pages of a set, those that did not change from the cache.
func (m *memory) read(set *pages.Set, opt parser.Options) ([]parser.Reading, error) {
	if m == nil {
		return readUnknown(set, nil, opt)
	}
	keys := pageKeys(set)
	known := m.book(allPages).usable(set, keys)
	recent := pageBook{}
	if len(known) < len(set.Sources) {
		recent = m.book(changedPages).usable(set, keys)
		maps.Copy(known, recent)
	}
	read, err := readUnknown(set, known, opt)
	if err != nil {
		return nil, err
	}
	m.marks = marksOf(set, keys, known)
	m.fragments, m.parts = fragmentsOf(set, known)
	m.writing.Go(func() { m.keep(set, keys, known, recent, read) })
	return read, nil
}

// keep keeps the readings of a set: all of them, if many are not in the book of
// all pages, else those.
func (m *memory) keep(set *pages.Set, keys []string, known, recent pageBook, read []parser.Reading) {
	entry := func(i int) pageEntry {
		name := set.Sources[i].Name
		if e, ok := known[name]; ok {
			return e
		}
		return pageEntry{name, keys[i], set.Included(name), string(compact.Append(nil, &read[i]))}
	}
	var news, all []int
	unread := false
	for i, s := range set.Sources {
		_, ok := known[s.Name]
		unread = unread || !ok
		if _, late := recent[s.Name]; late || !ok {
			news = append(news, i)
		}
		all = append(all, i)
	}
	switch {
	case len(news) == len(read), tooRecent(len(news), len(read)):
		m.putBook(allPages, len(all), func(i int) pageEntry { return entry(all[i]) })
		m.putBook(changedPages, 0, nil)
	case unread:
		m.putBook(changedPages, len(news), func(i int) pageEntry { return entry(news[i]) })
	}
}

// tooRecent reports whether the book of changed pages is too large beside that of
// all pages, for it is read and written with each change.
func tooRecent(changed, all int) bool { return changed > 20 && changed > all/20 }

// putBook keeps a book of n entries.
func (m *memory) putBook(slot string, n int, entry func(int) pageEntry) {
	m.store.PutBook(m.slot(slot), m.key, func(yield func(string, string) bool) {
		for i := range n {
			e := entry(i)
			if !yield(e.Name, string(compact.Append(nil, &e))) {
				return
			}
		}
	})
}

// readUnknown reads the pages that are not known, and drops from the known ones
// those whose reading is damaged.
func readUnknown(set *pages.Set, known pageBook, opt parser.Options) ([]parser.Reading, error) {
	all := make([]parser.Reading, len(set.Sources))
	damaged := make([]bool, len(all))
	pages.Each(len(all), func(i int) {
		if entry, ok := known[set.Sources[i].Name]; ok {
			_, err := compact.Read(entry.Reading, &all[i])
			damaged[i] = err != nil
			if opt.Progress != nil && err == nil {
				opt.Progress()
			}
		}
	})
	for i, src := range set.Sources {
		if damaged[i] {
			delete(known, src.Name)
		}
	}
	unknown := func(name string) bool {
		_, ok := known[name]
		return !ok
	}
	if err := set.Fill(unknown); err != nil {
		return nil, err
	}
	var sources []page.Source
	var places []int
	for i, src := range set.Sources {
		if unknown(src.Name) {
			sources, places = append(sources, src), append(places, i)
			set.Sources[i].Data = nil
		}
	}
	for i, r := range parser.ReadAll(sources, opt) {
		all[places[i]] = r
	}
	return all, nil
}

// storedBook is a pageBook as it lies in the cache.
type storedBook struct{ *cache.Book }

// book returns what a slot of the project holds, to be read as a whole.
func (m *memory) book(slot string) storedBook {
	b := m.openBook(slot)
	b.Load()
	b.Close()
	return b
}

// openBook returns what a slot of the project holds. It is to be closed.
func (m *memory) openBook(slot string) storedBook {
	m.opening.Wait()
	return storedBook{m.store.Book(m.slot(slot), m.key)}
}

// entry returns the entry of a page.
func (b storedBook) entry(name string) (e pageEntry, ok bool) {
	content, ok := b.Get(name)
	if !ok {
		return e, false
	}
	_, err := compact.Read(content, &e)
	return e, err == nil
}

// entries returns all entries.
func (b storedBook) entries() pageBook {
	all := pageBook{}
	for name := range b.Names() {
		if e, ok := b.entry(name); ok {
			all[name] = e
		}
	}
	return all
}

// usable returns the entries that hold for the pages of a set as they are now.
func (b storedBook) usable(set *pages.Set, keys []string) pageBook {
	var same sync.Map // pages.Fragment → bool
	changed := func(f pages.Fragment) bool {
		ok, seen := same.Load(f)
		if !seen {
			ok, _ = same.LoadOrStore(f, set.Unchanged(f))
		}
		return ok == false
	}
	all := make([]pageEntry, len(keys))
	pages.Each(len(keys), func(i int) {
		e, ok := b.entry(set.Sources[i].Name)
		if ok && e.Key == keys[i] && !slices.ContainsFunc(e.Includes, changed) {
			all[i] = e
		}
	})
	known := make(pageBook, len(keys))
	for _, e := range all {
		if e.Key != "" {
			known[e.Name] = e
		}
	}
	return known
}

// marksOf returns the marks of the entries of a set, one behind the other.
func marksOf(set *pages.Set, keys []string, known pageBook) string {
	var b strings.Builder
	for i, s := range set.Sources {
		e, ok := known[s.Name]
		if !ok {
			e = pageEntry{Key: keys[i], Includes: set.Included(s.Name)}
		}
		b.WriteString(e.mark())
	}
	return b.String()
}

// fragmentsOf lists what the pages of a set include, each once, and by number which
// of it which page includes: see details.Parts.
func fragmentsOf(set *pages.Set, known pageBook) (list []pages.Fragment, parts []int) {
	numbers := map[pages.Fragment]int{}
	for i, s := range set.Sources {
		included := set.Included(s.Name)
		if e, ok := known[s.Name]; ok {
			included = e.Includes
		}
		if len(included) == 0 {
			continue
		}
		parts = append(parts, i, len(included))
		for _, f := range included {
			n, ok := numbers[f]
			if !ok {
				n = len(list)
				numbers[f] = n
				list = append(list, f)
			}
			parts = append(parts, n)
		}
	}
	return list, parts
}

// pagesLeftOut returns the numbers of the pages of which some operation or type is
// not in the API, before a part of it is selected: one that is documented twice.
func pagesLeftOut(read []parser.Reading, set *pages.Set, api *ir.API) []int {
	there := make(map[string]int, len(read)) // operations and types that a page is a source of
	count := func(sources []ir.Source) {
		for i, s := range sources {
			if !slices.ContainsFunc(sources[:i], func(o ir.Source) bool { return o.File == s.File }) {
				there[s.File]++
			}
		}
	}
	for _, op := range api.Operations {
		count(op.Sources)
	}
	for _, t := range api.Types {
		count(t.Sources)
	}
	var left []int
	for i, r := range read {
		if len(r.API.Operations)+len(r.API.Types) > there[set.Sources[i].Name] {
			left = append(left, i)
		}
	}
	return left
}
