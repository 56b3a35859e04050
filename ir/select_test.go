package ir

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func selectAPI() *API {
	op := func(id, method, path string, types ...string) *Operation {
		parts := strings.Split(id, "/")
		o := &Operation{ID: id, APIVersion: parts[0], Resource: parts[1], Name: parts[2], Endpoints: []Endpoint{{Method: method, Path: path}}}
		for _, t := range types {
			o.Responses = append(o.Responses, Response{Status: 200, Type: t})
		}
		return o
	}
	typ := func(version, name, base string, properties ...string) *Type {
		t := &Type{Name: name, APIVersion: version, Kind: Entity, Base: base}
		for _, p := range properties {
			t.Properties = append(t.Properties, Property{Name: p, Type: p})
		}
		return t
	}
	clockIn := op("v1.0/timeCard/clockIn", "POST", "/teams/{teamId}/schedule/timeCards/clockIn", "timeCard")
	get := op("v1.0/place/get", "GET", "/places/{id | emailAddress}", "microsoft.graph.place")
	get.Examples = []Example{{Response: &ExampleAnswer{Body: `{"@odata.type": "#microsoft.graph.room"}`}}}
	timeCard := typ("v1.0", "microsoft.graph.timeCard", "microsoft.graph.entity", "itemBody", "String")
	timeCard.Relationships = []Property{{Name: "team", Type: "team"}, {Name: "itemBody", Type: "itemBody"}}
	return &API{
		Operations: []*Operation{clockIn, get, op("beta/timeCard/clockIn", "POST", "/teams/{teamId}/clockIn", "timeCard")},
		Types: []*Type{
			timeCard, typ("v1.0", "microsoft.graph.entity", ""), typ("v1.0", "microsoft.graph.itemBody", "", "timeCard"),
			typ("v1.0", "microsoft.graph.team", ""), typ("v1.0", "microsoft.graph.place", ""),
			typ("v1.0", "microsoft.graph.room", "microsoft.graph.place"), typ("v1.0", "microsoft.graph.workspace", "microsoft.graph.place"),
			typ("beta", "microsoft.graph.timeCard", ""),
		},
	}
}

