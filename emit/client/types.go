package client

import (
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// declareType prints a type.
func declareType(c *gofile.Code, t *gomodel.Type) {
	if t.Kind == gomodel.Enum {
		enum(c, t)
		return
	}
	structType(c, t)
	codec(c, t)
	if len(t.Subtypes) > 0 {
		subtypes(c, t)
	}
	if len(t.Marks) > 0 {
		c.Go("func (*").Name(t.Name).Go(") odataType() string{return ").Text("#" + t.API).Go("}\n")
		for _, mark := range t.Marks {
			c.Go("func (*").Name(t.Name).Go(") ").Name(mark).Go("() {}\n")
		}
		c.Go("\n")
	}
}

// enum prints a string type and its constants. Values that are not documented
// are values all the same.
func enum(c *gofile.Code, t *gomodel.Type) {
	c.Doc(t.Comment()...).Go("type ").Name(t.Name).Go(" string\n\n")
	if len(t.Members) == 0 {
		return
	}
	c.Doc("Documented values of " + t.Name + ".").Go("const (\n")
	for _, m := range t.Members {
		c.Doc(m.Doc.Paragraphs()...).Name(m.Name).Go(" ").Name(t.Name).Go(" = ").Text(m.Value).Go("\n")
	}
	c.Go(")\n\n")
}

// structType prints the struct. Fields that may be absent are left out of the
// JSON while they are zero.
func structType(c *gofile.Code, t *gomodel.Type) {
	c.Doc(t.Comment()...).Go("type ").Name(t.Name).Go(" struct {\n")
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
		Go("Extra map[string]").Qual("encoding/json", "RawMessage").Go(" `json:\"-\"`\n}\n\n")
}

// codec prints the two methods that encoding/json calls.
func codec(c *gofile.Code, t *gomodel.Type) {
	c.Go("func (t ").Name(t.Name).Go(") MarshalJSON() ([]byte, error) {return encode(t)}\n").
		Go("func (t *").Name(t.Name).Go(") UnmarshalJSON(data []byte) error {return decode(data, t)}\n\n")
}

// subtypes prints the interface of the types that derive from a type, and how
// they are told apart.
func subtypes(c *gofile.Code, t *gomodel.Type) {
	var names []string
	for _, sub := range t.Subtypes {
		names = append(names, "["+sub.Name+"]")
	}
	c.Doc(t.Subtype + " is a pointer to one of " + strings.Join(names, ", ") + ".").
		Go("type ").Name(t.Subtype).Go(" interface {\nnamed\n").Name(gomodel.Mark(t.Subtype)).Go("()\n}\n\n")
	c.Go("func (*").Name(t.Name).Go(") newSubtype(odataType string) any {\nswitch odataType {\n")
	for _, sub := range t.Subtypes {
		c.Go("case ").Text("#" + sub.API).Go(":\nreturn new(").Name(sub.Name).Go(")\n")
	}
	c.Go("}\nreturn nil\n}\n\n")
}
