package cache

import (
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// someRecords are records of a book, an empty one among them.
func someRecords() iter.Seq2[string, string] {
	return maps.All(map[string]string{"a.md": "alpha", "b.md": strings.Repeat("beta", 5000), "c.md": ""})
}

func TestBookHoldsWhatWasPut(t *testing.T) {
	s := Open(t.TempDir())
	slot, key := KeyOf([]byte("project")), KeyOf([]byte("build"))
	if s.Book(slot, key) != nil {
		t.Fatal("an empty store has a book")
	}
	s.PutBook(slot, key, someRecords())
	for _, whole := range []bool{false, true} {
		b := s.Book(slot, key)
		if whole {
			b.Load()
		}
		for name, want := range someRecords() {
			if got, ok := b.Get(name); !ok || got != want {
				t.Errorf("%s: %d bytes, %t", name, len(got), ok)
			}
		}
		if _, ok := b.Get("d.md"); ok {
			t.Error("there is a record that was not put")
		}
		if names := slices.Sorted(b.Names()); !slices.Equal(names, []string{"a.md", "b.md", "c.md"}) {
			t.Errorf("names are %q", names)
		}
		b.Close()
	}
	if s.Book(slot, KeyOf([]byte("other build"))) != nil || s.Book(KeyOf([]byte("other project")), key) != nil {
		t.Error("a book is found under another key")
	}
	if _, ok := s.Get(slot, key); ok {
		t.Error("a book is taken for an entry")
	}
	s.Put(slot, key, "entry")
	if s.Book(slot, key) != nil {
		t.Error("an entry is taken for a book")
	}
}

// TestDamagedBooks spoils each byte of a book in turn, cuts it at each place, and
// puts it into the place of another one: no record is ever another one.
func TestDamagedBooks(t *testing.T) {
	s := Open(t.TempDir())
	slot, key := KeyOf([]byte("project")), KeyOf([]byte("build"))
	records := map[string]string{"a.md": "alpha", "b.md": "beta", "c.md": ""}
	s.PutBook(slot, key, maps.All(records))
	data, err := os.ReadFile(s.path(slot))
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, at int, damaged []byte) (found int) {
		t.Helper()
		if err := os.WriteFile(s.path(slot), damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, whole := range []bool{false, true} {
			b := s.Book(slot, key)
			if whole {
				b.Load()
			}
			for name, want := range records {
				if got, ok := b.Get(name); ok && got != want {
					t.Errorf("%s at %d: %s is %q", what, at, name, got)
				} else if ok {
					found++
				}
			}
			b.Close()
		}
		return found
	}
	for i := range data {
		spoilt := slices.Clone(data)
		spoilt[i] ^= 0x10
		if found := check("a bit", i, spoilt); found == 2*len(records) {
			t.Errorf("a bit at %d goes unnoticed", i)
		}
		if found := check("an end", i, data[:i]); found != 0 {
			t.Errorf("a book that ends at %d has %d records", i, found)
		}
	}
	check("more", len(data), append(slices.Clone(data), 0))
	other := KeyOf([]byte("other"))
	if err := os.WriteFile(s.path(other), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if s.Book(other, key) != nil {
		t.Error("a book that was moved to another's place is one")
	}
}

func TestNoBook(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := Open(filepath.Join(file, "cache"))
	s.PutBook(KeyOf(), KeyOf(), someRecords())
	b := s.Book(KeyOf(), KeyOf())
	b.Load()
	if _, ok := b.Get("a.md"); ok || b != nil || slices.Collect(b.Names()) != nil {
		t.Error("a store without folder has a book")
	}
	b.Close()
}
