package changes

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/golden"
)

func TestRules(t *testing.T) {
	var b bytes.Buffer
	if err := Rules(&b); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(b.String(), "\n"), len(ir.ChangeKinds); got != want {
		t.Errorf("%d lines for %d kinds of change", got, want)
	}
}

// docs/changes.md is the table of rules; -update writes it.
func TestRulesPageIsCurrent(t *testing.T) {
	golden.Want(t, filepath.Join("..", "..", "docs", "changes.md"), rulesPage())
	sorted := slices.IsSortedFunc(ir.ChangeKinds, func(a, b ir.ChangeKind) int { return strings.Compare(a.Name, b.Name) })
	if !sorted {
		t.Error("ir.ChangeKinds is not sorted")
	}
}

// rulesPage is the text of docs/changes.md.
func rulesPage() string {
	var b strings.Builder
	b.WriteString("# What changes break\n\n" +
		"`docpiler diff` marks each change by this table; `docpiler diff --rules` prints it.\n\n" +
		"This page is made from the table in `ir/change.go` (`go test ./emit/changes -run Rules -update`).\n\n" +
		"A change may break those who call the service, those who compile against the emitted Go, or both.\n\n" +
		"| change | breaks | what it means |\n|---|---|---|\n")
	for _, k := range ir.ChangeKinds {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Name, audiences(k.Calls, k.Code, ""), k.Doc)
	}
	return b.String()
}
