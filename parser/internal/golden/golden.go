// Package golden checks a format's parser against archives: each testdata/*.txtar
// holds a page, the files it includes, and the tree that must come out.
//
//	-- page.md --
//	# Get team
//	-- tree --
//	page markdown
//	1:1 title "Get team"
//
// go test -update rewrites every tree and nothing else.
package golden

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

var update = flag.Bool("update", false, "rewrite the trees in testdata")

// Parser is a format's way in.
type Parser func(page.Source) []*page.Page

// Case is one archive.
type Case struct {
	File    string // path of the archive
	Source  page.Source
	archive *txtar.Archive
}

// Cases reads the archives of the package under test.
func Cases(tb testing.TB) []Case {
	tb.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no archives in testdata (%v)", err)
	}
	cases := make([]Case, len(names))
	for i, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		first := archive.Files[0]
		cases[i] = Case{File: name, archive: archive, Source: page.Source{Name: first.Name, Data: first.Data, Include: include(archive)}}
	}
	return cases
}

func include(archive *txtar.Archive) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		for _, f := range archive.Files {
			if f.Name == name && name != "tree" {
				return f.Data, nil
			}
		}
		return nil, fs.ErrNotExist
	}
}

// Run compares the trees of all archives with what the parser makes of the pages.
func Run(t *testing.T, parse Parser) {
	for _, c := range Cases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(c.File), ".txtar"), func(t *testing.T) {
			got := Dump(parse(c.Source))
			want := c.tree()
			if *update {
				c.write(t, got)
			} else if got != want {
				t.Errorf("tree differs (-want +got):\n%s", udiff.Unified("want", "got", want, got))
			}
		})
	}
}

func (c Case) tree() string {
	for _, f := range c.archive.Files {
		if f.Name == "tree" {
			return string(f.Data)
		}
	}
	return ""
}

func (c Case) write(t *testing.T, tree string) {
	files := c.archive.Files[:0:0]
	for _, f := range c.archive.Files {
		if f.Name != "tree" {
			files = append(files, f)
		}
	}
	c.archive.Files = append(files, txtar.File{Name: "tree", Data: []byte(tree)})
	data := txtar.Format(c.archive)
	if old, err := os.ReadFile(c.File); err == nil && bytes.Equal(old, data) {
		return
	}
	if err := os.WriteFile(c.File, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// LineEnds holds that a page is the same page with other line ends or an
// encoding mark.
func LineEnds(t *testing.T, parse Parser) {
	for _, c := range Cases(t) {
		want := Dump(parse(c.Source))
		for name, change := range map[string]func([]byte) []byte{
			"CRLF": func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
			"CR":   func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r")) },
			"BOM":  func(b []byte) []byte { return append([]byte("\xEF\xBB\xBF"), b...) },
		} {
			src := c.Source
			src.Data = change(src.Data)
			if got := Dump(parse(src)); got != want {
				t.Errorf("%s: with %s the tree differs (-want +got):\n%s", c.File, name, udiff.Unified("want", "got", want, got))
			}
		}
	}
}

// Finds holds that a page has a finding of a kind.
func Finds(t *testing.T, p *page.Page, code string) {
	t.Helper()
	if !slices.ContainsFunc(p.Diagnostics, func(d ir.Diagnostic) bool { return d.Code == code }) {
		t.Errorf("no finding %s; got %v", code, p.Diagnostics)
	}
}

// Dump returns the trees of the pages of one file.
func Dump(pages []*page.Page) string {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(page.Dump(p))
	}
	return b.String()
}
