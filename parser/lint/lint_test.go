package lint

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/page"
)

// read makes the notes of a Markdown page.
func read(name, text string) Page {
	return Of(markdown.Parse(page.Source{Name: name, Data: []byte(text)})[0])
}

func findings(list []ir.Diagnostic) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, d.Code+" "+d.Pos().String()+" "+d.Message)
	}
	return strings.Join(lines, "\n")
}

func TestLinks(t *testing.T) {
	list := CheckLinks([]Page{
		read("docs/api/door-open.md", `# Open door
Opens a [door](../resources/door.md), see its [states](../resources/door.md#state-values),
its [colours](../resources/door.md#colour-values), the [lock](../resources/lock.md), the
[Bell](../resources/Bell.md), [here](#http-request), [there](#nowhere), the
[web](https://example.com/x.md), the [site](/graph/x.md) and [another folder](../concepts/x.md).
## HTTP request
`),
		read("docs/resources/door.md", "# door resource type\n## State values\n"),
		read("docs/resources/bell.md", "# bell resource type\n"),
	})
	want := `link-anchor-missing docs/api/door-open.md:3:6 The link leads to the heading "colour-values", which "door.md" does not have.
link-anchor-missing docs/api/door-open.md:4:55 The link leads to the heading "nowhere", which "door-open.md" does not have.
link-broken docs/api/door-open.md:3:57 The link leads to "lock.md", which is not there.
link-broken docs/api/door-open.md:4:2 The link leads to "Bell.md", but the page is spelt "bell.md".`
	if got := findings(list); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLinksOfASample(t *testing.T) {
	var text strings.Builder
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		text.WriteString("[x](" + string(c) + ".md)\n")
	}
	if list := CheckLinks([]Page{read("docs/index.md", text.String())}); len(list) > 0 {
		t.Errorf("missing pages of a sample are reported:\n%s", findings(list))
	}
}

func TestIgnored(t *testing.T) {
	p := read("a.md", "# A\n<!-- docpiler:ignore json-mended, example-unmatched json-mendet -->\n")
	at := ir.Pos{File: "a.md", Line: 9, Column: 1}
	api := &ir.API{Diagnostics: []ir.Diagnostic{
		ir.NewDiagnostic("json-mended", at, "x"),
		ir.NewDiagnostic("json-broken", at, "y"),
		ir.NewDiagnostic("json-mended", ir.Pos{File: "b.md", Line: 1, Column: 1}, "z"),
	}}
	CheckPages(api, []Page{p})
	want := `ignore-unknown a.md:2:1 The comment asks to ignore "json-mendet", which is no code of a finding.
json-broken a.md:9:1 y
json-mended b.md:1:1 z`
	if got := findings(api.Diagnostics); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	late := []ir.Diagnostic{ir.NewDiagnostic("example-unmatched", at, "x"), ir.NewDiagnostic("example-value", at, "y")}
	if got := findings(api.Reported(late)); got != "example-value a.md:9:1 y" {
		t.Errorf("later findings: %s", got)
	}
}

func TestTypes(t *testing.T) {
	at := func(line int) ir.Pos { return ir.Pos{File: "a.md", Line: line, Column: 1} }
	example := func(name, typ string, line int) ir.Example {
		return ir.Example{Name: name, Request: ir.ExampleRequest{At: at(line)}, Response: &ir.ExampleAnswer{Status: 200, Type: typ, At: at(line + 1)}}
	}
	api := &ir.API{
		Types: []*ir.Type{
			{Name: "g.directoryObject", APIVersion: "v1.0", Base: "g.entity"},
			{Name: "g.user", APIVersion: "v1.0", Base: "g.directoryObject"},
			{Name: "g.team", APIVersion: "v1.0", Base: "g.entity"},
		},
		Operations: []*ir.Operation{
			{ID: "v1.0/a/get", APIVersion: "v1.0", Responses: []ir.Response{{Status: 200, Type: "directoryObject", At: at(1)}}, Examples: []ir.Example{
				example("derived", "g.user", 10), example("stranger", "g.team", 20), example("unknown", "g.chat", 30),
			}},
			{ID: "v1.0/b/get", APIVersion: "v1.0", Examples: []ir.Example{{Name: "Derived", Request: ir.ExampleRequest{At: ir.Pos{File: "b.md", Line: 5, Column: 1}}}}},
		},
	}
	CheckAPI(api)
	want := `example-type a.md:21:1 The annotation says "g.team" where the prose says "directoryObject".
example-name-shared b.md:5:1 The example name "Derived" stands on two pages.`
	if got := findings(api.Diagnostics); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProperties(t *testing.T) {
	at := ir.Pos{File: "a.md", Line: 7, Column: 1}
	answer := func(body string) ir.Example {
		return ir.Example{Response: &ir.ExampleAnswer{Status: 200, Type: "g.door", Body: body, At: at}}
	}
	door := &ir.Type{Name: "g.door", APIVersion: "v1.0", Base: "g.opening", Properties: []ir.Property{{Name: "colour"}}}
	opening := &ir.Type{Name: "g.opening", APIVersion: "v1.0", Properties: []ir.Property{{Name: "width"}}, Relationships: []ir.Property{{Name: "house"}}}
	for _, c := range []struct {
		name, body string
		types      []*ir.Type
		want       string
	}{
		{"documented", `{"@odata.type": "#g.door", "id": "1", "Colour": "red", "width": 2, "house": {}, "extension_0_x": 1}`, []*ir.Type{door, opening}, ""},
		{"undocumented", `{"colour": "red", "handle": 1}`, []*ir.Type{door, opening}, "handle"},
		{"in a list", `{"@odata.count": 2, "value": [{"handle": 1}, {"bell": 2}]}`, []*ir.Type{door, opening}, "handle"},
		{"many", `{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}`, []*ir.Type{door, opening}, "a, b, c, d, e, f, \u2026"},
		{"a derived type", `{"@odata.type": "#g.gate", "handle": 1}`, []*ir.Type{door, opening}, ""},
		{"the page of the base is missing", `{"handle": 1}`, []*ir.Type{door}, ""},
		{"broken JSON", `{"handle": }`, []*ir.Type{door, opening}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			api := &ir.API{Types: c.types, Operations: []*ir.Operation{{ID: "v1.0/door/get", APIVersion: "v1.0", Examples: []ir.Example{answer(c.body)}}}}
			want := ""
			if c.want != "" {
				want = `example-property-undocumented a.md:7:1 The response shows "` + c.want + `", which the page of "g.door" does not describe.`
			}
			if got := findings(checkProperties(api)); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
