package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/emit/changes"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// TestChangesOfPages compares a pair of pages for each kind of change, which is the
// archive's name, with what section "changes" says. UPDATE=1 rewrites it.
func TestChangesOfPages(t *testing.T) {
	for _, kind := range ir.ChangeKinds {
		t.Run(kind.Name, func(t *testing.T) {
			file := filepath.Join("testdata", "changes", kind.Name+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			list := changes.Compare(compileSide(archive, "old/"), compileSide(archive, "new/"))
			var got strings.Builder
			for _, c := range list {
				fmt.Fprintf(&got, "%s %s: %s (breaks calls %t, code %t)\n", c.Kind, c.Subject, c.Message, c.Calls, c.Code)
			}
			if !slices.ContainsFunc(list, func(c ir.Change) bool {
				return c.Kind == kind.Name && c.Calls == kind.Calls && c.Code == kind.Code
			}) {
				t.Errorf("no change of the kind:\n%s", got.String())
			}
			last := &archive.Files[len(archive.Files)-1]
			switch {
			case last.Name != "changes":
				t.Fatal("the last section is not changes")
			case os.Getenv("UPDATE") != "":
				last.Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			case string(last.Data) != got.String():
				t.Errorf("changes\n%swant\n%s", got.String(), last.Data)
			}
		})
	}
}

// compileSide compiles the pages of one state.
func compileSide(archive *txtar.Archive, side string) *ir.API {
	var pages []page.Source
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, side); ok {
			pages = append(pages, page.Source{Name: name, Data: f.Data})
		}
	}
	return parser.Compile(pages, parser.Options{})
}
