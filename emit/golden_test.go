package emit

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
)

var update = flag.Bool("update", false, "rewrite the expected files")

// TestGolden compares what is emitted for the ir.json of each archive with the
// files that the archive lists; "findings" is one line per finding.
func TestGolden(t *testing.T) {
	for name, archive := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			files, found := generate(t, archive)
			files["findings"] = []byte(printFindings(found))
			for i, want := range archive.Files[1:] {
				got, ok := files[want.Name]
				if !ok {
					t.Errorf("%s is not emitted", want.Name)
				}
				if *update {
					archive.Files[i+1].Data = got
				} else if diff := udiff.Unified(want.Name, "emitted", string(want.Data), string(got)); diff != "" {
					t.Error(diff)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func archives(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	all := map[string]*txtar.Archive{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = archive
	}
	return all
}

func generate(t *testing.T, archive *txtar.Archive) (Files, []ir.Diagnostic) {
	t.Helper()
	api, err := ir.Decode(archive.Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	files, found, err := Generate(api, Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	return files, found
}

func printFindings(found []ir.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s: %s\n", d.Severity, d.Code, d.Message)
	}
	return b.String()
}

// TestBuilds builds and vets everything that is emitted for the archives, in
// modules without requirements.
func TestBuilds(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	dir := t.TempDir()
	for name, archive := range archives(t) {
		files, _ := generate(t, archive)
		for file, data := range files {
			path := filepath.Join(dir, strings.TrimSuffix(filepath.Base(name), ".txtar"), filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/emitted\n\ngo 1.24\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	vet := exec.Command("go", "vet", "./...")
	vet.Dir, vet.Env = dir, append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	if out, err := vet.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestSame holds that emission is pure: a second run gives the same bytes, and
// so does an API whose lists came in another order.
func TestSame(t *testing.T) {
	for name, archive := range archives(t) {
		first, _ := generate(t, archive)
		api, err := ir.Decode(archive.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		for i, j := 0, len(api.Operations)-1; i < j; i, j = i+1, j-1 {
			api.Operations[i], api.Operations[j] = api.Operations[j], api.Operations[i]
		}
		for i, j := 0, len(api.Types)-1; i < j; i, j = i+1, j-1 {
			api.Types[i], api.Types[j] = api.Types[j], api.Types[i]
		}
		second, _, err := Generate(api, Options{Package: "graph"})
		if err != nil {
			t.Fatal(err)
		}
		if len(first) != len(second) {
			t.Errorf("%s: %d files, then %d", name, len(first), len(second))
		}
		for file := range first {
			if !bytes.Equal(first[file], second[file]) {
				t.Errorf("%s: %s depends on the order of the API", name, file)
			}
		}
	}
}

// TestLayout holds that go/format changes nothing in what is emitted: gofile
// lays source out by itself.
func TestLayout(t *testing.T) {
	for name, archive := range archives(t) {
		files, _ := generate(t, archive)
		for file, data := range files {
			want, err := format.Source(data)
			if err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
			} else if diff := udiff.Unified("gofmt", "emitted", string(want), string(data)); diff != "" {
				t.Errorf("%s: %s:\n%s", name, file, diff)
			}
		}
	}
}
