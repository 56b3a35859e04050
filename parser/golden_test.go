package parser_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"
	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

var update = flag.Bool("update", false, "rewrite the expected sections in testdata")

// TestArchives compiles the pages of each archive in testdata one by one. All
// of them must say what section "ir" holds; the first one's findings stand in
// section "findings". See testdata/README.md.
func TestArchives(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testArchive(t, name) })
	}
}

func testArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var pages []txtar.File
	for _, f := range archive.Files {
		if f.Name == "ir" || f.Name == "findings" {
			want[f.Name] = string(f.Data)
		} else {
			pages = append(pages, f)
		}
	}
	got := map[string]string{}
	for i, f := range pages {
		if strings.Contains(f.Name, "includes/") {
			continue
		}
		api := parser.Compile([]page.Source{{Name: f.Name, Data: f.Data, Include: include(pages)}}, parser.Options{})
		if i == 0 {
			got["ir"], got["findings"] = outline(t, api), findings(api)
		} else if other := outline(t, api); other != got["ir"] {
			t.Errorf("%s says something else than %s:\n%s", f.Name, pages[0].Name, udiff.Unified(pages[0].Name, f.Name, got["ir"], other))
		}
	}
	if *update {
		rewrite(t, name, archive.Comment, pages, got)
		return
	}
	for _, section := range []string{"ir", "findings"} {
		if got[section] != want[section] {
			t.Errorf("%s differs:\n%s", section, udiff.Unified("want", "got", want[section], got[section]))
		}
	}
}

func include(files []txtar.File) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, fs.ErrNotExist
	}
}

func findings(api *ir.API) string {
	var b strings.Builder
	for _, d := range api.Diagnostics {
		if strings.HasPrefix(d.Code, "link-") {
			continue // a page that is compiled alone has no neighbours
		}
		fmt.Fprintf(&b, "%s: %s %s: %s\n", d.Pos(), d.Severity, d.Code, d.Message)
	}
	return b.String()
}

// outline is the API as YAML without what differs between the shapes of a page
// (places, sources, findings) and without empty members.
func outline(t *testing.T, api *ir.API) string {
	var text bytes.Buffer
	if err := ir.Encode(&text, api, "json"); err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	prune(&doc)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(&doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// left out of the outline.
var left = map[string]bool{"at": true, "sources": true, "irVersion": true, "diagnostics": true}

func prune(n *yaml.Node) {
	n.Style &^= yaml.FlowStyle | yaml.DoubleQuotedStyle
	if n.Kind == yaml.ScalarNode && strings.Contains(n.Value, "\n") {
		n.Style = yaml.LiteralStyle
	}
	for _, c := range n.Content {
		prune(c)
	}
	if n.Kind != yaml.MappingNode {
		return
	}
	kept := n.Content[:0]
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		empty := value.Kind != yaml.ScalarNode && len(value.Content) == 0 || value.Value == "false" && key.Value != "nullable"
		if !left[key.Value] && !empty {
			kept = append(kept, key, value)
		}
	}
	n.Content = kept
}

func rewrite(t *testing.T, name string, comment []byte, pages []txtar.File, got map[string]string) {
	files := append([]txtar.File{}, pages...)
	for _, section := range []string{"ir", "findings"} {
		if got[section] != "" {
			files = append(files, txtar.File{Name: section, Data: []byte(got[section])})
		}
	}
	if err := os.WriteFile(name, txtar.Format(&txtar.Archive{Comment: comment, Files: files}), 0o644); err != nil {
		t.Fatal(err)
	}
}
