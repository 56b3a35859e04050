// Package golden compares what tests get with files that hold what they want.
// Only tests import it; it lies below ir because all packages may import that.
//
// Each testdata/*.txtar is a test: its first files are the input, and the
// sections after them what must come out.
//
//	-- page.md --
//	# Get team
//	-- tree --
//	page markdown
//	1:1 title "Get team"
//
// go test -update rewrites the expected files and sections, and nothing else.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

// Archive is one of the archives of the package under test.
type Archive struct {
	Name string // without folder and ending
	*txtar.Archive
	file string
}

// Archives reads the archives of the package under test.
func Archives(tb testing.TB) []*Archive {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no archives in testdata (%v)", err)
	}
	all := make([]*Archive, len(files))
	for i, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		all[i] = &Archive{strings.TrimSuffix(filepath.Base(file), ".txtar"), archive, file}
	}
	return all
}

// Run runs a test on each archive, and writes the sections that it changed.
func Run(t *testing.T, test func(*testing.T, *Archive)) {
	for _, a := range Archives(t) {
		t.Run(a.Name, func(t *testing.T) {
			test(t, a)
			if *update {
				write(t, a.file, txtar.Format(a.Archive))
			}
		})
	}
}

// File returns a file or section of the archive, nil if there is none.
func (a *Archive) File(name string) *txtar.File {
	for i := range a.Files {
		if a.Files[i].Name == name {
			return &a.Files[i]
		}
	}
	return nil
}

// Without returns the files that have none of the names.
func (a *Archive) Without(names ...string) []txtar.File {
	return slices.DeleteFunc(slices.Clone(a.Files), func(f txtar.File) bool { return slices.Contains(names, f.Name) })
}

// Want compares a section with what the test got. A section that is missing
// wants nothing.
func (a *Archive) Want(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		a.set(name, got)
	}
	want := ""
	if f := a.File(name); f != nil {
		want = string(f.Data)
	}
	compare(t, name, want, got)
}

// set changes a section, or adds one at the end if it has content.
func (a *Archive) set(name, content string) {
	if f := a.File(name); f != nil {
		f.Data = []byte(content)
	} else if content != "" {
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(content)})
	}
}

// Want compares a file, whatever its line ends, with what the test got.
func Want(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		write(t, file, []byte(got))
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, file, strings.ReplaceAll(string(want), "\r\n", "\n"), got)
}

func compare(t *testing.T, name, want, got string) {
	t.Helper()
	if want != got {
		t.Errorf("%s differs; go test -update rewrites it:\n%s", name, udiff.Unified("want", "got", want, got))
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
