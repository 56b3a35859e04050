package tests

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// literal returns a JSON value as a person writes it in Go.
func literal(r gomodel.Ref, raw json.RawMessage) *jen.Statement {
	bare := gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}
	switch {
	case r.Wrap == gomodel.Maybe && kindOf(raw) == "null":
		return jen.Id("Null").Types(gofile.Ref(bare)).Call()
	case r.Wrap == gomodel.Maybe:
		return jen.Id("Some").Call(literal(bare, raw))
	case r.Wrap == gomodel.Pointer:
		return jen.Op("&").Add(literal(bare, raw))
	case r.List:
		return jen.Index().Add(gofile.Ref(r.Elem())).ValuesFunc(func(g *jen.Group) {
			for _, m := range members(raw) {
				g.Add(literal(r.Elem(), m.value))
			}
		})
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return structLiteral(r.Type, raw)
	}
	return scalarLiteral(r, raw)
}

// structLiteral writes the fields that an object fills; what no field holds
// stands in Extra.
func structLiteral(t *gomodel.Type, raw json.RawMessage) *jen.Statement {
	object := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &object) != nil {
		return jen.Id(t.Name).Values()
	}
	if sub := subtypeOf(t, object["@odata.type"]); sub != t {
		return jen.Id(t.Name).Values(jen.Id("Subtype").Op(":").Op("&").Add(structLiteral(sub, raw)))
	}
	var fields, extra []jen.Code
	for _, f := range t.Fields {
		value, given := object[f.JSON]
		null := kindOf(value) == "null" && f.Type.Wrap != gomodel.Maybe || f.Type.List && holdsNull(value)
		if !given || null || !(&shape{}).holds(value, f.Type) {
			continue
		}
		delete(object, f.JSON)
		fields = append(fields, jen.Id(f.Name).Op(":").Add(literal(f.Type, value)))
	}
	for _, m := range members(raw) {
		name := strings.TrimSuffix(m.name, ": ")
		var plain string
		if json.Unmarshal([]byte(name), &plain) != nil || object[plain] == nil {
			continue
		}
		extra = append(extra, gofile.Text(plain).Op(":").Add(rawLiteral(m.value)))
		delete(object, plain)
	}
	if len(extra) > 0 {
		fields = append(fields, jen.Id("Extra").Op(":").Map(jen.String()).Qual("encoding/json", "RawMessage").Values(extra...))
	}
	if len(fields) < 2 {
		return jen.Id(t.Name).Values(fields...)
	}
	return jen.Id(t.Name).Custom(block, fields...)
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

func rawLiteral(raw json.RawMessage) *jen.Statement {
	text, err := compact(string(raw))
	if err != nil { // what was read as JSON is JSON
		text = "null"
	}
	return jen.Qual("encoding/json", "RawMessage").Call(gofile.Text(text))
}

func scalarLiteral(r gomodel.Ref, raw json.RawMessage) *jen.Statement {
	var text string
	isText := json.Unmarshal(raw, &text) == nil && kindOf(raw) == "a text"
	switch {
	case r.Go == "json.RawMessage":
		return rawLiteral(raw)
	case r.Type != nil:
		for _, m := range r.Type.Members {
			if m.Value == text {
				return jen.Id(m.Name)
			}
		}
	case r.Go == "[]byte":
		data, err := base64.StdEncoding.DecodeString(text)
		if err == nil {
			return jen.Index().Byte().Call(gofile.Text(string(data)))
		}
	}
	if !isText {
		text = strings.TrimSpace(string(raw))
	}
	return value(r, text)
}
