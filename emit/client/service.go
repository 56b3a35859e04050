package client

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// service prints the service of a resource and its operations.
func service(f *gofile.File, s *gomodel.Service) {
	f.Add(gofile.Doc(s.Name + " has the operations of " + s.Called() + ".").
		Type().Id(s.Name).Struct(jen.Id("conn").Op("*").Id("conn")))
	f.Line()
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
	f.Add(gofile.Doc(m.Doc...).Func().Params(jen.Id("s").Op("*").Id(m.Service.Name)).Id(m.Name).
		ParamsFunc(func(g *jen.Group) { parameters(g, m) }).Add(gofile.Results(m.Result)).Block(
		jen.Return(function(m).Call(jen.Id("ctx"), jen.Id("s").Dot("conn"), jen.Id("call").Custom(block, facts(m)...))),
	))
	f.Line()
}

// parameters prints the parameters of a method, in the order of gomodel.Method.
func parameters(g *jen.Group, m *gomodel.Method) {
	g.Id("ctx").Qual("context", "Context")
	if m.At != nil {
		g.Id("at").Id(m.At.Name)
	}
	params := slices.Concat(m.Path, m.Query, m.Header)
	for i, p := range params {
		if i+1 < len(params) && params[i+1].Type == p.Type {
			g.Id(p.Name) // the next one names the type of both
		} else {
			g.Id(p.Name).Add(gofile.Ref(p.Type))
		}
	}
	switch {
	case m.Body == nil:
	case m.Body.Stream && m.Body.ContentType == "":
		g.Id("contentType").String()
		g.Id("body").Qual("io", "Reader")
	case m.Body.Stream:
		g.Id("body").Qual("io", "Reader")
	default:
		g.Id("body").Add(gofile.Ref(m.Body.Type))
	}
	if m.Options != nil {
		g.Id("opts").Op("...").Id(m.Options.Name)
	}
}

