package parser_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// A page of several operations that names no version belongs to the version that
// the other pages name, whether the pages are compiled at once or in shards.
func TestVersionIsShared(t *testing.T) {
	sources := []page.Source{
		{Name: "docs/cups.md", Data: []byte("# Cups\n\n## List cups\n\n`GET /cups`\n\n```\ncurl https://x.example/api/v4/cups\n```\n")},
		{Name: "docs/mugs.md", Data: []byte("# Mugs\n\n## List mugs\n\n`GET /mugs`\n")},
	}
	whole := parser.Compile(sources, parser.Options{})
	var ids []string
	for _, o := range whole.Operations {
		ids = append(ids, o.ID)
	}
	if got := strings.Join(ids, " "); got != "v4/cup/list v4/mug/list" {
		t.Errorf("the operations are %s", got)
	}
	var shards []*ir.API
	for i := range sources {
		shards = append(shards, parser.Compile(sources[i:i+1], parser.Options{Unmerged: true}))
	}
	var a, b bytes.Buffer
	if err := ir.Encode(&a, whole, "json"); err != nil {
		t.Fatal(err)
	}
	if err := ir.Encode(&b, parser.Merge(shards, parser.Options{}), "json"); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Errorf("shards give another API:\n%s\nthan the whole:\n%s", b.String(), a.String())
	}
}

// A page of another service that is read as a whole is no copy of the page that
// documents the same endpoint, even if its name tells nothing.
func TestOtherPagesAreNoCopies(t *testing.T) {
	fence := "```http\nGET https://x.example/cups\n```\n"
	sources := []page.Source{
		{Name: "docs/index.md", Data: []byte("# Operations\n\n## List cups\n\n" + fence + "\n## List mugs\n\n`GET https://x.example/mugs`\n")},
		{Name: "docs/more/cups.md", Data: []byte("# List cups\n\nLists all cups.\n\n## HTTP request\n\n" + fence)},
	}
	api := parser.Compile(sources, parser.Options{})
	for _, o := range api.Operations {
		if len(o.Sources) != 1 {
			t.Errorf("%s is of %d pages", o.ID, len(o.Sources))
		}
		if o.Sources[0].Document == "" {
			t.Errorf("%s of %s is of no document", o.ID, o.Sources[0].File)
		}
	}
	if len(api.Operations) != 3 {
		t.Errorf("%d operations", len(api.Operations))
	}
}
