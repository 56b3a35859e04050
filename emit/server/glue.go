package server

import (
	"slices"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// unimplemented declares the implementation that answers 501 to everything.
func unimplemented(f *gofile.File, s *gomodel.Service, operations []operation) {
	name := "Unimplemented" + s.Server
	f.Struct([]string{string(name) + " answers each operation of " + s.Called() + " with 501. Embed it in a server that implements some."}, name, nil)
	for _, op := range operations {
		f.Method([]string{string(op.Name) + " answers 501."}, gofile.Receiver{Type: name}, op.Name, gofile.Signature{
			Parameters: func(c *gofile.Code) {
				c.Qual("context", "Context")
				for _, a := range op.arguments {
					c.Go(", ").Type(a.Type)
				}
			},
			Results: func(c *gofile.Code) {
				if op.Result.Kind == gomodel.Scalar {
					c.Go("(none ").Type(op.Result.Type).Go(", _ error)")
				} else {
					c.Results(op.Result)
				}
			},
		}, func(c *gofile.Code) {
			c.Go("return ")
			zero(c, op.Result.Kind)
			c.Go("notImplemented(").Name(op.Var).Go(")\n")
		})
	}
}

// zero returns what stands before the error where a method has a result.
func zero(c *gofile.Code, k gomodel.ResultKind) {
	switch k {
	case gomodel.None:
	case gomodel.Scalar:
		c.Go("none, ")
	default:
		c.Go("nil, ")
	}
}

// serve declares the function that mounts a server.
func serve(f *gofile.File, s *gomodel.Service, operations []operation) {
	name := "Serve" + s.Field
	f.Func([]string{string(name) + " returns the routes of " + s.Called() + ", for [NewHandler]."}, name, gofile.Signature{
		Parameters: func(c *gofile.Code) { c.Go("s ").Name(s.Server) },
		Results:    func(c *gofile.Code) { c.Go("Routes") },
	}, func(c *gofile.Code) {
		c.Go("return Routes{\n")
		for _, op := range operations {
			c.Go("{").Name(op.Var).Go(", ")
			endpoints(c, op.Method)
			c.Go(", ")
			glue(c, op)
			c.Go("},\n")
		}
		c.Go("}\n")
	})
}

// endpoints lists the paths of a method, each with the address that it stands for.
func endpoints(c *gofile.Code, m *gomodel.Method) {
	c.Go("[]serverEndpoint{")
	for _, r := range m.Routes {
		if len(m.Routes) > 1 {
			c.Go("\n")
		}
		c.Go("{").Text(m.Verb).Go(", ").Text(r.Template).Go(", ")
		if r.Address == nil {
			c.Go("nil")
		} else {
			address(c, r.Address)
		}
		c.Go("}")
		if len(m.Routes) > 1 {
			c.Go(",")
		}
	}
	if len(m.Routes) > 1 {
		c.Go("\n")
	}
	c.Go("}")
}

// address prints the function that makes an address from the first
// placeholders of a path.
func address(c *gofile.Code, a *gomodel.Address) {
	if len(a.Fields) == 0 {
		c.Go("func(_ *exchange) address { return ").Name(a.Name).Go("{} }")
		return
	}
	c.Go("func(x *exchange) address { return ").Name(a.Name).Go("{")
	for i, f := range a.Fields {
		if i > 0 {
			c.Go(", ")
		}
		c.Go("take[").Type(f.Type).Go("](x)")
	}
	c.Go("} }")
}

// read prints the expression that reads an argument from the exchange x.
func read(c *gofile.Code, a gofile.Argument) {
	switch a.Kind {
	case gofile.AddressArgument:
		c.Go("x.at.(").Type(a.Type).Go(")")
	case gofile.PathArgument:
		c.Go("take[").Type(a.Type).Go("](x)")
	case gofile.QueryArgument:
		c.Go("queryArgument[").Type(a.Type).Go("](x, ").Text(a.Param.Wire).Go(")")
	case gofile.HeaderArgument:
		c.Go("headerArgument[").Type(a.Type).Go("](x, ").Text(a.Param.Wire).Go(")")
	case gofile.ContentTypeArgument:
		c.Go(`x.r.Header.Get("Content-Type")`)
	case gofile.StreamArgument:
		c.Go("readStream(x)")
	case gofile.BodyArgument:
		c.Go("readJSON[").Type(a.Type).Go("](x)")
	case gofile.OptionsArgument:
		c.Go("readOptions[").Type(a.Type).Go("](x)")
	}
}

// mayFail reports whether reading an argument may refuse the request.
func mayFail(a gofile.Argument) bool {
	switch a.Kind {
	case gofile.AddressArgument, gofile.ContentTypeArgument, gofile.StreamArgument:
		return false
	case gofile.PathArgument:
		return a.Type != gomodel.Ref{Go: "string"}
	}
	return true
}

// glue prints the function that reads the arguments, calls the server's
// method, and sends its answer. Arguments that may be wrong are read, and
// looked at, before the call.
func glue(c *gofile.Code, op operation) {
	fails := slices.ContainsFunc(op.arguments, mayFail)
	c.Go("func(x *exchange) error {\n")
	if fails {
		for _, a := range op.arguments {
			c.Name(a.Name).Go(" := ")
			read(c, a)
			c.Go("\n")
		}
		c.Go("if x.err != nil {\nreturn x.err\n}\n")
	}
	answer(c, op.Method, func() {
		c.Go("s.").Name(op.Name).Go("(x.context()")
		for _, a := range op.arguments {
			c.Go(", ")
			if fails {
				c.Name(a.Name)
			} else {
				read(c, a)
			}
		}
		c.Go(")")
	})
	c.Go("\n}")
}

// answer calls the server's method and sends what it returns.
func answer(c *gofile.Code, m *gomodel.Method, call func()) {
	status := m.SuccessStatus()
	if m.Result.Kind == gomodel.None {
		c.Go("return sendNothing(x, ").Int(status).Go(", ")
		call()
		c.Go(")")
		return
	}
	c.Go("result, err := ")
	call()
	c.Go("\nreturn ")
	switch {
	case m.Result.Kind == gomodel.Accepted:
		c.Go("sendAccepted(x, ").Int(status).Go(", ").Text(m.Result.Header)
	case m.Result.Kind == gomodel.Object && m.Result.Nested:
		c.Go("sendNested(x, ").Int(status)
	case m.Result.Kind == gomodel.Scalar:
		c.Go("sendScalar(x, ").Int(status)
	case m.Result.Kind == gomodel.Stream:
		c.Go("sendStream(x, ").Int(status)
	default:
		c.Go("sendObject(x, ").Int(status)
	}
	c.Go(", result, err)")
}
