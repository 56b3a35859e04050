package server

import (
	"net/http"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// unimplemented declares the implementation that answers 501 to everything.
func unimplemented(s *gomodel.Service) *jen.Statement {
	name := "Unimplemented" + s.Server
	out := gofile.Doc(name + " answers each operation of the resource " + s.Resource + " with 501. Embed it in a server that implements some.").
		Type().Id(name).Struct().Line()
	for _, m := range s.Methods {
		method := jen.Id(m.Name).ParamsFunc(func(g *jen.Group) {
			g.Qual("context", "Context")
			for _, a := range arguments(m) {
				g.Add(a.goType)
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
		return results(r)
	}
	return jen.Params(jen.Id("none").Add(resultType(r)), jen.Id("_").Error())
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
	return gofile.Doc(name + " returns the routes of the resource " + s.Resource + ", for [NewHandler].").
		Func().Id(name).Params(jen.Id("s").Id(s.Server)).Id("Routes").
		Block(jen.Return(jen.Id("Routes").Values(append(routes, jen.Line())...))).Line()
}

// endpoints lists the paths of a method, each with the address that it stands for.
func endpoints(m *gomodel.Method) *jen.Statement {
	list := make([]jen.Code, 0, len(m.Routes)+1)
	for _, r := range m.Routes {
		values := []jen.Code{jen.Lit(m.Verb), gofile.Text(r.Template), jen.Nil()}
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
	return jen.Func().Params(x.Op("*").Id("exchange")).Id("address").Block(jen.Return(jen.Id(r.Address.Name).Values(fields...)))
}

// glue returns the function that reads the arguments, calls the server's
// method, and sends its answer.
func glue(m *gomodel.Method) *jen.Statement {
	return jen.Func().Params(jen.Id("x").Op("*").Id("exchange")).Error().BlockFunc(func(g *jen.Group) {
		list := arguments(m)
		call := []jen.Code{jen.Id("x").Dot("context").Call()}
		fails := false
		for _, a := range list {
			fails = fails || a.fails
		}
		for _, a := range list {
			if !fails {
				call = append(call, a.read)
				continue
			}
			g.Id(a.name).Op(":=").Add(a.read)
			call = append(call, jen.Id(a.name))
		}
		if fails {
			g.If(jen.Id("x").Dot("err").Op("!=").Nil()).Block(jen.Return(jen.Id("x").Dot("err")))
		}
		answer(g, m, jen.Id("s").Dot(m.Name).Call(call...))
	})
}

// answer calls the server's method and sends what it returns.
func answer(g *jen.Group, m *gomodel.Method, call *jen.Statement) {
	status := jen.Lit(SuccessStatus(m))
	if m.Result.Kind == gomodel.None {
		g.Return(jen.Id("sendNothing").Call(jen.Id("x"), status, call))
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

// SuccessStatus is the status that a server answers with if its method does
// not choose another: the documented one.
func SuccessStatus(m *gomodel.Method) int {
	switch {
	case m.Result.Status >= 200 && m.Result.Status <= 599:
		return m.Result.Status
	case m.Result.Kind == gomodel.None:
		return http.StatusNoContent
	}
	return http.StatusOK
}
