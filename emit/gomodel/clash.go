package gomodel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// claim is one thing that wants a name. What is asked for only where names meet
// is made then.
type claim struct {
	kind, subject, of string // together they name the thing in findings and tell it apart, e.g. "type ", "microsoft.graph.user", ""

	wish   string                  // the name that it wants
	longer func(c *claim) []string // the names to fall back on, the shortest first; nil: none
	most   int                     // bytes of it; 0: maxJoined
	at     ir.Pos
	to     *Name           // where the name is put; nil: then does it
	then   func(name Name) // what else follows of the name; nil: nothing

	level int      // 0: wish; else an index into forms and 1
	forms []string // what longer gave
}

func (c *claim) what() string { return c.kind + c.subject + c.of }

// name returns the form that the claim has come to. After the last one comes that
// with a hash of what is named.
func (c *claim) name() string {
	form := c.wish
	switch {
	case c.level == 0:
	case c.level <= len(c.forms):
		form = c.forms[c.level-1]
	default:
		if len(c.forms) > 0 {
			form = c.forms[len(c.forms)-1]
		}
		form = bounded(form, c.what(), maxPart-9) + "X" + hash(c.what())
	}
	return bounded(form, c.what(), cmp.Or(c.most, maxJoined))
}

// lengthen takes the next longer form and reports whether there is one.
func (c *claim) lengthen() bool {
	if c.level == 0 && c.longer != nil {
		c.forms = c.longer(c)
	}
	if c.level > len(c.forms) {
		return false
	}
	c.level++
	return true
}

// settle gives every claim a name that no other has and that is not reserved.
// Where claims meet, all of them take their next longer form, so the outcome
// does not depend on their order. Claims that meet are a finding, but once.
func settle(claims []*claim, reserved map[string]bool) []ir.Diagnostic {
	var found []ir.Diagnostic
	told := map[string]bool{}
	count := make(map[string]int, len(claims))
	for moved := true; moved; {
		moved = false
		clear(count)
		met := false
		for _, c := range claims {
			name := c.name()
			count[name]++
			met = met || count[name] > 1 || reserved[name]
		}
		if !met {
			break
		}
		groups := map[string][]*claim{} // of those that cannot keep their names
		for _, c := range claims {
			if name := c.name(); count[name] > 1 || reserved[name] {
				groups[name] = append(groups[name], c)
			}
		}
		for name, group := range groups {
			if met := meeting(group); len(group) > 1 && !told[met] {
				told[met] = true
				found = append(found, clashFinding(name, group))
			}
			for _, c := range group {
				moved = c.lengthen() || moved
			}
		}
	}
	for _, c := range claims {
		name := c.name()
		if c.to != nil {
			*c.to = Name(name)
		}
		if c.then != nil {
			c.then(Name(name))
		}
	}
	return found
}

// meeting names the things that meet, whatever they would be called.
func meeting(group []*claim) string {
	var whats []string
	for _, c := range group {
		whats = append(whats, c.what())
	}
	slices.Sort(whats)
	return strings.Join(whats, "\n")
}

func clashFinding(name string, group []*claim) ir.Diagnostic {
	slices.SortFunc(group, func(a, b *claim) int { return strings.Compare(a.what(), b.what()) })
	var related []ir.Related
	for _, c := range group[1:] {
		related = append(related, ir.RelatedAt(c.at, c.what()))
	}
	d := ir.NewDiagnostic("name-clash", group[0].at, fmt.Sprintf("In Go the %s and the %s would both be called %s; all of them get longer names.", group[0].what(), group[1].what(), name), related...)
	d.Severity = ir.Info // a longer name is all that it costs
	return d
}
