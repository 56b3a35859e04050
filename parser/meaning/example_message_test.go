package meaning

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// readBlock reads the messages of a code block that begins on line 10.
func readBlock(text string) ([]message, []ir.Diagnostic) {
	r := exampleReader{testContext()}
	code := &page.Code{At: ir.Pos{File: "a.md", Line: 9, Column: 1}, From: ir.Pos{File: "a.md", Line: 10, Column: 1}, Lang: "http", Text: text}
	return r.readMessages(code), r.found
}

// testContext is that of an empty English page.
func testContext() *pageContext {
	english, _ := words.For(words.Base)
	return newContext(&page.Page{Name: "a.md", Format: "markdown", Locale: words.Base, Root: &page.Section{}}, newVocabulary(english, true))
}

// show prints messages in short: start line, headers, body.
func show(messages []message) string {
	var b strings.Builder
	for _, m := range messages {
		if m.Method != "" {
			fmt.Fprintf(&b, "%d:%d %s %s", m.At.Line, m.At.Column, m.Method, m.URL)
		} else {
			fmt.Fprintf(&b, "%d:%d %d", m.At.Line, m.At.Column, m.Status)
		}
		for _, h := range m.Headers {
			fmt.Fprintf(&b, " [%s: %s]", h.Name, h.Value)
		}
		fmt.Fprintf(&b, " %q\n", m.Body)
	}
	return b.String()
}

func TestReadMessages(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"request", "GET https://x.com/v1.0/me", "10:1 GET https://x.com/v1.0/me \"\"\n"},
		{"blank line before the headers", "POST /a\n\nContent-type: application/json\nContent-length: 3\n\n{}\n", "10:1 POST /a [Content-type: application/json] [Content-length: 3] \"{}\"\n"},
		{"blank line between the headers", "POST /a\nContent-type: application/json\n\nContent-length: 3\n\n{}", "10:1 POST /a [Content-type: application/json] [Content-length: 3] \"{}\"\n"},
		{"no blank line before the body", "POST /a\nPrefer: x\n{\n}", "10:1 POST /a [Prefer: x] \"{\\n}\"\n"},
		{"no headers", "PATCH /a\n{ \"b\": 1 }", "10:1 PATCH /a \"{ \\\"b\\\": 1 }\"\n"},
		{"version behind the address", "GET /a HTTP/1.1\nHost: x", "10:1 GET /a [Host: x] \"\"\n"},
		{"address over several lines", "GET https://x.com/a\n  ?$top=1\n  &$select=id\nPrefer: y", "10:1 GET https://x.com/a?$top=1&$select=id [Prefer: y] \"\"\n"},
		{"blanks in the address", "GET /a?$filter=b eq 'c d'", "10:1 GET /a?$filter=b eq 'c d' \"\"\n"},
		{"full-width colon", "GET /a\nPrefer\uff1a x", "10:1 GET /a [Prefer: x] \"\"\n"},
		{"response", "HTTP/1.1 200 OK\nContent-Type: text/csv\n\na,b\n1,2", "10:1 200 [Content-Type: text/csv] \"a,b\\n1,2\"\n"},
		{"response without version", "HTTP 201 Created", "10:1 201 \"\"\n"},
		{"response in small letters", "http/1.1 204\n", "10:1 204 \"\"\n"},
		{"mail as a body", "POST /send\nContent-Type: text/plain\n\nMIME-Version: 1.0\nSubject: x\n\nHi", "10:1 POST /send [Content-Type: text/plain] \"MIME-Version: 1.0\\nSubject: x\\n\\nHi\"\n"},
		{"placeholder for bytes", "PUT /a/content\nContent-Type: image/jpeg\n\n{Raw bytes of the file}", "10:1 PUT /a/content [Content-Type: image/jpeg] \"{Raw bytes of the file}\"\n"},
		{"bare number", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n24", "10:1 200 [Content-Type: text/plain] \"24\"\n"},
		{"two requests", "GET https://x.com/a\n\nGET https://x.com/b", "10:1 GET https://x.com/a \"\"\n12:1 GET https://x.com/b \"\"\n"},
		{"request and response", "GET /a\n\nHTTP/1.1 200 OK\n\n{}", "10:1 GET /a \"\"\n12:1 200 \"{}\"\n"},
		{"multipart", "POST /a\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/http\n\nGET /b\n--x--", "10:1 POST /a [Content-Type: multipart/mixed; boundary=x] \"--x\\nContent-Type: application/http\\n\\nGET /b\\n--x--\"\n"},
		{"swallowed answer", "GET /a\n\n### Response\n```http\nHTTP/1.1 200 OK\n\n{}", "10:1 GET /a \"\"\n14:1 200 \"{}\"\n"},
		{"prose", "Get the users of a group", ""},
		{"code", "const x = await get('/me')", ""},
		{"nothing", "\n\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := readBlock(c.text)
			if show(got) != c.want {
				t.Errorf("got  %swant %s", show(got), c.want)
			}
		})
	}
}

