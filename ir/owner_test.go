package ir

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// claimant writes an operation as "id; METHOD path, METHOD path; what": what are
// takes=TYPE, gives=TYPE, lists=TYPE, may=PERMISSION, old, shows=URL and rows.
func claimant(t testing.TB, text string) *Operation {
	t.Helper()
	parts := strings.Split(text, ";")
	id := strings.Split(strings.TrimSpace(parts[0]), "/")
	o := &Operation{
		ID: strings.TrimSpace(parts[0]), APIVersion: id[0], Resource: id[1], Name: id[2], Namespace: "acme",
		Title: NewText("en-US", parts[0]), Sources: []Source{{File: id[1] + id[2] + ".md", Locale: "en-US"}},
	}
	for i, e := range strings.Split(parts[1], ",") {
		method, path, _ := strings.Cut(strings.TrimSpace(e), " ")
		path, query, _ := strings.Cut(path, "?")
		o.Endpoints = append(o.Endpoints, Endpoint{Method: method, Path: path, At: Pos{File: o.Sources[0].File, Line: i + 1, Column: 1}})
		if query != "" {
			o.Endpoints[i].QueryParameters = []PathQuery{{Name: query}}
		}
	}
	for _, w := range strings.Fields(parts[2]) {
		key, value, _ := strings.Cut(w, "=")
		switch key {
		case "takes":
			o.Body = &Body{Type: value}
		case "gives", "lists":
			o.Responses = append(o.Responses, Response{Status: 200, Type: value, Collection: key == "lists"})
		case "may":
			o.Permissions = append(o.Permissions, Permission{Scheme: Application, Status: Supported, Least: []string{value}})
		case "old":
			o.Deprecated = true
		case "shows":
			o.Examples = append(o.Examples, Example{Request: ExampleRequest{Method: o.Endpoints[0].Method, URL: value}})
		case "notes":
			o.Notes = append(o.Notes, Note{Kind: "tip"}, Note{Kind: "tip"})
		default:
			t.Fatalf("what is %q?", w)
		}
	}
	return o
}

// ownerCases are an endpoint each, its owner first.
var ownerCases = []struct {
	name, why string
	ops       []string
}{
	{"the answer is what the path names", "it is about what the path ends in", []string{
		"v1/parcel/get; GET /depots/{id}/parcels/{id}; gives=parcel",
		"v1/label/get; GET /depots/{id}/parcels/{id}; gives=label",
	}},
	{"a body of something else reaches it in passing", "it is about what the path ends in", []string{
		"v1/parcel/create; POST /parcels; takes=parcel gives=parcel",
		"v1/label/createLabel; POST /parcels; takes=label gives=parcel",
	}},
	{"a name that holds what the path names", "it is about what the path ends in", []string{
		"v1/depot/listParcels; GET /depots/{id}/parcels; lists=directoryThing",
		"v1/depot/listLabels; GET /depots/{id}/parcels; lists=directoryThing",
	}},
	{"an action goes by its name", "it is about what the path ends in", []string{
		"v1/parcel/dispatch; POST /parcels/{id}/dispatch; gives=String",
		"v1/parcel/recall; POST /parcels/{id}/dispatch; gives=String",
	}},
	{"the caller's own entity", "it is about what the path ends in", []string{
		"v1/user/get; GET /me; gives=user",
		"v1/user/listManager; GET /me; gives=person",
	}},
	{"a family has its base", "it is about what the path ends in", []string{
		"v1/vehicle/get; GET /vehicles/{id}; gives=vehicle",
		"v1/truck/get; GET /vehicles/{id}; gives=truck",
		"v1/electricVehicle/get; GET /vehicles/{id}; gives=electricVehicle",
	}},
	{"one item of a list", "it answers one where the path names one", []string{
		"v1/pin/get; GET /boards/{id}/pins/{id}; gives=pin",
		"v1/board/listPins; GET /boards/{id}/pins/{id}; lists=pin",
	}},
	{"another verb than the method's", "it does what the method is for", []string{
		"v1/crate/update; PATCH /crates/{id}; gives=crate",
		"v1/crate/move; PATCH /crates/{id}; gives=crate",
	}},
	{"a query string of its own", "it needs no query string of its own", []string{
		"v1/crate/list; GET /crates; lists=crate",
		"v1/crate/listHeavy; GET /crates?heavy; lists=crate",
	}},
	{"the resource before the end", "it belongs to the resource that the path leads through", []string{
		"v1/depot/updateParcel; PATCH /depots/{id}/parcels/{id}; gives=parcel",
		"v1/parcel/update; PATCH /depots/{id}/parcels/{id}; gives=parcel",
	}},
	{"what is deprecated", "the other is deprecated", []string{
		"v1/crate/removeCrate; DELETE /crates/{id}; gives=crate",
		"v1/crate/delete; DELETE /crates/{id}; gives=crate old",
	}},
	{"another area's page", "its permission names the resource of the path", []string{
		"v1/user/post; POST /users; gives=user may=User.Write",
		"v1/user/create; POST /users; gives=user may=Fleet.Write",
	}},
	{"a page with dozens of endpoints", "its page documents few endpoints", []string{
		"v1/tag/listTagged; GET /things/{id}/tags; lists=tag",
		"v1/tag/list; GET /things/{id}/tags, GET /a/tags, GET /b/tags, GET /c/tags, GET /d/tags, GET /e/tags; lists=tag",
	}},
	{"what shows a request", "its page shows a request to the endpoint", []string{
		"v1/crate/post; POST /crates; gives=crate shows=https://api.acme.example/crates",
		"v1/crate/create; POST /crates; gives=crate",
	}},
	{"what says more", "its page says more about it", []string{
		"v1/crate/post; POST /crates; gives=crate notes",
		"v1/crate/create; POST /crates; gives=crate",
	}},
	{"nothing tells them apart", "its title sorts first", []string{
		"v1/crate/add; POST /crates; gives=crate",
		"v1/crate/create; POST /crates; gives=crate",
	}},
}

