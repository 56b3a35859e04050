package main

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// pageBook holds what the pages of a project said when they were read last.
type pageBook struct {
	Pages     []pageEntry // sorted by name
	Fragments []pages.Fragment
}

// pageEntry is one page. Its reading stays in compact form until it is needed.
type pageEntry struct {
	Name     string
	Key      string // hash of what the reading depends on but included files
	Includes []int  // indices of Fragments
	Reading  string // compact form of a parser.Reading
}

// pageKey is the key of a page in a set.
func pageKey(set *pages.Set, src page.Source, sum [sha256.Size]byte) string {
	key := sha256.Sum256(fmt.Appendf(nil, "%q %q %x", src.Name, set.Locales[src.Name], sum))
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

// read reads the pages of a set, those that did not change from the book.
func (m *memory) read(set *pages.Set, sums pageSums, opt parser.Options) []parser.Reading {
	if m == nil {
		return parser.ReadAll(set.Sources, opt)
	}
	old := new(pageBook)
	if data, ok := m.store.Get(m.pagesSlot, m.key); ok {
		if _, err := compact.Read(string(data), old); err != nil {
			old = new(pageBook)
		}
	}
	known := old.usable(set, sums)
	opt.Recall = func(src page.Source) (parser.Reading, bool) {
		var r parser.Reading
		entry, ok := known[src.Name]
		if ok {
			_, err := compact.Read(entry.Reading, &r)
			ok = err == nil
		}
		return r, ok
	}
	all := parser.ReadAll(set.Sources, opt)
	m.pages = old.next(set, sums, known, all)
	if len(known) < len(all) || len(old.Pages) != len(all) {
		m.store.Put(m.pagesSlot, m.key, compact.Append(make([]byte, 0, m.pages.size()), m.pages))
	}
	return all
}

// size is a little more than the length of the book's compact form.
func (b *pageBook) size() int {
	n := 200 * len(b.Fragments)
	for _, e := range b.Pages {
		n += len(e.Reading) + len(e.Name) + 100
	}
	return n
}

// usable returns the entries that hold for the pages of a set as they are now.
func (b *pageBook) usable(set *pages.Set, sums pageSums) map[string]pageEntry {
	same := make([]bool, len(b.Fragments))
	for i, f := range b.Fragments {
		same[i] = set.Unchanged(f)
	}
	entries := make(map[string]pageEntry, len(b.Pages))
	for _, e := range b.Pages {
		entries[e.Name] = e
	}
	known := map[string]pageEntry{}
	for _, s := range set.Sources {
		e, ok := entries[s.Name]
		if ok && e.Key == pageKey(set, s, sums[s.Name]) && !slices.ContainsFunc(e.Includes, func(i int) bool { return !same[i] }) {
			known[s.Name] = e
		}
	}
	return known
}

// next returns the book of a set: known entries as they are, the others from
// what was read.
func (b *pageBook) next(set *pages.Set, sums pageSums, known map[string]pageEntry, read []parser.Reading) *pageBook {
	out := &pageBook{Pages: make([]pageEntry, len(read))}
	index := map[pages.Fragment]int{}
	for i, s := range set.Sources {
		e, ok := known[s.Name]
		var parts []pages.Fragment
		if ok {
			for _, j := range e.Includes {
				parts = append(parts, b.Fragments[j])
			}
		} else {
			parts = set.Included(s.Name)
			e = pageEntry{Name: s.Name, Key: pageKey(set, s, sums[s.Name]), Reading: string(compact.Append(nil, &read[i]))}
		}
		e.Includes = nil
		for _, f := range parts {
			j, seen := index[f]
			if !seen {
				j = len(out.Fragments)
				index[f] = j
				out.Fragments = append(out.Fragments, f)
			}
			if !slices.Contains(e.Includes, j) {
				e.Includes = append(e.Includes, j)
			}
		}
		out.Pages[i] = e
	}
	return out
}
