package tests

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// literal prints a JSON value as a person writes it in Go.
func literal(c *gofile.Code, r gomodel.Ref, n *node) {
	bare := gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}
	switch {
	case r.Wrap == gomodel.Maybe && n.kind() == null:
		c.Go("Null[").Type(bare).Go("]()")
	case r.Wrap == gomodel.Maybe:
		c.Go("Some(")
		literal(c, bare, n)
		c.Go(")")
	case r.Wrap == gomodel.Pointer:
		c.Go("&")
		literal(c, bare, n)
	case r.List:
		c.Type(bare).Go("{")
		for i := range n.nodes {
			if i > 0 {
				c.Go(", ")
			}
			literal(c, r.Elem(), &n.nodes[i])
		}
		c.Go("}")
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		structLiteral(c, r.Type, n)
	default:
		scalarLiteral(c, r, n)
	}
}

// structLiteral writes the fields that an object fills; what no field holds
// stands in Extra. A literal with several fields has one on each line.
func structLiteral(c *gofile.Code, t *gomodel.Type, n *node) {
	c.Name(t.Name).Go("{")
	if n.kind() != anObject {
		c.Go("}")
		return
	}
	if sub := subtypeOf(t, n.get("@odata.type")); sub != t {
		c.Go("Subtype: &")
		structLiteral(c, sub, n)
		c.Go("}")
		return
	}
	fields, extra := filled(t, n)
	lines := len(fields) > 1 || len(fields) == 1 && len(extra) > 0
	if lines {
		c.Go("\n")
	}
	for _, f := range fields {
		c.Name(f.Name).Go(": ")
		literal(c, f.Type, n.get(f.JSON))
		if lines {
			c.Go(",\n")
		}
	}
	if len(extra) > 0 {
		extraLiteral(c, extra)
		if lines {
			c.Go(",\n")
		}
	}
	c.Go("}")
}

// filled returns the fields that an object fills, and its other members.
func filled(t *gomodel.Type, n *node) (fields []*gomodel.Field, extra []*node) {
	taken := make(map[string]bool, len(n.nodes))
	for _, f := range t.Fields {
		value := n.get(f.JSON)
		if value == nil || taken[f.JSON] || !holds(value, f.Type) ||
			value.kind() == null && f.Type.Wrap != gomodel.Maybe || f.Type.List && holdsNull(value) {
			continue
		}
		taken[f.JSON] = true
		fields = append(fields, f)
	}
	for i := range n.nodes {
		if m := &n.nodes[i]; !taken[m.name] {
			taken[m.name] = true
			extra = append(extra, m)
		}
	}
	return fields, extra
}

func extraLiteral(c *gofile.Code, extra []*node) {
	c.Go("Extra: map[string]").Qual("encoding/json", "RawMessage").Go("{")
	for i, m := range extra {
		if i > 0 {
			c.Go(", ")
		}
		c.Text(m.name).Go(": ")
		rawLiteral(c, m)
	}
	c.Go("}")
}

// holdsNull reports whether a list has an element that no Go value of its type
// tells.
func holdsNull(list *node) bool {
	return slices.ContainsFunc(list.nodes, func(n node) bool { return n.kind() == null })
}

// subtypeOf returns the subtype that @odata.type names, else the type itself.
func subtypeOf(t *gomodel.Type, kind *node) *gomodel.Type {
	name, ok := kind.str()
	if !ok || t.Subtype == "" {
		return t
	}
	i := slices.IndexFunc(t.Subtypes, func(sub *gomodel.Type) bool { return sub.API == strings.TrimPrefix(name, "#") })
	if i < 0 {
		return t
	}
	return t.Subtypes[i]
}

func rawLiteral(c *gofile.Code, n *node) {
	c.Qual("encoding/json", "RawMessage").Go("(").Text(n.text).Go(")")
}

func scalarLiteral(c *gofile.Code, r gomodel.Ref, n *node) {
	text, _ := n.str()
	switch {
	case r.Go == "json.RawMessage":
		rawLiteral(c, n)
		return
	case r.Type != nil:
		for _, m := range r.Type.Members {
			if m.Value == text {
				c.Name(m.Name)
				return
			}
		}
	case r.Go == "[]byte":
		data, err := base64.StdEncoding.DecodeString(text)
		if err == nil {
			c.Go("[]byte(").Text(string(data)).Go(")")
			return
		}
	}
	if n.kind() != aText {
		text = n.text
	}
	value(c, r, text)
}
