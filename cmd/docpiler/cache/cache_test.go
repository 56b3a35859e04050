package cache

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestGetWhatWasPut(t *testing.T) {
	s := Open(filepath.Join(t.TempDir(), "cache"))
	slot, key := KeyOf([]byte("project")), KeyOf([]byte("page"), []byte("build"))
	if _, ok := s.Get(slot, key); ok {
		t.Fatal("an empty store has an entry")
	}
	s.Put(slot, key, "result")
	if got, ok := s.Get(slot, key); !ok || got != "result" {
		t.Errorf("got %q, %v", got, ok)
	}
	if _, ok := s.Get(slot, KeyOf([]byte("pageb"), []byte("uild"))); ok {
		t.Error("parts that are cut elsewhere give the same key")
	}
	s.Put(slot, KeyOf([]byte("later page")), "later result")
	if _, ok := s.Get(slot, key); ok {
		t.Error("a slot holds two results")
	}
}

func TestDamagedEntriesAreMisses(t *testing.T) {
	slot, key, other := KeyOf([]byte("project")), KeyOf([]byte("a")), KeyOf([]byte("b"))
	for name, damage := range map[string]func(s *Store, data []byte) []byte{
		"empty":     func(*Store, []byte) []byte { return nil },
		"truncated": func(_ *Store, data []byte) []byte { return data[:len(data)-1] },
		"longer":    func(_ *Store, data []byte) []byte { return append(data, 0) },
		"one bit":   func(_ *Store, data []byte) []byte { data[len(data)-1] ^= 1; return data },
		"foreign":   func(*Store, []byte) []byte { return []byte("#!/bin/sh\nexit 1\n") },
		"another's": func(s *Store, _ []byte) []byte {
			s.Put(other, key, "oth", "er")
			data, err := os.ReadFile(s.path(other))
			if err != nil {
				t.Fatal(err)
			}
			return data
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := Open(t.TempDir())
			s.Put(slot, key, "result")
			data, err := os.ReadFile(s.path(slot))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(s.path(slot), damage(s, data), 0o600); err != nil {
				t.Fatal(err)
			}
			if got, ok := s.Get(slot, key); ok || got != "" {
				t.Errorf("got %q, %t", got, ok)
			}
			s.Put(slot, key, "result")
			if _, ok := s.Get(slot, key); !ok {
				t.Error("a damaged entry is not replaced")
			}
		})
	}
}

func TestNoStore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := Open(filepath.Join(file, "cache"))
	s.Put(KeyOf(), KeyOf(), "x")
	if _, ok := s.Get(KeyOf(), KeyOf()); ok {
		t.Error("a store without folder has an entry")
	}
}

func TestShared(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			s := Open(dir)
			for j := range 50 {
				slot, key, want := KeyOf(fmt.Append(nil, j%7)), KeyOf(fmt.Append(nil, j)), strings.Repeat(string(rune(j)), 1000)
				if got, ok := s.Get(slot, key); ok && got != want {
					t.Errorf("process %d read half an entry", i)
				}
				s.Put(slot, key, want)
			}
		})
	}
	group.Wait()
}

func TestOldEntriesGo(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	old, young := KeyOf([]byte("old")), KeyOf([]byte("young"))
	s.Put(old, old)
	s.Put(young, young)
	past := time.Now().Add(-2 * lifetime)
	foreign := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{foreign, s.path(old)} {
		if err := os.Chtimes(path, past, past); err != nil {
			t.Fatal(err)
		}
	}
	s = Open(dir)
	if _, ok := s.Get(old, old); !ok {
		t.Fatal("entries are looked through at every start")
	}
	if err := os.Chtimes(s.path(old), past, past); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(dir, "docpiler-trimmed"), past, past); err != nil {
		t.Fatal(err)
	}
	s = Open(dir)
	if _, ok := s.Get(old, old); ok {
		t.Error("an entry that nobody used for days is still there")
	}
	if _, ok := s.Get(young, young); !ok {
		t.Error("a young entry is gone")
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a file that is none of the store's is gone")
	}
}
