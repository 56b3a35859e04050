package emit

import (
	"bytes"
	"go/format"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// referenceAPI compiles the reference pages beside the repository, once. It is
// nil if there are none.
var referenceAPI = sync.OnceValue(func() *ir.API {
	sources := referenceSources()
	if sources == nil {
		return nil
	}
	return parser.Compile(sources, parser.Options{})
})

// referenceSources reads the reference pages beside the repository. It returns nil
// if there are none.
func referenceSources() []page.Source {
	return sourcesBelow(filepath.Join("..", "..", "shared", "corpus", "en-us"))
}

// sourcesBelow reads the pages below a folder. It returns nil if there is none.
func sourcesBelow(root string) []page.Source {
	if _, err := os.Stat(root); err != nil {
		return nil
	}
	var sources []page.Source
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" && filepath.Ext(name) != ".txt" ||
			strings.Contains(filepath.ToSlash(name), "/includes/") {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		sources = append(sources, page.Source{Name: filepath.ToSlash(rel), Data: data})
		return err
	})
	if err != nil {
		panic(err)
	}
	return sources
}

// randomSlice returns n operations of an API with the types that they reach,
// all for 0.
func randomSlice(t *testing.T, api *ir.API, n int, random *rand.Rand) *ir.API {
	t.Helper()
	if n == 0 || n >= len(api.Operations) {
		return api
	}
	var ids []string
	for _, i := range random.Perm(len(api.Operations))[:n] {
		ids = append(ids, api.Operations[i].ID)
	}
	slices.Sort(ids)
	slice, err := ir.Select(api, ir.Selection{Include: ids})
	if err != nil {
		t.Fatal(err)
	}
	return slice
}

// generateAll returns the files of an API of which no operation is refused.
func generateAll(t *testing.T, api *ir.API) Files {
	t.Helper()
	files, found, err := Generate(api, Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		if d.Code == "output-refused" {
			t.Fatalf("%s: %s", d.Pos(), d.Message)
		}
	}
	return files
}

// TestReferenceIsFormatted holds that gofmt would leave each file of the reference
// as it is, and that none is refused.
func TestReferenceIsFormatted(t *testing.T) {
	longtest.Skip(t, "formats the whole reference")
	api := referenceAPI()
	if api == nil {
		t.Skip("the reference pages are not beside the repository: ../shared/corpus/en-us")
	}
	for name, source := range generateAll(t, api) {
		if formatted, err := format.Source(source); err != nil || !bytes.Equal(formatted, source) {
			t.Errorf("%s is not in the layout of gofmt: %v", name, err)
		}
	}
}
