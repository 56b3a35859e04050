package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// factRoles are the roles of the sections whose tables and code blocks must not
// get lost silently.
var factRoles = map[string]bool{
	"permissions": true, "httpRequest": true, "query": true, "functionParameters": true, "pathParameters": true,
	"headers": true, "body": true, "response": true,
}

// use notes that a table or code block has been understood.
func (r *reader) use(b page.Block) {
	r.used[b] = true
}

// reportLeftovers names the tables and code blocks of the sections of facts
// that nothing has been read from.
func (r *reader) reportLeftovers(parts []part) {
	for _, p := range parts {
		if p.InExamples || !factRoles[p.In] {
			continue
		}
		for t := range tables(p.Blocks) {
			if !r.used[t] && !r.isClouds(t) {
				r.report("table-unreadable", t.At, "The table that begins with %s is of no known kind in the section %s.", quote(headText(t)), quote(p.Title.String()))
			}
		}
		for code := range codes(p.Blocks) {
			if !r.used[code] && isProtocol(code) && !holdsExample(p, code) {
				first, _, _ := strings.Cut(strings.TrimSpace(code.Text), "\n")
				r.report("block-unreadable", code.At, "The code block that begins with %s is of no known kind in the section %s.", quote(first), quote(p.Title.String()))
			}
		}
	}
}

// isProtocol reports whether a code block may show HTTP or JSON; code in a
// programming language states no facts.
func isProtocol(code *page.Code) bool {
	switch code.Lang {
	case "", "http", "msgraph-interactive", "json":
		return code.Tab == "" || code.Tab == "http"
	}
	return false
}
