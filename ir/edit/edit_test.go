package edit_test

import (
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
		}},
		Diagnostics: []ir.Diagnostic{ir.NewDiagnostic("json-mended", at(9, 3), "Mended.", ir.RelatedAt(at(5, 1), "here"))},
	}
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
		{"no words", func(a *ir.API) { a.Operations[0].Headers[0].Description = nil }, false},
		{"another language", func(a *ir.API) { a.Operations[0].Headers[0].Description[0].Locale = "de-DE" }, false},
		{"a title", func(a *ir.API) { a.Operations[0].Title[0].Text = "Read team" }, false},
		{"a name", func(a *ir.API) { a.Operations[0].Headers[0].Name = "Accept" }, false},
		{"nil and empty", func(a *ir.API) { a.Operations[0].Query = []ir.Parameter{} }, false},
		{"a pointer", func(a *ir.API) { a.Operations[0].Body = &ir.Body{} }, false},
		{"another row", func(a *ir.API) { a.Operations[0].Headers = append(a.Operations[0].Headers, ir.Parameter{}) }, false},
		{"another file", func(a *ir.API) { a.Operations[0].Headers[0].At.File = "b.md" }, false},
		{"one place in two", func(a *ir.API) { a.Operations[0].Endpoints[0].At = at(6, 1) }, false}, // the finding names the old one
		{"a finding", func(a *ir.API) { a.Diagnostics = nil }, false},
		{"the words of a finding", func(a *ir.API) { a.Diagnostics[0].Message = "Left." }, false},
		{"the severity of a finding", func(a *ir.API) { a.Diagnostics[0].Severity = ir.Error }, false},
	} {
		was, now := said(), said()
		test.edit(now)
		if got := (edit.Moves{}).Compare(was, now); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestOrdered(t *testing.T) {
	for _, test := range []struct {
		name  string
		moves edit.Moves
		want  bool
	}{
		{"none", edit.Moves{}, true},
		{"down", edit.Moves{at(1, 1): at(2, 1), at(2, 1): at(4, 1)}, true},
		{"exchanged", edit.Moves{at(1, 1): at(4, 1), at(2, 1): at(3, 1)}, false},
		{"one place", edit.Moves{at(1, 1): at(1, 1), at(1, 5): at(1, 1)}, false},
		{"a line parted", edit.Moves{at(1, 1): at(1, 1), at(1, 5): at(2, 1)}, false},
		{"lines joined", edit.Moves{at(1, 1): at(1, 1), at(2, 1): at(1, 5)}, false},
	} {
		if got := test.moves.Ordered(); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestFindings(t *testing.T) {
	moves := edit.Moves{at(1, 1): at(3, 1), at(2, 1): at(4, 1)}
	edited := func(file string) bool { return file == "a.md" }
	other := ir.Pos{File: "b.md", Line: 2, Column: 1}
	list := []ir.Diagnostic{
		ir.NewDiagnostic("json-mended", at(1, 1), "One."),
		ir.NewDiagnostic("json-mended", other, "Two.", ir.RelatedAt(at(2, 1), "there")),
		ir.NewDiagnostic("json-mended", ir.Pos{File: "a.md"}, "The page as such."),
	}
	got, ok := moves.Findings(list, edited)
	if !ok || got[0].Line != 3 || got[1].Line != 2 || got[1].Related[0].Line != 4 || got[2].Line != 0 {
		t.Errorf("%t, %v", ok, got)
	}
	if list[0].Line != 1 || list[1].Related[0].Line != 2 {
		t.Error("the findings themselves were changed")
	}
	if _, ok := moves.Findings([]ir.Diagnostic{ir.NewDiagnostic("json-mended", at(7, 1), "Three.")}, edited); ok {
		t.Error("a place of which nothing is known was moved")
	}
}
