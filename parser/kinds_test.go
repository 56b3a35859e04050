package parser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

const (
	boatPage = "# boat resource type\n\nNamespace: microsoft.graph\n\nA boat.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n" +
		"|id|String|The id.|\n|displayName|String|The name.|\n|length|Int32|In feet.|\n|owner|[skipper](skipper.md)|Who owns it.|\n"
	skipperPage = "# skipper resource type\n\nNamespace: microsoft.graph\n\nA person.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n" +
		"|firstName|String|The name.|\n|mail|String|The address.|\n"
	postBoat = "# Create boat\n\nMakes a boat.\n\n## HTTP request\n```http\nPOST /boats\n```\n## Request body\nSupply a JSON representation of a [boat](../resources/boat.md) object.\n\n" +
		"## Response\n`201 Created` and a [boat](../resources/boat.md) object in the response body.\n\n## Example\n### Request\n```http\n%s\nContent-Type: application/json\n\n%s\n```\n" +
		"### Response\n```http\n%s\nContent-Type: application/json\n\n%s\n```\n"
)

// compileBoats compiles a page beside those of two types.
func compileBoats(text string) *ir.API {
	return parser.Compile([]page.Source{
		{Name: "v1.0/api/boat.md", Data: []byte(text)},
		{Name: "v1.0/resources/boat.md", Data: []byte(boatPage)},
		{Name: "v1.0/resources/skipper.md", Data: []byte(skipperPage)},
	}, parser.Options{})
}

// What is surely a slip in an example is a finding at its line.
func TestSlipsOfExamples(t *testing.T) {
	const request, answer = "POST https://graph.microsoft.com/v1.0/boats", "HTTP/1.1 201 Created"
	for _, c := range []struct{ request, body, status, answer, want string }{
		{request, `{"length": 1}`, answer, `{"id": "1"}`, ""},
		{"POST https://graph.microsfot.com/v1.0/boats", `{}`, answer, `{}`, "18 example-host"},
		{"POST https://grap.microsoft.com/v1.0/boats", `{}`, answer, `{}`, "18 example-host"},
		{"POST https://graph.microsoft.con/v1.0/boats", `{}`, answer, `{}`, "18 example-host"},
		{"POST https://graph.microsoft.com/v1.0//boats", `{}`, answer, `{}`, "18 example-path"},
		{request, "{\n\"length\": 1,\n\"length\": 2}", answer, `{}`, "23 json-member-repeated"},
		{request, `{}`, answer, "{\n\"owner\": {\"mail\": \"a\",\n\"mail\": \"b\"}}", "30 json-member-repeated"},
		{request, `{}`, answer, "[{\"id\": \"1\",\n\"id\": \"2\"}]", "29 json-member-repeated"},
		{request, "{\"owner\": {\n\"email\": \"a\"}}", answer, `{}`, "22 example-property-misspelt"},
		{request, "{\n\"dispalyName\": \"a\"}", answer, `{}`, "22 example-property-misspelt"},
		{request, "{\"owner\":\n{\n\"fristName\": \"a\"}}", answer, `{}`, "23 example-property-misspelt"},
		{request, `{"owner": {"colour": "red"}}`, answer, `{}`, ""},
		{request, `{}`, "HTTP/1.1 201 OK", `{}`, "25 example-reason"},
		{request, `{}`, "HTTP/1.1 201 No Content", `{}`, "25 example-reason"},
		{request, `{}`, "HTTP/1.1 201 Conflict", `{}`, "25 example-reason"},
		{request, `{}`, "HTTP/1.1 201 Boat made", `{}`, ""},
		{request, `{}`, answer, `{"at": "1969-20-07T20:17:00Z"}`, "28 example-time"},
		{request, `{}`, answer, `{"at": "2021-02-30T00:00:00Z"}`, "28 example-time"},
		{request, `{}`, answer, `{"at": ["2021-02-28T25:00:00+01:00"]}`, "28 example-time"},
		{request, `{}`, answer, `{"at": "2021-02-28T23:59:59.123Z"}`, ""},
	} {
		api := compileBoats(fmt.Sprintf(postBoat, c.request, c.body, c.status, c.answer))
		got := ""
		for _, d := range api.Diagnostics {
			if strings.HasPrefix(d.Code, "example-") || strings.HasPrefix(d.Code, "json-") {
				if d.Code != "example-property-undocumented" && d.Code != "example-body-undocumented" && d.Code != "example-unmatched" {
					got = fmt.Sprintf("%d %s", d.Line, d.Code)
				}
			}
		}
		if got != c.want {
			t.Errorf("%s %s | %s %s: got %q, want %q", c.request, c.body, c.status, c.answer, got, c.want)
		}
	}
}