func TestSelect(t *testing.T) {
	for _, c := range []struct {
		name             string
		include, exclude string
		relationships    string
		ops, types       string
		fault            string
	}{
		{name: "all", ops: "v1.0/timeCard/clockIn v1.0/place/get beta/timeCard/clockIn",
			types: "v1.0 timeCard, v1.0 entity, v1.0 itemBody, v1.0 place, v1.0 room, beta timeCard"},
		{name: "by id", include: "v1.0/timecard/*", ops: "v1.0/timeCard/clockIn", types: "v1.0 timeCard, v1.0 entity, v1.0 itemBody"},
		{name: "by endpoint", include: "post /teams/{TeamId}/**", exclude: "beta/**", ops: "v1.0/timeCard/clockIn", types: "v1.0 timeCard, v1.0 entity, v1.0 itemBody"},
		{name: "any method, blanks in the placeholder", include: "* /places/{id|emailAddress}", ops: "v1.0/place/get", types: "v1.0 place, v1.0 room"},
		{name: "exclude that names nothing", include: "v1.0/place/*", exclude: "v2.0/**", ops: "v1.0/place/get", types: "v1.0 place, v1.0 room"},
		{name: "alternatives", include: "{v1.0,beta}/timeCard/*", exclude: "v1.0/**", ops: "beta/timeCard/clockIn", types: "beta timeCard"},
		{name: "a relationship", include: "v1.0/timeCard/*", relationships: "timecard.Team", ops: "v1.0/timeCard/clockIn",
			types: "v1.0 timeCard, v1.0 entity, v1.0 itemBody, v1.0 team"},
		{name: "all relationships of a version", include: "v1.0/timeCard/*", relationships: "v1.0/*.*", ops: "v1.0/timeCard/clockIn",
			types: "v1.0 timeCard, v1.0 entity, v1.0 itemBody, v1.0 team"},
		{name: "a relationship by namespace", include: "v1.0/timeCard/*", relationships: "microsoft.graph.timeCard.*", ops: "v1.0/timeCard/clockIn",
			types: "v1.0 timeCard, v1.0 entity, v1.0 itemBody, v1.0 team"},
		{name: "a relationship of a type that is not reached", include: "v1.0/place/*", relationships: "timeCard.team", ops: "v1.0/place/get",
			types: "v1.0 place, v1.0 room"},
		{name: "no relationship", relationships: "timeCard.teem", fault: `pattern "timeCard.teem" selects no relationship; the nearest is "timeCard.team"`},
		{name: "no relationship of that version", relationships: "beta/timeCard.team", fault: `the nearest is "v1.0/timeCard.team"`},
		{name: "a relationship pattern that is not well-formed", relationships: "timeCard.[", fault: "not well-formed"},
		{name: "nothing", include: "v1.0/timeCard/clockOn", fault: `nearest is "v1.0/timeCard/clockIn"`},
		{name: "nothing like it", include: "zzz", fault: `pattern "zzz" selects no operation`},
		{name: "not well-formed", include: "v1.0/[", fault: "not well-formed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Select(selectAPI(), Selection{patternList(c.include), patternList(c.exclude), patternList(c.relationships)})
			if c.fault != "" {
				if err == nil || !strings.Contains(err.Error(), c.fault) {
					t.Fatalf("error = %v, want one with %q", err, c.fault)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var ops, types []string
			for _, o := range got.Operations {
				ops = append(ops, o.ID)
			}
			for _, x := range got.Types {
				types = append(types, x.APIVersion+" "+lastPart(x.Name))
			}
			if diff := cmp.Diff(c.ops, strings.Join(ops, " ")); diff != "" {
				t.Errorf("operations (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.types, strings.Join(types, ", ")); diff != "" {
				t.Errorf("types (-want +got):\n%s", diff)
			}
		})
	}
}

// patternList makes a list of one pattern, or none.
func patternList(pattern string) []string {
	if pattern == "" {
		return nil
	}
	return []string{pattern}
}

func TestSelectKeepsTypesOfAnAPIWithoutOperations(t *testing.T) {
	api := selectAPI()
	api.Operations = nil
	got, err := Select(api, Selection{})
	if err != nil || !slices.Equal(got.Types, api.Types) {
		t.Errorf("types = %v, error %v; want all %d types", got.Types, err, len(api.Types))
	}
}

// A selected relationship stands among the properties, once, and what was
// selected from is as before.
func TestSelectedRelationship(t *testing.T) {
	api := selectAPI()
	got, err := Select(api, Selection{Relationships: []string{"timeCard.*"}})
	if err != nil {
		t.Fatal(err)
	}
	names := func(list []Property) (out []string) {
		for _, p := range list {
			out = append(out, p.Name)
			if p.Relationship {
				out[len(out)-1] += " (relationship)"
			}
		}
		return out
	}
	for _, c := range []struct{ got, want []string }{
		{names(got.Types[0].Properties), []string{"itemBody", "String", "team (relationship)"}},
		{names(got.Types[0].Relationships), []string{"itemBody"}}, // a property has the name
		{names(api.Types[0].Properties), []string{"itemBody", "String"}},
		{names(api.Types[0].Relationships), []string{"team", "itemBody"}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Error(diff)
		}
	}
}

// A relationship never takes the place of a property, whichever type of a chain
// has which.
func TestRelationshipAndPropertyOfOneName(t *testing.T) {
	typ := func(name, base string, properties, relationships []string) *Type {
		t := &Type{Name: "microsoft.graph." + name, APIVersion: "v1.0", Kind: Entity, Base: base}
		for _, p := range properties {
			t.Properties = append(t.Properties, Property{Name: p, Type: "String"})
		}
		for _, r := range relationships {
			t.Relationships = append(t.Relationships, Property{Name: r, Type: "foo"})
		}
		return t
	}
	list := strings.Fields
	for _, c := range []struct {
		name    string
		types   []*Type
		pattern string
		want    string // all properties of foo
		fault   string
	}{
		{name: "own property", pattern: "foo.manager", types: []*Type{typ("foo", "", list("manager"), list("manager"))},
			fault: `pattern "foo.manager" selects no relationship: microsoft.graph.foo has a property of the name of "foo.manager"`},
		{name: "inherited property", pattern: "foo.manager", types: []*Type{typ("foo", "bar", nil, list("manager")), typ("bar", "", list("manager"), nil)},
			fault: `pattern "foo.manager" selects no relationship: microsoft.graph.bar has a property of the name of "foo.manager"`},
		{name: "in other case, two types up", pattern: "v1.0/foo.*", types: []*Type{typ("foo", "bar", nil, list("manager")),
			typ("bar", "microsoft.graph.root", nil, nil), typ("root", "", list("Manager"), nil)},
			fault: `microsoft.graph.root has a property of the name of "foo.manager"`},
		{name: "the others are selected", pattern: "foo.*", want: "manager String, team foo",
			types: []*Type{typ("foo", "bar", nil, list("manager team")), typ("bar", "", list("manager"), nil)}},
		{name: "selected of the base, property of the derived type", pattern: "bar.manager", want: "manager String",
			types: []*Type{typ("foo", "bar", list("manager"), nil), typ("bar", "", nil, list("manager"))}},
		{name: "selected of the base, listed again by a type derived from the one with the property", pattern: "*.manager", want: "manager String",
			types: []*Type{typ("foo", "mid", nil, list("manager")), typ("mid", "bar", list("manager"), nil), typ("bar", "", nil, list("manager"))}},
		{name: "selected of both", pattern: "*.manager", want: "manager foo",
			types: []*Type{typ("foo", "bar", nil, list("manager")), typ("bar", "", nil, list("manager"))}},
		{name: "property of a derived type", pattern: "foo.manager", want: "manager foo",
			types: []*Type{typ("foo", "", nil, list("manager")), typ("bar", "foo", list("manager"), nil)}},
		{name: "bases that close a circle", pattern: "foo.manager", want: "manager foo",
			types: []*Type{typ("foo", "bar", nil, list("manager")), typ("bar", "foo", nil, nil)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 2 { // also with the bases first
				api, err := Select(&API{Types: c.types}, Selection{Relationships: []string{c.pattern}})
				if c.fault != "" {
					if err == nil || !strings.Contains(err.Error(), c.fault) {
						t.Errorf("error = %v, want one with %q", err, c.fault)
					}
				} else if err != nil {
					t.Error(err)
				} else {
					x := IndexTypes(api)
					var got []string
					for _, p := range x.AllProperties(x.Find("v1.0", "", "foo")) {
						got = append(got, p.Name+" "+p.Type)
					}
					if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
						t.Error(diff)
					}
				}
				slices.Reverse(c.types)
			}
		})
	}
}