func TestOwners(t *testing.T) {
	for _, c := range ownerCases {
		t.Run(c.name, func(t *testing.T) {
			api := &API{IRVersion: Version}
			for _, text := range slices.Backward(c.ops) {
				api.Operations = append(api.Operations, claimant(t, text))
			}
			Link(api)
			want, _, _ := strings.Cut(c.ops[0], ";")
			for _, o := range api.Operations {
				e := o.Endpoints[0]
				switch {
				case o.ID == want && (e.Owner != "" || len(e.Others) != len(c.ops)-1):
					t.Errorf("%s does not own the endpoint: owner %q, others %q", o.ID, e.Owner, e.Others)
				case o.ID != want && (e.Owner != want || e.Others != nil):
					t.Errorf("%s: owner %q, others %q", o.ID, e.Owner, e.Others)
				}
			}
			for _, d := range api.Diagnostics {
				if !strings.Contains(d.Message, "because "+c.why+".") {
					t.Errorf("the finding says %q, want the reason %q", d.Message, c.why)
				}
			}
			if len(api.Diagnostics) != len(c.ops)-1 {
				t.Errorf("%d findings", len(api.Diagnostics))
			}
		})
	}
}

// The owner is the same in every selection that it is in, whatever the order of
// pages and the names of their files; what loses its owner goes to the next.
func TestOwnersOfParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ops []*Operation
		for i := range rapid.IntRange(2, 6).Draw(t, "pages") {
			kind := rapid.SampledFrom([]string{"crate", "openCrate", "label"}).Draw(t, "kind")
			verb := rapid.SampledFrom([]string{"update", "move"}).Draw(t, "verb")
			more := rapid.SampledFrom([]string{"", "old", "may=Crate.Read", "notes"}).Draw(t, "more")
			o := claimant(harmless{}, fmt.Sprintf("v1/%s/%s%d; PATCH /crates/{id}, PATCH /depots/{id}/crates/{id}; gives=%s %s", kind, verb, i, kind, more))
			o.Sources[0].File = rapid.StringMatching(`[a-z]{3}\.md`).Draw(t, "file")
			ops = append(ops, o)
		}
		all := &API{Operations: slices.Clone(ops)}
		Link(all)
		slices.Reverse(ops)
		turned := &API{Operations: ops}
		Link(turned)
		owner := ownerOf(all)
		if got := ownerOf(turned); got != owner {
			t.Fatalf("owner %s, in another order %s", owner, got)
		}
		part, err := Select(all, Selection{Exclude: []string{rapid.SampledFrom(all.Operations).Draw(t, "left out").ID}})
		if err != nil {
			t.Fatal(err)
		}
		got := ownerOf(part)
		if slices.ContainsFunc(part.Operations, func(o *Operation) bool { return o.ID == owner }) && got != owner {
			t.Fatalf("owner %s, without another page %s", owner, got)
		}
		if got == "" {
			t.Fatal("nobody owns the endpoint")
		}
	})
}

// ownerOf is the operation that alone owns its first endpoint.
func ownerOf(api *API) string {
	owner := ""
	for _, o := range api.Operations {
		if o.Endpoints[0].Owner == "" {
			if owner != "" {
				return ""
			}
			owner = o.ID
		}
	}
	return owner
}

// harmless stands for a test where claimant cannot fail.
type harmless struct{ testing.TB }

func (harmless) Helper() {}
