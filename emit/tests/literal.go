package tests

import (
	"encoding/base64"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/examples"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// literal is a JSON value as a person writes it in Go.
func literal(r gomodel.Ref, n *jsontree.Node) jen.Code {
	bare := gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}
	switch {
	case r.Wrap == gomodel.Maybe && n.Kind() == jsontree.Null:
		return jen.Id("Null").Types(gofile.Type(bare)).Call()
	case r.Wrap == gomodel.Maybe:
		return jen.Id("Some").Call(literal(bare, n))
	case r.Wrap == gomodel.Pointer:
		return jen.Op("&").Add(literal(bare, n))
	case r.List:
		var list []jen.Code
		for _, e := range n.Elements() {
			list = append(list, literal(r.Elem(), e))
		}
		return gofile.Type(bare).Values(list...)
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return structLiteral(r.Type, n)
	}
	return scalarLiteral(r, n)
}

// structLiteral has the fields that an object fills; what no field holds stands
// in Extra. A literal with several fields has one on each line.
func structLiteral(t *gomodel.Type, n *jsontree.Node) jen.Code {
	name := gofile.Name(t.Name)
	if sub := examples.SubtypeOf(t, n); sub != t {
		return name.Values(gofile.Field("Subtype", jen.Op("&").Add(structLiteral(sub, n))))
	}
	var fields []jen.Code
	held := map[string]bool{}
	for _, f := range t.Fields {
		if v := n.Get(f.JSON); !held[f.JSON] && fills(f, v) {
			held[f.JSON] = true
			fields = append(fields, field(f.Name, literal(f.Type, v)))
		}
	}
	var extra []jen.Code
	for _, m := range n.Members() {
		if !held[m.Name] {
			extra = append(extra, gofile.Text(m.Name).Op(":").Add(rawLiteral(m)))
		}
	}
	if len(extra) > 0 {
		fields = append(fields, gofile.Field("Extra", jen.Map(jen.String()).Qual("encoding/json", "RawMessage").Values(extra...)))
	}
	if len(fields) > 1 {
		return name.Add(gofile.Multiline(fields...))
	}
	return name.Values(fields...)
}

// fills reports whether a value can be told by a field: null needs an Opt, and no
// list of Go has it as an element.
func fills(f *gomodel.Field, v *jsontree.Node) bool {
	isNull := func(n *jsontree.Node) bool { return n.Kind() == jsontree.Null }
	return v != nil && examples.Holds(v, f.Type) && (!isNull(v) || f.Type.Wrap == gomodel.Maybe) &&
		!(f.Type.List && slices.ContainsFunc(v.Elements(), isNull))
}

func rawLiteral(n *jsontree.Node) jen.Code {
	return jen.Qual("encoding/json", "RawMessage").Call(gofile.Text(compact(n)))
}

func scalarLiteral(r gomodel.Ref, n *jsontree.Node) jen.Code {
	switch {
	case r.Go == "json.RawMessage":
		return rawLiteral(n)
	case r.Type != nil:
		for _, m := range r.Type.Members {
			if m.Value == n.Str() {
				return gofile.Name(m.Name)
			}
		}
	case r.Go == "File":
		return jen.Id("File").Values(gofile.Field("Text", gofile.Text(n.Str())))
	case r.Go == "[]byte":
		if data, err := base64.StdEncoding.DecodeString(n.Str()); err == nil {
			return jen.Index().Byte().Call(gofile.Text(string(data)))
		}
	}
	if n.Kind() == jsontree.String {
		return value(r, n.Str())
	}
	return value(r, n.Text)
}