// argumentNames lists the names of the parameters behind ctx, without options.
func argumentNames(m *gomodel.Method) []string {
	var names []string
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

// function names the runtime function that makes the call.
func function(m *gomodel.Method) *jen.Statement {
	switch m.Result.Kind {
	case gomodel.Object:
		return jen.Id("object").Types(gofile.Ref(m.Result.Type))
	case gomodel.Paged:
		return jen.Id("paged").Types(gofile.Ref(m.Result.Type))
	case gomodel.Scalar:
		return jen.Id("scalar").Types(gofile.Ref(m.Result.Type))
	case gomodel.Stream:
		return jen.Id("stream")
	case gomodel.Accepted:
		return jen.Id("accepted")
	}
	return jen.Id("nothing")
}

// facts prints the fields of the call that a method makes.
func facts(m *gomodel.Method) []jen.Code {
	var list []jen.Code
	add := func(name string, value jen.Code) { list = append(list, jen.Id(name).Op(":").Add(value)) }
	add("op", jen.Id(m.Var))
	add("method", gofile.Text(m.Verb))
	if m.At != nil {
		add("at", jen.Id("at"))
	}
	if m.Suffix != "" {
		add("path", gofile.Text(m.Suffix))
	}
	if len(m.Path) > 0 {
		add("values", jen.Index().Any().ValuesFunc(func(g *jen.Group) {
			for _, p := range m.Path {
				g.Id(p.Name)
			}
		}))
	}
	if len(m.Query)+len(m.Fixed) > 0 {
		add("query", valuesOf(m.Query, m.Fixed))
	}
	if len(m.Header) > 0 {
		add("header", valuesOf(m.Header, nil))
	}
	if m.Body != nil {
		for _, fact := range bodyFacts(m.Body) {
			add(fact.name, fact.value)
		}
	}
	if m.Result.Nested {
		add("nested", jen.True())
	}
	if m.Options != nil {
		add("options", jen.Id("opts"))
	}
	return list
}

type fact struct {
	name  string
	value jen.Code
}

func bodyFacts(b *gomodel.Body) []fact {
	switch {
	case !b.Stream:
		return []fact{{"body", jen.Id("body")}}
	case b.ContentType == "":
		return []fact{{"stream", jen.Id("body")}, {"contentType", jen.Id("contentType")}}
	}
	return []fact{{"stream", jen.Id("body")}, {"contentType", gofile.Text(b.ContentType)}}
}

// valuesOf prints parameters and fixed pairs by their names in the request.
func valuesOf(params []*gomodel.Param, fixed []gomodel.Pair) jen.Code {
	return jen.Id("values").ValuesFunc(func(g *jen.Group) {
		for _, p := range params {
			g.Add(gofile.Text(p.Wire)).Op(":").Id(p.Name)
		}
		for _, p := range fixed {
			g.Add(gofile.Text(p.Name)).Op(":").Add(gofile.Text(p.Value))
		}
	})
}

// schemes names the constants of the runtime.
var schemes = map[ir.Scheme]string{
	ir.DelegatedWork: "Delegated", ir.DelegatedPersonal: "DelegatedPersonal", ir.Application: "AppOnly",
}

// operation prints what the documentation says about an operation, as data.
func operation(f *gofile.File, m *gomodel.Method) {
	fields := []jen.Code{jen.Id("ID").Op(":").Add(gofile.Text(m.Op.ID)), jen.Id("Source").Op(":").Add(gofile.Text(m.Source))}
	if m.Op.Deprecated {
		fields = append(fields, jen.Id("Deprecated").Op(":").True())
	}
	if len(m.Op.Permissions) > 0 {
		var list []jen.Code
		for _, p := range m.Op.Permissions {
			list = append(list, permission(p))
		}
		fields = append(fields, jen.Id("Permissions").Op(":").Index().Id("Permission").Custom(block, list...))
	}
	f.Add(gofile.Doc(m.Var+" describes ["+m.Service.Name+"."+m.Name+"].").
		Var().Id(m.Var).Op("=").Op("&").Id("Operation").Custom(block, fields...))
	f.Line()
}

// permission prints one permission record on one line.
func permission(p ir.Permission) jen.Code {
	scheme := gofile.Text(string(p.Scheme))
	if name, ok := schemes[p.Scheme]; ok {
		scheme = jen.Id(name)
	}
	return jen.ValuesFunc(func(g *jen.Group) {
		g.Id("Scheme").Op(":").Add(scheme)
		g.Id("Status").Op(":").Add(gofile.Text(string(p.Status)))
		for _, list := range []struct {
			name  string
			names []string
		}{{"Least", p.Least}, {"Higher", p.Higher}} {
			if len(list.names) > 0 {
				g.Id(list.name).Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
					for _, n := range list.names {
						g.Add(gofile.Text(n))
					}
				})
			}
		}
		if p.Context != "" {
			g.Id("Context").Op(":").Add(gofile.Text(p.Context))
		}
	})
}

// options prints the struct with a method's optional parameters.
func options(f *gofile.File, m *gomodel.Method) {
	f.Add(gofile.Doc(m.Options.Name + " are the optional parameters of [" + m.Service.Name + "." + m.Name + "].").
		Type().Id(m.Options.Name).StructFunc(func(g *jen.Group) {
		for _, list := range []struct {
			tag    string
			params []*gomodel.Param
		}{{"query", m.Options.Query}, {"header", m.Options.Header}} {
			for _, p := range list.params {
				doc := p.Doc
				if len(doc) == 0 {
					doc = []string{optionDoc(list.tag, p.Wire)}
				}
				g.Add(gofile.Doc(doc...).Id(p.Name).Add(gofile.Ref(p.Type)).Add(gofile.Tag(list.tag, p.Wire)))
			}
		}
	}))
	f.Line()
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

// optionDoc describes a parameter that the page does not describe.
func optionDoc(kind, name string) string {
	switch doc := odataDocs[strings.ToLower(name)]; {
	case kind == "query" && doc != "":
		return doc
	case kind == "query":
		return "The query parameter " + name + "."
	}
	return "The header " + name + "."
}
