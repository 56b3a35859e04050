package server

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// serve is the function that mounts a server: a route for each operation.
func serve(s *gomodel.Service) jen.Code {
	var routes []jen.Code
	for _, m := range s.Methods {
		routes = append(routes, jen.Values(gofile.Name(m.Var), endpoints(m), glue(m)))
	}
	return jen.Func().Add(gofile.Name("Serve" + s.Field)).Params(jen.Id("s").Add(gofile.Name(s.Server))).Id("Routes").Block(
		jen.Return(jen.Id("Routes").Add(gofile.Multiline(routes...))),
	)
}

// endpoints lists the paths of a method, each with the address that it stands for and
// whether the operation owns it.
func endpoints(m *gomodel.Method) jen.Code {
	var list []jen.Code
	for _, r := range m.Routes {
		list = append(list, jen.Values(gofile.Text(m.Verb), gofile.Text(r.Template), address(r.Address), claim(r)))
	}
	endpoints := jen.Index().Id("serverEndpoint")
	if len(list) == 1 {
		return endpoints.Values(list...)
	}
	return endpoints.Add(gofile.Multiline(list...))
}

// claim says whether the operation owns the route's endpoint.
func claim(r *gomodel.Route) jen.Code {
	if r.Yields {
		return jen.Id("yields")
	}
	return jen.Id("owns")
}

// address is the function that makes an address from the first placeholders of
// a path; nil for a path without one.
func address(a *gomodel.Address) jen.Code {
	if a == nil {
		return jen.Nil()
	}
	exchange := jen.Id("x")
	if len(a.Fields) == 0 {
		exchange = jen.Id("_")
	}
	var values []jen.Code
	for _, field := range a.Fields {
		values = append(values, jen.Id("take").Types(gofile.Type(field.Type)).Call(jen.Id("x")))
	}
	return jen.Func().Params(exchange.Op("*").Id("exchange")).Id("address").Add(gofile.OneLine(
		jen.Return(gofile.Name(a.Name).Values(values...)),
	))
}

// glue is the function that reads the arguments, calls the server's method, and
// sends its answer. Arguments that may be wrong are read, and looked at, before
// the call.
func glue(m *gomodel.Method) jen.Code {
	arguments := m.Arguments()
	return jen.Func().Params(jen.Id("x").Op("*").Id("exchange")).Error().BlockFunc(func(body *jen.Group) {
		values := []jen.Code{jen.Id("x").Dot("context").Call()}
		if slices.ContainsFunc(arguments, mayFail) {
			for _, a := range arguments {
				body.Add(gofile.Name(a.Name)).Op(":=").Add(read(m, a))
				values = append(values, gofile.Name(a.Name))
			}
			body.If(jen.Id("x").Dot("err").Op("!=").Nil()).Block(jen.Return(jen.Id("x").Dot("err")))
		} else {
			for _, a := range arguments {
				values = append(values, read(m, a))
			}
		}
		answer(body, m, jen.Id("s").Add(gofile.Dot(m.Name)).Call(values...))
	})
}

// read is the expression that reads an argument from the exchange x.
func read(m *gomodel.Method, a gomodel.Argument) jen.Code {
	x := jen.Id("x")
	switch a.Kind {
	case gomodel.AddressArgument:
		return x.Dot("at").Assert(gofile.Type(a.Type))
	case gomodel.PathArgument:
		return jen.Id("take").Types(gofile.Type(a.Type)).Call(x)
	case gomodel.QueryArgument:
		return jen.Id("queryArgument").Types(gofile.Type(a.Type)).Call(x, gofile.Text(a.Param.Wire))
	case gomodel.HeaderArgument:
		return jen.Id("headerArgument").Types(gofile.Type(a.Type)).Call(x, gofile.Text(a.Param.Wire))
	case gomodel.ContentTypeArgument:
		return x.Dot("r").Dot("Header").Dot("Get").Call(gofile.Text("Content-Type"))
	case gomodel.StreamArgument:
		return jen.Id("readStream").Call(x)
	case gomodel.BodyArgument:
		if m.Body.Form {
			return jen.Id("readForm").Types(gofile.Type(a.Type)).Call(x)
		}
		return jen.Id("readJSON").Types(gofile.Type(a.Type)).Call(x)
	}
	return jen.Id("readOptions").Types(gofile.Type(a.Type)).Call(x)
}

// mayFail reports whether reading an argument may refuse the request.
func mayFail(a gomodel.Argument) bool {
	switch a.Kind {
	case gomodel.AddressArgument, gomodel.ContentTypeArgument, gomodel.StreamArgument:
		return false
	case gomodel.PathArgument:
		return a.Type != gomodel.Ref{Go: "string"}
	}
	return true
}

// answer calls the server's method and sends what it returns.
func answer(body *jen.Group, m *gomodel.Method, call jen.Code) {
	x, status := jen.Id("x"), jen.Lit(m.SuccessStatus())
	result, err := jen.Id("result"), jen.Id("err")
	if m.Result.Kind == gomodel.None {
		body.Return(jen.Id("sendNothing").Call(x, status, call))
		return
	}
	body.List(result, err).Op(":=").Add(call)
	switch {
	case m.Result.Kind == gomodel.Accepted:
		body.Return(jen.Id("sendAccepted").Call(x, status, gofile.Text(m.Result.Header), result, err))
	case m.Result.Kind == gomodel.Object && m.Result.Nested:
		body.Return(jen.Id("sendNested").Call(x, status, result, err))
	case m.Result.Kind == gomodel.Scalar:
		body.Return(jen.Id("sendScalar").Call(x, status, result, err))
	case m.Result.Kind == gomodel.Stream:
		body.Return(jen.Id("sendStream").Call(x, status, result, err))
	default:
		body.Return(jen.Id("sendObject").Call(x, status, result, err))
	}
}
