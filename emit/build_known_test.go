package emit

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// TestBuildFromKnown changes one operation and demands that only its unit is
// printed again, and that the files are those of a run that knows nothing.
func TestBuildFromKnown(t *testing.T) {
	archive := archives(t)["testdata/addresses.txtar"]
	api, err := ir.Decode(archive.Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Package: "graph"}
	first, err := Build(api, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Build(api, opt, first.Known)
	if err != nil || unknown(first, again) != 0 {
		t.Fatalf("%d parts are new, error %v", unknown(first, again), err)
	}
	api.Operations[0].Summary = ir.NewText("en-US", "Does something else.")
	second, err := Build(api, opt, first.Known)
	if err != nil {
		t.Fatal(err)
	}
	if n := unknown(first, second); n != 3 { // client, server and tests of one unit
		t.Errorf("%d parts are new", n)
	}
	fresh, _, err := Generate(api, opt)
	if err != nil {
		t.Fatal(err)
	}
	if len(fresh) != len(second.Files) {
		t.Errorf("%d files, want %d", len(second.Files), len(fresh))
	}
	for name, want := range fresh {
		if got, err := second.Files[name].Bytes(); err != nil || !bytes.Equal(got, want) || second.Files[name].Sum != hashOf(want) {
			t.Errorf("%s is not what a run without memory gives", name)
		}
	}
}

// unknown counts the parts of an output that an earlier one had not.
func unknown(before, after *Output) int {
	n := 0
	for digest := range after.Known {
		if _, ok := before.Known[digest]; !ok {
			n++
		}
	}
	return n
}

// slowShelf gives files back until it fails.
type slowShelf struct{ failing atomic.Bool }

func (s *slowShelf) Put(data []byte) func() ([]byte, error) {
	return func() ([]byte, error) {
		if s.failing.Load() {
			return nil, errors.New("the shelf broke")
		}
		return data, nil
	}
}

// Files come from the shelf; if it fails in between, the next run takes what was
// written for its own.
func TestWriteFromShelf(t *testing.T) {
	api, err := ir.Decode(archives(t)["testdata/addresses.txtar"].Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	want, _, err := Generate(api, Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	shelf := &slowShelf{}
	out, err := Build(api, Options{Package: "graph", Shelf: shelf}, nil)
	if err != nil {
		t.Fatal(err)
	}
	to := target(t)
	shelf.failing.Store(true)
	if _, err := Write(to, out.Files); err == nil || !strings.Contains(err.Error(), "the shelf broke") {
		t.Errorf("a broken shelf gives the error %v", err)
	}
	shelf.failing.Store(false)
	plan, err := Write(to, out.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range plan.Changes {
		if c.Old != nil || c.New != nil {
			t.Errorf("%s: the plan keeps content that nobody asked for", c.Name)
		}
	}
	got := disk(t, filepath.Join(to.Base, "graph"))
	for name, data := range want {
		if got[name] != strings.TrimPrefix(string(data), head) {
			t.Errorf("%s is not what Generate gives", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}
