package client

import (
	"strings"

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
		of := gofile.Receiver{Pointer: true, Type: t.Name}
		f.Method(nil, of, "odataType", gofile.Signature{Results: func(c *gofile.Code) { c.Go("string") }},
			func(c *gofile.Code) { c.Go("return ").Text("#" + t.API) })
		for _, mark := range t.Marks {
			f.Method(nil, of, mark, gofile.Signature{}, func(*gofile.Code) {})
		}
		f.Line()
	}
}

// enum prints a string type and its constants. Values that are not documented
// are values all the same.
func enum(f *gofile.File, t *gomodel.Type) {
	f.StringType(t.Comment(), t.Name)
	if len(t.Members) == 0 {
		return
	}
	f.Consts([]string{"Documented values of " + string(t.Name) + "."}, func(c *gofile.Code) {
		for _, m := range t.Members {
			c.Doc(m.Doc.Paragraphs()...).Name(m.Name).Go(" ").Name(t.Name).Go(" = ").Text(m.Value).Go("\n")
		}
	})
}

// structType prints the struct. Fields that may be absent are left out of the
// JSON while they are zero.
func structType(f *gofile.File, t *gomodel.Type) {
	f.Struct(t.Comment(), t.Name, func(c *gofile.Code) {
		for _, field := range t.Fields {
			doc := field.Doc.Paragraphs()
			if field.Required {
				doc = append(doc, "Required.")
			}
			c.Doc(doc...).Name(field.Name).Go(" ").Type(field.Type).Go(" ")
			if field.Required {
				c.Tag("json", field.JSON, "").Go("\n")
			} else {
				c.Tag("json", field.JSON, ",omitzero").Go("\n")
			}
		}
		if t.Subtype != "" {
			c.Go("// The object as its @odata.type says, nil if that names no type below. If set, it is what is sent.\n").
				Go("Subtype ").Name(t.Subtype).Go(" `json:\"-\"`\n")
		}
		c.Go("// Extra holds what no field does: unknown members, nulls (in lists too), values of another type.\n").
			Go("Extra map[string]").Qual("encoding/json", "RawMessage").Go(" `json:\"-\"`")
	})
}

// codec prints the two methods that encoding/json calls.
func codec(f *gofile.File, t *gomodel.Type) {
	f.Method(nil, gofile.Receiver{Name: "t", Type: t.Name}, "MarshalJSON", marshal,
		func(c *gofile.Code) { c.Go("return encode(t)") })
	f.Method(nil, gofile.Receiver{Name: "t", Pointer: true, Type: t.Name}, "UnmarshalJSON", unmarshal,
		func(c *gofile.Code) { c.Go("return decode(data, t)") })
	f.Line()
}

var (
	marshal   = gofile.Signature{Results: func(c *gofile.Code) { c.Go("([]byte, error)") }}
	unmarshal = gofile.Signature{
		Parameters: func(c *gofile.Code) { c.Go("data []byte") },
		Results:    func(c *gofile.Code) { c.Go("error") },
	}
)

// subtypes prints the interface of the types that derive from a type, and how
// they are told apart.
func subtypes(f *gofile.File, t *gomodel.Type) {
	var names []string
	for _, sub := range t.Subtypes {
		names = append(names, "["+string(sub.Name)+"]")
	}
	f.Interface([]string{string(t.Subtype) + " is a pointer to one of " + strings.Join(names, ", ") + "."}, t.Subtype, func(c *gofile.Code) {
		c.Go("named\n").Name(gomodel.Mark(t.Subtype)).Go("()")
	})
	f.Method(nil, gofile.Receiver{Pointer: true, Type: t.Name}, "newSubtype", gofile.Signature{
		Parameters: func(c *gofile.Code) { c.Go("odataType string") },
		Results:    func(c *gofile.Code) { c.Go("any") },
	}, func(c *gofile.Code) {
		c.Go("switch odataType {\n")
		for _, sub := range t.Subtypes {
			c.Go("case ").Text("#" + sub.API).Go(":\nreturn new(").Name(sub.Name).Go(")\n")
		}
		c.Go("}\nreturn nil\n")
	})
}
