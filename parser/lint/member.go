package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/nearest"
)

// checkMembers reports members of objects in examples that the page of their type
// does not describe, but that differ in a letter or two from one that it does: those
// are slips, while a member far from any may be missing on the page.
func checkMembers(api *ir.API) []ir.Diagnostic {
	c := newCatalogue(api)
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		for _, e := range op.Examples {
			if op.Body != nil {
				out = append(out, c.slipsIn(op, bodyMembers(c, op), e.Request.Body, e.Request.BodyAt)...)
			}
			if e.Response != nil && e.Response.Type != "" {
				out = append(out, c.slipsIn(op, c.members(op.APIVersion, e.Response.Type), e.Response.Body, e.Response.BodyAt)...)
			}
		}
	}
	return out
}

// member is what a type says of one of its members.
type member struct {
	name, typ string
}

// members lists what a type and its bases describe, nil if that is not all.
func (c catalogue) members(version, name string) []member {
	if c.properties(version, name) == nil {
		return nil
	}
	out := []member{{"id", "String"}}
	for range maxBases {
		t := c.types[version+" "+simple(name)]
		if t == nil {
			return out
		}
		for _, p := range slices.Concat(t.Properties, t.Relationships) {
			out = append(out, member{p.Name, p.Type})
		}
		name = t.Base
	}
	return out
}

// bodyMembers lists what the table of a body and the page of its type describe.
func bodyMembers(c catalogue, op *ir.Operation) []member {
	out := c.members(op.APIVersion, op.Body.Type)
	for _, p := range op.Body.Properties {
		out = append(out, member{p.Name, p.Type})
	}
	return out
}

// slipsIn reports the slips of one body. Of a list the elements count.
func (c catalogue) slipsIn(op *ir.Operation, known []member, body string, at ir.Pos) []ir.Diagnostic {
	root, err := jsontree.Parse(body)
	if err != nil || len(known) == 0 {
		return nil
	}
	if value := root.Get("value"); value != nil && !slices.ContainsFunc(known, func(m member) bool { return strings.EqualFold(m.name, "value") }) {
		root = value
	}
	var out []ir.Diagnostic
	c.eachSlip(op.APIVersion, known, root, func(m *jsontree.Node, meant string) {
		place := at
		if !at.IsZero() {
			place = at.In(body, m.Offset)
		}
		out = append(out, ir.NewDiagnostic("example-property-misspelt", place,
			fmt.Sprintf("The example has the member %q, which no page describes; %q may be meant.", ir.Visible(m.Name), ir.Visible(meant))))
	})
	return out
}

// eachSlip goes through an object, and those in it whose types pages describe.
func (c catalogue) eachSlip(version string, known []member, n *jsontree.Node, report func(m *jsontree.Node, meant string)) {
	for _, e := range n.Elements() {
		c.eachSlip(version, known, e, report)
	}
	for _, m := range n.Members() {
		i := slices.IndexFunc(known, func(k member) bool { return strings.EqualFold(k.name, m.Name) })
		switch {
		case i >= 0:
			if inner := c.members(version, known[i].typ); inner != nil {
				c.eachSlip(version, inner, m, report)
			}
		case strings.Contains(m.Name, "@"):
		default:
			if meant := meantMember(m.Name, known, n); meant != "" {
				report(m, meant)
			}
		}
	}
}

// meantMember is the known member that a name was probably to be: one that the
// object does not have itself. Short names are another word after one slip.
func meantMember(name string, known []member, n *jsontree.Node) string {
	const shortest, long = 5, 9
	if len(name) < shortest {
		return ""
	}
	slips := 1
	if len(name) >= long {
		slips = 2
	}
	var free []string
	for _, k := range known {
		if n.Get(k.name) == nil {
			free = append(free, k.name)
		}
	}
	return nearest.Word(name, free, slips)
}

// checkBodyTypes reports properties in the table of a body to which the page of its
// type gives another type.
func checkBodyTypes(api *ir.API) []ir.Diagnostic {
	c := newCatalogue(api)
	var out []ir.Diagnostic
	for _, op := range api.Operations {
		if op.Body == nil || op.Body.Type == "" || op.Body.From != "table" {
			continue
		}
		t := c.types[op.APIVersion+" "+simple(op.Body.Type)]
		if t == nil {
			continue
		}
		for _, p := range op.Body.Properties {
			i := slices.IndexFunc(t.Properties, func(q ir.Property) bool { return strings.EqualFold(q.Name, p.Name) })
			if i < 0 {
				continue
			}
			q := t.Properties[i]
			if p.Type == "" || q.Type == "" || simple(p.Type) == simple(q.Type) && p.Collection == q.Collection || alike(p.Type, q.Type) && p.Collection == q.Collection {
				continue
			}
			out = append(out, ir.NewDiagnostic("body-property-type", p.At,
				fmt.Sprintf("The body gives %q the type %q, the page of %q says %q.", ir.Visible(p.Name), typeText(p.Type, p.Collection), ir.Visible(op.Body.Type), typeText(q.Type, q.Collection)),
				ir.RelatedAt(q.At, q.Name)))
		}
	}
	return out
}

// alike reports whether pages use two types for one thing: an enumeration is sent as
// a String.
func alike(a, b string) bool {
	return a == "String" && !ir.IsPrimitive(b) || b == "String" && !ir.IsPrimitive(a)
}

func typeText(name string, collection bool) string {
	if collection {
		name += " collection"
	}
	return ir.Visible(name)
}
