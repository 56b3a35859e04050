package gofile

import "github.com/docpiler/docpiler/emit/gomodel"

// Argument and its kinds are gomodel's.
type (
	Argument     = gomodel.Argument
	ArgumentKind = gomodel.ArgumentKind
)

// The kinds of arguments.
const (
	AddressArgument     = gomodel.AddressArgument
	PathArgument        = gomodel.PathArgument
	QueryArgument       = gomodel.QueryArgument
	HeaderArgument      = gomodel.HeaderArgument
	ContentTypeArgument = gomodel.ContentTypeArgument
	StreamArgument      = gomodel.StreamArgument
	BodyArgument        = gomodel.BodyArgument
	OptionsArgument     = gomodel.OptionsArgument
)

// Arguments lists the arguments of a method.
func Arguments(m *gomodel.Method) []Argument { return m.Arguments() }

// ServerParameters adds the parameters of a server's method.
func (c *Code) ServerParameters(arguments []Argument) *Code {
	c.Go("ctx ").Qual("context", "Context")
	for _, a := range arguments {
		c.Go(", ").Name(a.Name).Go(" ").Type(a.Type)
	}
	return c
}

// Results adds the results of a method.
func (c *Code) Results(r gomodel.Result) *Code {
	if r.Kind == gomodel.None {
		return c.Go("error")
	}
	return c.Go("(").ResultType(r).Go(", error)")
}

// ResultType adds the type of the value that a method returns, nothing for
// none.
func (c *Code) ResultType(r gomodel.Result) *Code {
	switch r.Kind {
	case gomodel.Object:
		c.Go("*").Type(r.Type)
	case gomodel.Paged:
		c.Go("*Page[").Type(r.Type).Go("]")
	case gomodel.Scalar:
		c.Type(r.Type)
	case gomodel.Stream:
		c.Qual("io", "ReadCloser")
	case gomodel.Accepted:
		c.Go("*Accepted")
	}
	return c
}
