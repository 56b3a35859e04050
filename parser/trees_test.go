package parser_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/html"
	"github.com/docpiler/docpiler/parser/internal/corpus"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/page"
)

// TestTwinTrees holds that a page gives the same tree as Markdown and as HTML,
// but for what HTML does not carry: places, addresses as written, the samples
// of other languages, front matter.
func TestTwinTrees(t *testing.T) {
	dir := corpus.Dir(t, "twins")
	for _, src := range corpus.Pages(t, filepath.Join(dir, "markdown"), ".md") {
		name := strings.TrimSuffix(src.Name, ".md") + ".html"
		data, err := os.ReadFile(filepath.Join(dir, "html", name))
		if err != nil {
			t.Fatal(err)
		}
		src.Include = twinInclude(t, src.Name)
		twin := page.Source{Name: name, Data: data}
		if !html.Is(twin) || html.Is(src) || !markdown.Is(src) {
			t.Errorf("%s: the shape is not told from the content", src.Name)
		}
		want, got := bare(markdown.Parse(src)[0]), bare(html.Parse(twin)[0])
		if want != got {
			t.Errorf("%s: trees differ:\n%s", src.Name, udiff.Unified("markdown", "html", want, got))
		}
	}
}

// twinInclude finds what a twin includes among the pages of its language, or
// among today's English ones.
func twinInclude(t *testing.T, name string) func(string) ([]byte, error) {
	dir := corpus.Dir(t, "corpus")
	parts := strings.Split(name, "/")
	locale, version := strings.ToLower(parts[0]), parts[1]
	return func(target string) ([]byte, error) {
		_, rest, found := strings.Cut(target, "includes/")
		if !found {
			return nil, fs.ErrNotExist
		}
		for _, at := range []string{
			locale + "/api-reference/" + version, locale + "/api-reference", locale,
			"en-us-2026/api-reference/" + version, "en-us-2026/api-reference",
		} {
			if data, err := os.ReadFile(filepath.Join(dir, at, "includes", rest)); !errors.Is(err, fs.ErrNotExist) {
				return data, err
			}
		}
		return nil, fs.ErrNotExist
	}
}

var (
	placeSigns = regexp.MustCompile(`(?m)(^ *|row (?:ragged )?|\| |annotation=)\S*?\d+:\d+(\|?) ?`)
	addresses  = regexp.MustCompile(`\]\([^)]*\)`)
	metaLines  = regexp.MustCompile(`(?m)^(meta|page) .*\n`)
	samples    = regexp.MustCompile(`(?m)^ *code \S+ tab=(?:cli|cpp|csharp|go|java|javascript|objc|php|powershell|python|typescript)\b.*?\n( *\| ?.*\n)*`)
)

// bare returns the dump of a page without what its shape decides.
func bare(p *page.Page) string {
	p.Diagnostics = nil
	s := metaLines.ReplaceAllString(page.Dump(p), "")
	s = addresses.ReplaceAllString(s, "]()")
	s = placeSigns.ReplaceAllString(s, "$1$2")
	s = samples.ReplaceAllString(s, "")
	return strings.ReplaceAll(s, `\u202f`, "") // lost where the twins were made
}

// TestPlaces holds that every text of the real pages stands at the line and
// column that the tree says.
func TestPlaces(t *testing.T) {
	c := &placeCheck{t: t, dir: corpus.Dir(t), files: map[string][]string{}}
	pages := corpus.Pages(t, c.dir, ".md")
	pages = append(pages, corpus.Pages(t, c.dir, ".html")...)
	for _, src := range pages {
		parse := markdown.Parse
		if html.Is(src) {
			parse = html.Parse
		}
		for _, p := range parse(src) {
			c.page(p)
		}
		clear(c.files)
	}
	// The label of an alert may end in several blanks, which the tree does not keep.
	if limit := c.checked / 10000; c.wrong > limit {
		t.Errorf("%d of %d texts do not stand where the tree says", c.wrong, c.checked)
	}
}

type placeCheck struct {
	t              *testing.T
	dir            string
	files          map[string][]string
	wrong, checked int
}

var firstWord = regexp.MustCompile(`^[\p{L}\p{N}]+`)

func (c *placeCheck) at(p ir.Pos, text string) {
	lines, ok := c.files[p.File]
	if !ok {
		data, err := os.ReadFile(filepath.Join(c.dir, p.File))
		if err != nil {
			c.t.Fatal(err)
		}
		text := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
		lines = strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")
		c.files[p.File] = lines
	}
	c.checked++
	if p.Line < 1 || p.Line > len(lines) {
		c.t.Errorf("%s is outside the file", p)
		return
	}
	line := []rune(lines[p.Line-1])
	if p.Column < 1 || p.Column > len(line)+1 {
		c.t.Errorf("%s is outside the line", p)
		return
	}
	if word := firstWord.FindString(text); !strings.HasPrefix(string(line[p.Column-1:]), word) {
		c.wrong++
		c.t.Logf("%s: not at %.40q", p, text)
	}
}

func (c *placeCheck) page(p *page.Page) {
	c.spans(p.Title)
	for s := range p.Root.All() {
		c.spans(s.Title)
		for b := range page.Within(s.Blocks) {
			c.block(b)
		}
	}
}

func (c *placeCheck) spans(in page.Inline) {
	for _, s := range in {
		c.at(s.At, strings.TrimLeft(s.Text, " "))
	}
}

func (c *placeCheck) block(b page.Block) {
	c.at(b.Pos(), "")
	for text := range page.Texts(b) {
		c.spans(text)
	}
	switch b := b.(type) {
	case *page.Code:
		first, _, _ := strings.Cut(b.Text, "\n")
		c.at(b.From, strings.TrimLeft(first, " \t"))
	case *page.Comment:
		first, _, _ := strings.Cut(b.Text, "\n")
		c.at(b.From, first)
	}
}
