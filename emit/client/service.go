package client

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// service prints the service of a resource and its operations.
func service(f *gofile.File, s *gomodel.Service) {
	f.Struct([]string{string(s.Name) + " has the operations of " + s.Called() + "."}, s.Name, func(c *gofile.Code) { c.Go("conn *conn") })
	for _, m := range s.Methods {
		method(f, m)
		operation(f, m)
		if m.Options != nil {
			options(f, m)
		}
	}
}

// method prints an operation as a method: the facts of one call.
func method(f *gofile.File, m *gomodel.Method) {
	f.Method(m.Comment(), gofile.Receiver{Name: "s", Pointer: true, Type: m.Service.Name}, m.Name, gofile.Signature{
		Parameters: func(c *gofile.Code) { parameters(c, m) },
		Results:    func(c *gofile.Code) { c.Results(m.Result) },
	}, func(c *gofile.Code) {
		c.Go("return ")
		function(c, m)
		c.Go("(ctx, s.conn, call{\n")
		facts(c, m)
		c.Go("})\n")
	})
}

// parameters prints the parameters of a method, in the order of gomodel.Method.
func parameters(c *gofile.Code, m *gomodel.Method) {
	c.Go("ctx ").Qual("context", "Context")
	if m.At != nil {
		c.Go(", at ").Name(m.At.Name)
	}
	params := slices.Concat(m.Path, m.Query, m.Header)
	for i, p := range params {
		c.Go(", ").Name(p.Name)
		if i+1 == len(params) || params[i+1].Type != p.Type { // else the next one names the type of both
			c.Go(" ").Type(p.Type)
		}
	}
	switch {
	case m.Body == nil:
	case m.Body.Stream && m.Body.ContentType == "":
		c.Go(", contentType string, body ").Qual("io", "Reader")
	case m.Body.Stream:
		c.Go(", body ").Qual("io", "Reader")
	default:
		c.Go(", body ").Type(m.Body.Type)
	}
	if m.Options != nil {
		c.Go(", opts ...").Name(m.Options.Name)
	}
}

// argumentNames lists the names of the parameters behind ctx, without options.
func argumentNames(m *gomodel.Method) []gomodel.Name {
	var names []gomodel.Name
	if m.At != nil {
		names = append(names, "at")
	}
	for _, list := range [][]*gomodel.Param{m.Path, m.Query, m.Header} {
		for _, p := range list {
			names = append(names, p.Name)
		}
	}
	if m.Body != nil && m.Body.Stream && m.Body.ContentType == "" {
		names = append(names, "contentType")
	}
	if m.Body != nil {
		names = append(names, "body")
	}
	return names
}

// function prints the runtime function that makes the call.
func function(c *gofile.Code, m *gomodel.Method) {
	switch m.Result.Kind {
	case gomodel.Object:
		c.Go("object[").Type(m.Result.Type).Go("]")
	case gomodel.Paged:
		c.Go("paged[").Type(m.Result.Type).Go("]")
	case gomodel.Scalar:
		c.Go("scalar[").Type(m.Result.Type).Go("]")
	case gomodel.Stream:
		c.Go("stream")
	case gomodel.Accepted:
		c.Go("accepted")
	default:
		c.Go("nothing")
	}
}

// facts prints the fields of the call that a method makes.
func facts(c *gofile.Code, m *gomodel.Method) {
	c.Go("op: ").Name(m.Var).Go(",\nmethod: ").Text(m.Verb).Go(",\n")
	if m.At != nil {
		c.Go("at: at,\n")
	}
	if m.Suffix != "" {
		c.Go("path: ").Text(m.Suffix).Go(",\n")
	}
	if len(m.Path) > 0 {
		c.Go("values: []any{")
		for i, p := range m.Path {
			if i > 0 {
				c.Go(", ")
			}
			c.Name(p.Name)
		}
		c.Go("},\n")
	}
	if len(m.Query)+len(m.Fixed) > 0 {
		c.Go("query: ")
		valuesOf(c, m.Query, m.Fixed)
	}
	if len(m.Header) > 0 {
		c.Go("header: ")
		valuesOf(c, m.Header, nil)
	}
	if m.Body != nil {
		bodyFacts(c, m.Body)
	}
	if m.Result.Nested {
		c.Go("nested: true,\n")
	}
	if m.Options != nil {
		c.Go("options: opts,\n")
	}
}

