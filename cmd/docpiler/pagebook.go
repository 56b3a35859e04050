package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

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
func pageKey(set *pages.Set, src page.Source, sum [sha256.Size]byte) string {
	key := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %x", src.Name, set.Locales[src.Name], set.Root(src.Name), sum))
	return string(key[:])
}

// inputKey is the hash of all that a build depends on but included files.
func inputKey(cfg *config.Config, set *pages.Set, sums pageSums) string {
	h := sha256.New()
	h.Write(compact.Append(compact.Append(nil, cfg), &set.Diagnostics))
	for _, s := range set.Sources {
		h.Write([]byte(pageKey(set, s, sums[s.Name])))
	}
	for _, s := range set.Saved {
		fmt.Fprintf(h, "%q %x\n", s.Name, sums[s.Name])
	}
	return string(h.Sum(nil))
}

// read reads the pages of a set, those that did not change from the cache. It
// holds a book of all pages and one of those that changed since that was written,
// so that a small change writes little.
func (m *memory) read(set *pages.Set, sums pageSums, opt parser.Options) []parser.Reading {
	if m == nil {
		return parser.ReadAll(set.Sources, opt)
	}
	all, changed := m.book("pages"), m.book("changed pages")
	known := all.usable(set, sums)
	if len(known) < len(set.Sources) {
		maps.Copy(known, changed.usable(set, sums))
	}
	opt.Recall = func(src page.Source) (parser.Reading, bool) {
		var r parser.Reading
		entry, ok := known[src.Name]
		if ok {
			_, err := compact.Read(entry.Reading, &r)
			ok = err == nil
		}
		return r, ok
	}
	read := parser.ReadAll(set.Sources, opt)
	m.pages = nextBook(set, sums, known, read)
	if news := m.pages.without(all); len(news.Pages)*20 > len(read) {
		m.writing.Go(func() {
			m.keep("pages", m.pages)
			m.keep("changed pages", &pageBook{})
		})
	} else if len(known) < len(read) {
		m.writing.Go(func() { m.keep("changed pages", news) })
	}
	return read
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
func (b *pageBook) usable(set *pages.Set, sums pageSums) map[string]pageEntry {
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
		if ok && e.Key == pageKey(set, s, sums[s.Name]) && !slices.ContainsFunc(e.Includes, func(f pages.Fragment) bool { return !unchanged(f) }) {
			known[s.Name] = e
		}
	}
	return known
}

// nextBook returns the book of a set: known entries as they are, the others from
// what was read.
func nextBook(set *pages.Set, sums pageSums, known map[string]pageEntry, read []parser.Reading) *pageBook {
	out := &pageBook{Pages: make([]pageEntry, len(read))}
	for i, s := range set.Sources {
		e, ok := known[s.Name]
		if !ok {
			e = pageEntry{Name: s.Name, Key: pageKey(set, s, sums[s.Name]), Includes: set.Included(s.Name)}
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
