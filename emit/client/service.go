package client

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// serviceOf prints the service of a resource and its operations.
func serviceOf(f *gofile.File, s *gomodel.Service) {
	f.Declare(gofile.Doc(fmt.Sprintf("%s has the operations of %s.", s.Name, s.Called())),
		jen.Type().Add(gofile.Name(s.Name)).Struct(jen.Id("conn").Op("*").Id("conn")))
	for _, m := range s.Methods {
		f.Declare(gofile.Doc(m.Comment()...), method(m))
		f.Declare(gofile.Doc(fmt.Sprintf("%s describes [%s.%s].", m.Var, s.Name, m.Name)), operation(m))
		if m.Options != nil {
			f.Declare(gofile.Doc(fmt.Sprintf("%s are the optional parameters of [%s.%s].", m.Options.Name, s.Name, m.Name)), options(m.Options))
		}
	}
}

// method is an operation as a method: the facts of one call.
func method(m *gomodel.Method) jen.Code {
	receiver := jen.Id("s").Op("*").Add(gofile.Name(m.Service.Name))
	return jen.Func().Params(receiver).Add(gofile.Name(m.Name)).Params(parameters(m)...).Add(gofile.Results(m.Result)).Block(
		jen.Return(function(m.Result).Call(
			jen.Id("ctx"),
			jen.Id("s").Dot("conn"),
			jen.Id("call").Add(gofile.Multiline(facts(m)...)),
		)),
	)
}

// parameters lists the parameters of a method. Neighbours of one type share it.
func parameters(m *gomodel.Method) []jen.Code {
	list := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	arguments := m.Arguments()
	for i, a := range arguments {
		switch {
		case a.Kind == gomodel.OptionsArgument:
			list = append(list, jen.Id("opts").Op("...").Add(gofile.Type(a.Type)))
		case i+1 < len(arguments) && shareType(a, arguments[i+1]):
			list = append(list, gofile.Name(a.Name))
		default:
			list = append(list, gofile.Name(a.Name).Add(gofile.Type(a.Type)))
		}
	}
	return list
}

func shareType(a, next gomodel.Argument) bool {
	return a.Param != nil && next.Param != nil && a.Type == next.Type
}

// function is the function of the runtime that makes the call.
func function(r gomodel.Result) *jen.Statement {
	switch r.Kind {
	case gomodel.Object:
		return jen.Id("object").Types(gofile.Type(r.Type))
	case gomodel.Paged:
		return jen.Id("paged").Types(gofile.Type(r.Type))
	case gomodel.Scalar:
		return jen.Id("scalar").Types(gofile.Type(r.Type))
	case gomodel.Stream:
		return jen.Id("stream")
	case gomodel.Accepted:
		return jen.Id("accepted")
	}
	return jen.Id("nothing")
}

// facts lists the fields of the call that a method makes.
func facts(m *gomodel.Method) []jen.Code {
	list := []jen.Code{gofile.Field("op", gofile.Name(m.Var)), gofile.Field("method", gofile.Text(m.Verb))}
	if m.At != nil {
		list = append(list, gofile.Field("at", jen.Id("at")))
	}
	if m.Suffix != "" {
		list = append(list, gofile.Field("path", gofile.Text(m.Suffix)))
	}
	if len(m.Path) > 0 {
		list = append(list, gofile.Field("values", pathValues(m.Path)))
	}
	if len(m.Query)+len(m.Fixed) > 0 {
		list = append(list, gofile.Field("query", valuesOf(m.Query, m.Fixed)))
	}
	if len(m.Header) > 0 {
		list = append(list, gofile.Field("header", valuesOf(m.Header, nil)))
	}
	if m.Body != nil {
		list = append(list, bodyFacts(m.Body)...)
	}
	if m.Result.Nested {
		list = append(list, gofile.Field("nested", jen.True()))
	}
	if m.Options != nil {
		list = append(list, gofile.Field("options", jen.Id("opts")))
	}
	return list
}

