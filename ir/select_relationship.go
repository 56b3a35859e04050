package ir

import (
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// withRelationships returns the types, with the relationships that a pattern
// names after the properties of their types. A relationship that has the name
// of a property, the type's own or an inherited one, stays where it is: the
// property says it all.
//
// A pattern is a glob over type and relationship, as the page of the type names
// it: "user.manager", "team.*", "*.members", also with namespace or API version
// ("microsoft.graph.user.manager", "beta/user.*"). Patterns compare without
// case; one that names no relationship, or only such as stay, is an error.
func withRelationships(types []*Type, texts []string) ([]*Type, error) {
	if len(texts) == 0 {
		return types, nil
	}
	list, err := parsePatterns(texts)
	if err != nil {
		return nil, err
	}
	index := IndexTypes(&API{Types: types}) // as the pages have them
	out := make([]*Type, len(types))
	for i, t := range types {
		out[i] = list.promote(index, t)
	}
	for _, p := range list {
		switch {
		case p.used:
		case p.kept != "":
			return nil, fmt.Errorf("relationships: pattern %q selects no relationship: %s", p.text, p.kept)
		default:
			return nil, fmt.Errorf("relationships: pattern %q selects no relationship%s", p.text, nearestRelationship(types, p))
		}
	}
	return out, nil
}

// promote returns the type, or a copy of it whose selected relationships are
// properties.
func (list patterns) promote(index *Types, t *Type) *Type {
	c := *t
	c.Relationships = nil
	for _, r := range t.Relationships {
		if !list.selects(index, t, r.Name) {
			c.Relationships = append(c.Relationships, r)
			continue
		}
		r.Relationship = true
		c.Properties = append(c.Properties[:len(c.Properties):len(c.Properties)], r)
	}
	if len(c.Relationships) == len(t.Relationships) {
		return t
	}
	return &c
}

// selects reports whether any pattern names the relationship and no property has
// its name. It marks all patterns that name it.
func (list patterns) selects(index *Types, t *Type, name string) bool {
	any := false
	for _, p := range list {
		if !p.matchRelationship(t, name) {
			continue
		}
		owner := index.owner(t, name)
		switch {
		case owner == nil:
			p.used, any = true, true
		case p.kept == "":
			p.kept = fmt.Sprintf("%s has a property of the name of %q", owner.Name, relationshipNames(t, name)[0])
		}
	}
	return any
}

// matchRelationship reports whether the pattern names the relationship.
func (p *pattern) matchRelationship(t *Type, name string) bool {
	if p.method != "" {
		return false
	}
	for _, full := range relationshipNames(t, name) {
		if strings.Contains(p.glob, "/") {
			full = t.APIVersion + "/" + full
		}
		if doublestar.MatchUnvalidated(p.glob, strings.ToLower(full)) {
			return true
		}
	}
	return false
}

// relationshipNames are the names that a pattern may use, the short one first.
func relationshipNames(t *Type, name string) []string {
	return []string{lastPart(t.Name) + "." + name, t.Name + "." + name}
}

// nearestRelationship suggests what a pattern may have meant.
func nearestRelationship(types []*Type, p *pattern) string {
	var known []string
	for _, t := range types {
		for _, r := range t.Relationships {
			for _, full := range relationshipNames(t, r.Name) {
				if strings.Contains(p.glob, "/") {
					full = t.APIVersion + "/" + full
				}
				known = append(known, full)
			}
		}
	}
	return nearestOf(p.text, known)
}
