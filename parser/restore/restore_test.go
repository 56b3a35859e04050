package restore_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/internal/places"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/restore"
	"github.com/docpiler/docpiler/parser/text"
	"github.com/docpiler/docpiler/parser/words"
)

func restored(format func(page.Source) []*page.Page, data string) *page.Page {
	p := format(page.Source{Name: "a", Data: []byte(data)})[0]
	restore.Frame(p)
	set, _ := words.For("en-US")
	restore.Sections(p, set)
	return p
}

// outline is the title and the headings of a page.
func outline(p *page.Page) []string {
	out := []string{p.Title.String()}
	for s := range p.Root.All() {
		if s != p.Root {
			out = append(out, s.Title.String())
		}
	}
	return out
}

const endpoint = "# Dim lamp\n\n## HTTP request\n\n```http\nPOST /lamps/{id}/dim\n```\n\n"

func TestSections(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []string
	}{
		{"headers after the endpoints", endpoint + "|Name|Description|\n|---|---|\n|Authorization|Bearer {token}|\n", []string{"Dim lamp", "HTTP request", "Request headers"}},
		{"headers of another kind", endpoint + "|Name|Description|\n|---|---|\n|X-Lamp|Which lamp.|\n", []string{"Dim lamp", "HTTP request", "Request headers"}},
		{"an argument of the path", endpoint + "|Parameter|Type|Description|\n|---|---|---|\n|id|String|Which lamp.|\n", []string{"Dim lamp", "HTTP request", "Function parameters"}},
		{"properties of the body", endpoint + "|Parameter|Type|Description|\n|---|---|---|\n|level|Int32|How bright.|\n", []string{"Dim lamp", "HTTP request", "Request body"}},
		{"options of a query", endpoint + "|Name|Description|\n|---|---|\n|$select|Which.|\n", []string{"Dim lamp", "HTTP request", "Optional query parameters"}},
		{"no body", endpoint + "Do not supply a request body for this method.\n", []string{"Dim lamp", "HTTP request", "Request body"}},
		{"the answer", endpoint + "If successful, returns `204 No Content`.\n", []string{"Dim lamp", "HTTP request", "Response"}},
		{"an example", endpoint + "```http\nPOST https://graph.microsoft.com/v1.0/lamps/7/dim\n```\n", []string{"Dim lamp", "HTTP request", "Example"}},
		{"a code block of a page that documents no call", "# Lamps\n\n```http\nGET /lamps\n```\n", []string{"Lamps"}},
		{"a resource", "# lamp resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n|prefer|String|x|\n", []string{"lamp resource type", "Properties"}},
		{"a heading that has a word of the right one", "# Dim lamp\n\n## Needed permissions\n\n|Permission type|Permissions|\n|---|---|\n|Application|Lamp.Dim|\n", []string{"Dim lamp", "Needed permissions", "Permissions"}},
	} {
		if diff := cmp.Diff(c.want, outline(restored(markdown.Parse, c.data))); diff != "" {
			t.Errorf("%s: headings differ (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestFrame(t *testing.T) {
	const body = "## Permissions\n\nText.\n"
	for _, c := range []struct {
		name, data, title, summary string
		want                       []string
	}{
		{"buttons", "Skip to main content\n\nRead in English Add Edit\n\n# Dim lamp\n\n## In this article\n\nDims.\n\n" + body, "Dim lamp", "Dims.", []string{"Dim lamp", "Permissions"}},
		{"list of headings", "# Dim lamp\n\nDims.\n\n## In this article\n\n1. Permissions\n\n" + body, "Dim lamp", "Dims.", []string{"Dim lamp", "Permissions"}},
		{"foot", "# Dim lamp\n\nDims.\n\n" + body + "\n## Feedback\n\nWas this page helpful?\n\nYes\n", "Dim lamp", "Dims.", []string{"Dim lamp", "Permissions"}},
		{"reader", "Title: Dim lamp - Microsoft Graph v1.0\n\nURL Source: https://example.com/a?view=graph-rest-beta\n\nMarkdown Content:\nDims.\n\n" + body, "Dim lamp", "", []string{"Dim lamp", "Permissions"}},
		{"two titles", "# Dim lamp - Microsoft Graph\n\nSource: https://example.com/x\n\n# Dim lamp\n\nDims.\n\n" + body, "Dim lamp", "Dims.", []string{"Dim lamp", "Permissions"}},
	} {
		p := restored(markdown.Parse, c.data)
		if diff := cmp.Diff(c.want, outline(p)); diff != "" {
			t.Errorf("%s: headings differ (-want +got):\n%s", c.name, diff)
		}
		if c.summary == "" {
			continue
		}
		if para, ok := p.Root.Blocks[0].(*page.Para); !ok || para.Spans.String() != c.summary {
			t.Errorf("%s: the first block is %v, want %q", c.name, p.Root.Blocks[0], c.summary)
		}
	}
}

func TestAddressOfAConverter(t *testing.T) {
	for _, data := range []string{
		"<!-- Source: https://example.com/a?view=graph-rest-beta -->\n\n# Dim lamp\n",
		"Title: Dim lamp\n\nURL Source: https://example.com/a?view=graph-rest-beta\n\nText.\n\n## Permissions\n\n```http\nx\n```\n",
	} {
		if got := restored(markdown.Parse, data).Meta["canonicalurl"]; got != "https://example.com/a?view=graph-rest-beta" {
			t.Errorf("%q: address %q", data, got)
		}
	}
}

func TestMarks(t *testing.T) {
	const table = "# Dim lamp\n\n## Permissions\n\n|Permission type|Permissions|\n|---|---|\n|Application|%|\n"
	for _, c := range []struct {
		cell, want string
		found      bool
	}{
		{"Lamp.\u00adDim", "Lamp.Dim", true},
		{"Lamp\u200b.Dim, Lamp.Read", "Lamp.Dim, Lamp.Read", true},
		{"Lamp.Dim\u200b", "Lamp.Dim", false},
		{"Lamp.Dim\u00b9, Lamp.Read\u2020", "Lamp.Dim, Lamp.Read", false},
		{"Lamp.Dim[1]", "Lamp.Dim", false},
		{"\u2713 Lamp.Dim", "Lamp.Dim", false},
	} {
		p := restored(markdown.Parse, strings.ReplaceAll(table, "%", c.cell))
		got := p.Root.Sub[0].Blocks[0].(*page.Table).Rows[0].Cells[1].Spans.String()
		found := slices.ContainsFunc(p.Diagnostics, func(d ir.Diagnostic) bool { return d.Code == "sign-invisible" })
		if got != c.want || found != c.found {
			t.Errorf("%q gives %q (found %v), want %q (%v)", c.cell, got, found, c.want, c.found)
		}
	}
}

func TestPathsAreCleaned(t *testing.T) {
	p := restored(markdown.Parse, strings.ReplaceAll(endpoint, "/lamps/{id}", "/la\u200bmps/{{id}}"))
	if got := p.Root.Sub[0].Blocks[0].(*page.Code).Text; got != "POST /lamps/{id}/dim" {
		t.Errorf("got %q", got)
	}
}

// Whatever the page is: no panic, and places inside the page.
func FuzzRestore(f *testing.F) {
	f.Add(endpoint+"|Name|Description|\n|---|---|\n|Authorization|x|\n", true)
	f.Add("Permissions\nPermission type | Permissions |\n---|---|\nApplication | A.B |\n", false)
	f.Fuzz(func(t *testing.T, data string, isMarkdown bool) {
		format := text.Parse
		if isMarkdown {
			format = markdown.Parse
		}
		if err := places.Check(restored(format, data), []byte(data)); err != nil {
			t.Fatal(err)
		}
	})
}
