package compact_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/compact"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// everything has all kinds of values, some of them empty in more than one way.
type everything struct {
	Text    string
	Yes     bool
	Number  int
	Bytes   [][]byte
	Lists   [][]string
	Pointer *bool
	Other   *everythingElse
	Map     map[string]int
	None    map[string]int
}

type everythingElse struct{ Numbers []int }

func TestNothingIsLost(t *testing.T) {
	no := false
	for _, want := range []everything{
		{},
		{Text: "ä\x00", Yes: true, Number: -1 << 62, Lists: [][]string{nil, {}, {"", "x"}}, Pointer: &no, Map: map[string]int{}, Bytes: [][]byte{nil, {}, {1, 0}}},
		{Number: 1<<62 + 1, Other: &everythingElse{Numbers: []int{0, -1, 64, -65}}, Map: map[string]int{"": 1, "b": 2, "a": -3}},
	} {
		data := string(compact.Append([]byte("before"), &want))
		var got everything
		rest, err := compact.Read(data[len("before"):]+"after", &got)
		if err != nil || rest != "after" {
			t.Errorf("rest %q, error %v", rest, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// TestPages holds that what pages say comes back as it was.
func TestPages(t *testing.T) {
	names, err := filepath.Glob("../../seeds/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := parser.Read(page.Source{Name: filepath.Base(name), Data: data}, parser.Options{})
		got := new(ir.API)
		if _, err := compact.Read(string(compact.Append(nil, want)), got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(want, got) {
			t.Errorf("%s: %s", name, cmp.Diff(want, got))
		}
	}
}

// TestDamage cuts and spoils data: that is an error or another value, never a
// panic.
func TestDamage(t *testing.T) {
	value := everything{Text: "text", Lists: [][]string{{"a", "b"}, {strings.Repeat("c", 300)}}, Map: map[string]int{"a": 1}}
	data := compact.Append(nil, &value)
	for i := range data {
		if _, err := compact.Read(string(data[:i]), new(everything)); err == nil {
			t.Errorf("%d of %d bytes are enough", i, len(data))
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		spoilt := append([]byte(nil), data...)
		spoilt[r.IntN(len(spoilt))] ^= 1 << r.IntN(8)
		_, _ = compact.Read(string(spoilt), new(everything)) // must come back
	}
}
