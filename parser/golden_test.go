package parser_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"
	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/golden"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// TestArchives compiles the pages of each archive in testdata one by one. All
// of them must say what section "ir" holds; the first one's findings stand in
// section "findings". See testdata/README.md.
func TestArchives(t *testing.T) {
	golden.Run(t, func(t *testing.T, a *golden.Archive) {
		pages := a.Without("ir", "findings")
		first := ""
		for i, f := range pages {
			if strings.Contains(f.Name, "includes/") {
				continue
			}
			api := parser.Compile([]page.Source{{Name: f.Name, Data: f.Data, Include: include(pages)}}, parser.Options{})
			got := outline(t, api)
			if i == 0 {
				first = got
				a.Want(t, "ir", got)
				a.Want(t, "findings", findings(api))
			} else if got != first {
				t.Errorf("%s says something else than %s:\n%s", f.Name, pages[0].Name, udiff.Unified(pages[0].Name, f.Name, first, got))
			}
		}
	})
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
var left = map[string]bool{"at": true, "bodyAt": true, "sources": true, "irVersion": true, "diagnostics": true}

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
