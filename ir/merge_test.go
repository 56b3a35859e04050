package ir

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// clockIn returns one page about clocking in, as meaning reads it.
func clockIn(file, format, locale, document string) *Operation {
	at := func(line int) Pos { return Pos{file, line, 1} }
	text := func(s string) Text { return NewText(locale, locale+" "+s) }
	return &Operation{
		ID: "v1.0/timeCard/clockIn", APIVersion: "v1.0", Namespace: "microsoft.graph", Resource: "timeCard", Name: "clockIn",
		Title: text("title"), Summary: text("summary"),
		Sources:     []Source{{File: file, Format: format, Locale: locale, Document: document}},
		Endpoints:   []Endpoint{{Method: "POST", Path: "/teams/{teamId}/timeCards/clockIn", PathParameters: []PathParam{{Name: "teamId"}}, At: at(10)}},
		Permissions: []Permission{{Scheme: DelegatedWork, Status: Supported, Least: []string{"Schedule.ReadWrite.All"}, At: at(6)}},
		Notes:       []Note{{Kind: "note", Text: text("note"), At: at(8)}},
		Headers: []Parameter{
			{Name: "Authorization", Required: true, Description: text("Bearer {token}. Required."), At: at(14)},
			{Name: "Accept", Description: text("application/json"), At: at(15)},
		},
		Body: &Body{From: "table", At: at(18), Properties: []BodyProperty{
			{Name: "isAtApprovedLocation", Type: "Boolean", Description: text("place"), At: at(20)},
			{Name: "files", Type: "itemBody", Description: text("files"), At: at(21)},
			{Name: "onBehalfOfUserId", Type: "String", Description: text("who"), At: at(22)},
		}},
		Responses: []Response{{Status: 201, Type: "timeCard", At: at(25)}},
		Examples: []Example{{
			Title:    text("example"),
			Request:  ExampleRequest{Method: "POST", URL: "https://graph.microsoft.com/v1.0/teams/1/timeCards/clockIn", Body: `{"files": {}}`, At: at(30)},
			Response: &ExampleAnswer{Status: 201, Body: `{"id": "1"}`, At: at(40)},
		}},
	}
}

func apisOf(ops ...*Operation) []*API {
	var apis []*API
	for _, o := range ops {
		apis = append(apis, &API{IRVersion: Version, Operations: []*Operation{o}})
	}
	return apis
}

