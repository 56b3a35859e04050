// Package findings prints diagnostics: as text with the source line and a
// caret, as JSON, as SARIF, and as GitHub annotations. What it prints comes
// from pages of strangers, so every printer either encodes it or shows hidden
// characters as escapes; nothing of a page acts on a terminal or a CI runner.
package findings

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/docpiler/docpiler/ir"
)

// Report is what the printers print.
type Report struct {
	Findings []ir.Diagnostic // in the order in which they are printed

	// Source returns the content of a page, for the text printer's source
	// lines; nil if it has none. Source itself may be nil.
	Source func(file string) []byte

	Color   bool   // text only: mark severities with terminal colours
	Version string // of docpiler, for SARIF
}

// Format is one way to print a report.
type Format struct {
	Name  string
	Print func(io.Writer, Report) error
}

// Formats lists the printers, the default first.
var Formats = []Format{
	{"text", Text},
	{"json", JSON},
	{"sarif", SARIF},
	{"github", GitHub},
}

// JSON prints the findings as a list, in the form that they have in the IR.
func JSON(w io.Writer, r Report) error {
	list := make([]ir.Diagnostic, 0, len(r.Findings))
	for _, d := range r.Findings {
		list = append(list, visible(d))
	}
	return encode(w, list)
}

func encode(w io.Writer, v any) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	return b.Flush()
}

// visible returns the finding with nothing hidden in its texts.
func visible(d ir.Diagnostic) ir.Diagnostic {
	d.Code, d.Message, d.File = ir.Visible(d.Code), ir.Visible(d.Message), ir.Visible(d.File)
	related := make([]ir.Related, len(d.Related))
	for i, r := range d.Related {
		r.File, r.Message = ir.Visible(r.File), ir.Visible(r.Message)
		related[i] = r
	}
	d.Related = related
	return d
}

// Count tallies findings by severity and words them: "1 error, 2 warnings".
func Count(list []ir.Diagnostic) string {
	n := map[ir.Severity]int{}
	for _, d := range list {
		n[d.Severity]++
	}
	out := ""
	for _, s := range []ir.Severity{ir.Error, ir.Warning, ir.Info} {
		if n[s] == 0 {
			continue
		}
		if out != "" {
			out += ", "
		}
		out += fmt.Sprintf("%d %s", n[s], s)
		if n[s] > 1 && s != ir.Info {
			out += "s"
		}
	}
	if out == "" {
		return "no findings"
	}
	return out
}
