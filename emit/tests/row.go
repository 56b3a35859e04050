package tests

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/examples"
	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// row is an exchange in the table of a test: what must travel, and the calls.
func row(x *examples.Exchange, server bool) jen.Code {
	fields := []jen.Code{
		gofile.Field("place", gofile.Text(place(x.At, x.Title))),
		gofile.Field("request", gofile.Text(x.Method.Verb+" "+x.Target.Line())),
	}
	fields = append(fields, sent(x)...)
	fields = append(fields, gofile.Field("status", jen.Lit(x.Status)))
	fields = append(fields, answered(x)...)
	fields = append(fields, gofile.Field("call", clientCall(x)))
	if server && x.Served {
		if x.Alone {
			fields = append(fields, gofile.Field("alone", jen.True()))
		}
		fields = append(fields, gofile.Field("serve", serverCall(x)))
	}
	return gofile.Multiline(fields...)
}

// sent lists the fields that say what goes with the request.
func sent(x *examples.Exchange) []jen.Code {
	var headers, also []string
	for _, h := range x.Headers() {
		headers = append(headers, h.Name+": "+h.Value)
	}
	for _, q := range x.Undocumented {
		also = append(also, q.Name)
	}
	return present(
		optional{len(headers) > 0, gofile.Field("header", texts(headers))},
		optional{len(also) > 0, gofile.Field("also", texts(also))},
		optional{x.Below != "", gofile.Field("below", gofile.Text(strings.TrimPrefix(x.Below, "/")))},
		optional{x.Body.Text != "", gofile.Field("body", bodyCode(x.Body))},
		optional{x.Foreign, gofile.Field("foreign", jen.True())},
		optional{len(x.BodyExtra) > 0, gofile.Field("untypedBody", texts(x.BodyExtra))},
	)
}

// answered lists the fields that say what comes back.
func answered(x *examples.Exchange) []jen.Code {
	header := x.Method.Result.Header
	return present(
		optional{x.Status != x.Method.SuccessStatus(), gofile.Field("drift", jen.True())},
		optional{x.Location != "", gofile.Field("location", gofile.Text(x.Location))},
		optional{header != "" && header != "Location", gofile.Field("locationHeader", gofile.Text(header))},
		optional{x.Answer.Text != "", gofile.Field("answer", bodyCode(x.Answer))},
		optional{x.Boxed(), gofile.Field("boxed", jen.True())},
		optional{x.Raw, gofile.Field("raw", jen.True())},
		optional{len(x.AnswerExtra) > 0, gofile.Field("untyped", texts(x.AnswerExtra))},
		optional{len(x.AnswerMisfits) > 0, gofile.Field("mistyped", texts(x.AnswerMisfits))},
		optional{x.Failure != "", gofile.Field("code", gofile.Text(x.Failure))},
	)
}

// optional is a field that a row may have.
type optional struct {
	is    bool
	field jen.Code
}

func present(list ...optional) []jen.Code {
	var fields []jen.Code
	for _, o := range list {
		if o.is {
			fields = append(fields, o.field)
		}
	}
	return fields
}

func texts(list []string) jen.Code { return jen.Index().String().Values(gofile.Texts(list)...) }

// bodyCode is a body: JSON line by line, other texts as their lines.
func bodyCode(body gomodel.Payload) jen.Code {
	lines := bodyLines(body)
	if len(lines) == 1 {
		return gofile.Text(lines[0])
	}
	return jen.Id("text").Call(gofile.TextLines(lines)...)
}

// clientCall is the call that a caller makes:
//
//	func(x *exampleRun) (any, error) { return x.client.Cards.Get(x.ctx, "1") }
func clientCall(x *examples.Exchange) jen.Code {
	m := x.Method
	call := jen.Id("x").Dot("client").Add(gofile.Dot(m.Service.Field), gofile.Dot(m.Name)).
		Call(append([]jen.Code{jen.Id("x").Dot("ctx")}, arguments(x, client)...)...)
	results := []jen.Code{call}
	if m.Result.Kind == gomodel.None {
		results = []jen.Code{jen.Nil(), call}
	}
	return jen.Func().Params(exampleRun()).Params(jen.Any(), jen.Error()).Add(gofile.OneLine(jen.Return(results...)))
}

// serverCall is the call that must reach the server:
//
//	func(x *exampleRun) []any { return []any{"Get", "1"} }
func serverCall(x *examples.Exchange) jen.Code {
	values := append([]jen.Code{gofile.Text(string(x.Method.Name))}, arguments(x, server)...)
	return jen.Func().Params(exampleRun()).Index().Any().Add(gofile.OneLine(jen.Return(jen.Index().Any().Values(values...))))
}
