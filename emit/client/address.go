package client

import (
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
		declareAddress(f, a)
	}
	return f
}

// addressSet prints an interface that only its addresses implement.
func addressSet(f *gofile.File, set *gomodel.AddressSet) {
	var names []string
	for _, a := range set.Addresses {
		names = append(names, "["+a.Name+"]")
	}
	doc := set.Name + " is where an operation is called, one of " + strings.Join(names, ", ") + "."
	f.Add(gofile.Doc(doc).Type().Id(set.Name).Interface(jen.Id("address"), jen.Id(set.Mark).Params()))
	f.Line()
	for _, a := range set.Addresses {
		f.Func().Params(jen.Id(a.Name)).Id(set.Mark).Params().Block()
	}
	f.Line()
}

// declareAddress prints a struct with the values of a path's placeholders.
func declareAddress(f *gofile.File, a *gomodel.Address) {
	var fields []jen.Code
	for _, p := range a.Fields {
		fields = append(fields, jen.Id(p.Name))
	}
	structure := jen.Struct()
	if len(fields) > 0 {
		structure = jen.Struct(jen.List(fields...).String())
	}
	f.Add(gofile.Doc(a.Name + " is " + a.Template + ".").Type().Id(a.Name).Add(structure))
	f.Line()
	f.Func().Params(jen.Id("a").Id(a.Name)).Id("path").Params().Params(jen.String(), jen.Error()).Block(
		jen.Return(jen.Id("expand").CallFunc(func(g *jen.Group) {
			g.Add(gofile.Text(a.Template))
			for _, p := range a.Fields {
				g.Id("a").Dot(p.Name)
			}
		})),
	)
	f.Line()
}
