package stamps

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func write(t *testing.T, file, content string) fs.FileInfo {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return stat(t, file)
}

func stat(t *testing.T, file string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// next returns the book that a run after some time reads.
func next(b *Book) *Book {
	return Read(string(b.Append(nil)), time.Now().Add(time.Hour))
}

// needStamps skips where the system tells no time that programs cannot set.
func needStamps(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.md")
	if stampOf(write(t, file, "one")) == "" {
		t.Skip("files have no stamps on this system")
	}
	return file
}

func TestBook(t *testing.T) {
	file := needStamps(t)
	first := stat(t, file)
	b := Read("", time.Now().Add(time.Hour))
	if _, ok := b.Sum(file, first); ok {
		t.Error("an empty book knows a file")
	}
	b.Note(file, first, "sum")
	for range 2 { // what was asked for stays in the book
		b = next(b)
		if sum, ok := b.Sum(file, stat(t, file)); !ok || sum != "sum" {
			t.Errorf("the hash is %q, %t", sum, ok)
		}
	}
	if b.News() {
		t.Error("a book that only answered has news")
	}
	if _, ok := b.Below("output ").Sum(file, first); ok {
		t.Error("what is noted of a page is known of an output file")
	}
	b.Below("output ").Note(file, first, "other")
	if sum, ok := next(b).Below("output ").Sum(file, first); !ok || sum != "other" {
		t.Errorf("below a prefix the hash is %q, %t", sum, ok)
	}
	if unused := next(b); !unused.News() || len(unused.Append(nil)) > 1 {
		t.Error("a file that nobody asked for stays in the book")
	}
}

// Whatever changes a file changes its stamp, also where its size and the time of
// its change are made to look as before.
func TestChangedFile(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(t *testing.T, file string)
	}{
		{"another size", func(t *testing.T, file string) { write(t, file, "longer") }},
		{"the same size", func(t *testing.T, file string) { write(t, file, "two") }},
		{"the same size and time", func(t *testing.T, file string) {
			was := stat(t, file).ModTime()
			write(t, file, "two")
			if err := os.Chtimes(file, was, was); err != nil {
				t.Fatal(err)
			}
		}},
		{"another file in its place", func(t *testing.T, file string) {
			was := stat(t, file).ModTime()
			write(t, file+".new", "two")
			if err := os.Chtimes(file+".new", was, was); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(file+".new", file); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(c.what, func(t *testing.T) {
			file := needStamps(t)
			b := Read("", time.Now().Add(time.Hour))
			b.Note(file, stat(t, file), "sum")
			time.Sleep(30 * time.Millisecond) // more than a tick of the clock that stamps are taken from
			c.change(t, file)
			if _, ok := next(b).Sum(file, stat(t, file)); ok {
				t.Error("the file is taken for what it was")
			}
		})
	}
}

// A file that changed a moment ago may change again within one tick.
func TestYoungFile(t *testing.T) {
	file := needStamps(t)
	b := Read("", time.Now())
	b.Note(file, stat(t, file), "sum")
	if _, ok := next(b).Sum(file, stat(t, file)); ok {
		t.Error("a young file has a stamp")
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(file, old, old); err != nil {
		t.Fatal(err)
	}
	b.Note(file, stat(t, file), "sum")
	if _, ok := next(b).Sum(file, stat(t, file)); ok {
		t.Error("a young file that claims to be old has a stamp")
	}
}

// A clock that ticks slowly is told by its times.
func TestSettles(t *testing.T) {
	start := time.Unix(1_700_000_000, 0)
	for _, c := range []struct {
		after time.Duration
		want  time.Duration
	}{
		{0, 3 * time.Second},
		{120 * time.Millisecond, 3 * time.Second},
		{4 * time.Millisecond, 300 * time.Millisecond},
		{123456789, 300 * time.Millisecond},
	} {
		if got := settles(start.Add(c.after)); got != c.want {
			t.Errorf("a file that changed %s after the second settles in %s, want %s", c.after, got, c.want)
		}
	}
	file := needStamps(t)
	info := stat(t, file)
	for _, c := range []struct {
		after time.Duration
		known bool
	}{{settles(changedAt(info)) - 1, false}, {settles(changedAt(info)), true}} {
		b := Read("", changedAt(info).Add(c.after))
		b.Note(file, info, "sum")
		if _, ok := next(b).Sum(file, info); ok != c.known {
			t.Errorf("after %s the file is known: %t", c.after, ok)
		}
	}
}

func TestNoBook(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.md")
	info := write(t, file, "one")
	var b *Book
	b.Note(file, info, "sum")
	if _, ok := b.Sum(file, info); ok {
		t.Error("no book knows a file")
	}
	damaged := Read("\xff\xff\xff", time.Now().Add(time.Hour))
	damaged.Note(file, info, "sum")
	if _, ok := damaged.Sum(file, info); ok {
		t.Error("a hash is known in the run that noted it")
	}
}
