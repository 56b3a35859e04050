package emit

import (
	"bytes"
	"go/parser"
	"go/token"

	"github.com/docpiler/docpiler/emit/gofile"
)

// stubHead begins a file that stays though nothing is emitted into it any more.
// The constraint keeps it out of every build, and out of what the next go generate
// lists, so that the next run can remove it.
const stubHead = "//go:build ignore\n\n" + gofile.Header + "\n\n" +
	"// Nothing is emitted here any more. The file was still there when go generate\n" +
	"// listed it; the next run of docpiler that changes anything removes it.\n"

// stubOf returns what stays of a Go file that is no longer emitted.
func stubOf(old []byte) []byte {
	name := "ignored"
	if f, err := parser.ParseFile(token.NewFileSet(), "", old, parser.PackageClauseOnly); err == nil {
		name = f.Name.Name
	}
	return []byte(stubHead + "\npackage " + name + "\n")
}

func isStub(data []byte) bool { return bytes.HasPrefix(data, []byte(stubHead)) }
