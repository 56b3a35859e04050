package restore

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// begins returns the role of the section that a block begins, "" if it may stand
// in the section at hand.
func (r *restorer) begins(blocks []page.Block, i int) string {
	switch b := blocks[i].(type) {
	case *page.Table:
		return r.ofTable(b)
	case *page.Code:
		return r.ofCode(b, blocks[i+1:])
	case *page.Para:
		if r.examples {
			return ""
		}
		return r.ofProse(b, blocks[i+1:])
	}
	return ""
}

// note keeps the endpoints that a block of the HTTP request names.
func (r *restorer) note(b page.Block) {
	code, ok := b.(*page.Code)
	if !ok || r.role != "httpRequest" {
		return
	}
	for line := range strings.SplitSeq(code.Text, "\n") {
		if line = strings.TrimSpace(line); page.IsRequest(line) {
			r.endpoints = append(r.endpoints, line)
			r.writes = r.writes || strings.HasPrefix(line, "P")
		}
	}
}

func (r *restorer) ofTable(t *page.Table) string {
	switch {
	case r.examples:
		return ""
	case r.isHeaders(t):
		return "headers"
	case r.isPermissions(t):
		return "permissions"
	}
	return r.ofNames(t)
}

// ofNames tells what a table of names below the endpoints or the headers holds:
// arguments if their names stand in a path, query options by their sign, headers
// if they have no type, else the properties of the body.
func (r *restorer) ofNames(t *page.Table) string {
	if r.role != "httpRequest" && r.role != "headers" || len(t.Head) < 2 {
		return ""
	}
	if r.words.Role("column", t.Head[0].Spans.String()) != "name" {
		return ""
	}
	typed := slices.ContainsFunc(t.Head, func(c page.Cell) bool { return r.words.Role("column", c.Spans.String()) == "type" })
	switch {
	case r.all(t, r.inPath) && !r.headed["functionParameters"] && !r.headed["pathParameters"]:
		return "functionParameters"
	case r.all(t, func(name string) bool { return strings.HasPrefix(name, "$") }):
		return "query"
	case !typed && r.role == "httpRequest" && !r.headed["headers"]:
		return "headers"
	case typed && r.writes && !r.headed["body"]:
		return "body"
	case typed && r.role == "httpRequest" && !r.writes && !r.headed["functionParameters"] && !r.headed["query"]:
		return "functionParameters"
	}
	return ""
}

// all reports whether a test holds for the names of all rows.
func (r *restorer) all(t *page.Table, holds func(string) bool) bool {
	for _, row := range t.Rows {
		if !holds(nameOf(row)) {
			return false
		}
	}
	return len(t.Rows) > 0
}

func nameOf(row page.Row) string { return strings.TrimSpace(row.Cells[0].Spans.String()) }

// inPath reports whether an endpoint has a placeholder or argument of a name.
func (r *restorer) inPath(name string) bool {
	plain := strings.NewReplacer("{", "", "}", "", "-", "", "_", "", " ", "")
	want := strings.ToLower(plain.Replace(name))
	return want != "" && slices.ContainsFunc(r.endpoints, func(e string) bool {
		words := strings.FieldsFunc(e, func(c rune) bool { return strings.ContainsRune("{}()=,'\"/|?&<>:", c) })
		return slices.ContainsFunc(words, func(w string) bool { return strings.ToLower(plain.Replace(w)) == want })
	})
}

// isPermissions recognises a table of permissions by the heads of two columns, or
// by two rows of schemes.
func (r *restorer) isPermissions(t *page.Table) bool {
	if len(t.Head) < 2 {
		return false
	}
	if r.words.Role("permCol", t.Head[0].Spans.String()) == "type" && r.words.Role("permCol", t.Head[1].Spans.String()) != "" {
		return true
	}
	schemes := 0
	for _, row := range t.Rows {
		if r.words.Role("permRow", nameOf(row)) != "" {
			schemes++
		}
	}
	return schemes > 1 && schemes*2 > len(t.Rows)
}

// requestHeaders are the headers that tables of request headers name, in lower
// case.
var requestHeaders = []string{
	"accept", "accept-language", "authorization", "client-request-id", "consistencylevel", "content-length", "content-range", "content-type",
	"if-match", "if-none-match", "prefer", "range", "workbook-session-id",
}

