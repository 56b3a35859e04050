package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/docpiler/docpiler/cmd/docpiler/cache"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// pageBook holds what pages of a project said when they were read last.
type pageBook struct {
	Pages []pageEntry // sorted by name
}

// pageEntry is one page. Its reading stays in compact form until it is needed.
type pageEntry struct {
	Name     string
	Key      string // hash of what the reading depends on but included files
	Includes []pages.Fragment
	Reading  string // compact form of a parser.Reading
}

// pageKey is the key of a page in a set.
func pageKey(set *pages.Set, src page.Source) string {
	key := cache.KeyOf([]byte(src.Name), []byte(set.Locales[src.Name]), []byte(set.Root(src.Name)), []byte(set.Sums[src.Name]))
	return string(key[:])
}

// inputKey is the hash of all that a build depends on but included files.
func inputKey(cfg *config.Config, set *pages.Set) string {
	h := sha256.New()
	h.Write(compact.Append(compact.Append(nil, cfg), &set.Diagnostics))
	for _, s := range set.Sources {
		h.Write([]byte(pageKey(set, s)))
	}
	for _, s := range set.Saved {
		fmt.Fprintf(h, "%q %x\n", s.Name, set.Sums[s.Name])
	}
	return string(h.Sum(nil))
}

// read reads the pages of a set, those that did not change from the cache. It
// holds a book of all pages and one of those that changed since that was written,
// so that a small change writes little.
func (m *memory) read(set *pages.Set, opt parser.Options) ([]parser.Reading, error) {
	if m == nil {
		if err := set.Fill(func(string) bool { return true }); err != nil {
			return nil, err
		}
		return parser.ReadAll(set.Sources, opt), nil
	}
	all, changed := m.book("pages"), m.book("changed pages")
	known := all.usable(set)
	if len(known) < len(set.Sources) {
		maps.Copy(known, changed.usable(set))
	}
	read, err := readUnknown(set, known, opt)
	if err != nil {
		return nil, err
	}
	m.pages = nextBook(set, known, read)
	if news := m.pages.without(all); len(news.Pages)*20 > len(read) {
		m.writing.Go(func() {
			m.keep("pages", m.pages)
			m.keep("changed pages", &pageBook{})
		})
	} else if len(known) < len(read) {
		m.writing.Go(func() { m.keep("changed pages", news) })
	}
	return read, nil
}

// readUnknown reads the pages that are not known, and drops from the known ones
// those whose reading is damaged.
func readUnknown(set *pages.Set, known map[string]pageEntry, opt parser.Options) ([]parser.Reading, error) {
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
		}
	}
	for i, r := range parser.ReadAll(sources, opt) {
		all[places[i]] = r
	}
	return all, nil
}

// book returns what a slot of the project holds.
func (m *memory) book(slot string) *pageBook {
	b := new(pageBook)
	data, ok := m.store.Get(m.slot(slot), m.key)
	if !ok {
		return b
	}
	if _, err := compact.Read(data, b); err != nil {
		return new(pageBook)
	}
	return b
}

func (m *memory) keep(slot string, b *pageBook) {
	m.store.Put(m.slot(slot), m.key, string(compact.Append(make([]byte, 0, b.size()), b)))
}

// size is a little more than the length of the book's compact form.
func (b *pageBook) size() int {
	n := 100
	for _, e := range b.Pages {
		n += len(e.Reading) + len(e.Name) + 200*len(e.Includes) + 100
	}
	return n
}

// without returns a book of the entries that other has not.
func (b *pageBook) without(other *pageBook) *pageBook {
	have := make(map[string]pageEntry, len(other.Pages))
	for _, e := range other.Pages {
		have[e.Key] = e
	}
	out := &pageBook{}
	for _, e := range b.Pages {
		if h, ok := have[e.Key]; !ok || h.Reading != e.Reading || !slices.Equal(h.Includes, e.Includes) {
			out.Pages = append(out.Pages, e)
		}
	}
	return out
}

// usable returns the entries that hold for the pages of a set as they are now.
func (b *pageBook) usable(set *pages.Set) map[string]pageEntry {
	same := map[pages.Fragment]bool{}
	unchanged := func(f pages.Fragment) bool {
		ok, seen := same[f]
		if !seen {
			ok = set.Unchanged(f)
			same[f] = ok
		}
		return ok
	}
	entries := make(map[string]pageEntry, len(b.Pages))
	for _, e := range b.Pages {
		entries[e.Name] = e
	}
	known := make(map[string]pageEntry, len(set.Sources))
	for _, s := range set.Sources {
		e, ok := entries[s.Name]
		if ok && e.Key == pageKey(set, s) && !slices.ContainsFunc(e.Includes, func(f pages.Fragment) bool { return !unchanged(f) }) {
			known[s.Name] = e
		}
	}
	return known
}

// nextBook returns the book of a set: known entries as they are, the others from
// what was read.
func nextBook(set *pages.Set, known map[string]pageEntry, read []parser.Reading) *pageBook {
	out := &pageBook{Pages: make([]pageEntry, len(read))}
	for i, s := range set.Sources {
		e, ok := known[s.Name]
		if !ok {
			e = pageEntry{Name: s.Name, Key: pageKey(set, s), Includes: set.Included(s.Name)}
			e.Reading = string(compact.Append(nil, &read[i]))
		}
		out.Pages[i] = e
	}
	return out
}

// fragments lists what the pages include, each once.
func (b *pageBook) fragments() []pages.Fragment {
	var list []pages.Fragment
	seen := map[pages.Fragment]bool{}
	for _, e := range b.Pages {
		for _, f := range e.Includes {
			if !seen[f] {
				seen[f] = true
				list = append(list, f)
			}
		}
	}
	return list
}
