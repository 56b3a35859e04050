package main

import (
	"fmt"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir/longtest"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// bulk is how large the pages of TestPagesAreBounded are: larger than any real
// page by far, and small enough for a test.
const bulk = 128 << 10

// fill repeats a text up to the bulk of a page.
func fill(text string) string { return strings.Repeat(text, bulk/len(text)) }

// greedy are pages that try to cost more than their size.
var greedy = map[string]string{
	"quotes":           fill(">") + " x",
	"quotes by line":   fill("> > > > > x\n"),
	"lists":            nested("- ", 3000),
	"brackets":         fill("["),
	"links":            fill("[a](b "),
	"link labels":      fill("[a][b]\n\n[b]: c\n"),
	"images":           fill("!["),
	"backquotes":       backquotes(),
	"stars":            fill("*a **a "),
	"underscores":      fill("_a __a "),
	"entities":         fill("&amp;&#x"),
	"less-than":        fill("<a"),
	"comments":         fill("<!--"),
	"json comments":    fill("<!-- {\"blockType\": \"request\"\n"),
	"html elements":    "<html><body><main>" + fill("<div>"),
	"html formatting":  "<html><body><main>" + fill("<b><i><p>"),
	"html tables":      "<html><body><main>" + fill("<table><tr><td>"),
	"html select":      "<html><body><main>" + fill("<select><option>"),
	"html attributes":  "<html><body><main><a " + fill("a=b "),
	"front matter":     "---\n" + fill("a: {b: [c, ") + "\n---\n# x\n",
	"aliases":          "---\na: &a [x,x,x,x,x,x,x,x]\n" + aliases() + "---\n# x\n",
	"headings":         "# a\n" + fill("## a\n"),
	"table rows":       "# a\n\n|a|b|\n|-|-|\n" + fill("|a|b|\n"),
	"table columns":    "# a\n\n" + strings.Repeat("|a", 5000) + "|\n" + strings.Repeat("|-", 5000) + "|\n" + strings.Repeat("|x|\n", 2000),
	"fences":           fill("```http\nGET /a\n"),
	"endpoints":        "# a\n\n## HTTP request\n\n```http\n" + fill("GET /users/{id}/x\n") + "```\n",
	"many endpoints":   "# a\n\n## HTTP request\n\n```http\n" + numbered("GET /users/{id}/x%d\n", 8000) + "```\n",
	"braces in path":   "# a\n\n## HTTP request\n\n```http\nGET /" + fill("{") + "\n```\n",
	"parens in path":   "# a\n\n## HTTP request\n\n```http\nGET /" + fill("a(b='{c}')/") + "\n```\n",
	"examples":         "# a\n\n## HTTP request\n\n```http\nGET /a\n```\n\n## Example\n\n" + fill("### Request\n\n```http\nGET /a\n```\n"),
	"json depth":       exchange(fill("[")),
	"json objects":     exchange(fill(`{"a":`)),
	"json members":     exchange("{" + numbered(`"a%d": 1,`+"\n", 20000) + `"z": 1}`),
	"sent members":     strings.NewReplacer("GET", "POST", "1.0/a\n", "1.0/a\n\n{"+numbered(`"a%d": 1,`+"\n", 30000)+"\"z\": 1}\n").Replace(exchange("{}")),
	"json commas":      exchange("{" + fill(",") + "}"),
	"json quotes":      exchange(fill(`"`)),
	"json escapes":     exchange(`{"a": "` + fill(`\u00`) + `"}`),
	"permissions":      "# a\n\n## Permissions\n\n|Permission type|Permissions|\n|-|-|\n|Application|" + fill("A.Read, ") + "|\n",
	"permissions and":  "# a\n\n## Permissions\n\n|Permission type|Permissions|\n|-|-|\n|Application|" + fill("A.Read and ") + "|\n",
	"possible values":  "# a\n\n## Request body\n\n|Parameter|Type|Description|\n|-|-|-|\n|a|String|Possible values are: " + fill("`a`, ") + "|\n",
	"one long word":    fill("a"),
	"one long line":    fill("a b. "),
	"blank lines":      fill("\n"),
	"carriage returns": fill("\r"),
	"zeroes":           fill("\x00"),
	"bad UTF-8":        fill("\xff"),
	"copied rows":      "Permissions\n\nPermission type Permissions\n" + fill("Application A.Read B.Read\n"),
	"copied words":     "HTTP request\n\n" + fill("GET /a\n"),
	"scraped cells":    "Permissions\n" + fill("a |\n"),
	"scraped heads":    "Permissions\n" + fill("Name |\n"),
	"scraped tables":   "Request body\n" + fill("Parameter |\nType |\nDescription |\na |\nString |\n"),
	"scraped rows":     "Request body\nParameter |\nType |\nDescription |\n" + fill("a |\nString |\nb c d. |\n"),
	"zones":            "# a\n" + fill("::: zone pivot=\"x\"\n"),
	"tabs":             "# a\n" + fill("# [HTTP](#tab/http)\n"),
	"notes":            "# a\n" + fill("> [!NOTE]\n> a\n\n"),
	"types":            "# a resource type\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n" + numbered("|a%d|String|b|\n", 8000),
}

// nested indents each line more than the one before.
func nested(sign string, depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", 2*i%400) + sign + "a\n")
	}
	return b.String()
}

func backquotes() string {
	var b strings.Builder
	for i := 1; b.Len() < bulk; i = i%700 + 1 {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

// aliases is the front matter that grows eightfold with each line.
func aliases() string {
	var b strings.Builder
	for c := 'b'; c < 'p'; c++ {
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 8), ","))
	}
	return b.String()
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// exchange is a page with one example whose response has a body.
func exchange(body string) string {
	return "# Get a\n\n## HTTP request\n\n```http\nGET /a\n```\n\n## Example\n\n### Request\n\n```http\nGET https://graph.microsoft.com/v1.0/a\n```\n\n" +
		"### Response\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n```\n"
}

// No page costs more than a few seconds or a gigabyte, and none stops another.
// The time allowed is generous, for the machine may be busy; what grows faster
// than its page takes minutes.
func TestPagesAreBounded(t *testing.T) {
	longtest.Skip(t, "parses many large pages")
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 30))
	good := page.Source{Name: "good.md", Data: []byte(exchange(`{"id": "1"}`))}
	for name, text := range greedy {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			api := parser.Compile([]page.Source{good, {Name: "greedy.md", Data: []byte(text)}}, parser.Options{})
			parsed := time.Since(start)
			found := false
			for _, o := range api.Operations {
				found = found || o.Sources[0].File == good.Name
			}
			if !found {
				t.Error("the page beside it is lost")
			}
			_, findings, err := emit.Generate(api, emit.Options{Package: "graph"})
			if err != nil {
				t.Errorf("no code: %v", err)
			}
			for _, d := range findings {
				if d.Code == "output-refused" {
					t.Error(d.Message)
				}
			}
			if total := time.Since(start); total > 15*time.Second {
				t.Errorf("took %s, %s of it for parsing", total, parsed)
			} else {
				t.Logf("parsed in %s, all in %s", parsed, total)
			}
		})
	}
}
