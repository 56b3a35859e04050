package account

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
)

var update = flag.Bool("update", false, "rewrite the facts in testdata")

var english = Words{Schemes: map[string]string{
	"delegatedworkorschoolaccount": "delegatedWork", "delegatedpersonalmicrosoftaccount": "delegatedPersonal", "application": "application",
}}

// TestFacts holds what looks like a fact on the pages in testdata. Each archive
// holds one page in several shapes and, per shape, what is found: kind, lines,
// names.
func TestFacts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testArchive(t, name) })
	}
}

func testArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	out := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if page, ok := strings.CutSuffix(f.Name, ".facts"); ok {
			want[page] = string(f.Data)
			continue
		}
		got := list(Facts(f.Data, english))
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".facts", Data: []byte(got)})
		defer func() {
			if !*update && got != want[f.Name] {
				t.Errorf("%s:\n%s", f.Name, udiff.Unified("want", "got", want[f.Name], got))
			}
		}()
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func list(facts []Fact) string {
	var b strings.Builder
	for _, f := range facts {
		fmt.Fprintf(&b, "%d-%d %s %s\n", f.First, f.Last, f.Kind, strings.Join(f.Names, " "))
	}
	return b.String()
}

// What the shapes of one page have in common are the facts, but for their lines.
func TestShapesHaveTheSameFacts(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/operation.txtar")
	if err != nil {
		t.Fatal(err)
	}
	first := ""
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".facts") || f.Name == "cells.txt" {
			continue
		}
		var b strings.Builder
		for _, fact := range Facts(f.Data, english) {
			names := slices.DeleteFunc(fact.Names, func(n string) bool { return n == typeWord("lockState") }) // Markdown alone names the page of a type
			fmt.Fprintln(&b, fact.Kind, names)
		}
		if first == "" {
			first = b.String()
		}
		if b.String() != first {
			t.Errorf("%s:\n%s", f.Name, udiff.Unified("the first", f.Name, first, b.String()))
		}
	}
}

func TestProseIsNoFact(t *testing.T) {
	for _, text := range []string{
		"GET requests to /me are answered with the user that is signed in.",
		"Use GET /me to read the user that is signed in and POST to change it.",
		"The User.Read permission is required to call this method, see below for more.",
		"Delete /old/files that nobody needs before you begin.",
		"Authorization is required for all requests.",
		"# Get team\n\nReturns a team.",
		"|Scenario with words|Remark with words|\n|---|---|\n|Several words here|More of them|",
		"|Messages|||",
		"- one\n- two",
		"``` csharp\nvar x = new Team { Name = \"x\" };\n```",
		"<!-- GET /me -->",
		"---\ntitle: GET /me\n---\n",
	} {
		if got := Facts([]byte(text), english); len(got) > 0 {
			t.Errorf("%q: %s", text, list(got))
		}
	}
}