// isHeaders recognises a table of request headers by the name in its first row.
func (r *restorer) isHeaders(t *page.Table) bool {
	if len(t.Head) < 2 || len(t.Rows) == 0 {
		return false
	}
	name, _, _ := strings.Cut(nameOf(t.Rows[0]), ":")
	first := strings.ToLower(strings.Trim(name, "` *"))
	if !slices.Contains(requestHeaders, first) && r.words.Role("header", name) == "" {
		return false
	}
	return first == "authorization" || r.words.Role("header", name) == "Authorization" || strings.Contains(first, "-") || !r.hasTypes(t)
}

// hasTypes reports whether a cell of a column of types names one. Properties may
// be called as headers are, "range", "prefer".
func (r *restorer) hasTypes(t *page.Table) bool {
	for i, c := range t.Head {
		if r.words.Role("column", c.Spans.String()) != "type" {
			continue
		}
		return slices.ContainsFunc(t.Rows, func(row page.Row) bool { return strings.TrimSpace(row.Cells[i].Spans.String()) != "" })
	}
	return false
}

// ofCode tells a block of endpoints and the first request of the examples. An
// endpoint with a host is told by its placeholders, or by a further request below.
func (r *restorer) ofCode(c *page.Code, rest []page.Block) string {
	first, ok := requestOf(c)
	if !ok || r.examples {
		return ""
	}
	whole := strings.Contains(first, "://")
	switch {
	case len(r.endpoints) == 0 && !r.headed["httpRequest"] && r.title == "":
		later := slices.ContainsFunc(rest, func(b page.Block) bool {
			code, ok := b.(*page.Code)
			if !ok {
				return false
			}
			_, ok = requestOf(code)
			return ok
		})
		if !whole || later || strings.Contains(first, "{") {
			return "httpRequest"
		}
	case whole && len(r.endpoints) > 0 && r.ahead == 0 && !r.headed["examples"] && !r.headed["request"] && r.role != "response" && slices.Contains(callRoles, r.role):
		return "examples"
	}
	return ""
}

// requestOf returns the request line that a block of code opens with, unless it
// stands in the tab of a programming language.
func requestOf(c *page.Code) (first string, ok bool) {
	if c.Tab != "" && c.Tab != page.HTTP {
		return "", false
	}
	first, _, _ = strings.Cut(strings.TrimSpace(c.Text), "\n")
	return first, page.IsRequest(first)
}

// ofProse tells the sentences that open the sections of the body and of the
// response.
func (r *restorer) ofProse(p *page.Para, rest []page.Block) string {
	if len(r.endpoints) == 0 {
		return ""
	}
	text := p.Spans.String()
	switch {
	case !r.headed["body"] && (r.role == "httpRequest" || r.role == "headers" || r.role == "query") && r.isAboutBody(text, rest):
		return "body"
	case !r.headed["response"] && r.role != "response" && namesStatus(p.Spans):
		return "response"
	}
	return ""
}

// isAboutBody reports whether a sentence says that there is no body, or names the
// body as the heading does and says what it holds.
func (r *restorer) isAboutBody(text string, rest []page.Block) bool {
	lower := strings.ToLower(text)
	says := func(group, role string) bool {
		return slices.ContainsFunc(r.words.Texts(group, role), func(w string) bool {
			w, _, _ = strings.Cut(w, "{")
			return w != "" && strings.Contains(lower, strings.ToLower(w))
		})
	}
	if says("sentence", "noBody") {
		return true
	}
	if !says("heading", "body") {
		return false
	}
	table := false
	if len(rest) > 0 {
		_, table = rest[0].(*page.Table)
	}
	return table || strings.Contains(text, "JSON")
}

// namesStatus reports whether a paragraph names a status as the section of the
// response does, "200 OK", or in code, "`200`".
func namesStatus(in page.Inline) bool {
	for _, s := range in {
		text := strings.TrimPrefix(strings.TrimSpace(s.Text), "HTTP/1.1 ")
		for i := 0; i+3 <= len(text); i++ {
			code, err := strconv.Atoi(text[i : i+3])
			if err != nil || http.StatusText(code) == "" || i > 0 && text[i-1] != ' ' {
				continue
			}
			reason := strings.TrimLeft(text[i+3:], " ")
			if s.Kind == page.CodeSpan && i == 0 || len(reason) >= 2 && strings.HasPrefix(strings.ToLower(reason), strings.ToLower(http.StatusText(code))) {
				return true
			}
		}
	}
	return false
}

// unslug gives the text of a heading back from its anchor, as far as an anchor
// keeps it.
func unslug(anchor string) string {
	text := strings.ReplaceAll(anchor, "-", " ")
	if i := strings.LastIndexByte(text, ' '); i > 0 && strings.Trim(text[i+1:], "0123456789") == "" {
		return text[:i]
	}
	return text
}
