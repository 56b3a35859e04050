package lint

import (
	"fmt"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestTypePages(t *testing.T) {
	at := func(line int) ir.Pos { return ir.Pos{File: "a.md", Line: line, Column: 1} }
	api := &ir.API{
		Operations: []*ir.Operation{
			{APIVersion: "v1.0", Responses: []ir.Response{{Type: "microsoft.graph.event", At: at(9)}, {Type: "String", At: at(1)}}},
			{APIVersion: "v1.0", Body: &ir.Body{Type: "message", At: at(7), Properties: []ir.BodyProperty{{Type: "itemBody", At: at(8)}}}},
			{APIVersion: "beta", Responses: []ir.Response{{Type: "message", At: at(20)}}},
		},
		Types: []*ir.Type{{Name: "microsoft.graph.message", APIVersion: "v1.0", Properties: []ir.Property{{Type: "Recipient", At: at(3)}}}},
	}
	want := "[a.md:20:1 No page describes these types of beta: message. a.md:3:1 No page describes these types of v1.0: Recipient, itemBody, event.]"
	var got []string
	for _, d := range checkTypePages(api) {
		got = append(got, d.Pos().String()+" "+d.Message)
	}
	if fmt.Sprint(got) != want {
		t.Errorf("got %v\nwant %v", got, want)
	}
}
