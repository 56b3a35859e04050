package parser

import (
	"bytes"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// The memory of a page's tree is used for the next page; what was read of the
// first must not be in it.
func TestReadingKeepsNothingOfTheTree(t *testing.T) {
	encode := func(r Reading) string {
		var b bytes.Buffer
		if err := ir.Encode(&b, r.API, "json"); err != nil {
			t.Fatal(err)
		}
		for _, l := range r.Noted.Links {
			b.WriteString(l.Href + " " + l.At.File + "\n")
		}
		return b.String() + strings.Join(r.Noted.Anchors, " ")
	}
	other := strings.NewReplacer("e", "o", "S", "T", "|D", "|G").Replace(norwegianPage + germanPage)
	first := page.Source{Name: "nb-no/v1.0/api/shift-post.md", Data: []byte(norwegianPage + "[x](../a.md#b)\n")}
	second := page.Source{Name: "a.md", Data: []byte(other)}
	read := ReadAll([]page.Source{first}, Options{Workers: 1})[0]
	before := encode(read)
	for range 3 {
		ReadAll([]page.Source{second, first, second}, Options{Workers: 1})
	}
	if after := encode(read); after != before {
		t.Errorf("what was read changed\nfrom %s\nto   %s", before, after)
	}
	if again := encode(ReadAll([]page.Source{second, first}, Options{Workers: 1})[1]); again != before {
		t.Errorf("what is read changed\nfrom %s\nto   %s", before, again)
	}
}
