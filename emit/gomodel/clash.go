package gomodel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// claim is one thing that wants a name.
type claim struct {
	what  string   // names the thing in findings and tells it apart, e.g. "type microsoft.graph.user"
	forms []string // names from the wished one to longer ones
	at    ir.Pos
	set   func(name string)

	level int
}

// name returns the form that the claim has come to. Behind the last one stands
// that with a hash of what is named.
func (c *claim) name() string {
	if c.level < len(c.forms) {
		return c.forms[c.level]
	}
	return c.forms[len(c.forms)-1] + "X" + hash(c.what)
}

// settle gives every claim a name that no other has and that is not reserved.
// Where claims meet, all of them take their next longer form, so the outcome
// does not depend on their order. Claims that meet are a finding, but once.
func settle(claims []*claim, reserved map[string]bool) []ir.Diagnostic {
	var found []ir.Diagnostic
	told := map[string]bool{}
	for moved := true; moved; {
		moved = false
		groups := map[string][]*claim{}
		for _, c := range claims {
			groups[c.name()] = append(groups[c.name()], c)
		}
		for name, group := range groups {
			if len(group) == 1 && !reserved[name] {
				continue
			}
			if met := meeting(group); len(group) > 1 && !told[met] {
				told[met] = true
				found = append(found, clashFinding(name, group))
			}
			for _, c := range group {
				if c.level < len(c.forms) {
					c.level++
					moved = true
				}
			}
		}
	}
	for _, c := range claims {
		c.set(c.name())
	}
	return found
}

// meeting names the things that meet, whatever they would be called.
func meeting(group []*claim) string {
	var whats []string
	for _, c := range group {
		whats = append(whats, c.what)
	}
	slices.Sort(whats)
	return strings.Join(whats, "\n")
}

func clashFinding(name string, group []*claim) ir.Diagnostic {
	slices.SortFunc(group, func(a, b *claim) int { return strings.Compare(a.what, b.what) })
	var related []ir.Related
	for _, c := range group[1:] {
		related = append(related, ir.RelatedAt(c.at, c.what))
	}
	d := ir.NewDiagnostic("name-clash", group[0].at, fmt.Sprintf("%s and %s would both be called %s in Go; all of them get longer names.", group[0].what, group[1].what, name), related...)
	d.Severity = ir.Info // a longer name is all that it costs
	return d
}
