package ir

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func changesOf(old, new *API) string {
	var b strings.Builder
	for _, c := range Diff(old, new) {
		mark := " "
		if c.Breaking {
			mark = "!"
		}
		fmt.Fprintf(&b, "%s %s %s: %s\n", mark, c.Kind, c.Subject, c.Message)
	}
	return b.String()
}

// One change of a page, and what it is called.
func TestDiffOperations(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Operation)
		want   string // kinds, "!" before those that break
	}{
		{"nothing", func(o *Operation) {}, ""},
		{"places and sources", func(o *Operation) {
			o.Sources[0].File, o.Endpoints[0].At.Line, o.Headers[0].At.Line = "other.md", 99, 99
		}, ""},
		{"text only", func(o *Operation) { o.Summary = NewText("en-US", "new") }, "text-changed"},
		{"text beside a fact", func(o *Operation) { o.Summary, o.Deprecated = NewText("en-US", "new"), true }, "deprecated"},
		{"endpoint", func(o *Operation) { o.Endpoints[0].Path = "/users/{id}/clockIn" }, "!endpoint-removed endpoint-added"},
		{"case of a path", func(o *Operation) { o.Endpoints[0].Path = "/Teams/{teamId}/timeCards/clockIn" }, ""},
		{"raised", func(o *Operation) { o.Permissions[0].Least = []string{"Schedule.FullControl"} }, "!permission-raised"},
		{"still in the higher ones", func(o *Operation) {
			o.Permissions[0].Least, o.Permissions[0].Higher = []string{"Schedule.Read"}, []string{"Schedule.ReadWrite.All"}
		}, "permission-lowered"},
		{"another alternative", func(o *Operation) { o.Permissions[0].Least = []string{"Schedule.ReadWrite.All", "X"} }, "permission-lowered"},
		{"conjunction", func(o *Operation) { o.Permissions[0].Least = []string{"Schedule.ReadWrite.All and User.Read"} }, "!permission-raised"},
		{"no longer supported", func(o *Operation) { o.Permissions[0].Status, o.Permissions[0].Least = NotSupported, nil }, "!permission-removed"},
		{"left open", func(o *Operation) { o.Permissions[0].Status, o.Permissions[0].Least = Undetermined, nil }, "permission-open"},
		{"unreadable", func(o *Operation) { o.Permissions = nil }, ""},
		{"another scheme", func(o *Operation) {
			o.Permissions = append(o.Permissions, Permission{Scheme: Application, Status: Supported, Least: []string{"A"}})
		}, "permission-added"},
		{"clouds", func(o *Operation) { o.Clouds = &Clouds{Global: true, USGovL5: true} }, "!cloud-removed cloud-added"},
		{"header required", func(o *Operation) { o.Headers[1].Required = true }, "!parameter-required"},
		{"header optional", func(o *Operation) { o.Headers[0].Required = false }, "parameter-optional"},
		{"header gone", func(o *Operation) { o.Headers = o.Headers[:1] }, "!parameter-removed"},
		{"parameter new", func(o *Operation) { o.Query = []Parameter{{Name: "a"}} }, "parameter-added"},
		{"parameter new and required", func(o *Operation) { o.FunctionParameters = []Parameter{{Name: "a", Required: true}} }, "!parameter-required"},
		{"property gone", func(o *Operation) { o.Body.Properties = o.Body.Properties[1:] }, "!property-removed"},
		{"property retyped", func(o *Operation) { o.Body.Properties[0].Type = "String" }, "!property-retyped"},
		{"property a collection", func(o *Operation) { o.Body.Properties[0].Collection = true }, "!property-retyped"},
		{"property required", func(o *Operation) { o.Body.Properties[0].Required = true }, "!property-required"},
		{"type is not known any more", func(o *Operation) { o.Body.Properties[0].Type = "" }, ""},
		{"no body", func(o *Operation) { o.Body = nil }, "!property-removed !property-removed !property-removed"},
		{"status", func(o *Operation) { o.Responses[0].Status = 200 }, "!response-removed response-added"},
		{"response type", func(o *Operation) { o.Responses[0].Type = "shift" }, "!response-retyped"},
		{"location", func(o *Operation) { o.Responses[0].Location = "Location" }, "!location-added"},
		{"location and type", func(o *Operation) { o.Responses[0].Type, o.Responses[0].Location = "shift", "Location" }, "!response-retyped !location-added"},
		{"options", func(o *Operation) { o.OData = true }, "odata-added"},
		{"example", func(o *Operation) { o.Examples[0].Request.Body = `{"files": {"a": 1}}` }, "example-changed"},
		{"white space in an example", func(o *Operation) { o.Examples[0].Request.Body = "{\n\"files\": {}}" }, ""},
		{"header of an example", func(o *Operation) { o.Examples[0].Request.Headers = []Header{{"Prefer", "x"}} }, "example-changed"},
		{"title of an example", func(o *Operation) { o.Examples[0].Title = NewText("en-US", "other") }, "text-changed"},
		{"another note", func(o *Operation) { o.Notes[0].Kind = "tip" }, "text-changed"},
		{"namespace", func(o *Operation) { o.Namespace = "microsoft.graph.a" }, "detail-changed"},
		{"query of an endpoint", func(o *Operation) { o.Endpoints[0].QueryParameters = []PathQuery{{Name: "a", Value: "1"}} }, "!endpoint-changed"},
		{"type of the body", func(o *Operation) { o.Body.Type = "shift" }, ""},
		{"media type of the body", func(o *Operation) { o.Body.ContentType = "text/plain" }, "!body-retyped"},
		{"media type of a response", func(o *Operation) { o.Responses[0].ContentType = "text/csv" }, "!response-retyped"},
		{"higher permissions", func(o *Operation) { o.Permissions[0].Higher = []string{"Schedule.FullControl"} }, "detail-changed"},
		{"fewer examples", func(o *Operation) { o.Examples = nil }, "example-changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, new := clockIn("a.md", "markdown", "en-US", "d"), clockIn("a.md", "markdown", "en-US", "d")
			old.Body.ContentType, new.Body.ContentType = "application/json", "application/json"
			old.Clouds, new.Clouds = &Clouds{Global: true, China: true}, &Clouds{Global: true, China: true}
			c.change(new)
			var got []string
			for _, ch := range Diff(&API{Operations: []*Operation{old}}, &API{Operations: []*Operation{new}}) {
				kind := ch.Kind
				if ch.Breaking {
					kind = "!" + kind
				}
				got = append(got, kind)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

// Facts that one side may leave out, from one state to another and back.
func TestDiffBothWays(t *testing.T) {
	location := func(name string) *Operation {
		return &Operation{ID: "v1.0/a/b", Responses: []Response{{Status: 202, Location: name}}}
	}
	options := func(all bool, named ...Parameter) *Operation {
		return &Operation{ID: "v1.0/a/b", OData: all, Query: named}
	}
	selects, page := Parameter{Name: "$select"}, Parameter{Name: "page"}
	for _, c := range []struct {
		name        string
		old, new    *Operation
		there, back string
	}{
		{"location", location(""), location("Operation-Location"),
			"! location-added v1.0/a/b: The response 202 leads to the state by the header Operation-Location.\n",
			"! location-removed v1.0/a/b: The response 202 no longer leads to the state by the header Operation-Location.\n"},
		{"another location", location("Location"), location("Operation-Location"),
			"! location-changed v1.0/a/b: The response 202 leads to the state by the header Operation-Location, was Location.\n",
			"! location-changed v1.0/a/b: The response 202 leads to the state by the header Location, was Operation-Location.\n"},
		{"case of a location", location("Location"), location("location"), "", ""},
		{"options", options(false), options(true),
			"  odata-added v1.0/a/b: OData's query options apply.\n",
			"! odata-removed v1.0/a/b: OData's query options no longer apply.\n"},
		{"some options, then all", options(false, selects, page), options(true, page),
			"  odata-added v1.0/a/b: OData's query options apply.\n",
			"! odata-removed v1.0/a/b: Not all of OData's query options apply any more, only those that the page names.\n"},
		{"all options, beside others", options(true, page), options(true),
			"! parameter-removed v1.0/a/b: The query parameter page is gone.\n",
			"  parameter-added v1.0/a/b: The query parameter page is new.\n"},
		{"a required option, then all", options(false, Parameter{Name: "$filter", Required: true}), options(true),
			"  odata-added v1.0/a/b: OData's query options apply.\n",
			"! odata-removed v1.0/a/b: OData's query options no longer apply.\n! parameter-required v1.0/a/b: The query parameter $filter is new and required.\n"},
	} {
		old, new := &API{Operations: []*Operation{c.old}}, &API{Operations: []*Operation{c.new}}
		if got := changesOf(old, new); got != c.there {
			t.Errorf("%s: %s", c.name, got)
		}
		if got := changesOf(new, old); got != c.back {
			t.Errorf("%s, back: %s", c.name, got)
		}
	}
}

func TestDiffSubjects(t *testing.T) {
	op := func(id, path string) *Operation {
		return &Operation{ID: id, Endpoints: []Endpoint{{Method: "GET", Path: path}}}
	}
	no, yes := false, true
	typ := func(name string, change func(*Type)) *Type {
		t := &Type{Name: name, APIVersion: "v1.0", Kind: Enum, Members: []Member{{Name: "a"}, {Name: "b"}},
			Properties: []Property{{Name: "id", Type: "String", Nullable: &no, Values: []string{"x", "y"}}}}
		change(t)
		return t
	}
	same := func(*Type) {}
	old := &API{
		Operations: []*Operation{op("v1.0/a/get", "/a"), op("v1.0/b/get", "/b"), op("v1.0/c/get", "/c")},
		Types:      []*Type{typ("g.enum", same), typ("g.gone", same), typ("g.kept", same)},
	}
	new := &API{
		Operations: []*Operation{op("v1.0/a/get", "/a"), op("v1.0/b/read", "/B"), op("v1.0/d/get", "/d")},
		Types: []*Type{
			typ("g.enum", func(t *Type) { t.Members = []Member{{Name: "A"}, {Name: "c"}} }),
			typ("g.kept", func(t *Type) {
				t.Kind = Complex
				t.Properties = []Property{{Name: "id", Type: "String", Nullable: &yes, Values: []string{"x"}}, {Name: "more", Type: "Int32"}}
			}),
			typ("g.new", same),
		},
	}
	want := `! operation-renamed v1.0/b/read: The operation v1.0/b/get is now called v1.0/b/read.
! operation-removed v1.0/c/get: The operation v1.0/c/get is gone.
  operation-added v1.0/d/get: The operation v1.0/d/get is new.
! enum-member-removed v1.0 g.enum: The member b is gone.
  enum-member-added v1.0 g.enum: The member c is new.
! type-removed v1.0 g.gone: The type v1.0 g.gone is gone.
! type-restructured v1.0 g.kept: The type is of kind complex, was enum.
! property-nullable v1.0 g.kept: The property id may be null.
! enum-member-removed v1.0 g.kept: The value y of the property id is gone.
  property-added v1.0 g.kept: The property more is new.
  type-added v1.0 g.new: The type v1.0 g.new is new.
`
	if diff := cmp.Diff(want, changesOf(old, new)); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestChangeKindsAreSortedAndExplained(t *testing.T) {
	for i, k := range ChangeKinds {
		if k.Doc == "" || i > 0 && ChangeKinds[i-1].Name >= k.Name {
			t.Errorf("row %d, %q: not explained or out of order", i, k.Name)
		}
	}
}

// An API does not differ from itself, and whatever differs is a listed kind.
func TestDiffOfDrawnAPIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, new := Merge("en-US", somePages(t)), Merge("en-US", somePages(t))
		Link(old)
		Link(new)
		if got := changesOf(old, old); got != "" {
			t.Fatalf("against itself:\n%s", got)
		}
		forth := Diff(old, new)
		if back := Diff(new, old); (len(forth) == 0) != (len(back) == 0) {
			t.Fatalf("one way %d changes, the other way %d", len(forth), len(back))
		}
		if !slices.IsSortedFunc(forth, func(a, b Change) int { return strings.Compare(subjectKind(a), subjectKind(b)) }) {
			t.Fatal("operations do not come first, or subjects are out of order")
		}
	})
}

func subjectKind(c Change) string {
	if strings.Contains(c.Subject, " ") {
		return "2 " + c.Subject
	}
	return "1 " + c.Subject
}
