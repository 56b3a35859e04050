package client

import (
	"strings"

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
		names = append(names, "["+string(a.Name)+"]")
	}
	doc := string(set.Name) + " is where an operation is called, one of " + strings.Join(names, ", ") + "."
	f.Interface([]string{doc}, set.Name, func(c *gofile.Code) { c.Go("address\n").Name(set.Mark).Go("()") })
	for _, a := range set.Addresses {
		f.Method(nil, gofile.Receiver{Type: a.Name}, set.Mark, gofile.Signature{}, func(*gofile.Code) {})
	}
	f.Line()
}

// declareAddress prints a struct with the values of a path's placeholders.
func declareAddress(f *gofile.File, a *gomodel.Address) {
	var fields func(*gofile.Code)
	if len(a.Fields) > 0 {
		fields = func(c *gofile.Code) {
			for i, p := range a.Fields {
				if i > 0 {
					c.Go(", ")
				}
				c.Name(p.Name)
			}
			c.Go(" string")
		}
	}
	f.Struct([]string{string(a.Name) + " is " + a.Template + "."}, a.Name, fields)
	f.Method(nil, gofile.Receiver{Name: "a", Type: a.Name}, "path", gofile.Signature{Results: func(c *gofile.Code) { c.Go("(string, error)") }},
		func(c *gofile.Code) {
			c.Go("return expand(").Text(a.Template)
			for _, p := range a.Fields {
				c.Go(", a.").Name(p.Name)
			}
			c.Go(")\n")
		})
}
