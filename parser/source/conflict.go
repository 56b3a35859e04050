package source

import (
	"bytes"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// conflicts reports the marks that a merge leaves where it could not decide. What
// stands between them contradicts itself, and only its author knows what counts.
func conflicts(src page.Source) []ir.Diagnostic {
	if !bytes.Contains(src.Data, []byte("<<<<<<<")) {
		return nil
	}
	var out []ir.Diagnostic
	line := 0
	for text := range bytes.Lines(src.Data) {
		line++
		if t := bytes.TrimRight(text, "\r\n"); bytes.HasPrefix(t, []byte("<<<<<<<")) && (len(t) == len("<<<<<<<") || t[len("<<<<<<<")] == ' ') {
			at := ir.Pos{File: src.Name, Line: line, Column: 1}
			out = append(out, ir.NewDiagnostic("merge-conflict", at, "An unfinished merge left two versions of the lines that follow; both are read."))
		}
	}
	return out
}
