package gofile

import (
	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// Argument is an argument of a method, as client and server take it.
type Argument struct {
	Name  string
	Type  *jen.Statement
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
	var list []Argument
	if m.At != nil {
		list = append(list, Argument{Name: "at", Type: jen.Id(m.At.Name), Kind: AddressArgument})
	}
	for _, part := range []struct {
		kind   ArgumentKind
		params []*gomodel.Param
	}{{PathArgument, m.Path}, {QueryArgument, m.Query}, {HeaderArgument, m.Header}} {
		for _, p := range part.params {
			list = append(list, Argument{p.Name, Ref(p.Type), part.kind, p})
		}
	}
	switch {
	case m.Body == nil:
	case !m.Body.Stream:
		list = append(list, Argument{Name: "body", Type: Ref(m.Body.Type), Kind: BodyArgument})
	default:
		if m.Body.ContentType == "" {
			list = append(list, Argument{Name: "contentType", Type: jen.String(), Kind: ContentTypeArgument})
		}
		list = append(list, Argument{Name: "body", Type: jen.Qual("io", "Reader"), Kind: StreamArgument})
	}
	if m.Options != nil {
		list = append(list, Argument{Name: "options", Type: jen.Id(m.Options.Name), Kind: OptionsArgument})
	}
	return list
}

// ServerSignature returns name, arguments and results of a server's method.
func ServerSignature(m *gomodel.Method) *jen.Statement {
	return jen.Id(m.Name).ParamsFunc(func(g *jen.Group) {
		g.Id("ctx").Qual("context", "Context")
		for _, a := range Arguments(m) {
			g.Id(a.Name).Add(a.Type)
		}
	}).Add(Results(m.Result))
}

// Results returns the results of a method.
func Results(r gomodel.Result) *jen.Statement {
	if r.Kind == gomodel.None {
		return jen.Error()
	}
	return jen.Params(ResultType(r), jen.Error())
}

// ResultType returns the type of the value that a method returns, nil for none.
func ResultType(r gomodel.Result) *jen.Statement {
	switch r.Kind {
	case gomodel.Object:
		return jen.Op("*").Add(Ref(r.Type))
	case gomodel.Paged:
		return jen.Op("*").Id("Page").Types(Ref(r.Type))
	case gomodel.Scalar:
		return Ref(r.Type)
	case gomodel.Stream:
		return jen.Qual("io", "ReadCloser")
	case gomodel.Accepted:
		return jen.Op("*").Id("Accepted")
	}
	return nil
}
