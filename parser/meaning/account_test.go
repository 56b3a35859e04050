package meaning_test

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/account"
	"github.com/docpiler/docpiler/parser/meaning"
	"github.com/docpiler/docpiler/parser/page"
)

// TestAccountRises holds that no reader can be switched off, or forgotten, without
// the account of the lines showing it: with all readers every line that looks like a
// fact is in the IR, without any one of them some are not.
func TestAccountRises(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "account.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	read := func() (account.Total, []ir.Diagnostic) {
		var sources []page.Source
		for _, f := range archive.Files {
			sources = append(sources, page.Source{Name: f.Name, Data: f.Data})
		}
		var total account.Total
		var found []ir.Diagnostic
		for _, r := range parser.ReadAll(sources, parser.Options{Workers: 1}) {
			total.Add(r.Account)
			found = append(found, r.API.Diagnostics...)
		}
		return total, found
	}
	all, found := read()
	if all.Used != all.Facts || all.Facts < 25 {
		t.Fatalf("with all readers: %+v\n%v", all, found)
	}
	for _, name := range meaning.Kinds() {
		restore := meaning.SwitchOff(name)
		without, found := read()
		restore()
		if without.Used == all.Used || without.Reported == 0 {
			t.Errorf("without the reader of %s: %+v", name, without)
		}
		if without.Unaccounted() != 0 {
			t.Errorf("without the reader of %s %d lines are neither used nor reported: %v", name, without.Unaccounted(), found)
		}
	}
}
