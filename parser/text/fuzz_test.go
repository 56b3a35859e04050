package text_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/docpiler/docpiler/parser/internal/places"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/text"
)

// Whatever the bytes are: no panic, places inside the page, the same tree twice.
func FuzzParse(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range archives {
		if a, err := txtar.ParseFile(file); err == nil {
			f.Add(a.Files[0].Data)
		}
	}
	seeds, _ := filepath.Glob("../../seeds/*.txt")
	for _, file := range seeds {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := page.Source{Name: "a.txt", Data: data}
		pages := text.Parse(src)
		if again := text.Parse(src); !reflect.DeepEqual(pages, again) {
			t.Fatal("the same bytes give two trees")
		}
		if err := places.Check(pages[0], data); err != nil {
			t.Fatal(err)
		}
	})
}
