package lint

import (
	"fmt"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestForeignNames(t *testing.T) {
	at := func(line int) ir.Pos { return ir.Pos{File: "a.md", Line: line, Column: 1} }
	api := &ir.API{
		Operations: []*ir.Operation{
			{},
			{Body: &ir.Body{Properties: []ir.BodyProperty{{Name: "\u6ce8\u91ca", At: at(4)}, {Name: "sendResponse", At: at(5)}, {Name: "caf\u00e9", At: at(6)}}}},
		},
		Types: []*ir.Type{{
			Properties:    []ir.Property{{Name: "@odata.type", At: at(7)}, {Name: "\u540d\u524d", At: at(8)}},
			Relationships: []ir.Property{{Name: "\u0433\u0440\u0443\u043f\u043f\u0430", At: at(9)}},
		}},
	}
	var got []string
	for _, d := range checkForeignNames(api) {
		got = append(got, fmt.Sprint(d.Severity, " ", d.Line))
	}
	if want := "[warning 4 warning 6 warning 8 warning 9]"; fmt.Sprint(got) != want {
		t.Errorf("got %v\nwant %v", got, want)
	}
}