// TestReadMessagesBack writes random messages down and expects to read them as
// they were, wherever blank lines stand.
func TestReadMessagesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := message{
			Method: rapid.SampledFrom([]string{"GET", "POST", "PATCH", "PUT", "DELETE"}).Draw(t, "method"),
			URL:    "https://x.com/" + rapid.StringMatching(`[a-z]{1,5}(/[a-zA-Z0-9']{1,5}){0,3}(\?\$[a-z]+=[a-z]+)?`).Draw(t, "url"),
		}
		for _, name := range rapid.SliceOfNDistinct(rapid.StringMatching(`X-[A-Z][a-z]{1,6}`), 0, 3, rapid.ID[string]).Draw(t, "names") {
			m.Headers = append(m.Headers, ir.Header{Name: name, Value: rapid.StringMatching(`[a-z0-9][a-z0-9 ;=/]{0,8}[a-z0-9]`).Draw(t, "value")})
		}
		m.Body = rapid.SampledFrom([]string{"", "{}", "{\n  \"a\": [1, 2]\n}", "[\n]"}).Draw(t, "body")
		got, found := readBlock(written(m, rapid.Bool().Draw(t, "blank before headers"), rapid.Bool().Draw(t, "blank before body")))
		m.At = ir.Pos{Line: 10, Column: 1}
		if show(got) != show([]message{m}) || len(found) > 0 {
			t.Fatalf("got %s%v, want %s", show(got), found, show([]message{m}))
		}
	})
}

// written is a message as a page shows it.
func written(m message, blankBefore, blankAfter bool) string {
	var b strings.Builder
	b.WriteString(m.Method + " " + m.URL + "\n")
	if blankBefore {
		b.WriteString("\n")
	}
	for _, h := range m.Headers {
		b.WriteString(h.Name + ": " + h.Value + "\n")
	}
	if blankAfter {
		b.WriteString("\n")
	}
	b.WriteString(m.Body)
	return b.String()
}

func FuzzReadMessages(f *testing.F) {
	for _, s := range []string{
		"GET /a\n\nX: y\n\n{\n}", "HTTP/1.1 200 OK\n\n{ 'a': 1, }", "POST /a\n### Response\n<!-- { \"blockType\": \"response\" } -->\n```\nHTTP/1.1 200",
		"POST /a\nContent-Type: multipart/x\n\n--x\nGET /b", "<!--\nGET /x", "HTTP 99999999999999999999",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		messages, found := readBlock(text)
		for _, m := range messages {
			if m.At.Line < 10 || m.At.Line >= 10+lines || m.At.Column < 1 {
				t.Fatalf("message at %s of %d lines", m.At, lines)
			}
			if (m.Method == "") == (m.Status == 0) {
				t.Fatalf("neither request nor response: %+v", m)
			}
		}
		for _, d := range found {
			if d.Line < 9 || d.Line >= 10+lines || d.Column < 1 {
				t.Fatalf("finding %s at %s of %d lines", d.Code, d.Pos(), lines)
			}
		}
	})
}
