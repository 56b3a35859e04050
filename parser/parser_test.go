package parser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

const getDoor = `# Get door

Gets a door.

## HTTP request
` + "```http\nGET /doors/{id}\n```" + `

## Response
If successful, this method returns a ` + "`200 OK`" + ` response code and a [door](../resources/door.md) object in the response body.
`

func TestPanicCostsOnePage(t *testing.T) {
	formats := parser.Formats
	defer func() { parser.Formats = formats }()
	broken := parser.Format{
		Name:  "broken",
		Is:    func(src page.Source) bool { return src.Name == "v1.0/api/bad-page.md" },
		Parse: func(page.Source) []*page.Page { panic("a bug") },
	}
	parser.Formats = append([]parser.Format{broken}, formats...)

	api := parser.Compile([]page.Source{
		{Name: "v1.0/api/bad-page.md", Data: []byte(getDoor)},
		{Name: "v1.0/api/door-get.md", Data: []byte(getDoor)},
	}, parser.Options{})
	if len(api.Operations) != 1 || api.Operations[0].ID != "v1.0/door/get" {
		t.Errorf("operations = %v, want v1.0/door/get alone", api.Operations)
	}
	if i := slices.IndexFunc(api.Diagnostics, func(d ir.Diagnostic) bool { return d.Code == "page-unreadable" }); i < 0 || !strings.Contains(api.Diagnostics[i].Message, "a bug") {
		t.Errorf("findings = %v, want page-unreadable with the reason", api.Diagnostics)
	}
}

func TestFormatIsToldByContent(t *testing.T) {
	for want, data := range map[string]string{
		"markdown": getDoor,
		"html":     "<!DOCTYPE html><html><body><main><h1>Get door</h1></main></body></html>",
		"text":     "Get door\n\nGets a door.\n\nHTTP request\n\nGET /doors/{id}\n",
	} {
		for _, name := range []string{"0001.txt", "page.md", "page"} {
			pages := parser.Parse(page.Source{Name: name, Data: []byte(data)})
			if len(pages) != 1 || pages[0].Format != want {
				t.Errorf("%s named %s is read as %s", want, name, pages[0].Format)
			}
		}
	}
}
