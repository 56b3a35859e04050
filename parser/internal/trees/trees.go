// Package trees checks what a format's parser makes of pages: each
// testdata/*.txtar holds a page, the files it includes, and in section "tree"
// what must come out.
package trees

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/golden"
	"github.com/docpiler/docpiler/parser/page"
)

// Parser is a format's way in.
type Parser func(page.Source) []*page.Page

// Source is the page of an archive, which includes the other files there.
func Source(a *golden.Archive) page.Source {
	return page.Source{Name: a.Files[0].Name, Data: a.Files[0].Data, Include: func(name string) ([]byte, error) {
		if f := a.File(name); f != nil && name != "tree" {
			return f.Data, nil
		}
		return nil, fs.ErrNotExist
	}}
}

// Run compares the trees of all archives with what the parser makes of the pages.
func Run(t *testing.T, parse Parser) {
	golden.Run(t, func(t *testing.T, a *golden.Archive) { a.Want(t, "tree", Dump(parse(Source(a)))) })
}

// LineEnds holds that a page is the same page with other line ends or an
// encoding mark.
func LineEnds(t *testing.T, parse Parser) {
	for _, a := range golden.Archives(t) {
		want := Dump(parse(Source(a)))
		for name, change := range map[string]func([]byte) []byte{
			"CRLF": func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
			"CR":   func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r")) },
			"BOM":  func(b []byte) []byte { return append([]byte("\xEF\xBB\xBF"), b...) },
		} {
			src := Source(a)
			src.Data = change(src.Data)
			if got := Dump(parse(src)); got != want {
				t.Errorf("%s: with %s the tree differs (-want +got):\n%s", a.Name, name, udiff.Unified("want", "got", want, got))
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
