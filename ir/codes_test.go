package ir_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/golden"
)

func TestCodesAreInOrder(t *testing.T) {
	sorted := slices.IsSortedFunc(ir.Codes, func(a, b ir.Code) int { return strings.Compare(a.Name, b.Name) })
	if !sorted {
		t.Error("the codes are not sorted by name")
	}
	for i, c := range ir.Codes {
		if i > 0 && ir.Codes[i-1].Name == c.Name {
			t.Errorf("%s stands twice", c.Name)
		}
		if c.Severity.Rank() == 0 || c.Example == "" || !isSentence(c.Doc) || !isSentence(c.Mend) {
			t.Errorf("%s lacks a severity, a sentence, an example or a way to mend it", c.Name)
		}
	}
}

func isSentence(s string) bool { return strings.HasSuffix(strings.TrimRight(s, `"`), ".") }

// TestCodesAreRaised finds codes that no part of the program raises any more.
func TestCodesAreRaised(t *testing.T) {
	var source bytes.Buffer
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "ir/codes") {
			return err
		}
		data, err := os.ReadFile(name)
		source.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ir.Codes {
		if !bytes.Contains(source.Bytes(), []byte(`"`+c.Name+`"`)) {
			t.Errorf("nothing raises %s", c.Name)
		}
	}
}

// docs/findings.md is the table of codes; -update writes it.
func TestFindingsAreDocumented(t *testing.T) { golden.Want(t, "../docs/findings.md", document()) }

// document is the text of docs/findings.md.
func document() string {
	var b strings.Builder
	b.WriteString("# Findings\n\n" +
		"What `docpiler lint` reports, by code. An error means that an operation is lost, a warning that a fact is doubtful;\n" +
		"an info is worth knowing. A page silences a finding with `<!-- docpiler:ignore CODE -->`.\n\n" +
		"This page is made from the tables in `ir/codes.go` and `ir/codes_example.go` (`go test ./ir -run Findings -update`).\n")
	for _, c := range ir.Codes {
		fmt.Fprintf(&b, "\n## %s\n\n*%s.* %s\n\n````text\n%s\n````\n\n%s\n", c.Name, c.Severity, c.Doc, c.Example, c.Mend)
	}
	return b.String()
}
