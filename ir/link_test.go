package ir

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinkFillsBodies(t *testing.T) {
	at := Pos{"timecard.md", 9, 1}
	readOnly := Property{Name: "createdBy", Type: "identitySet", ReadOnly: true, At: at}
	types := []*Type{
		{Name: "microsoft.graph.entity", APIVersion: "v1.0", Properties: []Property{{Name: "id", Type: "String", At: at}, {Name: "notes", Type: "String", At: at}}},
		{Name: "microsoft.graph.timeCard", APIVersion: "v1.0", Base: "microsoft.graph.entity",
			Properties: []Property{{Name: "notes", Type: "itemBody", At: at}, readOnly}},
		{Name: "microsoft.graph.timeCard", APIVersion: "beta", Properties: []Property{{Name: "betaOnly", Type: "String", At: at}}},
	}
	example := func(bodies ...string) []Example {
		var out []Example
		for _, b := range bodies {
			out = append(out, Example{Request: ExampleRequest{Method: "POST", Body: b, At: at}})
		}
		return out
	}
	for _, c := range []struct {
		name     string
		body     *Body
		examples []Example
		want     *Body
	}{
		{"no body", nil, example(`{"a": 1}`), nil},
		{"table stands", &Body{From: "table", Type: "timeCard", Properties: []BodyProperty{{Name: "x"}}}, nil,
			&Body{From: "table", Type: "timeCard", Properties: []BodyProperty{{Name: "x"}}}},
		{"from the type's page", &Body{Type: "timeCard"}, example(`{"a": 1}`),
			&Body{From: "type", Type: "timeCard", Properties: []BodyProperty{{Name: "id", Type: "String", At: at}, {Name: "notes", Type: "itemBody", At: at}}}},
		{"from the examples", &Body{Type: "unknown"}, example(
			`{"@odata.type": "#x", "n": 1, "s": "a", "l": ["a"], "o": {"@odata.type": "#microsoft.graph.room"}, "nul": null, "mix": 1}`,
			`{"n": 1.5, "nul": true, "mix": "a", "late": {}}`, `no JSON`),
			&Body{From: "example", Type: "unknown", Properties: []BodyProperty{
				{Name: "n", Type: "Double", At: at}, {Name: "s", Type: "String", At: at}, {Name: "l", Type: "String", Collection: true, At: at},
				{Name: "o", Type: "microsoft.graph.room", At: at}, {Name: "nul", Type: "Boolean", Nullable: true, At: at},
				{Name: "mix", Type: "Json", At: at}, {Name: "late", Type: "Json", At: at},
			}}},
		{"from neither", &Body{Type: "unknown"}, nil, &Body{Type: "unknown"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := &Operation{ID: "v1.0/timeCard/create", APIVersion: "v1.0", Body: c.body, Examples: c.examples}
			api := Merge("en-US", []*API{{Operations: []*Operation{o}, Types: types}})
			Link(api)
			if diff := cmp.Diff(c.want, api.Operations[0].Body); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
			if o.Body != c.body {
				t.Error("the page's own value was changed")
			}
		})
	}
}

func TestLinkMakesEnums(t *testing.T) {
	at := func(line int) Pos { return Pos{"timecard.md", line, 1} }
	card := &Type{Name: "microsoft.graph.timeCard", APIVersion: "v1.0", Kind: Entity, Sources: []Source{{File: "timecard.md"}}, Properties: []Property{
		{Name: "state", Type: "timeCardState", Values: []string{"clockedIn", "onBreak"}, At: at(1)},
		{Name: "confirmedBy", Type: "String", Values: []string{"none"}, At: at(2)},
		{Name: "kind", Type: "documented", Values: []string{"another"}, At: at(3)},
	}}
	documented := &Type{Name: "microsoft.graph.documented", APIVersion: "v1.0", Kind: Enum, Sources: []Source{{File: "enums.md"}}, Members: []Member{{Name: "one"}}}
	op := &Operation{ID: "v1.0/timeCard/create", APIVersion: "v1.0", Body: &Body{Properties: []BodyProperty{
		{Name: "state", Type: "timeCardState", Values: []string{"clockedin", "clockedOut"}, At: at(4)},
	}}}
	api := Merge("en-US", []*API{{Types: []*Type{card, documented}, Operations: []*Operation{op}}})
	Link(api)
	want := []*Type{
		documented,
		card,
		{Name: "microsoft.graph.timeCardState", APIVersion: "v1.0", Kind: Enum, Open: true, At: at(1),
			Members: []Member{{Name: "clockedIn", At: at(1)}, {Name: "onBreak", At: at(1)}, {Name: "clockedOut", At: at(4)}}},
	}
	if diff := cmp.Diff(want, api.Types); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
}