// A type that prose links to in passing is that of the parameters which it names.
func TestBodyNamedInProse(t *testing.T) {
	for prose, want := range map[string]string{
		"Pass the keys along with two parameters of [skipper](../resources/skipper.md) called **first** and **second**.": "keys:String[] first:skipper second:skipper",
		"Supply two values of type [skipper](../resources/skipper.md), **first** and **second**, in JSON.":               "keys:String[] first:skipper second:skipper",
		"The [boat](../resources/boat.md) goes into **first**, **second** and **third**.":                                "keys:String[] first:boat second:boat third:boat",
	} {
		text := "# boat: swap\n\nSwaps.\n\n## HTTP request\n```http\nPOST /boats/{id}/swap\n```\n## Request body\n" + prose +
			"\n\n## Response\n`204 No Content`\n\n## Example\n### Request\n```http\nPOST https://graph.microsoft.com/v1.0/boats/1/swap\nContent-Type: application/json\n\n" +
			"{\"keys\": [\"1\"], \"first\": {\"mail\": \"a\"}, \"second\": {\"mail\": \"b\"}}\n```\n### Response\n```http\nHTTP/1.1 204 No Content\n```\n"
		body := compileBoats(text).Operations[0].Body
		var got []string
		for _, p := range body.Properties {
			one := p.Name + ":" + p.Type
			if p.Collection {
				one += "[]"
			}
			got = append(got, one)
		}
		if strings.Join(got, " ") != want || body.Type != "" {
			t.Errorf("%s\ngot %v of type %q, want %s", prose, got, body.Type, want)
		}
	}
}

// What a response section shows without naming a type is a type of its own.
func TestShapeOfAnAnswer(t *testing.T) {
	const table = "The response is a JSON object:\n\n|Name|Type|Description|\n|:---|:---|:---|\n|getUrl|string|For GET.|\n|size|int|How large.|\n"
	for response, want := range map[string]string{
		table:                        "200 getUrl:String size:Int32",
		"`201 Created`.\n\n" + table: "201 getUrl:String size:Int32",
		"```json\n{\"getUrl\": \"https://www.example.com\", \"size\": 1}\n```\n":             "200 getUrl:String size:Int64",
		"```json\n{\"getUrl\": \"https://www.example.com\"}\n```\n" + table:                  "200 getUrl:String size:Int32",
		"`204 No Content`.\n\n" + table:                                                      "204",
		"`200 OK` and a [boat](../resources/boat.md) object in the response body.\n" + table: "200 boat",
	} {
		text := "# boat: preview\n\nMakes an address.\n\n## HTTP request\n```http\nPOST /boats/{id}/preview\n```\n## Response\n" + response
		api := compileBoats(text)
		answer := api.Operations[0].Responses[0]
		got := fmt.Sprint(answer.Status)
		i := slices.IndexFunc(api.Types, func(t *ir.Type) bool { return t.Name == "microsoft.graph.boatPreviewResult" })
		switch {
		case i >= 0 && answer.Type == "boatPreviewResult":
			for _, p := range api.Types[i].Properties {
				got += " " + p.Name + ":" + p.Type
			}
		case answer.Type != "":
			got += " " + answer.Type
		}
		if got != want {
			t.Errorf("%s\ngot %s, want %s", response, got, want)
		}
	}
}

