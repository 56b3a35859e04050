package openapi

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

var (
	update = flag.Bool("update", false, "rewrite the expected documents")
	saved  = flag.String("ir", "", "saved IR whose document is validated too")
)

func compile(t *testing.T, data []byte) []byte {
	t.Helper()
	api, err := ir.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	model, _ := gomodel.New(api, gomodel.Options{})
	doc, err := Document(api, model)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Document(api, model)
	if err != nil || !bytes.Equal(doc, again) {
		t.Errorf("a second run gives another document, error %v", err)
	}
	return doc
}

// validate asks another implementation. The pages' examples need not fit the
// pages' types, so they are not looked at.
func validate(t *testing.T, doc []byte) {
	t.Helper()
	loaded, err := openapi3.NewLoader().LoadFromData(doc)
	if err != nil {
		t.Fatal(err)
	}
	if err := loaded.Validate(t.Context(), openapi3.DisableExamplesValidation()); err != nil {
		t.Error(err)
	}
}

// TestGolden compares the document of each archive's ir.json with its
// openapi.yaml.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc := compile(t, archive.Files[0].Data)
			validate(t, doc)
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "openapi.yaml", Data: doc})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := udiff.Unified("openapi.yaml", "emitted", string(archive.Files[1].Data), string(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestArchives validates the documents of the emitters' archives.
func TestArchives(t *testing.T) {
	names, err := filepath.Glob("../testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { validate(t, compile(t, archive.Files[0].Data)) })
	}
	if *saved != "" {
		data, err := os.ReadFile(*saved)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(*saved, func(t *testing.T) { validate(t, compile(t, data)) })
	}
}

func TestJSONNode(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":[1,2.5e3,true,null,"2021-01-01"]}`: true,
		`{"a":1,"a":2}`:                          false,
		`{"a":`:                                  false,
		`{} {}`:                                  false,
		strings.Repeat("[", 200) + strings.Repeat("]", 200): false,
	} {
		if got := jsonNode(text) != nil; got != want {
			t.Errorf("%.40s: %v, want %v", text, got, want)
		}
	}
}
