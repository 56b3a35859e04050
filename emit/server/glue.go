package server

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// unimplemented declares the implementation that answers 501 to everything.
func unimplemented(s *gomodel.Service) *jen.Statement {
	name := "Unimplemented" + s.Server
	out := gofile.Doc(name + " answers each operation of " + s.Called() + " with 501. Embed it in a server that implements some.").
		Type().Id(name).Struct().Line()
	for _, m := range s.Methods {
		method := jen.Id(m.Name).ParamsFunc(func(g *jen.Group) {
			g.Qual("context", "Context")
			for _, a := range gofile.Arguments(m) {
				g.Add(a.Type)
			}
		}).Add(namedResults(m.Result))
		out.Line().Comment("// " + m.Name + " answers 501.").Line().
			Func().Params(jen.Id(name)).Add(method).Block(jen.Return(zeroResults(m)...)).Line()
	}
	return out
}

// namedResults are results whose zero value can be returned by name.
func namedResults(r gomodel.Result) *jen.Statement {
	if r.Kind != gomodel.Scalar {
		return gofile.Results(r)
	}
	return jen.Params(jen.Id("none").Add(gofile.ResultType(r)), jen.Id("_").Error())
}

func zeroResults(m *gomodel.Method) []jen.Code {
	err := jen.Id("notImplemented").Call(jen.Id(m.Var))
	switch m.Result.Kind {
	case gomodel.None:
		return []jen.Code{err}
	case gomodel.Scalar:
		return []jen.Code{jen.Id("none"), err}
	}
	return []jen.Code{jen.Nil(), err}
}

// serve declares the function that mounts a server.
func serve(s *gomodel.Service) *jen.Statement {
	name := "Serve" + s.Field
	routes := make([]jen.Code, len(s.Methods))
	for i, m := range s.Methods {
		routes[i] = jen.Line().Values(jen.Id(m.Var), endpoints(m), glue(m))
	}
	return gofile.Doc(name + " returns the routes of " + s.Called() + ", for [NewHandler].").
		Func().Id(name).Params(jen.Id("s").Id(s.Server)).Id("Routes").
		Block(jen.Return(jen.Id("Routes").Values(append(routes, jen.Line())...))).Line()
}

// endpoints lists the paths of a method, each with the address that it stands for.
func endpoints(m *gomodel.Method) *jen.Statement {
	list := make([]jen.Code, 0, len(m.Routes)+1)
	for _, r := range m.Routes {
		values := []jen.Code{gofile.Text(m.Verb), gofile.Text(r.Template), jen.Nil()}
		if r.Address != nil {
			values[2] = address(r)
		}
		one := jen.Values(values...)
		if len(m.Routes) > 1 {
			one = jen.Line().Add(one)
		}
		list = append(list, one)
	}
	if len(m.Routes) > 1 {
		list = append(list, jen.Line())
	}
	return jen.Index().Id("serverEndpoint").Values(list...)
}

// address returns the function that makes the address of a route from the
// first placeholders of its path.
func address(r *gomodel.Route) *jen.Statement {
	x := jen.Id("x")
	if len(r.Address.Fields) == 0 {
		x = jen.Id("_")
	}
	fields := make([]jen.Code, len(r.Address.Fields))
	for i, f := range r.Address.Fields {
		fields[i] = reader("take", f)
	}
	return jen.Func().Params(x.Op("*").Id("exchange")).Id("address").Custom(oneLine, jen.Return(jen.Id(r.Address.Name).Values(fields...)))
}

// oneLine prints the body of a short function.
var oneLine = jen.Options{Open: "{ ", Close: " }"}

// read returns the expression that reads an argument from the exchange x, and
// whether it may refuse the request.
func read(a gofile.Argument) (expression *jen.Statement, fails bool) {
	x := jen.Id("x")
	switch a.Kind {
	case gofile.AddressArgument:
		return x.Dot("at").Assert(a.Type), false
	case gofile.PathArgument:
		return reader("take", a.Param), a.Param.Type.String() != "string"
	case gofile.QueryArgument:
		return reader("queryArgument", a.Param, gofile.Text(a.Param.Wire)), true
	case gofile.HeaderArgument:
		return reader("headerArgument", a.Param, gofile.Text(a.Param.Wire)), true
	case gofile.ContentTypeArgument:
		return x.Dot("r").Dot("Header").Dot("Get").Call(jen.Lit("Content-Type")), false
	case gofile.StreamArgument:
		return jen.Id("readStream").Call(x), false
	case gofile.BodyArgument:
		return jen.Id("readJSON").Types(a.Type).Call(x), true
	}
	return jen.Id("readOptions").Types(a.Type).Call(x), true
}

// reader is a call of one of the runtime's functions that read an argument.
func reader(function string, p *gomodel.Param, more ...jen.Code) *jen.Statement {
	return jen.Id(function).Types(gofile.Ref(p.Type)).Call(append([]jen.Code{jen.Id("x")}, more...)...)
}

// glue returns the function that reads the arguments, calls the server's
// method, and sends its answer. Arguments that may be wrong are read, and
// looked at, before the call.
func glue(m *gomodel.Method) *jen.Statement {
	return jen.Func().Params(jen.Id("x").Op("*").Id("exchange")).Error().BlockFunc(func(g *jen.Group) {
		list := gofile.Arguments(m)
		fails := slices.ContainsFunc(list, func(a gofile.Argument) bool {
			_, fails := read(a)
			return fails
		})
		call := []jen.Code{jen.Id("x").Dot("context").Call()}
		for _, a := range list {
			expression, _ := read(a)
			if !fails {
				call = append(call, expression)
				continue
			}
			g.Id(a.Name).Op(":=").Add(expression)
			call = append(call, jen.Id(a.Name))
		}
		if fails {
			g.If(jen.Id("x").Dot("err").Op("!=").Nil()).Block(jen.Return(jen.Id("x").Dot("err")))
		}
		answer(g, m, jen.Id("s").Dot(m.Name).Call(call...))
	})
}

// answer calls the server's method and sends what it returns.
func answer(g *jen.Group, m *gomodel.Method, call *jen.Statement) {
	status := jen.Lit(m.SuccessStatus())
	if m.Result.Kind == gomodel.None {
		g.Return(jen.Id("sendNothing").Call(jen.Id("x"), status, call))
		return
	}
	if m.Result.Kind == gomodel.Accepted {
		g.List(jen.Id("result"), jen.Err()).Op(":=").Add(call)
		g.Return(jen.Id("sendAccepted").Call(jen.Id("x"), status, gofile.Text(m.Result.Header), jen.Id("result"), jen.Err()))
		return
	}
	send := map[gomodel.ResultKind]string{
		gomodel.Object: "sendObject", gomodel.Paged: "sendObject", gomodel.Scalar: "sendScalar", gomodel.Stream: "sendStream",
	}[m.Result.Kind]
	if m.Result.Kind == gomodel.Object && m.Result.Nested {
		send = "sendNested"
	}
	g.List(jen.Id("result"), jen.Err()).Op(":=").Add(call)
	g.Return(jen.Id(send).Call(jen.Id("x"), status, jen.Id("result"), jen.Err()))
}
