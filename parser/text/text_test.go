package text_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/text"
)

var update = flag.Bool("update", false, "rewrite the expected trees")

// Each archive in testdata holds a page as text and the tree that it becomes.
func TestTrees(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			input, tree := &archive.Files[0], &archive.Files[1]
			got := dump(page.Source{Name: input.Name, Data: input.Data})
			if *update {
				tree.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(tree.Data), got); diff != "" {
				t.Errorf("tree differs (-want +got):\n%s", diff)
			}
		})
	}
}

func dump(src page.Source) string {
	var b strings.Builder
	for _, p := range text.Parse(src) {
		b.WriteString(page.Dump(p))
	}
	return b.String()
}

// A page gives the same tree whatever its line ends and blanks are, and whatever
// stands before its first sign.
func TestCopiesOfOnePage(t *testing.T) {
	const plain = "Get team\n\nNamespace: microsoft.graph\n\nHTTP request\n\nGET /teams/{id}\n\nRequest headers\n\nName Description\nAuthorization Bearer {token}. Required. The location of the team.\n"
	want := dump(page.Source{Name: "a.txt", Data: []byte(plain)})
	for name, other := range map[string]string{
		"carriage returns":  strings.ReplaceAll(plain, "\n", "\r\n"),
		"no-break blanks":   strings.ReplaceAll(plain, "Required. The", "Required.\u00a0The"),
		"blanks at the end": strings.ReplaceAll(plain, "\n", "  \n"),
		"byte order mark":   "\ufeff" + plain,
		"scraper's damage":  strings.ReplaceAll(plain, "location", "___location"),
	} {
		if diff := cmp.Diff(want, dump(page.Source{Name: "a.txt", Data: []byte(other)})); diff != "" {
			t.Errorf("%s: tree differs (-want +got):\n%s", name, diff)
		}
	}
}

// Columns count what stands in the file, also behind signs that were mended.
func TestPlacesBehindMendedSigns(t *testing.T) {
	const src = "Request body\n\nProperty Type Description\n___locationId\u200b String\u00a0The ___location.\n"
	p := text.Parse(page.Source{Name: "a.txt", Data: []byte(src)})[0]
	table, ok := p.Root.Sub[0].Blocks[0].(*page.Table)
	if !ok || len(table.Rows) != 1 {
		t.Fatalf("no table with one row:\n%s", page.Dump(p))
	}
	want := []page.Cell{cell(1, "locationId"), cell(16, "String"), cell(23, "The location.")}
	if diff := cmp.Diff(want, table.Rows[0].Cells); diff != "" {
		t.Errorf("cells differ (-want +got):\n%s", diff)
	}
}

func cell(column int, s string) page.Cell {
	at := ir.Pos{File: "a.txt", Line: 4, Column: column}
	return page.Cell{At: at, Spans: page.Inline{{Text: s, At: at}}}
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{"Get team\n", true},
		{"", true},
		{"チームを取得する", true},
		{strings.Repeat("あ", 3000), true}, // the sample ends within a code point
		{"\x00\x01", false},
		{"\xff\xfe\xff", false},
	} {
		if got := text.Is(page.Source{Data: []byte(c.data)}); got != c.want {
			t.Errorf("Is(%.20q) = %v, want %v", c.data, got, c.want)
		}
	}
}

func TestPageTooLarge(t *testing.T) {
	p := text.Parse(page.Source{Name: "a.txt", Data: make([]byte, 5<<20)})[0]
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Code != "page-too-large" || len(p.Root.Blocks) != 0 {
		t.Errorf("got findings %v and %d blocks", p.Diagnostics, len(p.Root.Blocks))
	}
}

// The pages of seeds give trees with the sections that their readers see.
func TestSeeds(t *testing.T) {
	for file, want := range map[string]string{
		"timecard-clockin.en-us.txt": "en-US timeCard: clockIn | Permissions | HTTP request | Request headers | Request body | Response | Examples > Example 1: Clock in as yourself > Request > Response > Example 2: Clock in on behalf of another user > Request > Response",
		"timecard-clockin.de-de.txt": "de-DE timeCard: clockIn | Berechtigungen | HTTP-Anforderung | Anforderungsheader | Anforderungstext | Antwort | Beispiel > Anforderung > Antwort",
		"place-update.en-us.txt":     "en-US  | Permissions | HTTP request | Request body | Response | Examples > Example 1: Update a room > Request > Response > Example 2: Update a workspace > Request > Response > Example 3: Update a roomlist > Request > Response",
	} {
		data, err := os.ReadFile(filepath.Join("../../seeds", file))
		if err != nil {
			t.Fatal(err)
		}
		p := text.Parse(page.Source{Name: "a.txt", Data: data})[0]
		got := p.Locale + " " + p.Title.String()
		for _, s := range p.Root.Sub {
			got += " | " + s.Title.String() + below(s)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: sections differ (-want +got):\n%s", file, diff)
		}
	}
}

func below(s *page.Section) string {
	out := ""
	for _, sub := range s.Sub {
		out += " > " + sub.Title.String() + below(sub)
	}
	return out
}
