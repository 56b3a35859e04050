package ir_test

import (
	"reflect"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestGather(t *testing.T) {
	at := func(file string, line int) ir.Pos { return ir.Pos{File: file, Line: line, Column: 1} }
	list := []ir.Diagnostic{
		ir.NewDiagnostic("example-unpaired", at("a.md", 3), "One."),
		ir.NewDiagnostic("json-broken", at("a.md", 4), "Broken."),
		ir.NewDiagnostic("json-broken", at("a.md", 5), "Broken."),
		ir.NewDiagnostic("example-unpaired", at("a.md", 6), "Two."),
		ir.NewDiagnostic("example-unpaired", at("b.md", 7), "Three."),
		ir.NewDiagnostic("example-unpaired", at("a.md", 8), "Four."),
	}
	want := []ir.Diagnostic{
		ir.NewDiagnostic("example-unpaired", at("a.md", 3), "One.", ir.RelatedAt(at("a.md", 6), "also here: Two."), ir.RelatedAt(at("a.md", 8), "also here: Four.")),
		list[1], list[2], list[4],
	}
	got := ir.Gather(list)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if again := ir.Gather(got); !reflect.DeepEqual(again, want) {
		t.Errorf("a second time: %v", again)
	}
	if len(list[0].Related) != 0 {
		t.Error("the list given was changed")
	}
}
