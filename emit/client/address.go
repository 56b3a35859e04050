package client

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
)

// addressFile prints the addresses and the sets of them that services share.
func addressFile(p *gomodel.Package) *gofile.File {
	f := gofile.New(p.Name)
	for _, set := range p.Sets {
		if set.Stem == "" {
			addressSet(f, set)
		}
	}
	for _, a := range p.Addresses {
		address(f, a)
	}
	return f
}

// addressSet prints an interface that only its addresses implement.
func addressSet(f *gofile.File, set *gomodel.AddressSet) {
	var links []string
	var marks []jen.Code
	for _, a := range set.Addresses {
		links = append(links, fmt.Sprintf("[%s]", a.Name))
		marks = append(marks, jen.Func().Params(gofile.Name(a.Name)).Add(gofile.Name(set.Mark)).Params().Block())
	}
	doc := fmt.Sprintf("%s is where an operation is called, one of %s.", set.Name, strings.Join(links, ", "))
	f.Declare(gofile.Doc(doc), jen.Type().Add(gofile.Name(set.Name)).Interface(
		jen.Id("address"),
		gofile.Name(set.Mark).Params(),
	))
	f.Declare(nil, marks...)
}

// address prints a struct with the values of a path's placeholders.
func address(f *gofile.File, a *gomodel.Address) {
	f.Declare(gofile.Doc(fmt.Sprintf("%s is %s.", a.Name, a.Template)), addressStruct(a))
	f.Declare(nil, addressPath(a))
}

func addressStruct(a *gomodel.Address) jen.Code {
	var fields []jen.Code
	for _, p := range a.Fields {
		fields = append(fields, gofile.Name(p.Name))
	}
	declaration := jen.Type().Add(gofile.Name(a.Name))
	if len(fields) == 0 {
		return declaration.Struct()
	}
	return declaration.Struct(jen.List(fields...).String())
}

func addressPath(a *gomodel.Address) jen.Code {
	arguments := []jen.Code{gofile.Text(a.Template)}
	for _, p := range a.Fields {
		arguments = append(arguments, jen.Id("a").Add(gofile.Dot(p.Name)))
	}
	return jen.Func().Params(jen.Id("a").Add(gofile.Name(a.Name))).Id("path").Params().Params(jen.String(), jen.Error()).Block(
		jen.Return(jen.Id("expand").Call(arguments...)),
	)
}
