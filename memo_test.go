package docpiler

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestMemo(t *testing.T) {
	dir := t.TempDir()
	m := OpenMemo(dir)
	if _, ok := m.Get("a"); ok {
		t.Error("an empty memo holds something")
	}
	m.Put("a", []byte("one"))
	m.Put("b", nil)
	m.Put("a", []byte("two"))
	for key, want := range map[Key]string{"a": "two", "b": ""} {
		for _, m := range []*Memo{m, OpenMemo(dir)} { // another process has its own
			if got, ok := m.Get(key); !ok || string(got) != want {
				t.Errorf("%s holds %q, %t", key, got, ok)
			}
		}
	}
	other := OpenMemo(dir)
	other.program = "another build"
	if _, ok := other.Get("a"); ok {
		t.Error("another program gets what this one put")
	}
}

func TestNoMemo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, m := range []*Memo{nil, OpenMemo(file)} {
		m.Put("a", []byte("one"))
		if _, ok := m.Get("a"); ok {
			t.Error("a memo without a folder holds something")
		}
	}
}

// TestDamagedEntriesAreMisses spoils entries in several ways, and lays one in the
// place of another.
func TestDamagedEntriesAreMisses(t *testing.T) {
	spoil := map[string]func(data []byte) []byte{
		"cut":     func(data []byte) []byte { return data[:len(data)/2] },
		"empty":   func([]byte) []byte { return nil },
		"flipped": func(data []byte) []byte { data[len(data)/2] ^= 0x40; return data },
		"longer":  func(data []byte) []byte { return append(data, ' ') },
		"foreign": func([]byte) []byte { return []byte("foreign") },
	}
	for what, how := range spoil {
		for _, ending := range []string{"-a", "-d"} { // the index of the library, and its content
			m := OpenMemo(t.TempDir())
			m.Put("a", []byte("a result"))
			for _, file := range entries(t, m, ending) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, how(data), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if data, ok := m.Get("a"); ok && string(data) != "a result" {
				t.Errorf("%s %s: got %q", what, ending, data)
			}
			m.Put("a", []byte("a result"))
			if data, ok := m.Get("a"); !ok || string(data) != "a result" {
				t.Errorf("%s %s: it is not mended by the next Put: %q, %t", what, ending, data, ok)
			}
		}
	}
	m := OpenMemo(t.TempDir())
	m.Put("a", []byte("a result"))
	data, _, err := m.store.GetBytes(m.id("a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.store.PutBytes(m.id("b"), data); err != nil {
		t.Fatal(err)
	}
	if data, ok := m.Get("b"); ok {
		t.Errorf("the entry of another key gave %q", data)
	}
}

// TestOldEntriesGo: what nobody asked for in some days is not there any more.
func TestOldEntriesGo(t *testing.T) {
	m := OpenMemo(t.TempDir())
	m.Put("old", []byte("old"))
	old := time.Now().Add(-10 * 24 * time.Hour)
	for _, ending := range []string{"-a", "-d"} {
		for _, file := range entries(t, m, ending) {
			if err := os.Chtimes(file, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	m.Put("new", []byte("new"))
	if err := os.Remove(filepath.Join(m.dir, "trim.txt")); err != nil { // where the library notes when it looked last
		t.Fatal(err)
	}
	m = OpenMemo(m.dir)
	if _, ok := m.Get("old"); ok {
		t.Error("an old entry is still there")
	}
	if _, ok := m.Get("new"); !ok {
		t.Error("a new entry is gone")
	}
}

// entries lists the files of a memo with an ending.
func entries(t *testing.T, m *Memo, ending string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(m.dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == "" && path[len(path)-2:] == ending {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

func TestKeys(t *testing.T) {
	all := map[Key]bool{}
	lists := [][]string{nil, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"", "ab"}, {"ab", ""}, {"a", "b", ""}}
	for _, parts := range lists {
		all[keyOf(parts...)] = true
	}
	if len(all) != len(lists) {
		t.Errorf("%d lists have %d keys", len(lists), len(all))
	}
}