// What the page rules out is a finding.
func TestContradictions(t *testing.T) {
	const start, end = "# %s\n\nDoes it.\n\n## HTTP request\n```http\n%s\n```\n", "\n## Response\n`204 No Content`\n"
	get := fmt.Sprintf(start, "boat: find", "GET /boats/{id}/find")
	for name, c := range map[string]struct{ text, want string }{
		"delete by GET":             {fmt.Sprintf(start, "Delete boat", "GET /boats/{id}") + end, "title-method 1"},
		"list by DELETE":            {fmt.Sprintf(start, "List boats", "DELETE /boats") + end, "title-method 1"},
		"update by GET":             {fmt.Sprintf(start, "Update boat", "GET /boats/{id}") + end, "title-method 1"},
		"create by PUT is usual":    {fmt.Sprintf(start, "Create boat", "PUT /boats/{id}") + end, ""},
		"other words say nothing":   {fmt.Sprintf(start, "Launch boat", "DELETE /boats/{id}") + end, ""},
		"query twice":               {get + "## Optional query parameters\n|Name|Type|Description|\n|:---|:---|:---|\n|size|Int32|How many.|\n|size|String|How large.|\n" + end, "row-repeated 13"},
		"body twice":                {fmt.Sprintf(start, "boat: find", "POST /boats/find") + "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|name|String|The name.|\n|name|Int32|The number.|\n" + end, "row-repeated 13"},
		"the same row twice":        {fmt.Sprintf(start, "boat: find", "POST /boats/find") + "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|name|String|The name.|\n|name|String|The name.|\n" + end, ""},
		"type of the type's page":   {fmt.Sprintf(start, "Create boat", "POST /boats") + "## Request body\nA JSON representation of a [boat](../resources/boat.md) object.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|length|Boolean|In feet.|\n" + end, "body-property-type 14"},
		"front matter without key":  {"---\ntitle: Boat\n{bad}\n---\n" + get + end, "front-matter-malformed 3"},
		"front matter without mark": {"---\ntitle: \"Boat\ndoc_type: apiPageType\n---\n" + get + end, "front-matter-malformed 2"},
		"front matter in order":     {"---\ntitle: \"List: boats\"\ntags:\n  - a\n- b\ndescription: It's all.\n---\n" + get + end, ""},
	} {
		got := ""
		for _, d := range compileBoats(c.text).Diagnostics {
			switch d.Code {
			case "title-method", "row-repeated", "body-property-type", "front-matter-malformed":
				got = fmt.Sprintf("%s %d", d.Code, d.Line)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// The shape of a page is told by its content: under any name, the same text says the
// same.
func TestNameTellsNoFormat(t *testing.T) {
	markdown := fmt.Sprintf(postBoat, "POST https://graph.microsoft.com/v1.0/boats", `{"length": 1}`, "HTTP/1.1 201 Created", `{"id": "1"}`)
	const html = "<!doctype html><html lang=\"en-us\"><body><main><h1>Get boat</h1><p>Gets a boat.</p><h2>HTTP request</h2><pre><code>GET /boats/{id}</code></pre>" +
		"<h2>Response</h2><p><code>204 No Content</code></p></main></body></html>"
	const text = "Get boat\n\nNamespace: microsoft.graph\n\nGets a boat.\n\nHTTP request\n\nGET /boats/{id}\n\nRequest headers\n\nName Description\nAuthorization Bearer {token}. Required.\n\nResponse\n\n204 No Content\n"
	for _, data := range []string{markdown, html, text} {
		first := ""
		for i, name := range []string{"0001.md", "0001", "0001.mdx", "0001.markdown", "0001.txt", "0001.htm", "0001.html", "-"} {
			got := outline(t, parser.Compile([]page.Source{{Name: name, Data: []byte(data)}}, parser.Options{}))
			if !strings.Contains(got, "/boats") {
				t.Fatalf("%s: no operation:\n%s", name, got)
			}
			if i == 0 {
				first = got
			} else if got != first {
				t.Errorf("%s says something else:\n%s\nthan 0001.md:\n%s", name, got, first)
			}
		}
	}
}
