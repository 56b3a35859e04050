package gofile_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// go/parser reads each file that the reference pages compile to, and finds the
// rules of Check kept, as Check did before it was emitted.
func TestCheckAgreesOnReference(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "corpus", "en-us")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the reference pages are not beside the repository: ../shared/corpus/en-us")
	}
	var pages []page.Source
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") || strings.Contains(filepath.ToSlash(name), "/includes/") {
			return err
		}
		data, err := os.ReadFile(name)
		pages = append(pages, page.Source{Name: filepath.Base(name), Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files, _, err := emit.Generate(parser.Compile(pages, parser.Options{}), emit.Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range files {
		if err := gofile.Agree(name, source); err != nil {
			t.Error(err)
		}
	}
	if len(files) < 1000 {
		t.Errorf("%d files, want those of all reference pages", len(files))
	}
}
