package tests

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/examples"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// taker is who takes the arguments of a call.
type taker int

const (
	client taker = iota // the client's method
	server              // the stub's method: a stream arrives as its text, and options are always there
	reader              // the client's method as people read it: with the body as a Go value
)

// arguments lists the arguments of a call after the context.
func arguments(x *examples.Exchange, to taker) []jen.Code {
	var list []jen.Code
	path, texts := x.Path, x.Arguments
	for _, a := range x.Method.Arguments() {
		switch a.Kind {
		case gomodel.AddressArgument:
			n := len(x.Route.Address.Fields)
			list = append(list, address(x.Route.Address, path[:n]))
			path = path[n:]
		case gomodel.PathArgument:
			list, path = append(list, value(a.Type, path[0])), path[1:]
		case gomodel.QueryArgument, gomodel.HeaderArgument:
			list, texts = append(list, value(a.Type, texts[0])), texts[1:]
		case gomodel.ContentTypeArgument:
			list = append(list, gofile.Text(x.ContentType))
		case gomodel.StreamArgument:
			list = append(list, stream(x, to))
		case gomodel.BodyArgument:
			list = append(list, body(x, a.Type, to))
		case gomodel.OptionsArgument:
			if to == server || len(x.Options) > 0 {
				list = append(list, options(x))
			}
		}
	}
	return list
}

func stream(x *examples.Exchange, to taker) jen.Code {
	switch to {
	case server:
		return jen.Id("x").Dot("body")
	case reader:
		return jen.Qual("strings", "NewReader").Call(gofile.Text(x.Body.Text))
	}
	return jen.Qual("strings", "NewReader").Call(jen.Id("x").Dot("body"))
}

func body(x *examples.Exchange, r gomodel.Ref, to taker) jen.Code {
	switch {
	case to == reader && x.Body.JSON() != nil:
		return literal(r, x.Body.JSON())
	case to != reader && !x.Foreign:
		return jen.Id("jsonBody").Types(gofile.Type(r)).Call(jen.Id("x"))
	case r.List || r.Type == nil || r.Wrap != gomodel.Plain:
		return jen.Nil()
	}
	return gofile.Type(r).Values()
}

func address(a *gomodel.Address, path []string) jen.Code {
	var fields []jen.Code
	for i, text := range path {
		fields = append(fields, field(a.Fields[i].Name, value(a.Fields[i].Type, text)))
	}
	return gofile.Name(a.Name).Values(fields...)
}

func options(x *examples.Exchange) jen.Code {
	var fields []jen.Code
	for _, o := range x.Options {
		fields = append(fields, field(o.Field.Name, value(o.Field.Type, o.Text)))
	}
	return gofile.Name(x.Method.Options.Name).Values(fields...)
}

// field is an element of a composite literal.
func field(name gomodel.Name, value jen.Code) jen.Code {
	return gofile.Name(name).Op(":").Add(value)
}

// value is the Go value of a text of a path, query or header; the text fits the
// type.
func value(r gomodel.Ref, text string) *jen.Statement {
	bare := gomodel.Ref{Type: r.Type, Go: r.Go, List: r.List}
	switch {
	case r.Wrap == gomodel.Maybe:
		return jen.Id("Some").Call(value(bare, text))
	case r.List:
		var list []jen.Code
		for part := range strings.SplitSeq(text, ",") {
			list = append(list, value(r.Elem(), part))
		}
		return gofile.Type(bare).Values(list...)
	}
	switch r.Go {
	case "string":
		return gofile.Text(text)
	case "Time":
		return jen.Id("ParseTime").Call(gofile.Text(text))
	case "bool":
		return jen.Lit(strings.EqualFold(text, "true") || text == "1")
	case "int8", "int16", "int32", "int64", "int", "uint8":
		if n, err := strconv.Atoi(text); err == nil {
			return gofile.Type(r).Call(jen.Lit(n))
		}
	case "float32", "float64":
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return gofile.Type(r).Call(jen.Lit(n))
		}
	}
	return gofile.Type(r).Call(gofile.Text(text))
}
