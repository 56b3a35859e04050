package outline

import (
	"testing"

	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

func TestCommands(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", `curl https://x.example/v1/cups`, "GET https://x.example/v1/cups"},
		{"prompt", `$ curl -s 'https://x.example/cups?a=1&b=2'`, "GET https://x.example/cups?a=1&b=2"},
		{"lines", "curl \\\n  --request POST \\\n  --header \"A: b\" \\\n  https://x.example/cups", "POST https://x.example/cups\nA: b"},
		{"data", `curl -d '{"a": "it'\''s"}' https://x.example/cups`, "POST https://x.example/cups\nContent-Type: application/json\n\n{\"a\": \"it's\"}"},
		{"form", `curl -d a=1 -d b=2 https://x.example/cups`, "POST https://x.example/cups\nContent-Type: application/x-www-form-urlencoded\n\na=1&b=2"},
		{"multipart", `curl -F "file=@cup.png" https://x.example/cups`, "POST https://x.example/cups\nContent-Type: multipart/form-data\n\nfile=@cup.png"},
		{"query", `curl -G -d a=1 https://x.example/cups`, "GET https://x.example/cups?a=1"},
		{"short options together", `curl -sXDELETE https://x.example/cups/1`, "DELETE https://x.example/cups/1"},
		{"value after equals sign", `curl --request=PUT https://x.example/cups/1`, "PUT https://x.example/cups/1"},
		{"variable", `curl -X LIST $CUP_ADDR/v1/cups`, "LIST /v1/cups"},
		{"piped", `curl https://x.example/cups | jq .`, "GET https://x.example/cups"},
		{"head", `curl -I https://x.example/cups/1`, "HEAD https://x.example/cups/1"},
		{"no command", `the curl tool`, ""},
		{"no address", `curl --help`, ""},
		{"open quote", `curl -d '{"a": 1} https://x.example/cups`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cut := &cutter{dialect: dialect.Default()}
			got := ""
			for _, call := range cut.commands(&page.Code{Text: c.text}) {
				got += call.message()
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRequest(t *testing.T) {
	for _, c := range []struct {
		text string
		want request
	}{
		{"GET /cups", request{"GET", "/cups"}},
		{"get /cups/:id", request{"GET", "/cups/:id"}},
		{"POST: /cups", request{"POST", "/cups"}},
		{"DELETE/cups/{id}", request{"DELETE", "/cups/{id}"}},
		{"PUT https://[my service].x.example/cups/[cup name]?v=[version]", request{"PUT", "https://[my service].x.example/cups/[cup name]?v=[version]"}},
		{"GET /cups/(id or name)/json", request{"GET", "/cups/(id or name)/json"}},
		{"GET {baseURL}/v1/cups HTTP/1.1", request{"GET", "{baseURL}/v1/cups"}},
		{"GET organizations/:name/cups", request{"GET", "organizations/:name/cups"}},
		{"GET /cups (deprecated)", request{"GET", "/cups"}},
		{"GET /cups and /mugs", request{}},
		{"Get the cups", request{}},
		{"Post a/b tests", request{}},
		{"DELETE", request{}},
		{"GET //cdn.x.example", request{}},
		{"Getting /cups", request{}},
	} {
		got, _ := (&cutter{dialect: dialect.Default()}).request(c.text)
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTypeOf(t *testing.T) {
	c := &cutter{dialect: dialect.Default()}
	for text, want := range map[string]string{
		"integer": "Int64", "string array": "String collection", "array of strings": "String collection", "object": "Json", "array of numbers": "Double collection", "array of timestamp (integer)s": "Int64 collection",
		"integer/string": "String", "Array of Update": "Update collection", "list": "Json collection", "?string": "String",
		"map<string, string>": "Json", "Boolean": "Boolean", "number": "Double", "bool or int": "Boolean", "Widget": "Widget",
		"see below": "", "": "", "the name of the thing that is to be changed by the call": "",
	} {
		if got := c.typeOf(text); got != want {
			t.Errorf("typeOf(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		template, example string
		base              int
		ok                bool
	}{
		{"/cups/:id", "https://x.example/api/v4/cups/1", 2, true},
		{"/cups/:id", "/cups/1?a=b", 0, true},
		{"/cups/:id", "/mugs/1", 0, false},
		{"/cups/{id}/lid", "/cups/1", 0, false},
	} {
		base, ok := fits(c.template, c.example)
		if ok != c.ok || ok && base != c.base {
			t.Errorf("fits(%q, %q) = %d, %v", c.template, c.example, base, ok)
		}
	}
}