func bodyFacts(c *gofile.Code, b *gomodel.Body) {
	switch {
	case !b.Stream:
		c.Go("body: body,\n")
	case b.ContentType == "":
		c.Go("stream: body,\ncontentType: contentType,\n")
	default:
		c.Go("stream: body,\ncontentType: ").Text(b.ContentType).Go(",\n")
	}
}

// valuesOf prints parameters and fixed pairs by their names in the request.
func valuesOf(c *gofile.Code, params []*gomodel.Param, fixed []gomodel.Pair) {
	c.Go("values{")
	for i, p := range params {
		if i > 0 {
			c.Go(", ")
		}
		c.Text(p.Wire).Go(": ").Name(p.Name)
	}
	for i, p := range fixed {
		if i+len(params) > 0 {
			c.Go(", ")
		}
		c.Text(p.Name).Go(": ").Text(p.Value)
	}
	c.Go("},\n")
}

// schemes names the constants of the runtime.
var schemes = map[ir.Scheme]gomodel.Name{
	ir.DelegatedWork: "Delegated", ir.DelegatedPersonal: "DelegatedPersonal", ir.Application: "AppOnly",
}

// operation prints what the documentation says about an operation, as data.
func operation(f *gofile.File, m *gomodel.Method) {
	f.Var([]string{string(m.Var + " describes [" + m.Service.Name + "." + m.Name + "].")}, m.Var, func(c *gofile.Code) {
		c.Go("&Operation{\nID: ").Text(m.Op.ID).Go(",\nSource: ").Text(m.Source).Go(",\n")
		if m.Op.Deprecated {
			c.Go("Deprecated: true,\n")
		}
		if len(m.Op.Permissions) > 0 {
			c.Go("Permissions: []Permission{\n")
			for _, p := range m.Op.Permissions {
				permission(c, p)
			}
			c.Go("},\n")
		}
		c.Go("}")
	})
}

// permission prints one permission record on one line.
func permission(c *gofile.Code, p ir.Permission) {
	c.Go("{Scheme: ")
	if name, ok := schemes[p.Scheme]; ok {
		c.Name(name)
	} else {
		c.Text(string(p.Scheme))
	}
	c.Go(", Status: ").Text(string(p.Status))
	if len(p.Least) > 0 {
		c.Go(", Least: []string{").Texts(p.Least).Go("}")
	}
	if len(p.Higher) > 0 {
		c.Go(", Higher: []string{").Texts(p.Higher).Go("}")
	}
	if p.Context != "" {
		c.Go(", Context: ").Text(p.Context)
	}
	c.Go("},\n")
}

// options prints the struct with a method's optional parameters.
func options(f *gofile.File, m *gomodel.Method) {
	f.Struct([]string{string(m.Options.Name + " are the optional parameters of [" + m.Service.Name + "." + m.Name + "].")}, m.Options.Name, func(c *gofile.Code) {
		for _, p := range m.Options.Query {
			optionDoc(c, p, queryDoc(p.Wire)).Name(p.Name).Go(" ").Type(p.Type).Go(" ").Tag("query", p.Wire, "").Go("\n")
		}
		for _, p := range m.Options.Header {
			optionDoc(c, p, "The header "+p.Wire+".").Name(p.Name).Go(" ").Type(p.Type).Go(" ").Tag("header", p.Wire, "").Go("\n")
		}
	})
}

// optionDoc prints the comment of a parameter, which the page may not describe.
func optionDoc(c *gofile.Code, p *gomodel.Param, otherwise string) *gofile.Code {
	if doc := p.Doc.Paragraphs(); len(doc) > 0 {
		return c.Doc(doc...)
	}
	return c.Doc(otherwise)
}

// odataDocs say what OData's query options do, which pages leave to OData.
var odataDocs = map[string]string{
	"$select":  "The properties to return.",
	"$expand":  "The relationships to return with their objects.",
	"$filter":  "Which items to return, as an expression of OData.",
	"$orderby": `The properties to sort by, each with " desc" behind it to turn the order round.`,
	"$top":     "How many items a page holds at most.",
	"$skip":    "How many items to leave out at the beginning.",
	"$search":  "Which items to return, by words in them.",
	"$count":   "Whether to count the items of the whole collection, see [Page].",
}

// queryDoc describes a query parameter that the page does not describe.
func queryDoc(name string) string {
	if doc := odataDocs[strings.ToLower(name)]; doc != "" {
		return doc
	}
	return "The query parameter " + name + "."
}
