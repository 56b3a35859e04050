package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestContradictions(t *testing.T) {
	at := func(line int) ir.Pos { return ir.Pos{File: "door.md", Line: line, Column: 1} }
	boat := &ir.Type{
		Name: "x.boat", APIVersion: "v1.0", Kind: ir.Complex, At: at(1),
		Properties: []ir.Property{
			{Name: "kind", Type: "String", At: at(2)},
			{Name: "engine", Type: "engineInf", At: at(3)},
			{Name: "rig", Type: "rigging", At: at(4)},
			{Name: "spare", Type: "engineInf", At: at(5)},
		},
	}
	engine := &ir.Type{Name: "x.engineInfo", APIVersion: "v1.0", Kind: ir.Complex, At: at(6)}
	call := func(url, body string) ir.Example {
		return ir.Example{Request: ir.ExampleRequest{Method: "POST", URL: url, Body: body, At: at(20)}}
	}
	op := func(examples ...ir.Example) *ir.Operation {
		return &ir.Operation{APIVersion: "v1.0", Examples: examples, Body: &ir.Body{
			Type: "boat", From: "table", Properties: []ir.BodyProperty{
				{Name: "kind", Values: []string{"sloop", "ketch"}, At: at(10)},
				{Name: "groupTypes", At: at(11)},
				{Name: "owner@odata.bind", At: at(12)},
			},
		}}
	}
	tests := []struct {
		name  string
		api   ir.API
		found string
	}{
		{"an unknown value", ir.API{Operations: []*ir.Operation{op(call("/boats", `{"kind": "schooner"}`))}}, "20 example-value-undocumented"},
		{"no JSON", ir.API{Operations: []*ir.Operation{op(call("/boats", `{"kind"`))}}, ""},
		{"against the type", ir.API{Operations: []*ir.Operation{op()}, Types: []*ir.Type{boat, engine}}, "11 body-property-undocumented 3 type-unknown"},
	}
	for _, test := range tests {
		var found []string
		for _, check := range []func(*ir.API) []ir.Diagnostic{checkValues, checkBodies, checkTypeNames} {
			for _, d := range check(&test.api) {
				found = append(found, fmt.Sprintf("%d %s", d.Line, d.Code))
			}
		}
		if got := strings.Join(found, " "); got != test.found {
			t.Errorf("%s: %q, want %q", test.name, got, test.found)
		}
	}
}

func TestOneSlip(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"lockinfo", "lockinfo", false}, {"lockinfo", "lokinfo", true}, {"lockinfo", "lockinfos", true}, {"lockinfo", "lockinof", true},
		{"lockinfo", "lockinfx", true}, {"lockinfo", "lokinf", false}, {"lockinfo", "doorinfo", false}, {"", "a", true},
	} {
		if got := oneSlip(test.a, test.b); got != test.want || got != oneSlip(test.b, test.a) {
			t.Errorf("%q, %q: %v", test.a, test.b, got)
		}
	}
}
