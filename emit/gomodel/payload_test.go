package gomodel

import (
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// Where nothing but examples tells what a body holds, its objects have the
// members that the examples show.
func TestBodyFromExamples(t *testing.T) {
	for from, want := range map[string]string{"example": "DoorLockBodyKey", "table": raw} {
		op := operation("door/lock")
		op.Endpoints[0].Method = "POST"
		op.Body = &ir.Body{From: from, Properties: []ir.BodyProperty{{Name: "key", Type: "Json"}, {Name: "twice", Type: "Boolean"}}}
		op.Examples = []ir.Example{{Request: ir.ExampleRequest{Method: "POST", URL: "/door/lock", Body: `{"key": {"number": 7}, "twice": true}`}}}
		model, _ := New(&ir.API{Operations: []*ir.Operation{op}}, Options{})
		fields := model.Packages[0].Services[0].Methods[0].Body.Type.Type.Fields
		got := map[string]string{}
		for _, f := range fields {
			got[f.JSON] = f.Type.Go
			if f.Type.Type != nil {
				got[f.JSON] = string(f.Type.Type.Name)
			}
		}
		if got["key"] != want || got["twice"] != "bool" {
			t.Errorf("from %s: fields %v, want key as %s", from, got, want)
		}
	}
}
