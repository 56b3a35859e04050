package tests

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// literal prints a JSON value as a person writes it in Go.
func literal(c *gofile.Code, r gomodel.Ref, raw json.RawMessage) {
	bare := gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}
	switch {
	case r.Wrap == gomodel.Maybe && kindOf(raw) == "null":
		c.Go("Null[").Type(bare).Go("]()")
	case r.Wrap == gomodel.Maybe:
		c.Go("Some(")
		literal(c, bare, raw)
		c.Go(")")
	case r.Wrap == gomodel.Pointer:
		c.Go("&")
		literal(c, bare, raw)
	case r.List:
		c.Type(bare).Go("{")
		for i, m := range members(raw) {
			if i > 0 {
				c.Go(", ")
			}
			literal(c, r.Elem(), m.value)
		}
		c.Go("}")
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		structLiteral(c, r.Type, raw)
	default:
		scalarLiteral(c, r, raw)
	}
}

// structLiteral writes the fields that an object fills; what no field holds
// stands in Extra. A literal with several fields has one on each line.
func structLiteral(c *gofile.Code, t *gomodel.Type, raw json.RawMessage) {
	c.Name(t.Name).Go("{")
	object := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &object) != nil {
		c.Go("}")
		return
	}
	if sub := subtypeOf(t, object["@odata.type"]); sub != t {
		c.Go("Subtype: &")
		structLiteral(c, sub, raw)
		c.Go("}")
		return
	}
	var fields []*gomodel.Field
	var values []json.RawMessage
	for _, f := range t.Fields {
		value, given := object[f.JSON]
		null := kindOf(value) == "null" && f.Type.Wrap != gomodel.Maybe || f.Type.List && holdsNull(value)
		if given && !null && (&shape{}).holds(value, f.Type) {
			delete(object, f.JSON)
			fields, values = append(fields, f), append(values, value)
		}
	}
	extra := extraOf(object, raw)
	lines := len(fields) > 1 || len(fields) == 1 && len(extra) > 0
	if lines {
		c.Go("\n")
	}
	for i, f := range fields {
		c.Name(f.Name).Go(": ")
		literal(c, f.Type, values[i])
		if lines {
			c.Go(",\n")
		}
	}
	if len(extra) > 0 {
		c.Go("Extra: map[string]").Qual("encoding/json", "RawMessage").Go("{")
		for i, m := range extra {
			if i > 0 {
				c.Go(", ")
			}
			c.Text(m.name).Go(": ")
			rawLiteral(c, m.value)
		}
		c.Go("}")
		if lines {
			c.Go(",\n")
		}
	}
	c.Go("}")
}

// extraOf lists the members of an object that are in a map, in page order.
func extraOf(object map[string]json.RawMessage, raw json.RawMessage) []member {
	var extra []member
	for _, m := range members(raw) {
		var plain string
		if json.Unmarshal([]byte(strings.TrimSuffix(m.name, ": ")), &plain) == nil && object[plain] != nil {
			extra = append(extra, member{plain, m.value})
			delete(object, plain)
		}
	}
	return extra
}

// holdsNull reports whether a list has an element that no Go value of its type
// tells.
func holdsNull(list json.RawMessage) bool {
	return slices.ContainsFunc(members(list), func(m member) bool { return kindOf(m.value) == "null" })
}

// subtypeOf returns the subtype that @odata.type names, else the type itself.
func subtypeOf(t *gomodel.Type, kind json.RawMessage) *gomodel.Type {
	var name string
	if json.Unmarshal(kind, &name) != nil || t.Subtype == "" {
		return t
	}
	i := slices.IndexFunc(t.Subtypes, func(sub *gomodel.Type) bool { return sub.API == strings.TrimPrefix(name, "#") })
	if i < 0 {
		return t
	}
	return t.Subtypes[i]
}

func rawLiteral(c *gofile.Code, raw json.RawMessage) {
	text, err := compact(string(raw))
	if err != nil { // what was read as JSON is JSON
		text = "null"
	}
	c.Qual("encoding/json", "RawMessage").Go("(").Text(text).Go(")")
}

func scalarLiteral(c *gofile.Code, r gomodel.Ref, raw json.RawMessage) {
	var text string
	isText := json.Unmarshal(raw, &text) == nil && kindOf(raw) == "a text"
	switch {
	case r.Go == "json.RawMessage":
		rawLiteral(c, raw)
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
	if !isText {
		text = strings.TrimSpace(string(raw))
	}
	value(c, r, text)
}
