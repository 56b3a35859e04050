package client

import (
	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// declareType prints a type.
func declareType(f *gofile.File, t *gomodel.Type) {
	if t.Kind == gomodel.Enum {
		enum(f, t)
		return
	}
	structType(f, t)
	codec(f, t)
	if len(t.Subtypes) > 0 {
		subtypes(f, t)
	}
	if len(t.Marks) > 0 {
		f.Func().Params(jen.Op("*").Id(t.Name)).Id("odataType").Params().String().
			Add(gofile.OneLine(jen.Return(gofile.Text("#" + t.API))))
		for _, mark := range t.Marks {
			f.Func().Params(jen.Op("*").Id(t.Name)).Id(mark).Params().Block()
		}
		f.Line()
	}
}

// enum prints a string type and its constants. Values that are not documented
// are values all the same.
func enum(f *gofile.File, t *gomodel.Type) {
	f.Add(gofile.Doc(t.Doc...).Type().Id(t.Name).String())
	f.Line()
	if len(t.Members) == 0 {
		return
	}
	f.Add(gofile.Doc("Documented values of " + t.Name + ".").Const().DefsFunc(func(g *jen.Group) {
		for _, m := range t.Members {
			g.Add(gofile.Doc(m.Doc...).Id(m.Name).Id(t.Name).Op("=").Add(gofile.Text(m.Value)))
		}
	}))
	f.Line()
}

// structType prints the struct. Fields that may be absent are left out of the
// JSON while they are zero.
func structType(f *gofile.File, t *gomodel.Type) {
	f.Add(gofile.Doc(t.Doc...).Type().Id(t.Name).StructFunc(func(g *jen.Group) {
		for _, field := range t.Fields {
			doc := field.Doc
			tag := field.JSON + ",omitzero"
			if field.Required {
				tag = field.JSON
				doc = append(doc[:len(doc):len(doc)], "Required.")
			}
			g.Add(gofile.Doc(doc...).Id(field.Name).Add(gofile.Ref(field.Type)).Add(gofile.Tag("json", tag)))
		}
		if t.Subtype != "" {
			g.Add(gofile.Doc("The object as its @odata.type says, nil if that names no type below. If set, it is what is sent.").
				Id("Subtype").Id(t.Subtype).Add(gofile.Tag("json", "-")))
		}
		g.Add(gofile.Doc("Extra holds what no field does: unknown members, nulls (in lists too), values of another type.").
			Id("Extra").Map(jen.String()).Qual("encoding/json", "RawMessage").Add(gofile.Tag("json", "-")))
	}))
	f.Line()
}

// codec prints the two methods that encoding/json calls.
func codec(f *gofile.File, t *gomodel.Type) {
	f.Func().Params(jen.Id("t").Id(t.Name)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(gofile.OneLine(jen.Return(jen.Id("encode").Call(jen.Id("t")))))
	f.Func().Params(jen.Id("t").Op("*").Id(t.Name)).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
		Add(gofile.OneLine(jen.Return(jen.Id("decode").Call(jen.Id("data"), jen.Id("t")))))
	f.Line()
}

// subtypes prints the interface of the types that derive from a type, and how
// they are told apart.
func subtypes(f *gofile.File, t *gomodel.Type) {
	doc := t.Subtype + " is a pointer to one of"
	for i, sub := range t.Subtypes {
		doc += map[bool]string{true: " [", false: ", ["}[i == 0] + sub.Name + "]"
	}
	f.Add(gofile.Doc(doc+".").Type().Id(t.Subtype).Interface(jen.Id("named"), jen.Id(mark(t)).Params()))
	f.Line()
	f.Func().Params(jen.Op("*").Id(t.Name)).Id("newSubtype").Params(jen.Id("odataType").String()).Any().Block(
		jen.Switch(jen.Id("odataType")).BlockFunc(func(g *jen.Group) {
			for _, sub := range t.Subtypes {
				g.Case(gofile.Text("#" + sub.API)).Block(jen.Return(jen.New(jen.Id(sub.Name))))
			}
		}),
		jen.Return(jen.Nil()),
	)
	f.Line()
}

// mark is the unexported method of the interface t.Subtype.
func mark(t *gomodel.Type) string { return gomodel.Mark(t.Subtype) }
