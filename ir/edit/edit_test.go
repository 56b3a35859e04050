package edit_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/edit"
)

func at(line, column int) ir.Pos { return ir.Pos{File: "a.md", Line: line, Column: column} }

// said is what a small page says.
func said() *ir.API {
	return &ir.API{
		Operations: []*ir.Operation{{
			ID: "v1.0/team/get", Title: ir.NewText("en-US", "Get team"), Summary: ir.NewText("en-US", "Gets it."),
			Endpoints:   []ir.Endpoint{{Method: "GET", Path: "/teams/{id}", At: at(5, 1)}},
			Permissions: []ir.Permission{{Scheme: ir.Application, Least: []string{"Team.Read"}, At: at(3, 1)}},
			Headers:     []ir.Parameter{{Name: "Prefer", Description: ir.NewText("en-US", "What is preferred."), At: at(8, 1)}},
			Examples:    []ir.Example{{Request: ir.ExampleRequest{Body: `{"a": "one", "n": [1]}`}}},
		}},
		Types: []*ir.Type{{
			Name: "microsoft.graph.team", Description: ir.NewText("en-US", "Some people."),
			Properties: []ir.Property{{Name: "id", Type: "String", At: at(20, 1)}, {Name: "body", Type: "itemBody", At: at(21, 1)}},
		}},
		Diagnostics: []ir.Diagnostic{ir.NewDiagnostic("json-mended", at(9, 3), "Mended.", ir.RelatedAt(at(5, 1), "here"))},
	}
}

