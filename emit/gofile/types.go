package gofile

import (
	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// Type returns a type of the model where it is used, e.g. *TimeCard, []string or
// Opt[int32].
func Type(r gomodel.Ref) *jen.Statement {
	element := &jen.Statement{}
	if r.List {
		element.Index()
	}
	switch {
	case r.Type != nil:
		element.Add(Name(r.Type.Name))
	case r.Go == "json.RawMessage":
		element.Qual("encoding/json", "RawMessage")
	case r.Go == "json.Number":
		element.Qual("encoding/json", "Number")
	case r.Go == "io.Reader":
		element.Qual("io", "Reader")
	case r.Go == "[]byte":
		element.Index().Byte()
	default:
		element.Add(Name(gomodel.Name(r.Go)))
	}
	switch r.Wrap {
	case gomodel.Pointer:
		return jen.Op("*").Add(element)
	case gomodel.Maybe:
		return jen.Id("Opt").Types(element)
	}
	return element
}

// Result returns the type of the value that a method returns besides its error;
// it renders nothing for a method that returns the error alone.
func Result(r gomodel.Result) *jen.Statement {
	switch r.Kind {
	case gomodel.Object:
		return jen.Op("*").Add(Type(r.Type))
	case gomodel.Paged:
		return jen.Op("*").Id("Page").Types(Type(r.Type))
	case gomodel.Scalar:
		return Type(r.Type)
	case gomodel.Stream:
		return jen.Qual("io", "ReadCloser")
	case gomodel.Accepted:
		return jen.Op("*").Id("Accepted")
	}
	return jen.Null()
}

// Results returns the results of a method as its signature has them: error, or
// two in parentheses.
func Results(r gomodel.Result) *jen.Statement {
	if r.Kind == gomodel.None {
		return jen.Error()
	}
	return jen.Params(Result(r), jen.Error())
}

// Parameters returns the parameters of a server's method: its context, and an
// argument each.
func Parameters(arguments []gomodel.Argument) []jen.Code {
	list := make([]jen.Code, 0, 1+len(arguments))
	list = append(list, jen.Id("ctx").Qual("context", "Context"))
	for _, a := range arguments {
		list = append(list, Name(a.Name).Add(Type(a.Type)))
	}
	return list
}
