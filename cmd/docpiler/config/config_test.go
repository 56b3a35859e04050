package config

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir/golden"
	"github.com/docpiler/docpiler/templates"
)

// Each archive in testdata holds a docpiler.yaml and the errors it must give.
func TestErrors(t *testing.T) {
	golden.Run(t, func(t *testing.T, a *golden.Archive) {
		_, err := parse(a.Files[0].Name, a.Files[0].Data)
		got := ""
		if err != nil {
			got = err.Error() + "\n"
		}
		a.Want(t, "errors", got)
	})
}

func TestDefaults(t *testing.T) {
	got, err := parse("docpiler.yaml", []byte("version: 1\ndocs: [{path: a}]\noutput: out\npackage: p\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Version: 1, Docs: []Doc{{Path: "a"}}, Base: "en-US", Output: "out", Package: "p",
		Emit: []string{"client", "server", "tests"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The file that init writes loads as it stands and with every commented key
// switched on.
func TestTemplate(t *testing.T) {
	if _, err := parse("docpiler.yaml", []byte(templates.Config)); err != nil {
		t.Error(err)
	}
	var all strings.Builder
	for line := range strings.Lines(templates.Config) {
		rest, isComment := strings.CutPrefix(line, "# ")
		if isComment && (strings.HasPrefix(rest, " ") || isKeyLine(rest)) {
			line = rest
		}
		all.WriteString(line)
	}
	cfg, err := parse("docpiler.yaml", []byte(all.String()))
	if err != nil {
		t.Fatalf("%v\n%s", err, all.String())
	}
	for _, k := range structKeys(Config{}) {
		if !strings.Contains(all.String(), "\n"+k.name+":") {
			t.Errorf("the template does not show the key %q", k.name)
		}
	}
	if !cfg.AllowOutside || len(cfg.Lint.Ignore) != 1 || len(cfg.Select.Include) != 2 {
		t.Errorf("commented keys were not switched on: %+v", cfg)
	}
}

// isKeyLine tells "select:" and "allowOutside: true" from prose.
func isKeyLine(s string) bool {
	name, rest, ok := strings.Cut(strings.TrimRight(s, "\n"), ":")
	return ok && !strings.Contains(name, " ") && (rest == "" || rest == " true")
}

// The template names all emitters, and those that run if none is named.
func TestTemplateEmits(t *testing.T) {
	want := fmt.Sprintf("\n# What is emitted: %s.\nemit: [%s]\n", strings.Join(emit.Names(), ", "), strings.Join(emit.DefaultNames(), ", "))
	if !strings.Contains(templates.Config, want) {
		t.Errorf("templates/docpiler.yaml does not hold:%s", want)
	}
}

// templates/docpiler.schema.json is what editors read; it must be what the
// structs say.
func TestSchemaIsCurrent(t *testing.T) {
	got, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(got) {
		t.Fatalf("not JSON:\n%s", got)
	}
	golden.Want(t, filepath.Join("..", "..", "..", "templates", "docpiler.schema.json"), string(got))
	if !strings.Contains(templates.Config, "$schema="+SchemaURL+"\n") {
		t.Errorf("the template does not name the schema %s", SchemaURL)
	}
}

func TestDidYouMean(t *testing.T) {
	known := []string{"output", "package", "select"}
	tests := []struct{ word, want string }{
		{"outptu", `; did you mean "output"?`},
		{"Package", `; did you mean "package"?`},
		{"selekt", `; did you mean "select"?`},
		{"x", ""},
		{"completely-else", ""},
	}
	for _, tt := range tests {
		if got := DidYouMean(tt.word, known); got != tt.want {
			t.Errorf("DidYouMean(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestLoadNamesInit(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "docpiler.yaml"))
	if err == nil || !strings.Contains(err.Error(), "docpiler init") {
		t.Errorf("error %v does not tell how to make the file", err)
	}
}

// A configuration may come with a pull request: reading it must neither panic
// nor take long, whatever it holds.
func FuzzParse(f *testing.F) {
	f.Add([]byte(templates.Config))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("docs: {path: [}"))
	f.Add([]byte("0: [:!00 \xef"))
	f.Fuzz(func(t *testing.T, data []byte) {
		cfg, err := parse("docpiler.yaml", data)
		if (cfg == nil) == (err == nil) && err == nil {
			t.Error("neither a configuration nor an error")
		}
	})
}
