package templates

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed runtime/*.go
var runtimeFiles embed.FS

// RuntimeFile is a file of the package templates/runtime that every emitted
// package contains as it stands, behind its own package clause.
type RuntimeFile struct {
	Name string // e.g. "client.go"
	Part RuntimePart
	Text string
}

// RuntimePart says who needs a runtime file.
type RuntimePart string

// The parts of the runtime: what clients need, what servers need beside it,
// what tests of clients need, and what tests of servers need beside all.
const (
	ClientPart     RuntimePart = "client"
	ServerPart     RuntimePart = "server"
	TestPart       RuntimePart = "test"
	ServerTestPart RuntimePart = "server test"
)

// parts lists the files that are not of the client. Those of no part serve
// docpiler alone.
var parts = map[string]RuntimePart{
	"route.go": ServerPart, "route_template.go": ServerPart, "handler.go": ServerPart,
	"exchange.go": ServerPart, "arguments.go": ServerPart, "body.go": ServerPart,
	"examples_test.go": TestPart, "examples_types_test.go": TestPart, "examples_server_test.go": ServerTestPart,
	"standin.go": "", "export.go": "",
}

// Runtime returns the runtime files, sorted by name.
func Runtime() []RuntimeFile {
	names, err := fs.Glob(runtimeFiles, "runtime/*.go")
	if err != nil {
		panic("templates: " + err.Error()) // the pattern is constant
	}
	var files []RuntimeFile
	for _, name := range slices.Sorted(slices.Values(names)) {
		base := strings.TrimPrefix(name, "runtime/")
		part, listed := parts[base]
		if !listed && !strings.HasSuffix(base, "_test.go") {
			part = ClientPart
		}
		if part == "" {
			continue
		}
		text, err := runtimeFiles.ReadFile(name)
		if err != nil {
			panic("templates: " + err.Error()) // it is embedded
		}
		files = append(files, RuntimeFile{base, part, string(text)})
	}
	return files
}
