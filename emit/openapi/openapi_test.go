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
	"gopkg.in/yaml.v3"

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
	doc, err := Document(api, model, Options{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Document(api, model, Options{})
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

// TestAddExample holds that examples in JSON are in the document as they stand,
// and that others are not in it.
func TestAddExample(t *testing.T) {
	for text, want := range map[string]string{
		`{"b":[1,2.5e3,true,null,"2021-01-01"],"a":{}}`: "b:\n    - 1\n    - 2.5e3\n    - true\n    - null\n    - \"2021-01-01\"\na: {}\n",
		`{"a":123456789012345678901234567890,"b":"1"}`:  "a: 123456789012345678901234567890\nb: \"1\"\n",
		`{"a":1,"a":2}`:           "a: 2\n",
		`{"a":`:                   "",
		`{} {}`:                   "",
		`{"a":[{"b":-1e999999}]}`: "",
		strings.Repeat("[", 300) + strings.Repeat("]", 300): "",
	} {
		var examples ordered[example]
		addExample(&examples, "example1", "", gomodel.NewPayload(text))
		if len(examples) == 0 {
			if want != "" {
				t.Errorf("%.40s: is missing", text)
			}
			continue
		}
		data, err := yaml.Marshal(examples[0].value.Value)
		if err != nil || string(data) != want {
			t.Errorf("%.40s: %q, want %q, error %v", text, data, want, err)
		}
		var back any
		if err := yaml.Unmarshal(data, &back); err != nil {
			t.Errorf("%.40s: %v", text, err)
		}
	}
}

// Texts that YAML 1.1 takes for something else are quoted, wherever they stand.
func TestOldYAML(t *testing.T) {
	var out strings.Builder
	w := &writer{out: &out}
	w.open("")
	w.part("yes", ordered[*schema]{{"=", &schema{Type: "=", Description: "<<"}}})
	w.part("tags", []tag{{Name: "no", Description: "2021-01-01"}})
	w.shut()
	if w.err != nil {
		t.Fatal(w.err)
	}
	for line := range strings.Lines(out.String()) {
		for _, word := range []string{"=", "<<", "yes", "no", "2021-01-01"} {
			if line = strings.TrimSpace(line); strings.HasSuffix(line, " "+word) || strings.HasPrefix(line, word+":") {
				t.Errorf("not quoted: %s", line)
			}
		}
	}
}
