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
			addressSet(&f.Code, set)
		}
	}
	for _, a := range p.Addresses {
		declareAddress(&f.Code, a)
	}
	return f
}

// addressSet prints an interface that only its addresses implement.
func addressSet(c *gofile.Code, set *gomodel.AddressSet) {
	var names []string
	for _, a := range set.Addresses {
		names = append(names, "["+a.Name+"]")
	}
	c.Doc(set.Name + " is where an operation is called, one of " + strings.Join(names, ", ") + ".").
		Go("type ").Name(set.Name).Go(" interface {\naddress\n").Name(set.Mark).Go("()\n}\n\n")
	for _, a := range set.Addresses {
		c.Go("func (").Name(a.Name).Go(") ").Name(set.Mark).Go("() {}\n")
	}
	c.Go("\n")
}

// declareAddress prints a struct with the values of a path's placeholders.
func declareAddress(c *gofile.Code, a *gomodel.Address) {
	c.Doc(a.Name + " is " + a.Template + ".").Go("type ").Name(a.Name).Go(" struct {")
	for i, p := range a.Fields {
		if i > 0 {
			c.Go(", ")
		} else {
			c.Go("\n")
		}
		c.Name(p.Name)
	}
	if len(a.Fields) > 0 {
		c.Go(" string\n")
	}
	c.Go("}\n\nfunc (a ").Name(a.Name).Go(") path() (string, error) {\nreturn expand(").Text(a.Template)
	for _, p := range a.Fields {
		c.Go(", a.").Name(p.Name)
	}
	c.Go(")\n}\n\n")
}
