// Package corpus finds the real pages that tests and benchmarks read when they
// are at hand: in a folder named shared next to the module.
package corpus

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/parser/page"
)

// Dir returns a folder below the shared one. It skips the test if there is none.
func Dir(tb testing.TB, elem ...string) string {
	tb.Helper()
	at, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			break
		}
		if at == filepath.Dir(at) {
			tb.Fatal("the test does not run within a module")
		}
		at = filepath.Dir(at)
	}
	dir := filepath.Join(append([]string{filepath.Dir(at), "shared"}, elem...)...)
	if _, err := os.Stat(dir); err != nil {
		tb.Skipf("no real pages at hand: %v", err)
	}
	return dir
}

// Pages returns the files below a folder whose names end in suffix, by name,
// with names relative to the folder. They include what lies below the folder.
func Pages(tb testing.TB, dir, suffix string) []page.Source {
	tb.Helper()
	var pages []page.Source
	include := func(name string) ([]byte, error) { return os.ReadFile(path.Join(dir, name)) }
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, suffix) {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		pages = append(pages, page.Source{Name: filepath.ToSlash(rel), Data: data, Include: include})
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return pages
}

// Markdown returns the Markdown pages of the corpus.
func Markdown(tb testing.TB) []page.Source {
	tb.Helper()
	return Pages(tb, Dir(tb, "corpus"), ".md")
}

// Size returns how many bytes the pages have.
func Size(pages []page.Source) int64 {
	n := 0
	for _, p := range pages {
		n += len(p.Data)
	}
	return int64(n)
}