// addProperty adds a property in front of the last one.
func addProperty(a *ir.API, p ir.Property) {
	a.Types[0].Properties = slices.Insert(a.Types[0].Properties, 1, p)
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name string
		edit func(*ir.API)
		want bool
	}{
		{"nothing", func(*ir.API) {}, true},
		{"a summary", func(a *ir.API) { a.Operations[0].Summary = nil }, true},
		{"permissions", func(a *ir.API) { a.Operations[0].Permissions = nil }, true},
		{"a note", func(a *ir.API) { a.Operations[0].Notes = []ir.Note{{Kind: "note"}} }, true},
		{"words", func(a *ir.API) { a.Operations[0].Headers[0].Description[0].Text = "What you like." }, true},
		{"a place", func(a *ir.API) { a.Operations[0].Headers[0].At = at(18, 1) }, true},
		{"no words", func(a *ir.API) { a.Types[0].Description = nil }, false},
		{"another language", func(a *ir.API) { a.Types[0].Description[0].Locale = "de-DE" }, false},
		{"a title", func(a *ir.API) { a.Operations[0].Title[0].Text = "Read team" }, false},
		{"a name", func(a *ir.API) { a.Operations[0].Endpoints[0].Path = "/teams" }, false},
		{"nil and empty", func(a *ir.API) { a.Operations[0].Responses = []ir.Response{} }, false},
		{"a pointer", func(a *ir.API) { a.Operations[0].Body = &ir.Body{} }, false},
		{"another row", func(a *ir.API) { a.Operations[0].Endpoints = append(a.Operations[0].Endpoints, ir.Endpoint{}) }, false},
		{"another file", func(a *ir.API) { a.Operations[0].Endpoints[0].At.File = "b.md" }, false},
		{"one place in two", func(a *ir.API) { a.Operations[0].Endpoints[0].At = at(6, 1) }, false}, // the finding names the old one
		{"a property beside another one", func(a *ir.API) { addProperty(a, ir.Property{Name: "size", Type: "Int32"}) }, true},
		{"a property that leads to a type", func(a *ir.API) { addProperty(a, ir.Property{Name: "other", Type: "itemBody"}) }, false},
		{"a property of no type", func(a *ir.API) { addProperty(a, ir.Property{Name: "other"}) }, false},
		{"a property that results may be boxed in", func(a *ir.API) { addProperty(a, ir.Property{Name: "value", Type: "String"}) }, false},
		{"a property with values", func(a *ir.API) { addProperty(a, ir.Property{Name: "size", Type: "String", Values: []string{"s"}}) }, false},
		{"a property of the same name", func(a *ir.API) { addProperty(a, ir.Property{Name: "ID", Type: "String"}) }, false},
		{"a property less", func(a *ir.API) { a.Types[0].Properties = a.Types[0].Properties[:1] }, false},
		{"another property", func(a *ir.API) { a.Types[0].Properties[1].Name = "text" }, false},
		{"the values of an example", func(a *ir.API) { a.Operations[0].Examples[0].Request.Body = `{"a": "two", "n": [3]}` }, true},
		{"a time in an example", func(a *ir.API) { a.Operations[0].Examples[0].Request.Body = `{"a": "2020-01-01T00:00:00Z", "n": [1]}` }, false},
		{"a larger number", func(a *ir.API) { a.Operations[0].Examples[0].Request.Body = `{"a": "one", "n": [3000000000]}` }, false},
		{"another member", func(a *ir.API) { a.Operations[0].Examples[0].Request.Body = `{"b": "one", "n": [1]}` }, false},
		{"no JSON", func(a *ir.API) { a.Operations[0].Examples[0].Request.Body = "one" }, false},
		{"a header", func(a *ir.API) {
			a.Operations[0].Headers = append(a.Operations[0].Headers, ir.Parameter{Name: "If-Match"})
		}, true},
		{"no header", func(a *ir.API) { a.Operations[0].Headers = nil }, true},
		{"a header of a type", func(a *ir.API) {
			a.Operations[0].Headers = append(a.Operations[0].Headers, ir.Parameter{Name: "If-Match", Type: "itemBody"})
		}, false},
		{"a finding", func(a *ir.API) { a.Diagnostics = nil }, true},
	} {
		was, now := said(), said()
		test.edit(now)
		if got := new(edit.Edit).Compare(was, now); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestOrdered(t *testing.T) {
	for _, test := range []struct {
		name     string
		was, now []ir.Pos
		want     bool
	}{
		{"none", nil, nil, true},
		{"down", []ir.Pos{at(1, 1), at(2, 1)}, []ir.Pos{at(2, 1), at(4, 1)}, true},
		{"exchanged", []ir.Pos{at(1, 1), at(2, 1)}, []ir.Pos{at(4, 1), at(3, 1)}, false},
		{"one place", []ir.Pos{at(1, 1), at(1, 5)}, []ir.Pos{at(1, 1), at(1, 1)}, false},
		{"a line parted", []ir.Pos{at(1, 1), at(1, 5)}, []ir.Pos{at(1, 1), at(2, 1)}, false},
		{"lines joined", []ir.Pos{at(1, 1), at(2, 1)}, []ir.Pos{at(1, 1), at(1, 5)}, false},
	} {
		var e edit.Edit
		if !e.Compare(&test.was, &test.now) {
			t.Errorf("%s: the places cannot be compared", test.name)
		}
		if got := e.Ordered(); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func finding(message string, at ir.Pos, related ...ir.Related) ir.Diagnostic {
	return ir.NewDiagnostic("json-mended", at, message, related...)
}

func TestFindings(t *testing.T) {
	other := ir.Pos{File: "b.md", Line: 2, Column: 1}
	was := &ir.API{Diagnostics: []ir.Diagnostic{finding("One.", at(1, 1)), finding("Two.", at(2, 1)), finding("Gone.", at(3, 1))}}
	now := &ir.API{Diagnostics: []ir.Diagnostic{finding("One.", at(3, 1)), finding("New.", at(4, 1)), finding("Two.", at(5, 1))}}
	var e edit.Edit
	if !e.Compare(was, now) || !e.Ordered() || len(e.Gone) != 1 || len(e.New) != 1 {
		t.Fatalf("the findings cannot be compared: %+v", e)
	}
	list := []ir.Diagnostic{
		finding("The page as such.", ir.Pos{File: "a.md"}), finding("One.", at(1, 1)), finding("Two.", at(2, 1)), finding("Gone.", at(3, 1)),
		finding("Elsewhere.", other, ir.RelatedAt(at(2, 1), "there")), finding("Of emitting.", at(1, 1)),
	}
	before := slices.Clone(list)
	edited := func(file string) bool { return file == "a.md" }
	got, still, ok := e.Findings(list, 5, edited)
	want := []ir.Diagnostic{
		finding("The page as such.", ir.Pos{File: "a.md"}), finding("One.", at(3, 1)), finding("New.", at(4, 1)), finding("Two.", at(5, 1)),
		finding("Elsewhere.", other, ir.RelatedAt(at(5, 1), "there")), finding("Of emitting.", at(3, 1)),
	}
	if !ok || still != 5 || !reflect.DeepEqual(got, want) {
		t.Errorf("%t, %d, %v", ok, still, got)
	}
	if !reflect.DeepEqual(list, before) || list[4].Related[0].Line != 2 {
		t.Error("the findings themselves were changed")
	}
	for _, unsure := range []ir.Diagnostic{finding("Three.", at(7, 1)), finding("At the place of a new one.", at(4, 1))} {
		if _, _, ok := e.Findings(append([]ir.Diagnostic{unsure}, list...), 6, edited); ok {
			t.Errorf("%v was moved", unsure)
		}
	}
	if _, _, ok := e.Findings(list[:3], 3, edited); ok {
		t.Error("what is gone was not there")
	}
}

// A page with zones gives a finding for each of its variants, which is reported once.
func TestFindingsGivenTwice(t *testing.T) {
	was := &ir.API{Diagnostics: []ir.Diagnostic{finding("One.", at(1, 1)), finding("One.", at(1, 1))}}
	now := &ir.API{Diagnostics: []ir.Diagnostic{finding("One.", at(2, 1))}}
	var e edit.Edit
	if !e.Compare(was, now) || len(e.Gone) > 0 || len(e.New) > 0 {
		t.Errorf("%+v", e)
	}
}

// What is merged of pages may say the same of another row than it did.
func TestAgrees(t *testing.T) {
	places := func(was, now ir.Pos) *edit.Edit {
		e := new(edit.Edit)
		e.Compare(&was, &now)
		return e
	}
	page := places(at(1, 1), at(2, 1))
	for _, test := range []struct {
		was, now ir.Pos
		want     bool
	}{
		{at(1, 1), at(2, 1), true},
		{at(1, 1), at(1, 1), false},
		{at(5, 1), at(5, 1), true},
		{at(5, 1), at(6, 1), false},
	} {
		if got := page.Agrees(places(test.was, test.now)); got != test.want {
			t.Errorf("%v to %v: %t", test.was, test.now, got)
		}
	}
}

func TestLinks(t *testing.T) {
	type link struct {
		Href string
		At   ir.Pos
	}
	type page struct {
		Anchors []string `local:"anchors"`
		Links   []link   `local:"links"`
	}
	was := &page{[]string{"", "a", "b"}, []link{{"x.md", at(1, 1)}, {"y.md", at(2, 1)}}}
	now := &page{[]string{"", "a", "new", "b"}, []link{{"x.md", at(1, 1)}, {"z.md#b", at(2, 1)}, {"x.md", at(3, 1)}}}
	var e edit.Edit
	if !e.Compare(was, now) {
		t.Fatal("the pages cannot be compared")
	}
	want := []edit.Link{{File: "a.md", Href: "y.md"}, {File: "a.md", Href: "z.md#b"}, {File: "a.md", Href: "x.md"}}
	if !slices.Equal(e.Anchors, []string{"new"}) || !slices.Equal(e.Links, want) {
		t.Errorf("anchors %q, links %v", e.Anchors, e.Links)
	}
	for _, other := range [][]string{nil, {"", "a"}, {"", "b", "a"}} {
		if new(edit.Edit).Compare(was, &page{other, was.Links}) {
			t.Errorf("anchors %q are taken for more of them", other)
		}
	}
}
