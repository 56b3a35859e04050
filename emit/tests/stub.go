package tests

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// declareStub declares the server that notes each call and gives the documented
// answer.
func declareStub(f *gofile.File, s *gomodel.Service) {
	name := "stub" + s.Field
	f.Declare(gofile.Doc(fmt.Sprintf("%s notes the call and gives the documented answer.", name)), jen.Type().Add(gofile.Name(name)).Struct(
		gofile.Name("Unimplemented"+s.Server),
		exampleRun(),
	))
	for _, m := range s.Methods {
		f.Declare(nil, jen.Func().Params(jen.Id("s").Add(gofile.Name(name))).Add(gofile.Name(m.Name)).
			Params(gofile.Parameters(m.Arguments())...).Add(gofile.Results(m.Result)).Block(stubBody(m)...))
	}
}

// stubBody is what a method of the stub does:
//
//	return answerTo[*Card](ctx, s.x, "Get", cardID)
func stubBody(m *gomodel.Method) []jen.Code {
	call := []jen.Code{jen.Id("ctx"), jen.Id("s").Dot("x"), gofile.Text(string(m.Name))}
	for _, a := range m.Arguments() {
		call = append(call, gofile.Name(a.Name))
	}
	if m.Result.Kind == gomodel.None {
		return []jen.Code{
			jen.List(jen.Id("_"), jen.Err()).Op(":=").Id("answerTo").Types(jen.Any()).Call(call...),
			jen.Return(jen.Err()),
		}
	}
	return []jen.Code{jen.Return(jen.Id("answerTo").Types(gofile.Result(m.Result)).Call(call...))}
}
