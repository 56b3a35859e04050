package gofile

import "github.com/docpiler/docpiler/emit/gomodel"

// Argument is an argument of a method, as client and server take it.
type Argument struct {
	Name  string
	Type  gomodel.Ref
	Kind  ArgumentKind
	Param *gomodel.Param // nil for the address, the body and its content type, and the options
}

// ArgumentKind says where an argument travels.
type ArgumentKind int

// The kinds of arguments, in the order in which methods take them.
const (
	AddressArgument ArgumentKind = iota
	PathArgument
	QueryArgument
	HeaderArgument
	ContentTypeArgument
	StreamArgument
	BodyArgument
	OptionsArgument
)

// Arguments lists the arguments of a method behind its context. The client's
// options, the last one, are variadic.
func Arguments(m *gomodel.Method) []Argument {
	list := make([]Argument, 0, len(m.Path)+len(m.Query)+len(m.Header)+4)
	if m.At != nil {
		list = append(list, Argument{Name: "at", Type: gomodel.Ref{Go: m.At.Name}, Kind: AddressArgument})
	}
	for _, part := range []struct {
		kind   ArgumentKind
		params []*gomodel.Param
	}{{PathArgument, m.Path}, {QueryArgument, m.Query}, {HeaderArgument, m.Header}} {
		for _, p := range part.params {
			list = append(list, Argument{p.Name, p.Type, part.kind, p})
		}
	}
	switch {
	case m.Body == nil:
	case !m.Body.Stream:
		list = append(list, Argument{Name: "body", Type: m.Body.Type, Kind: BodyArgument})
	default:
		if m.Body.ContentType == "" {
			list = append(list, Argument{Name: "contentType", Type: gomodel.Ref{Go: "string"}, Kind: ContentTypeArgument})
		}
		list = append(list, Argument{Name: "body", Type: gomodel.Ref{Go: "io.Reader"}, Kind: StreamArgument})
	}
	if m.Options != nil {
		list = append(list, Argument{Name: "options", Type: gomodel.Ref{Go: m.Options.Name}, Kind: OptionsArgument})
	}
	return list
}

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
