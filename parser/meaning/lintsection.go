package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/nearest"
)

// lintSections reports headings that are misspelt, stand twice or stand in an
// unusual place.
func (r *reader) lintSections(parts []part) {
	seen := map[string]part{}
	last := -1
	for _, p := range parts {
		if p.Misspelt != "" {
			r.report("heading-misspelt", p.At, "The heading %s is not known; %s may be meant.", quote(p.Title.String()), quote(p.Misspelt))
		}
		if p.Depth != 1 || p.Role == "" {
			continue
		}
		if first, again := seen[p.Role]; again && slices.Contains(onceRoles, p.Role) && !p.InExamples {
			if strings.EqualFold(first.Title.String(), p.Title.String()) {
				related := []ir.Related{ir.RelatedAt(first.At, "first here")}
				r.reportWith(related, "heading-repeated", p.At, "The section %s stands on the page twice.", quote(p.Title.String()))
			}
			continue
		}
		seen[p.Role] = p
		order := slices.Index(usualOrder, p.Role)
		if order >= 0 && order < last {
			r.report("heading-misplaced", p.At, "The section %s stands after %s; it usually stands before.", quote(p.Title.String()), quote(r.titleOf(seen, usualOrder[last])))
		}
		last = max(last, order)
	}
}

// titleOf is the heading of the section of a role.
func (r *reader) titleOf(seen map[string]part, role string) string {
	if p, ok := seen[role]; ok {
		return p.Title.String()
	}
	return role
}

// usualOrder is the order in which pages of operations have their sections.
var usualOrder = []string{"permissions", "httpRequest", "pathParameters", "functionParameters", "query", "headers", "body", "response", "examples"}

// onceRoles are the sections that a page has once.
var onceRoles = []string{"headers", "body", "response", "query", "properties", "relationships", "methods", "jsonRepresentation"}

// misspeltHeading returns the known heading that a title was probably meant to
// be, and its role: one with a few letters changed. Short titles are not tried,
// because a letter makes another word of them.
func (r *reader) misspeltHeading(title string) (heading, role string) {
	const shortest, maxSlips = 7, 2
	if len(title) < shortest || len(title) > 40 {
		return "", ""
	}
	var known []string
	roles := map[string]string{}
	for _, role := range r.words.Roles("heading") {
		for _, text := range r.words.Texts("heading", role) {
			if len(text) >= shortest && !strings.Contains(text, "{") {
				known = append(known, text)
				roles[text] = role
			}
		}
	}
	heading = nearest.Word(title, known, maxSlips)
	return heading, roles[heading]
}
