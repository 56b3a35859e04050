package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// pageBook holds what pages of a project said when they were read last, by name.
type pageBook map[string]pageEntry

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

// mark tells an entry from those of other pages and other readings.
func (e pageEntry) mark() string {
	text := compact.Append([]byte(e.Key), &e.Includes)
	sum := sha256.Sum256(text)
	return e.Key[:pageMark/2] + string(sum[:pageMark/2])
}

// pageRecord is an entry in the cache, in compact form.
type pageRecord struct{ Name, Entry string }

func (e pageEntry) record() string {
	r := pageRecord{e.Name, string(compact.Append(nil, &e))}
	return string(compact.Append(nil, &r))
}

// read reads the pages of a set, those that did not change from the cache. It
// holds a book of all pages and one of those that changed since that was written,
// so that a small change writes little.
func (m *memory) read(set *pages.Set, opt parser.Options) ([]parser.Reading, error) {
	if m == nil {
		return readUnknown(set, nil, opt)
	}
	keys := pageKeys(set)
	all, changed := m.book("pages"), m.book("changed pages")
	known := all.usable(set, keys)
	if len(known) < len(set.Sources) {
		maps.Copy(known, changed.usable(set, keys))
	}
	read, err := readUnknown(set, known, opt)
	if err != nil {
		return nil, err
	}
	m.fragments, m.marks = fragmentsOf(set, known), marksOf(set, keys, known)
	m.writing.Go(func() { m.keep(set, keys, all, known, read) })
	return read, nil
}

// keep keeps the readings of a set: all of them, if many are not in the book of
// all pages, else those.
func (m *memory) keep(set *pages.Set, keys []string, all, known pageBook, read []parser.Reading) {
	entry := func(i int) pageEntry {
		name := set.Sources[i].Name
		if e, ok := known[name]; ok {
			return e
		}
		e := pageEntry{Name: name, Key: keys[i], Includes: set.Included(name)}
		e.Reading = string(compact.Append(nil, &read[i]))
		return e
	}
	var news []int
	unread := false
	for i, s := range set.Sources {
		now, ok := known[s.Name]
		unread = unread || !ok
		if was, had := all[s.Name]; !ok || !had || !was.same(now) {
			news = append(news, i)
		}
	}
	entries := func(yield func(string) bool) {
		for _, i := range news {
			if !yield(entry(i).record()) {
				return
			}
		}
	}
	switch {
	case len(news)*20 > len(read):
		news = news[:0]
		for i := range read {
			news = append(news, i)
		}
		m.store.PutAll(m.slot("pages"), m.key, entries)
		m.store.Put(m.slot("changed pages"), m.key)
	case unread:
		m.store.PutAll(m.slot("changed pages"), m.key, entries)
	}
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

// bookText is a book as it lies in the cache: records one behind the other.
type bookText string

// bookText returns what a slot of the project holds.
func (m *memory) bookText(slot string) bookText {
	m.opening.Wait()
	data, _ := m.store.Get(m.slot(slot), m.key)
	return bookText(data)
}

// book returns what a slot of the project holds.
func (m *memory) book(slot string) pageBook {
	return m.bookText(slot).pick(func(string) bool { return true })
}

// pick returns the entries of some pages, none if the text is damaged.
func (t bookText) pick(wanted func(name string) bool) pageBook {
	b := pageBook{}
	for data := string(t); data != ""; {
		var r pageRecord
		var e pageEntry
		var err error
		if data, err = compact.Read(data, &r); err != nil {
			return pageBook{}
		}
		if !wanted(r.Name) {
			continue
		}
		if _, err = compact.Read(r.Entry, &e); err != nil {
			return pageBook{}
		}
		b[e.Name] = e
	}
	return b
}

// same reports whether two entries hold for the same pages and say the same.
func (e pageEntry) same(other pageEntry) bool {
	return e.Key == other.Key && e.Reading == other.Reading && slices.Equal(e.Includes, other.Includes)
}

// usable returns the entries that hold for the pages of a set as they are now.
func (b pageBook) usable(set *pages.Set, keys []string) pageBook {
	same := map[pages.Fragment]bool{}
	changed := func(f pages.Fragment) bool {
		ok, seen := same[f]
		if !seen {
			ok = set.Unchanged(f)
			same[f] = ok
		}
		return !ok
	}
	known := make(pageBook, len(b))
	for i, s := range set.Sources {
		e, ok := b[s.Name]
		if ok && e.Key == keys[i] && !slices.ContainsFunc(e.Includes, changed) {
			known[s.Name] = e
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

// fragmentsOf lists what the pages of a set include, each once.
func fragmentsOf(set *pages.Set, known pageBook) []pages.Fragment {
	var list []pages.Fragment
	seen := map[pages.Fragment]bool{}
	for _, s := range set.Sources {
		parts := set.Included(s.Name)
		if e, ok := known[s.Name]; ok {
			parts = e.Includes
		}
		for _, f := range parts {
			if !seen[f] {
				seen[f] = true
				list = append(list, f)
			}
		}
	}
	return list
}