// findingsOf renders findings one per line, for comparison.
func findingsOf(api *API) string {
	var b strings.Builder
	for _, d := range api.Diagnostics {
		fmt.Fprintf(&b, "%s %s %s", d.Pos(), d.Code, d.Message)
		for _, r := range d.Related {
			fmt.Fprintf(&b, " [%s:%d %s]", r.File, r.Line, r.Message)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestMergeLanguages(t *testing.T) {
	en := clockIn("en.md", "markdown", "en-US", "v1.0/api/timecard-clockin")
	de := clockIn("de.md", "markdown", "de-DE", "v1.0/api/timecard-clockin")
	de.Headers[1].Name = "Annehmen"
	de.Body.Properties[1].Name = "Dateien"
	de.Body.Properties = de.Body.Properties[:2]
	de.Examples[0].Response.Status = 200

	api := Merge("en-US", apisOf(de, en))
	if len(api.Operations) != 1 {
		t.Fatalf("%d operations, want 1", len(api.Operations))
	}
	got := api.Operations[0]
	want := Text{{"en-US", "en-US title"}, {"de-DE", "de-DE title"}}
	if diff := cmp.Diff(want, got.Title); diff != "" {
		t.Errorf("title (-want +got):\n%s", diff)
	}
	if got.Sources[0].File != "en.md" || len(got.Sources) != 2 {
		t.Errorf("sources = %v", got.Sources)
	}
	var names []string
	for _, p := range got.Body.Properties {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff([]string{"isAtApprovedLocation", "files", "onBehalfOfUserId"}, names); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	if got.Body.Properties[1].Description.In("de-DE") == "" {
		t.Error("the German description of the renamed property is lost")
	}
	findings := `de.md:15:1 translated-name The de-DE markdown page calls the header "Accept" "Annehmen"; the name of the en-US markdown page is used. [en.md:15 Accept]
de.md:21:1 translated-name The de-DE markdown page calls the body property "files" "Dateien"; the name of the en-US markdown page is used. [en.md:21 files]
de.md:21:1 variant-drift The body property "onBehalfOfUserId" is missing from the de-DE markdown page; the en-US markdown page has it. [en.md:22 onBehalfOfUserId]
de.md:40:1 variant-drift The pages differ in the status of example "en-US example": "200" on the de-DE markdown page, "201" on the en-US markdown page. [en.md:40 201]
`
	if diff := cmp.Diff(findings, findingsOf(api)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// One change of a German page against the English one, and what it is called.
func TestMergeFindings(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Operation)
		want   string // code and a piece of the message; "" for no finding
	}{
		{"nothing", func(o *Operation) {}, ""},
		{"case of a name", func(o *Operation) { o.Body.Properties[0].Name = "IsAtApprovedlocation" }, ""},
		{"blanks in a name", func(o *Operation) { o.Body.Properties[0].Name = "is At Approved Location" }, ""},
		{"case of a path", func(o *Operation) { o.Endpoints[0].Path = "/teams/{teamId}/timecards/clockin" }, ""},
		{"translated placeholder", func(o *Operation) { o.Endpoints[0].Path = "/teams/{Team-ID}/timeCards/clockIn" }, `translated-name The de-DE markdown page calls the path`},
		{"other brackets", func(o *Operation) { o.Endpoints[0].Path = "/teams/<teamId>/timeCards/clockIn" }, ""},
		{"wrong brackets", func(o *Operation) { o.Endpoints[0].Path = "/teams/(teamId)/timeCards/clockIn" }, ""},
		{"wrong brackets and a translated placeholder", func(o *Operation) { o.Endpoints[0].Path = "/teams/(Team-ID)/timeCards/clockIn" }, `translated-name The de-DE markdown page calls the path`},
		{"another endpoint", func(o *Operation) {
			o.Endpoints = append(o.Endpoints, Endpoint{Method: "POST", Path: "/me/clockIn", At: Pos{"de.md", 11, 1}})
		}, `variant-drift The endpoint "POST /me/clockIn" is on the de-DE markdown page only`},
		{"translated type", func(o *Operation) { o.Body.Properties[1].Type = "Elementtext" }, `translated-name The de-DE markdown page calls the type of body property files`},
		{"another primitive", func(o *Operation) { o.Body.Properties[2].Type = "Int32" }, `variant-drift The pages differ in the type of body property onBehalfOfUserId: "Int32" on the de-DE markdown page, "String" on`},
		{"renamed property", func(o *Operation) { o.Body.Properties[2].Name = "onBehalfOf" }, `variant-drift The body property "onBehalfOf" is on the de-DE markdown page only`},
		{"another property", func(o *Operation) {
			o.Body.Properties = slices.Insert(o.Body.Properties, 1, BodyProperty{Name: "isOld", Type: "Boolean", At: Pos{"de.md", 19, 1}})
		}, `de.md:19:1 variant-drift The body property "isOld" is on`},
		{"no body table", func(o *Operation) { o.Body.Properties = nil }, `variant-drift The body properties "isAtApprovedLocation", "files", "onBehalfOfUserId" are missing`},
		{"translated header with capitals", func(o *Operation) { o.Headers[1].Name = "Annehmen-ID" }, `translated-name The de-DE markdown page calls the header "Accept" "Annehmen-ID"`},
		{"another header", func(o *Operation) { o.Headers[1].Name = "Prefer" }, `variant-drift The header "Prefer" is on`},
		{"permission in prose", func(o *Operation) { o.Permissions[0].Status, o.Permissions[0].Least = Undetermined, nil }, `translated-name The de-DE markdown page names no permissions for delegatedWork`},
		{"long request", func(o *Operation) { o.Examples[0].Request.URL += strings.Repeat("/long", 20) + "?a" }, `"…ards/clockIn" on the en-US`},
		{"translated permission", func(o *Operation) { o.Permissions[0].Least = []string{"Zeitplan. Alles lesen"} }, `translated-name The de-DE markdown page calls the permissions for delegatedWork`},
		{"another permission", func(o *Operation) { o.Permissions[0].Least = []string{"Schedule.Read.All"} }, `variant-drift The pages differ in the permissions for delegatedWork: "Schedule.Read.All"`},
		{"not supported", func(o *Operation) { o.Permissions[0].Status, o.Permissions[0].Least = NotSupported, nil }, `variant-drift The pages differ in the permissions for delegatedWork: "notSupported"`},
		{"entry of a translated context", func(o *Operation) {
			o.Permissions[0].Context = "Benutzer"
		}, ""},
		{"unreadable permissions", func(o *Operation) { o.Permissions = nil }, ""},
		{"another status", func(o *Operation) { o.Responses[0].Status = 204 }, `variant-drift The response status "201" is missing`},
		{"another payload", func(o *Operation) { o.Examples[0].Response.Body = `{"id": "1", "old": 2}` }, `members of the response body of example`},
		{"other words in the payload", func(o *Operation) { o.Examples[0].Response.Body = `{"id": "eins"}` }, ""},
		{"no examples", func(o *Operation) { o.Examples = nil }, `variant-drift The example "en-US example" is missing`},
		{"fewer notes", func(o *Operation) { o.Notes = nil }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			en := clockIn("en.md", "markdown", "en-US", "v1.0/api/timecard-clockin")
			de := clockIn("de.md", "markdown", "de-DE", "v1.0/api/timecard-clockin")
			c.change(de)
			got := findingsOf(Merge("en-US", apisOf(en, de)))
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("findings:\n%swant %q", got, c.want)
			}
		})
	}
}

func TestMergePermissionsByContext(t *testing.T) {
	entries := func(o *Operation, least string, contexts ...string) {
		o.Permissions = nil
		for i, c := range contexts {
			o.Permissions = append(o.Permissions, Permission{Scheme: DelegatedWork, Status: Supported, Least: []string{least}, Context: c, At: Pos{o.Sources[0].File, 5 + i, 1}})
		}
	}
	for _, c := range []struct {
		name     string
		contexts []string
		least    string
		want     string
	}{
		{"translated", []string{"Benutzer", "Gruppe"}, "A.Read", ""},
		{"translated, other names", []string{"Benutzer", "Gruppe"}, "B.Read", `permissions for delegatedWork (user): "B.Read"`},
		{"more of them", []string{"Gruppe", "user", "Kalender"}, "A.Read", `The pages differ in the number of permission entries: "3" on the de-DE markdown page, "2"`},
		{"more of them, other names", []string{"Gruppe", "user", "Kalender"}, "B.Read", `permissions for delegatedWork (user): "B.Read"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			en := clockIn("en.md", "markdown", "en-US", "v1.0/api/timecard-clockin")
			de := clockIn("de.md", "markdown", "de-DE", "v1.0/api/timecard-clockin")
			entries(en, "A.Read", "user", "group")
			entries(de, c.least, c.contexts...)
			got := findingsOf(Merge("en-US", apisOf(en, de)))
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("findings:\n%swant %q", got, c.want)
			}
		})
	}
}

// In a language without words, whether a type is a collection hangs on words
// that nobody taught.
func TestMergeOfPagesWithoutWords(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Operation)
		want   string
	}{
		{"collection", func(o *Operation) { o.Responses[0].Collection = true }, ""},
		{"primitive", func(o *Operation) { o.Body.Properties[2].Type = "Int32" }, ""},
		{"deprecated", func(o *Operation) { o.Deprecated = true }, ""},
		{"named type", func(o *Operation) { o.Responses[0].Type = "shiftItem" }, "variant-drift The pages differ in the type of response 201"},
		{"status", func(o *Operation) { o.Responses[0].Status = 200 }, "variant-drift The response status"},
	} {
		t.Run(c.name, func(t *testing.T) {
			en := clockIn("en.md", "markdown", "en-US", "v1.0/api/timecard-clockin")
			nb := clockIn("nb.md", "markdown", "nb-NO", "v1.0/api/timecard-clockin")
			c.change(nb)
			apis := apisOf(en, nb)
			apis[1].Diagnostics = []Diagnostic{NewDiagnostic("words-unknown", Pos{"nb.md", 1, 1}, "x")}
			got := findingsOf(Merge("en-US", apis))
			if c.want == "" && strings.Contains(got, "variant-drift") || !strings.Contains(got, c.want) {
				t.Errorf("findings:\n%swant %q", got, c.want)
			}
		})
	}
}

func TestMergeGroups(t *testing.T) {
	doc := "v1.0/api/timecard-clockin"
	other := func(o *Operation, change func(*Operation)) *Operation { change(o); return o }
	for _, c := range []struct {
		name string
		ops  []*Operation
		want []int // number of sources per operation
	}{
		{"shapes of one page", []*Operation{clockIn("a.html", "html", "en-US", doc), clockIn("a.md", "markdown", "en-US", doc)}, []int{2}},
		{"copied text joins its page", []*Operation{clockIn("1.txt", "text", "de-DE", ""), clockIn("a.md", "markdown", "en-US", doc)}, []int{2}},
		{"copied texts by endpoints", []*Operation{clockIn("1.txt", "text", "de-DE", ""), clockIn("2.txt", "text", "en-US", "")}, []int{2}},
		{"older copied text of one id", []*Operation{clockIn("2.txt", "text", "en-US", ""), other(clockIn("1.txt", "text", "de-DE", ""), func(o *Operation) {
			o.Endpoints = append(o.Endpoints, Endpoint{Method: "POST", Path: "/me/clockIn"})
		})}, []int{2}},
		{"other paths", []*Operation{clockIn("2.txt", "text", "en-US", ""), other(clockIn("1.txt", "text", "de-DE", ""), func(o *Operation) {
			o.Endpoints[0].Path = "/me/clockIn"
		})}, []int{1, 1}},
		{"versions stay apart", []*Operation{clockIn("a.md", "markdown", "en-US", doc), other(clockIn("b.md", "markdown", "en-US", doc), func(o *Operation) {
			o.APIVersion, o.ID = "beta", "beta/timeCard/clockIn"
		})}, []int{1, 1}},
		{"pages with the same endpoints", []*Operation{clockIn("a.md", "markdown", "en-US", doc), clockIn("b.md", "markdown", "en-US", "v1.0/api/team-clockin")}, []int{1, 1}},
		{"two operations of a page", []*Operation{
			clockIn("en.md", "markdown", "en-US", doc),
			other(clockIn("en.md", "markdown", "en-US", doc), func(o *Operation) { o.ID, o.Endpoints[0].Method = "v1.0/timeCard/put", "PUT" }),
			other(clockIn("de.md", "markdown", "de-DE", doc), func(o *Operation) { o.ID, o.Endpoints[0].Method = "v1.0/timecard/ersetzen", "PUT" }),
			clockIn("de.md", "markdown", "de-DE", doc),
		}, []int{2, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for _, o := range Merge("en-US", apisOf(c.ops...)).Operations {
				got = append(got, len(o.Sources))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("sources per operation (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMergeKeepsATranslatedPageThatIsAlone(t *testing.T) {
	de := clockIn("de.md", "markdown", "de-DE", "v1.0/api/timecard-clockin")
	de.Headers[1].Name = "Annehmen"
	api := Merge("en-US", apisOf(de))
	if api.Operations[0] != de || len(api.Diagnostics) > 0 {
		t.Errorf("changed: %+v, findings %s", api.Operations[0], findingsOf(api))
	}
}

func TestMergeTypes(t *testing.T) {
	page := func(locale, name, property, kind string) *API {
		file := locale + ".md"
		return &API{Types: []*Type{{
			Name: name, APIVersion: "v1.0", Kind: Entity, At: Pos{file, 1, 1}, Description: NewText(locale, locale),
			Sources: []Source{{file, "markdown", locale, "v1.0/resources/file"}},
			Properties: []Property{
				{Name: "id", Type: "String", At: Pos{file, 5, 1}},
				{Name: property, Type: kind, Description: NewText(locale, locale), At: Pos{file, 6, 1}},
				{Name: "size", Type: "Int64", At: Pos{file, 7, 1}},
			},
		}}}
	}
	api := Merge("en-US", []*API{page("de-DE", "microsoft.graph.Datei", "Name", "String"), page("en-US", "microsoft.graph.file", "label", "String")})
	if len(api.Types) != 1 || api.Types[0].Name != "microsoft.graph.file" || api.Types[0].Properties[1].Name != "label" {
		t.Fatalf("types = %s", encode(t, api, "json"))
	}
	want := `de-DE.md:6:1 translated-name The de-DE markdown page calls the property "label" "Name"; the name of the en-US markdown page is used. [en-US.md:6 label]
`
	if diff := cmp.Diff(want, findingsOf(api)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// somePages draws variants of a few documents, some of which share endpoints,
// ids and types.
func somePages(t *rapid.T) []*API {
	n := rapid.IntRange(1, 8).Draw(t, "pages")
	var apis []*API
	for i := range n {
		format := rapid.SampledFrom(formats).Draw(t, "format")
		locale := rapid.SampledFrom([]string{"en-US", "de-DE", "ja-JP", "und"}).Draw(t, "locale")
		doc := rapid.SampledFrom([]string{"", "v1.0/api/timecard-clockin", "v1.0/api/team-clockin"}).Draw(t, "document")
		o := clockIn(fmt.Sprintf("p%d", i), format, locale, doc)
		o.Endpoints[0].Path = rapid.SampledFrom([]string{"/teams/{teamId}/timeCards/clockIn", "/teams/{team}/timecards/clockIn", "/me"}).Draw(t, "path")
		o.Body.Properties[1].Name = rapid.SampledFrom([]string{"files", "Dateien", "isOld"}).Draw(t, "property")
		o.Body.Properties = o.Body.Properties[:rapid.IntRange(0, 3).Draw(t, "properties")]
		if len(o.Body.Properties) == 0 {
			o.Body.Type, o.Body.From = "timeCard", ""
		}
		o.ID = rapid.SampledFrom([]string{"v1.0/timeCard/clockIn", "v1.0/timeCard/start"}).Draw(t, "id")
		o.Name = o.ID[strings.LastIndexByte(o.ID, '/')+1:]
		at := Pos{fmt.Sprintf("p%d", i), 90, 1}
		typ := &Type{Name: "microsoft.graph.timeCard", APIVersion: "v1.0", Kind: Entity, At: at, Sources: o.Sources,
			Properties: []Property{{Name: rapid.SampledFrom([]string{"state", "Status"}).Draw(t, "typeProperty"), Type: "cardState",
				Values: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 3, rapid.ID).Draw(t, "values"), At: at}}}
		apis = append(apis, &API{IRVersion: Version, Operations: []*Operation{o}, Types: []*Type{typ},
			Diagnostics: []Diagnostic{NewDiagnostic("include-missing", at, "x")}})
	}
	return apis
}

func linked(t *rapid.T, apis []*API) string {
	api := Merge("en-US", apis)
	Link(api)
	var b bytes.Buffer
	if err := Encode(&b, api, "json"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The order of pages never shows, nor how they were spread over saved IRs.
func TestMergeIsIndependentOfOrderAndShards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		apis := somePages(t)
		want := linked(t, apis)
		shuffled := rapid.Permutation(apis).Draw(t, "order")
		if diff := cmp.Diff(want, linked(t, shuffled)); diff != "" {
			t.Fatalf("another order gives (-want +got):\n%s", diff)
		}
		var shards []*API
		for _, a := range shuffled {
			if len(shards) == 0 || rapid.Bool().Draw(t, "cut") {
				shards = append(shards, &API{IRVersion: Version})
			}
			s := shards[len(shards)-1]
			s.Operations = append(s.Operations, a.Operations...)
			s.Types = append(s.Types, a.Types...)
			s.Diagnostics = append(s.Diagnostics, a.Diagnostics...)
		}
		for i, s := range shards {
			var b bytes.Buffer
			if err := Encode(&b, s, "json"); err != nil {
				t.Fatal(err)
			}
			saved, err := Decode(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			shards[i] = saved
		}
		if diff := cmp.Diff(want, linked(t, shards)); diff != "" {
			t.Fatalf("shards give (-want +got):\n%s", diff)
		}
	})
}

func TestLinkTwiceIsLinkOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		api := Merge("en-US", somePages(t))
		Link(api)
		var once, twice bytes.Buffer
		if err := Encode(&once, api, "json"); err != nil {
			t.Fatal(err)
		}
		Link(api)
		if err := Encode(&twice, api, "json"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(once.String(), twice.String()); diff != "" {
			t.Fatalf("second Link changes (-want +got):\n%s", diff)
		}
	})
}
