package emit

import (
	"bytes"
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
