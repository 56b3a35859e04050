//go:build unix

package main

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

func TestSample(t *testing.T) {
	pages := []source{
		{"v1.0/api/team-get.md", []byte("GET /teams/{id}\n\nmicrosoft.graph.team")},
		{"v1.0/api/team-list.md", []byte("GET /teams")},
		{"v1.0/includes/note.md", []byte("> note")},
	}
	if got := sample(pages, 2); len(got) != 2 || got[1].name != "v1.0/api/team-list.md" {
		t.Errorf("two of three pages are %v", got)
	}
	got := sample(pages, 5)
	if len(got) != 5 {
		t.Fatalf("%d pages, want 5", len(got))
	}
	copied := got[3]
	if copied.name != "v1.0/api/copy1team-get.md" || !strings.HasPrefix(string(copied.data), "GET /copy1/teams/{id}") || !strings.Contains(string(copied.data), "microsoft.graph.copy1team") {
		t.Errorf("the copy is %s: %s", copied.name, copied.data)
	}
}

func TestNumbers(t *testing.T) {
	if got, err := numbers("500,5000"); err != nil || len(got) != 2 || got[1] != 5000 {
		t.Errorf("numbers are %v, %v", got, err)
	}
	for _, bad := range []string{"x", "0", "5,-1"} {
		if _, err := numbers(bad); err == nil {
			t.Errorf("%q is taken for numbers", bad)
		}
	}
}

func TestFloorsRefuseUnknownNames(t *testing.T) {
	if err := floor("nothing", t.TempDir()); err == nil {
		t.Error("an unknown floor was run")
	}
}

// The pages document what the description describes, without a finding.
func TestDocumented(t *testing.T) {
	var sources []page.Source
	for _, p := range documented(3) {
		sources = append(sources, page.Source{Name: p.name, Data: p.data})
	}
	api := parser.Compile(sources, parser.Options{})
	if len(api.Operations) != 3 || len(api.Types) != 3 {
		t.Fatalf("%d operations, %d types", len(api.Operations), len(api.Types))
	}
	for _, typ := range api.Types {
		if len(typ.Properties) != 20 {
			t.Errorf("%s has %d properties", typ.Name, len(typ.Properties))
		}
	}
	for _, d := range api.Diagnostics {
		if d.Severity != ir.Info {
			t.Errorf("%s: %s", d.Pos(), d.Message)
		}
	}
	described := describe(3)["components"].(object)["schemas"].(object)
	if len(described) != 3 || len(described["resource0"].(object)["properties"].(object)) != 20 {
		t.Errorf("the description has other types: %v", described)
	}
}
