package client

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/service"
)

// declaration prints a type and what belongs to it.
func declaration(f *gofile.File, t *gomodel.Type) {
	if t.Kind == gomodel.Enum {
		enum(f, t)
		return
	}
	f.Declare(gofile.Doc(t.Comment()...), structType(t))
	f.Declare(nil, marshalJSON(t), unmarshalJSON(t))
	if len(t.Subtypes) > 0 {
		f.Declare(gofile.Doc(subtypesDoc(t)), subtypes(t))
		f.Declare(nil, newSubtype(t))
	}
	if len(t.Marks) > 0 {
		f.Declare(nil, marks(t)...)
	}
}

// enum prints a string type and its constants. Values that are not documented
// are values all the same.
func enum(f *gofile.File, t *gomodel.Type) {
	f.Declare(gofile.Doc(t.Comment()...), jen.Type().Add(gofile.Name(t.Name)).String())
	if len(t.Members) > 0 {
		f.Declare(gofile.Doc(fmt.Sprintf("Documented values of %s.", t.Name)), members(t))
	}
}

func members(t *gomodel.Type) jen.Code {
	return jen.Const().DefsFunc(func(list *jen.Group) {
		for _, m := range t.Members {
			list.Add(gofile.Doc(m.Doc.Paragraphs()...))
			list.Add(gofile.Name(m.Name), gofile.Name(t.Name)).Op("=").Add(gofile.Text(m.Value))
		}
	})
}

// structType is the struct. Fields that may be absent are left out of the JSON
// while they are zero.
func structType(t *gomodel.Type) jen.Code {
	return jen.Type().Add(gofile.Name(t.Name)).StructFunc(func(fields *jen.Group) {
		for _, field := range t.Fields {
			doc, tag := field.Doc.Paragraphs(), gofile.Tag("json", field.JSON, ",omitzero")
			if field.Required {
				doc, tag = append(doc, "Required."), gofile.Tag("json", field.JSON, "")
			}
			fields.Add(gofile.Doc(doc...))
			fields.Add(gofile.Name(field.Name), gofile.Type(field.Type), tag)
		}
		if t.Subtype != "" {
			fields.Add(gofile.Doc("The object as its " + service.OData.TypeMember + " says, nil if that names no type below. If set, it is what is sent."))
			fields.Id("Subtype").Add(gofile.Name(t.Subtype), gofile.Tag("json", "-", ""))
		}
		fields.Add(gofile.Doc("Extra holds what no field does: unknown members, nulls (in lists too), values of another type."))
		fields.Id("Extra").Map(jen.String()).Qual("encoding/json", "RawMessage").Add(gofile.Tag("json", "-", ""))
	})
}

// The two methods that encoding/json calls.

func marshalJSON(t *gomodel.Type) jen.Code {
	return jen.Func().Params(jen.Id("t").Add(gofile.Name(t.Name))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).Add(
		gofile.OneLine(jen.Return(jen.Id("encode").Call(jen.Id("t")))),
	)
}

func unmarshalJSON(t *gomodel.Type) jen.Code {
	return jen.Func().Params(jen.Id("t").Op("*").Add(gofile.Name(t.Name))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Add(
		gofile.OneLine(jen.Return(jen.Id("decode").Call(jen.Id("data"), jen.Id("t")))),
	)
}

// subtypes is the interface of the types that derive from a type.
func subtypes(t *gomodel.Type) jen.Code {
	return jen.Type().Add(gofile.Name(t.Subtype)).Interface(
		jen.Id("named"),
		gofile.Name(gomodel.Mark(t.Subtype)).Params(),
	)
}

func subtypesDoc(t *gomodel.Type) string {
	var links []string
	for _, sub := range t.Subtypes {
		links = append(links, fmt.Sprintf("[%s]", sub.Name))
	}
	return fmt.Sprintf("%s is a pointer to one of %s.", t.Subtype, strings.Join(links, ", "))
}

// newSubtype is how the subtypes are told apart.
func newSubtype(t *gomodel.Type) jen.Code {
	return jen.Func().Params(jen.Op("*").Add(gofile.Name(t.Name))).Id("newSubtype").Params(jen.Id("odataType").String()).Any().Block(
		jen.Switch(jen.Id("odataType")).BlockFunc(func(cases *jen.Group) {
			for _, sub := range t.Subtypes {
				cases.Case(gofile.Text(sub.WireName())).Block(jen.Return(jen.New(gofile.Name(sub.Name))))
			}
		}),
		jen.Return(jen.Nil()),
	)
}

// marks are the methods by which a type is known as a subtype, and its name.
func marks(t *gomodel.Type) []jen.Code {
	receiver := jen.Op("*").Add(gofile.Name(t.Name))
	list := []jen.Code{
		jen.Func().Params(receiver).Id("odataType").Params().String().Add(gofile.OneLine(jen.Return(gofile.Text(t.WireName())))),
	}
	for _, mark := range t.Marks {
		list = append(list, jen.Func().Params(receiver).Add(gofile.Name(mark)).Params().Block())
	}
	return list
}
