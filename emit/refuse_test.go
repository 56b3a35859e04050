package emit

import (
	"slices"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// breakOn adds an emitter whose files break the rules, or are no Go, where they
// would hold one of some methods, and a file of each package that does so where it
// holds one of others.
func breakOn(t *testing.T, inUnit, inPackage func(*gomodel.Method) bool) {
	t.Helper()
	printed := func(name, pkg string, services []*gomodel.Service, breaks func(*gomodel.Method) bool) (Files, error) {
		f := gofile.New(pkg)
		for _, s := range services {
			for _, m := range s.Methods {
				called := gomodel.Name("Called" + s.Name + m.Name)
				if breaks(m) {
					called = "init"
				}
				f.Declare(nil, jen.Func().Add(gofile.Name(called)).Params().Block())
			}
		}
		source, err := f.Source(name)
		return Files{name: source}, err
	}
	before := Emitters
	t.Cleanup(func() { Emitters = before })
	Emitters = append(slices.Clone(before), Emitter{
		Name: "breaking",
		Unit: func(u gomodel.Unit, _ bool) (Printed, error) {
			return filesOnly(printed(u.Stem+"_breaking.go", u.Package, u.Services, inUnit))
		},
		Package: func(_ Input, p *gomodel.Package) (Files, error) {
			return printed("breaking.go", p.Name, p.Services, inPackage)
		},
	})
}

// TestRefused holds that what cannot be emitted costs its operation alone.
func TestRefused(t *testing.T) {
	api := &ir.API{}
	for i, id := range []string{"card/get", "card/list", "card/update", "shift/get", "shift/list"} {
		resource, name, _ := strings.Cut(id, "/")
		api.Operations = append(api.Operations, &ir.Operation{
			ID: "v1.0/" + id, APIVersion: "v1.0", Resource: resource, Name: name,
			Endpoints: []ir.Endpoint{{Method: "GET", Path: "/" + id, At: ir.Pos{File: id + ".md", Line: i + 1}}},
		})
	}
	is := func(ids ...string) func(*gomodel.Method) bool {
		return func(m *gomodel.Method) bool { return slices.Contains(ids, strings.TrimPrefix(m.ID, "v1.0/")) }
	}
	for _, tt := range []struct {
		name               string
		inUnit, inPackage  func(*gomodel.Method) bool
		refused, withFiles []string
	}{
		{"none", is(), is(), nil, []string{"card.go", "shift.go"}},
		{"in a unit", is("card/list"), is(), []string{"card/list"}, []string{"card.go", "shift.go"}},
		{"all of a unit", is("shift/get", "shift/list"), is(), []string{"shift/get", "shift/list"}, []string{"card.go"}},
		{"in the package", is(), is("card/get"), []string{"card/get"}, []string{"card.go", "shift.go"}},
		{"in both", is("card/list"), is("shift/get"), []string{"card/list", "shift/get"}, []string{"card.go", "shift.go"}},
		{"together", func(m *gomodel.Method) bool { return len(m.Service.Methods) == 2 }, is(), []string{"shift/get", "shift/list"}, []string{"card.go"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			breakOn(t, tt.inUnit, tt.inPackage)
			files, found, err := Generate(api, Options{Emit: []string{"client", "server", "tests", "breaking"}})
			if err != nil {
				t.Fatal(err)
			}
			var refused []string
			for _, d := range found {
				if d.Code == "output-refused" {
					refused = append(refused, strings.TrimSuffix(d.File, ".md"))
				}
			}
			if !slices.Equal(refused, tt.refused) {
				t.Errorf("refused %v, want %v", refused, tt.refused)
			}
			rest := &ir.API{}
			for _, op := range api.Operations {
				if !slices.Contains(refused, strings.TrimPrefix(op.ID, "v1.0/")) {
					rest.Operations = append(rest.Operations, op)
				}
			}
			want, _, err := Generate(rest, Options{Emit: []string{"client", "server", "tests", "breaking"}})
			if err != nil {
				t.Fatal(err)
			}
			if len(files) != len(want) {
				t.Errorf("%d files, want %d", len(files), len(want))
			}
			for name, source := range want {
				if string(files[name]) != string(source) {
					t.Errorf("%s is not what the other operations alone give", name)
				}
			}
			for _, name := range tt.withFiles {
				if files["v1/"+name] == nil {
					t.Errorf("there is no %s", name)
				}
			}
		})
	}
}

// TestRefusedForNobody holds that what breaks the rules only with all operations
// together is an error.
func TestRefusedForNobody(t *testing.T) {
	before := Emitters
	t.Cleanup(func() { Emitters = before })
	Emitters = append(slices.Clone(before), Emitter{Name: "together", Package: func(_ Input, p *gomodel.Package) (Files, error) {
		f := gofile.New(p.Name)
		if len(p.Services) > 1 {
			f.Declare(nil, jen.Func().Id("init").Params().Block())
		}
		source, err := f.Source("together.go")
		return Files{"together.go": source}, err
	}})
	api := &ir.API{}
	for _, resource := range []string{"card", "shift"} {
		api.Operations = append(api.Operations, &ir.Operation{
			ID: "v1.0/" + resource + "/get", APIVersion: "v1.0", Resource: resource, Name: "get", Endpoints: []ir.Endpoint{{Method: "GET", Path: "/" + resource}},
		})
	}
	files, _, err := Generate(api, Options{Emit: []string{"client", "together"}})
	if err == nil || len(files) > 0 || !strings.Contains(err.Error(), "function init") {
		t.Errorf("%d files, error %v", len(files), err)
	}
}