// pathValues lists the arguments that fill the placeholders of a path.
func pathValues(params []*gomodel.Param) jen.Code {
	var names []jen.Code
	for _, p := range params {
		names = append(names, gofile.Name(p.Name))
	}
	return jen.Index().Any().Values(names...)
}

// valuesOf lists parameters and fixed pairs by their names in the request.
func valuesOf(params []*gomodel.Param, fixed []gomodel.Pair) jen.Code {
	var pairs []jen.Code
	for _, p := range params {
		pairs = append(pairs, gofile.Text(p.Wire).Op(":").Add(gofile.Name(p.Name)))
	}
	for _, p := range fixed {
		pairs = append(pairs, gofile.Text(p.Name).Op(":").Add(gofile.Text(p.Value)))
	}
	return jen.Id("values").Values(pairs...)
}

func bodyFacts(b *gomodel.Body) []jen.Code {
	body := jen.Id("body")
	switch {
	case b.Form:
		return []jen.Code{gofile.Field("body", body), gofile.Field("form", gofile.Text(b.ContentType))}
	case !b.Stream:
		return []jen.Code{gofile.Field("body", body)}
	case b.ContentType == "":
		return []jen.Code{gofile.Field("stream", body), gofile.Field("contentType", jen.Id("contentType"))}
	}
	return []jen.Code{gofile.Field("stream", body), gofile.Field("contentType", gofile.Text(b.ContentType))}
}

// operation is what the documentation says about an operation, as data.
func operation(m *gomodel.Method) jen.Code {
	fields := []jen.Code{gofile.Field("ID", gofile.Text(m.ID)), gofile.Field("Source", gofile.Text(m.Source))}
	if m.Deprecated {
		fields = append(fields, gofile.Field("Deprecated", jen.True()))
	}
	if len(m.Permissions) > 0 {
		var records []jen.Code
		for _, p := range m.Permissions {
			records = append(records, permission(p))
		}
		fields = append(fields, gofile.Field("Permissions", jen.Index().Id("Permission").Add(gofile.Multiline(records...))))
	}
	return jen.Var().Add(gofile.Name(m.Var)).Op("=").Op("&").Id("Operation").Add(gofile.Multiline(fields...))
}

// permission is one permission record on one line.
func permission(p gomodel.Permission) jen.Code {
	scheme := gofile.Text(p.Scheme)
	if p.Constant != "" {
		scheme = gofile.Name(p.Constant)
	}
	fields := []jen.Code{gofile.Field("Scheme", scheme), gofile.Field("Status", gofile.Text(p.Status))}
	if len(p.Least) > 0 {
		fields = append(fields, gofile.Field("Least", jen.Index().String().Values(gofile.Texts(p.Least)...)))
	}
	if len(p.Higher) > 0 {
		fields = append(fields, gofile.Field("Higher", jen.Index().String().Values(gofile.Texts(p.Higher)...)))
	}
	if p.Context != "" {
		fields = append(fields, gofile.Field("Context", gofile.Text(p.Context)))
	}
	if p.Endpoints != nil {
		fields = append(fields, gofile.Field("Endpoints", jen.Index().String().Values(gofile.Texts(p.Endpoints)...)))
	}
	return jen.Values(fields...)
}

// options is the struct with a method's optional parameters.
func options(o *gomodel.Optional) jen.Code {
	return jen.Type().Add(gofile.Name(o.Name)).StructFunc(func(fields *jen.Group) {
		for _, p := range o.Query {
			fields.Add(gofile.Doc(p.Comment()...))
			fields.Add(gofile.Name(p.Name), gofile.Type(p.Type), gofile.Tag("query", p.Wire, ""))
		}
		for _, p := range o.Header {
			fields.Add(gofile.Doc(p.Comment()...))
			fields.Add(gofile.Name(p.Name), gofile.Type(p.Type), gofile.Tag("header", p.Wire, ""))
		}
	})
}