func TestBalance(t *testing.T) {
	facts := Facts([]byte(strings.Join([]string{
		"|Name|Type|", // 1
		"|---|---|",
		"|id|String|", // 3
		"|name|String|",
		"|size|Int32|",
		"", // 6
		"GET /teams",
		"HTTP/1.1 200 OK",
	}, "\n")), english)
	value := func(line int, words string) Value { return Value{Lines{line, line}, words + " "} }
	tests := []struct {
		name string
		page Page
		want Total
		runs string
	}{
		{"nothing read", Page{}, Total{Facts: 5}, "3-8"},
		{"read", Page{Values: []Value{value(3, "id type:string"), value(4, "name type:string"), value(5, "size type:int32"), value(7, "get teams"), value(8, "200")}}, Total{Facts: 5, Used: 5}, ""},
		{"two runs", Page{Values: []Value{value(4, "name type:string")}}, Total{Facts: 5, Used: 1}, "3-3 5-8"},
		{"another name", Page{Values: []Value{value(3, "id type:string"), value(4, "title type:string"), value(5, "size type:int32"), value(7, "get teams"), value(8, "200")}}, Total{Facts: 5, Used: 4}, "4-4"},
		{"another type", Page{Values: []Value{value(3, "id type:string"), value(4, "name type:int32"), value(5, "size type:int32"), value(7, "get teams"), value(8, "200")}}, Total{Facts: 5, Used: 4}, "4-4"},
		{"a finding on a row", Page{Findings: []Finding{{Line: 4}}}, Total{Facts: 5, Reported: 1}, "3-3 5-8"},
		{"a finding on a table", Page{Findings: []Finding{{Line: 1, Whole: true}}}, Total{Facts: 5, Reported: 3}, "7-8"},
		{"a finding on a head alone", Page{Findings: []Finding{{Line: 1}}}, Total{Facts: 5}, "3-8"},
		{"aside", Page{Aside: []Aside{{Lines{6, 8}, true}}}, Total{Facts: 5, Aside: 2}, "3-5"},
		{"aside, but nothing read", Page{Unread: true, Aside: []Aside{{Lines{1, 8}, true}}}, Total{Facts: 5, Aside: 4}, "7-7"},
		{"aside, but for what is strong", Page{Aside: []Aside{{Lines{1, 8}, false}}}, Total{Facts: 5, Aside: 2}, "3-5"},
	}
	for _, test := range tests {
		test.page.Facts = facts
		total, open := Balance(test.page)
		var runs []string
		for _, r := range open {
			runs = append(runs, fmt.Sprintf("%d-%d", r[0].First, r[len(r)-1].Last))
		}
		if total != test.want || strings.Join(runs, " ") != test.runs {
			t.Errorf("%s: %+v, runs %v; want %+v, %s", test.name, total, runs, test.want, test.runs)
		}
	}
}

// Every struct of the IR that has a place is a value, whatever its type is called.
func TestValues(t *testing.T) {
	at := func(line int) ir.Pos { return ir.Pos{File: "a.md", Line: line, Column: 1} }
	api := &ir.API{
		Operations: []*ir.Operation{{
			Endpoints: []ir.Endpoint{{Method: "GET", Path: "/teams/{id}", At: at(3)}},
			Examples:  []ir.Example{{Request: ir.ExampleRequest{Method: "GET", URL: "/teams/7", Body: `{"a": 1}`, At: at(20), End: 24}}},
		}},
		Types: []*ir.Type{{Properties: []ir.Property{{Name: "is-Open", At: at(7)}}}},
	}
	got := map[int]string{}
	for _, v := range Values(api)["a.md"] {
		got[v.First] = fmt.Sprint(v.Last, " ", v.Words)
	}
	for line, want := range map[int]string{3: "3 get teamsid", 7: "7 isopen", 20: "24 get teams7 a1 a 1"} {
		if words := strings.Join(strings.Fields(got[line]), " "); words != want {
			t.Errorf("line %d: %q, want %q", line, words, want)
		}
	}
}

// FuzzFacts holds that facts lie inside the page and in its order, whatever the
// page is.
func FuzzFacts(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		most := len(strings.FieldsFunc(string(data), func(c rune) bool { return c == '\n' || c == '\r' })) + strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
		before := 0
		facts := Facts(data, english)
		for _, fact := range facts {
			if fact.First < 1 || fact.Last < fact.First || fact.Last > most || fact.First < before || fact.Block > fact.First || fact.Section > fact.First {
				t.Errorf("%+v: beyond the page or out of order (%d lines, %d before)", fact, most, before)
			}
			before = fact.First
		}
		if total, open := Balance(Page{Facts: facts, Unread: true}); total.Facts != len(facts) || total.Unaccounted() != len(facts) || len(open) > 1 {
			t.Errorf("%d facts, of which nothing was read: %+v, %d runs", len(facts), total, len(open))
		}
	})
}
