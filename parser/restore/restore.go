// Package restore opens the sections whose headings a page has lost. Readers,
// converters and scrapers drop headings; what stood below one is then part of the
// section before it. A block that can only stand in a section of another role
// begins one:
//
//	POST /teams/{teamId}/archive            in the section HTTP request
//	| Name          | Description      |
//	| Authorization | Bearer {token}   |      begins a section of request headers
//	If successful, returns 204 No Content   begins a section of the response
//
// In goes a page tree and the words of its language, out comes the same tree with
// more sections and a finding for each of them. Nothing is moved on a page that
// has all its headings, nor on a page that documents a type.
package restore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// callRoles are the roles of sections that describe the call.
var callRoles = []string{"permissions", "httpRequest", "query", "functionParameters", "pathParameters", "headers", "body", "response"}

// typeRoles are the roles of sections that only the page of a type has.
var typeRoles = []string{"properties", "relationships", "methods", "jsonRepresentation", "members", "enumValues", "derivedTypes"}

// Sections changes the page in place. It also takes off names what is no part of
// them, for tables and endpoints are told by their names.
func Sections(p *page.Page, set *words.Set) {
	r := &restorer{page: p, words: set, headed: map[string]bool{}}
	r.marks()
	r.survey(p.Root, false)
	p.Headed = r.headed["httpRequest"]
	if slices.ContainsFunc(typeRoles, func(role string) bool { return r.headed[role] }) || !r.isCall() {
		return
	}
	r.root()
}

// restorer is one page while its sections are being restored.
type restorer struct {
	page   *page.Page
	words  *words.Set
	headed map[string]bool // roles that a heading of the page has, "response" only outside of the examples

	role      string // of the section at hand
	title     string // of the section at hand, if its role is not known
	ahead     int    // headings of the call that are still to come
	examples  bool   // the examples have begun
	endpoints []string
	writes    bool // an endpoint has a method that takes a body
}

// survey notes the roles of the headings below a section.
func (r *restorer) survey(s *page.Section, examples bool) bool {
	for _, sub := range s.Sub {
		role := r.headingRole(sub)
		examples = examples || role == "examples" || role == "request"
		if role != "" && (role != "response" || !examples) {
			r.headed[role] = true
			if slices.Contains(callRoles, role) && !examples {
				r.ahead++
			}
		}
		examples = r.survey(sub, examples)
	}
	return examples
}

// headingRole is what a heading says that its section holds.
func (r *restorer) headingRole(s *page.Section) string {
	if role := r.words.Role("heading", s.Title.String()); role != "" || s.Anchor == "" {
		return role
	}
	base, _ := words.For(words.Base)
	return base.Role("heading", unslug(s.Anchor))
}

// isCall reports whether a page without headings documents a call: a heading of
// one, a table of permissions or of headers stands on it. A block of request lines
// alone may be part of any text.
func (r *restorer) isCall() bool {
	for _, role := range callRoles {
		if r.headed[role] {
			return true
		}
	}
	for s := range r.page.Root.All() {
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok && (r.isPermissions(t) || r.isHeaders(t)) {
				return true
			}
		}
	}
	return false
}

func (r *restorer) root() {
	root := r.page.Root
	added := r.split(root, 2)
	root.Sub = append(added, r.below(root.Sub)...)
}

// below returns the sections of a list with those that their blocks begin.
func (r *restorer) below(subs []*page.Section) []*page.Section {
	out := make([]*page.Section, 0, len(subs))
	for _, s := range subs {
		role := r.headingRole(s)
		if r.title = s.Title.String(); role != "" {
			if slices.Contains(callRoles, role) && !r.examples {
				r.ahead--
			}
			r.role, r.title = role, ""
			r.examples = r.examples || role == "examples" || role == "request"
		}
		inner := s.Sub
		added := r.split(s, s.Level)
		inner = r.below(inner)
		last := s
		if len(added) > 0 {
			last = added[len(added)-1]
		}
		s.Sub = nil
		last.Sub = inner
		out = append(append(out, s), added...)
	}
	return out
}

// split cuts the blocks of a section where one begins a section of another role,
// and returns the sections that come after it.
func (r *restorer) split(s *page.Section, level int) []*page.Section {
	var added []*page.Section
	blocks := s.Blocks
	s.Blocks = nil
	sink := &s.Blocks
	for i, b := range blocks {
		role := r.begins(blocks, i)
		if role != "" && role != r.role {
			opened := r.open(role, level, b)
			added = append(added, opened)
			sink = &opened.Blocks
		}
		r.note(b)
		*sink = append(*sink, b)
	}
	return added
}

// open makes the section that a block begins, under the heading that its role has
// in the language of the page.
func (r *restorer) open(role string, level int, b page.Block) *page.Section {
	r.role = role
	r.examples = r.examples || role == "examples"
	title := r.words.Texts("heading", role)[0]
	if !r.isKin(role) {
		r.page.Diagnostics = append(r.page.Diagnostics, ir.NewDiagnostic("heading-missing", b.Pos(),
			fmt.Sprintf("The heading %q is missing; what follows is read as its section.", title)))
	}
	base, _ := words.For(words.Base)
	return &page.Section{
		At: b.Pos(), Level: level, Anchor: page.Slug(base.Texts("heading", role)[0]),
		Title: page.Inline{{Kind: page.Text, Text: title, At: b.Pos()}},
	}
}

// isKin reports whether the heading above, which is not known, has a word of those
// that the role has: "Required permissions".
func (r *restorer) isKin(role string) bool {
	title := strings.Fields(strings.ToLower(r.title))
	return slices.ContainsFunc(r.words.Texts("heading", role), func(text string) bool {
		return slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(w string) bool { return slices.Contains(title, w) })
	})
}