func TestLinkFindings(t *testing.T) {
	op := func(id, doc, method, path string) *Operation {
		o := clockIn(doc+".md", "markdown", "en-US", "v1.0/api/"+doc)
		o.ID, o.Resource, o.Name = id, "deviceCategory", id[len("v1.0/deviceCategory/"):]
		o.Endpoints = []Endpoint{{Method: method, Path: path, At: Pos{doc + ".md", 10, 1}}}
		return o
	}
	typ := func(file, property string) *Type {
		return &Type{Name: "microsoft.graph.place", APIVersion: "v1.0", Sources: []Source{{File: file, Format: "markdown", Locale: "en-US", Document: file}},
			At: Pos{file, 1, 1}, Properties: []Property{{Name: "id", Type: "String"}, {Name: property, Type: "String"}}}
	}
	for _, c := range []struct {
		name string
		api  *API
		ids  []string
		want string
	}{
		{"area tells ids apart", &API{Operations: []*Operation{
			op("v1.0/deviceCategory/get", "intune-shared-devicecategory-get", "GET", "/categories"),
			op("v1.0/deviceCategory/get", "intune-onboarding-devicecategory-get", "GET", "/categories"),
		}}, []string{"v1.0/deviceCategory/get", "v1.0/deviceCategory/getIntuneShared"},
			`intune-shared-devicecategory-get.md:10:1 endpoint-shared The endpoint GET /categories is documented by v1.0/deviceCategory/get and by v1.0/deviceCategory/getIntuneShared. The first owns it, because its title sorts first. [intune-onboarding-devicecategory-get.md:10 v1.0/deviceCategory/get]
intune-shared-devicecategory-get.md:10:1 name-clash Two pages give the id v1.0/deviceCategory/get; this one becomes v1.0/deviceCategory/getIntuneShared. [intune-onboarding-devicecategory-get.md:10 v1.0/deviceCategory/get]
`},
		{"a page without area keeps its id", &API{Operations: []*Operation{
			op("v1.0/deviceCategory/get", "intune-a-devicecategory-get", "GET", "/categories"),
			op("v1.0/deviceCategory/get", "devicecategory-get", "GET", "/categories/{id}"),
		}}, []string{"v1.0/deviceCategory/get", "v1.0/deviceCategory/getIntune"},
			`intune-a-devicecategory-get.md:10:1 name-clash Two pages give the id v1.0/deviceCategory/get; this one becomes v1.0/deviceCategory/getIntune. [devicecategory-get.md:10 v1.0/deviceCategory/get]
`},
		{"paths tell ids apart", &API{Operations: []*Operation{
			op("v1.0/deviceCategory/get", "group-get-event", "GET", "/groups/{id}/deviceCategories/{id}"),
			op("v1.0/deviceCategory/get", "event-get", "GET", "/me/deviceCategories/{id}"),
			op("v1.0/deviceCategory/get", "team-get-event", "GET", "/teams/{id}/deviceCategories/{id}"),
		}}, []string{"v1.0/deviceCategory/get", "v1.0/deviceCategory/getOfGroups", "v1.0/deviceCategory/getOfTeams"},
			`group-get-event.md:10:1 name-clash Two pages give the id v1.0/deviceCategory/get; this one becomes v1.0/deviceCategory/getOfGroups. [event-get.md:10 v1.0/deviceCategory/get]
team-get-event.md:10:1 name-clash Two pages give the id v1.0/deviceCategory/get; this one becomes v1.0/deviceCategory/getOfTeams. [event-get.md:10 v1.0/deviceCategory/get]
`},
		{"keys tell ids apart", &API{Operations: []*Operation{
			op("v1.0/deviceCategory/update", "devicecategory-update", "PATCH", "/branding/{property name}"),
			op("v1.0/deviceCategory/update", "devicecategory-create", "PATCH", "/branding"),
		}}, []string{"v1.0/deviceCategory/update", "v1.0/deviceCategory/updateByPropertyName"},
			`devicecategory-update.md:10:1 name-clash Two pages give the id v1.0/deviceCategory/update; this one becomes v1.0/deviceCategory/updateByPropertyName. [devicecategory-create.md:10 v1.0/deviceCategory/update]
`},
		{"methods tell ids apart", &API{Operations: []*Operation{
			op("v1.0/deviceCategory/set", "devicecategory-set", "PUT", "/a/{id}"),
			op("v1.0/deviceCategory/set", "devicecategory-set", "PATCH", "/a/{id}"),
		}}, []string{"v1.0/deviceCategory/set", "v1.0/deviceCategory/setPutAId"},
			`devicecategory-set.md:10:1 name-clash Two pages give the id v1.0/deviceCategory/set; this one becomes v1.0/deviceCategory/setPutAId. [devicecategory-set.md:10 v1.0/deviceCategory/set]
`},
		{"endpoint on two pages", &API{Operations: []*Operation{
			op("v1.0/deviceCategory/list", "b", "GET", "/users/{id}/x"), op("v1.0/deviceCategory/find", "a", "GET", "/users/{user-id}/X"),
		}}, []string{"v1.0/deviceCategory/find", "v1.0/deviceCategory/list"},
			`b.md:10:1 endpoint-shared The endpoint GET /users/{id}/x is documented by v1.0/deviceCategory/find and by v1.0/deviceCategory/list. The first owns it, because its title sorts first. [a.md:10 v1.0/deviceCategory/find]
`},
		{"type on two pages", &API{Types: []*Type{typ("a.md", "name"), typ("b.md", "label")}}, nil,
			`b.md:1:1 type-shared The type "microsoft.graph.place" is described here and on another page; what both say is put together. [a.md:1 microsoft.graph.place]
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			api := Merge("en-US", []*API{c.api})
			Link(api)
			var ids []string
			for _, o := range api.Operations {
				ids = append(ids, o.ID)
			}
			if diff := cmp.Diff(c.ids, ids); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.want, findingsOf(api)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if len(api.Types) == 1 && len(api.Types[0].Properties) != 3 {
				t.Errorf("properties = %+v, want those of both pages", api.Types[0].Properties)
			}
		})
	}
}
