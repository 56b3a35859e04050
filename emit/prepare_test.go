package emit

import (
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// TestPartKeys changes one operation and demands that its unit alone gets
// another key.
func TestPartKeys(t *testing.T) {
	api, err := ir.Decode(archives(t)["testdata/addresses.txtar"].Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	keys := func(opt Options) map[string]string {
		p, err := Prepare(api, opt)
		if err != nil {
			t.Fatal(err)
		}
		byName := map[string]string{}
		for _, part := range p.Parts {
			if part.Key != "" {
				byName[part.Name] = part.Key
			}
		}
		return byName
	}
	differing := func(a, b map[string]string) int {
		n := 0
		for name := range a {
			if a[name] != b[name] {
				n++
			}
		}
		return n
	}
	opt := Options{Package: "graph"}
	first := keys(opt)
	if again := keys(opt); differing(first, again) != 0 {
		t.Errorf("%d of %d keys are others in a second run", differing(first, again), len(first))
	}
	for what, opt := range map[string]Options{
		"fewer emitters":  {Package: "graph", Emit: []string{"client", "tests"}},
		"another package": {Package: "drive"},
	} {
		if n := differing(first, keys(opt)); n != len(first) {
			t.Errorf("%s: %d of %d keys are others", what, n, len(first))
		}
	}
	api.Operations[0].Summary = ir.NewText("en-US", "Does something else.")
	if n := differing(first, keys(opt)); n != 1 {
		t.Errorf("%d keys are others after an edit of one operation", n)
	}
}
