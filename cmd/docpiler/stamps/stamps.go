// Package stamps remembers the hashes of files by what the file system says of
// them, so that a run over thousands of files of which few changed reads those
// few.
//
// A stamp is a file's size, number and device, the time of its last change of
// content and that of its last change of any kind. Programs can set the former
// time but not the latter, so a file whose stamp is the same holds the same
// bytes. Two exceptions give no stamp at all: systems that do not tell that time,
// and files that changed a moment ago, for a clock that ticks slowly would give
// the next change the same time.
package stamps

import (
	"io/fs"
	"sync"
	"time"

	"github.com/docpiler/docpiler/ir/compact"
)

// settles is how long after its last change a file has a stamp: many ticks of the
// clock that the time is from. Of most file systems that ticks every few
// milliseconds, of the slowest every two seconds; a time that is no whole number
// of hundredths is not from one of the slow ones.
func settles(changed time.Time) time.Duration {
	if changed.Nanosecond()%int(10*time.Millisecond) != 0 {
		return 300 * time.Millisecond
	}
	return 3 * time.Second
}

// Layout is part of the key under which a book is kept; it changes with the
// form that Append gives it.
const Layout = "stamps 1"

// Book holds the hashes of files by their stamps. Several goroutines may use
// it. A nil Book knows nothing.
type Book struct {
	mu      sync.Mutex
	files   map[string]*known
	asked   int // how many of them were asked for
	started time.Time
	news    bool
}

// known is what a book knows of a file.
type known struct {
	entry
	asked bool // since the book was read
	noted bool // since the book was read, and so to be known from the next run on
}

// entry is one file in the compact form of a book.
type entry struct{ Path, Stamp, Sum string }

// Read returns the book that Append wrote, an empty one if data is none.
func Read(data string, now time.Time) *Book {
	b := &Book{files: map[string]*known{}, started: now}
	var list []entry
	if _, err := compact.Read(data, &list); data == "" || err != nil {
		return b
	}
	b.files = make(map[string]*known, len(list))
	all := make([]known, len(list))
	for i, e := range list {
		all[i].entry = e
		b.files[e.Path] = &all[i]
	}
	return b
}

// Sum returns the hash that was noted for a path, if the file there is still the
// same.
func (b *Book) Sum(path string, info fs.FileInfo) (sum string, ok bool) {
	if b == nil {
		return "", false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.files[path]
	if f == nil || f.noted || !isStamp(info, f.Stamp) {
		return "", false
	}
	b.ask(f)
	return f.Sum, true
}

func (b *Book) ask(f *known) {
	if !f.asked {
		f.asked = true
		b.asked++
	}
}

// Note keeps the hash of a file. The info is from before its content was read,
// so that what changed meanwhile is seen next time.
func (b *Book) Note(path string, info fs.FileInfo, sum string) {
	if b == nil {
		return
	}
	stamp, changed := stampOf(info), changedAt(info)
	if wait := settles(changed); stamp == "" || b.started.Sub(changed) < wait || b.started.Sub(info.ModTime()) < wait {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.files[path]
	if f == nil {
		f = &known{}
		b.files[path] = f
	}
	f.entry, f.noted, b.news = entry{path, stamp, sum}, true, true
	b.ask(f)
}

// News reports whether the book is worth keeping: there are new hashes, or many
// that nobody asked for since it was read.
func (b *Book) News() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.news || b.asked < len(b.files)*9/10
}

// Append appends the compact form of the book, without files that nobody asked
// for since it was read.
func (b *Book) Append(out []byte) []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := make([]entry, 0, b.asked)
	for _, f := range b.files {
		if f.asked {
			list = append(list, f.entry)
		}
	}
	return compact.Append(out, &list)
}

// Below is the part of a book whose paths begin with a prefix, which is left out.
type Below struct {
	book   *Book
	prefix string
}

// Below returns the part of the book whose paths begin with a prefix.
func (b *Book) Below(prefix string) *Below { return &Below{b, prefix} }

// Sum is [Book.Sum] below the prefix.
func (b *Below) Sum(path string, info fs.FileInfo) (sum string, ok bool) {
	return b.book.Sum(b.prefix+path, info)
}

// Note is [Book.Note] below the prefix.
func (b *Below) Note(path string, info fs.FileInfo, sum string) {
	b.book.Note(b.prefix+path, info, sum)
}
