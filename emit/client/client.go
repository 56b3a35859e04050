// Package client prints the client half of the emitted packages: the runtime,
// the client, and for each resource its service, operations and types.
package client

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/templates"
)

// Package returns the files that a package has once, by name: the client and
// the addresses.
func Package(p *gomodel.Package) (map[string][]byte, error) {
	files := map[string][]byte{}
	var err error
	if files["client.go"], err = clientFile(p).Source("client.go"); err == nil && len(p.Addresses) > 0 {
		files["addresses.go"], err = addressFile(p).Source("addresses.go")
	}
	return files, err
}

// Runtime returns the file that every package has, by name.
func Runtime(p *gomodel.Package) (map[string][]byte, error) {
	runtime, err := gofile.Runtime(p.Name, "runtime.go", templates.ClientPart, gomodel.Tags(p.API))
	return map[string][]byte{"runtime.go": runtime}, err
}

// Unit returns the file of a resource or of named types, by name: its services
// with operations and address sets, then its types.
func Unit(u gomodel.Unit) (map[string][]byte, error) {
	f := gofile.New(u.Package)
	for _, s := range u.Services {
		serviceOf(f, s)
	}
	for _, set := range u.Sets {
		addressSet(f, set)
	}
	for _, t := range u.Types {
		declaration(f, t)
	}
	name := u.Stem + ".go"
	source, err := f.Source(name)
	return map[string][]byte{name: source}, err
}

// clientFile prints the package comment, the client and its constructor.
func clientFile(p *gomodel.Package) *gofile.File {
	f := gofile.New(p.Name)
	f.PackageDoc(packageDoc(p)...)
	doc := "DefaultBaseURL is the address of the service, with the API's version."
	switch {
	case p.API.URL == "":
		doc = "DefaultBaseURL is empty: the documentation does not say where the service runs. Set BaseURL in [Options]."
	case p.API.Version != service.VersionInPath:
		doc = "DefaultBaseURL is the address of the service."
	}
	baseURL(f, "DefaultBaseURL", doc, p.API.Base(p.APIVersion))
	for _, e := range gomodel.Environments(p.API) {
		baseURL(f, e.Const, fmt.Sprintf("%s is the address of the %s; see [Options].", e.Const, e.Doc), e.Base(p.API, p.APIVersion))
	}
	f.Declare(gofile.Doc("Where a token is sent."), constants(constant{"authHeader", p.API.AuthHeader()}, constant{"authPrefix", p.API.AuthPrefix()}))
	if !p.API.IsGraph() {
		f.Declare(gofile.Doc("Where an answer of failure says what went wrong."), constants(constant{"errorCode", p.API.ErrorCode()}, constant{"errorMessage", p.API.ErrorMessage()}))
		f.Declare(gofile.Doc("The member of an answer that holds what is returned."), constants(constant{"resultMember", p.API.Result}))
	}
	if c := p.API.Cursor; p.API.Paging == service.PagingCursor {
		f.Declare(gofile.Doc("Where a page of a list has what."), constants(constant{"cursorItems", c.Items}, constant{"cursorNext", c.Next}, constant{"cursorParameter", c.Parameter}))
	}
	f.Declare(gofile.Doc(clientDoc(p)...), clientStruct(p))
	f.Declare(gofile.Doc("NewClient returns a client. Options that make no sense are an error of every call."), newClient(p))
	return f
}

// constant is a text that the runtime knows by a name.
type constant struct {
	name gomodel.Name
	text string
}

func constants(all ...constant) jen.Code {
	return jen.Const().DefsFunc(func(list *jen.Group) {
		for _, c := range all {
			list.Add(gofile.Name(c.name)).Op("=").Add(gofile.Text(c.text))
		}
	})
}

func baseURL(f *gofile.File, name gomodel.Name, doc, url string) {
	f.Declare(gofile.Doc(doc), jen.Const().Add(gofile.Name(name)).Op("=").Add(gofile.Text(url)))
}

func clientStruct(p *gomodel.Package) jen.Code {
	return jen.Type().Id("Client").StructFunc(func(fields *jen.Group) {
		fields.Id("conn").Op("*").Id("conn")
		fields.Line()
		for _, s := range p.Services {
			fields.Add(gofile.Name(s.Field)).Op("*").Add(gofile.Name(s.Name))
		}
	})
}

func newClient(p *gomodel.Package) jen.Code {
	fields := []jen.Code{gofile.Field("conn", jen.Id("c"))}
	for _, s := range p.Services {
		fields = append(fields, gofile.Name(s.Field).Op(":").Op("&").Add(gofile.Name(s.Name)).Values(jen.Id("c")))
	}
	return jen.Func().Id("NewClient").Params(jen.Id("options").Id("Options")).Op("*").Id("Client").Block(
		jen.Id("c").Op(":=").Id("newConn").Call(jen.Id("options")),
		jen.Return(jen.Op("&").Id("Client").Add(gofile.Multiline(fields...))),
	)
}

// packageDoc is the overview of a package: what a caller has to know of it.
func packageDoc(p *gomodel.Package) []string {
	doc := []string{"Package " + p.Name + " calls the API by one method per documented operation. A [Client] has a service for each resource:"}
	doc = append(doc, start(p)...)
	doc = append(doc,
		"What a call needs is an argument; what it may have is in the struct behind them. Where the documentation has several paths, "+
			"the argument at says which. Each method names the permissions that it needs; [LeastPrivilege] gives those of several.")
	if !p.API.IsGraph() {
		return append(doc, plainDoc(p)...)
	}
	return append(doc,
		"A collection comes as a [Page]: range over its All. An answer of failure is an [*Error]. An [Opt] tells absent, null and a value apart: "+
			"[Some], [Null]. What no field holds, such as an expanded relationship, is in Extra and decodes with [As].",
		"[Batch] sends up to 20 calls at once. An operation that goes on behind its call is [Accepted]. [WithResponse] shows the HTTP answer, "+
			"[WithHeader] and [WithQuery] add what the documentation does not list.")
}

// plainDoc is the rest of the overview of a service that has no protocol of its own.
func plainDoc(p *gomodel.Package) []string {
	lists := "An answer of failure is an [*Error]. "
	if gomodel.HasPages(p) {
		lists = "A list comes as a [Page]: range over its All. " + lists
	}
	return []string{
		lists + "An [Opt] tells absent, null and a value apart: [Some], [Null]. What no field holds is in Extra and decodes with [As].",
		"[WithResponse] shows the HTTP answer, [WithHeader] and [WithQuery] add what the documentation does not list.",
	}
}

func clientDoc(p *gomodel.Package) []string {
	doc := append([]string{"Client has a service for each resource:"}, start(p)...)
	return append(doc, "It is safe for concurrent use. An error of the service is an [*Error].")
}

// start shows how to make a client and a call.
func start(p *gomodel.Package) []string {
	for _, s := range p.Services {
		for _, m := range s.Methods {
			return []string{"\tclient := " + p.Name + ".NewClient(" + p.Name + ".Options{Token: token})", "\t" + usage(m)}
		}
	}
	return nil
}

// usage shows a call, with names for its arguments.
func usage(m *gomodel.Method) string {
	arguments := "ctx"
	for _, a := range m.Arguments() {
		if a.Kind != gomodel.OptionsArgument {
			arguments += ", " + string(a.Name)
		}
	}
	result := "result, err"
	if m.Result.Kind == gomodel.None {
		result = "err"
	}
	return fmt.Sprintf("%s := client.%s.%s(%s)", result, m.Service.Field, m.Name, arguments)
}
