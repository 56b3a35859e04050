package emit

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// killed begins to write files and stops, as if the process was killed, when
// those with the given names are written.
func killed(t *testing.T, target Target, files Files, names ...string) {
	t.Helper()
	base, err := os.OpenRoot(target.Base)
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	out, err := base.OpenRoot(target.Output)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := &writer{base: newFolders(base), out: newFolders(out)}
	if w.lock, err = readLock(base, target.Output); err != nil {
		t.Fatal(err)
	}
	plan, err := target.plan(w.out, w.lock.record, files)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Refused(); err != nil {
		t.Fatal(err)
	}
	if err := w.announce(plan, files); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		put(t, target, name, string(files[name]))
	}
}

// A run that repairs what a killed one left may be killed, too: what the first
// wrote is still docpiler's, and is still removed when it is no longer emitted.
func TestKilledTwice(t *testing.T) {
	target := target(t)
	mustWrite(t, target, files("a.go", "one", "b.go", "one", "c.go", "one"))
	killed(t, target, files("a.go", "two", "b.go", "two", "c.go", "two", "d.go", "two"), "a.go", "c.go", "d.go")
	killed(t, target, files("a.go", "three", "b.go", "three", "c.go", "two"))
	mustWrite(t, target, files("a.go", "four", "b.go", "four", "c.go", "four"))
	want := map[string]string{"a.go": "four", "b.go": "four", "c.go": "four"}
	if diff := cmp.Diff(want, disk(t, filepath.Join(target.Base, target.Output))); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}
