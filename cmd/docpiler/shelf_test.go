package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// fillShelf puts more on a shelf than stays in memory, from several goroutines,
// and demands it all back.
func fillShelf(t *testing.T, s *shelf) {
	t.Helper()
	const files, size = 40, shelfMemory / 8
	content := func(i int) []byte { return bytes.Repeat(fmt.Append(nil, i%10), size+i) }
	reads := make([]func() ([]byte, error), files)
	var group sync.WaitGroup
	for i := range reads {
		group.Go(func() { reads[i] = s.Put(content(i)) })
	}
	group.Wait()
	for i, read := range reads {
		for range 2 {
			if got, err := read(); err != nil || !bytes.Equal(got, content(i)) {
				t.Fatalf("file %d: %d bytes, %v", i, len(got), err)
			}
		}
	}
}

func TestShelf(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	var s shelf
	fillShelf(t, &s)
	if s.file == nil {
		t.Error("everything stayed in memory")
	}
	s.close()
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestShelfWithoutDisk(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	t.Setenv("TMPDIR", missing)
	t.Setenv("TMP", missing)
	if _, err := os.CreateTemp("", "docpiler-*"); err == nil {
		t.Skip("the folder for temporary files cannot be moved on this system")
	}
	var s shelf
	fillShelf(t, &s)
	s.close()
}
