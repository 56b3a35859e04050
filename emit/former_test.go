package emit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A changed output takes along what docpiler wrote into the old folder, and
// nothing else.
func TestOutputMoves(t *testing.T) {
	for _, tt := range []struct{ name, from, to string }{
		{"beside", "graph", "api"},
		{"elsewhere", "internal/graph", "pkg/deep/graph"},
		{"below", "graph", "graph/api"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			old := target(t)
			old.Output, old.Config = tt.from, "docpiler.yaml"
			mustWrite(t, old, files("v1/a.go", "a", "v1/b.go", "b", "v1/c.go", "c"))
			put(t, old, "v1/b.go", head+"changed by hand")
			put(t, old, "v1/own.go", "own")
			stranger := old
			stranger.Output, stranger.Config = "other/place", "other.yaml"
			mustWrite(t, stranger, files("x.go", "x"))

			to := old
			to.Output = tt.to
			compared, err := Compare(to, files("v1/a.go", "a"))
			if err != nil {
				t.Fatal(err)
			}
			plan := mustWrite(t, to, files("v1/a.go", "a"))
			want := []string{"removed " + tt.from + "/v1/a.go", "kept " + tt.from + "/v1/b.go", "removed " + tt.from + "/v1/c.go"}
			if diff := cmp.Diff(want, listed(plan.Former)); diff != "" {
				t.Errorf("what is left (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(listed(plan.Former), listed(compared.Former)); diff != "" {
				t.Errorf("Compare foretold something else:\n%s", diff)
			}
			got := disk(t, to.Base)
			delete(got, LockFile)
			for name := range got {
				if strings.HasSuffix(name, "/"+LockFile) {
					delete(got, name)
				}
			}
			left := map[string]string{
				tt.from + "/v1/b.go": "changed by hand", tt.from + "/v1/own.go": "own", "other/place/x.go": "x", tt.to + "/v1/a.go": "a",
			}
			if diff := cmp.Diff(left, got); diff != "" {
				t.Errorf("on the disk (-want +got):\n%s", diff)
			}
			if again := mustWrite(t, to, files("v1/a.go", "a")); len(again.Changes) != 0 {
				t.Errorf("the next run changes %v", actions(again))
			}
		})
	}
}

func listed(formers []Former) []string {
	var out []string
	for _, f := range formers {
		for _, c := range f.Changes {
			out = append(out, string(c.Action)+" "+f.Output+"/"+c.Name)
		}
	}
	return out
}

func TestEmptyFormerOutputGoes(t *testing.T) {
	old := target(t)
	old.Config = "docpiler.yaml"
	mustWrite(t, old, files("v1/a.go", "a"))
	to := old
	to.Output = "api"
	mustWrite(t, to, files("v1/a.go", "a"))
	if _, err := os.Stat(filepath.Join(to.Base, "graph")); !os.IsNotExist(err) {
		t.Errorf("the old folder is still there: %v", err)
	}
}
