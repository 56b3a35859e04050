package templates

import (
	"embed"
	"go/build/constraint"
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

// RuntimeTags are the build tags of the runtime that a service is emitted with, by
// name: those files of the package are emitted whose constraint they satisfy, so
// that what belongs to one kind of service stands in a file of its own.
type RuntimeTags string

// The tags, joined by blanks: plain for any service but Microsoft Graph; links,
// cursor or unpaged for services whose lists go on in another way than OData's.
const (
	PlainTag   RuntimeTags = "plain"
	LinksTag   RuntimeTags = "links"
	CursorTag  RuntimeTags = "cursor"
	UnpagedTag RuntimeTags = "unpaged"
)

// parts lists the files that are not of the client. Those of no part serve
// docpiler alone.
var parts = map[string]RuntimePart{
	"route.go": ServerPart, "route_template.go": ServerPart, "handler.go": ServerPart,
	"exchange.go": ServerPart, "arguments.go": ServerPart, "body.go": ServerPart, "form_server.go": ServerPart,
	"examples_test.go": TestPart, "examples_types_test.go": TestPart, "examples_server_test.go": ServerTestPart,
	"examples_subtype_test.go": TestPart, "body_json_test.go": TestPart, "body_form_test.go": TestPart,
	"standin.go": "", "export.go": "",
}

// Runtime returns the runtime files for a service with some tags, sorted by name.
func Runtime(tags RuntimeTags) []RuntimeFile {
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
		if tags.satisfy(string(text)) {
			files = append(files, RuntimeFile{base, part, string(text)})
		}
	}
	return files
}

// satisfy reports whether the build constraint of a file, if it has one, holds.
func (t RuntimeTags) satisfy(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	if !constraint.IsGoBuild(first) {
		return true
	}
	expression, err := constraint.Parse(first)
	if err != nil {
		panic("templates: " + err.Error()) // the files are constant
	}
	return expression.Eval(func(tag string) bool { return slices.Contains(strings.Fields(string(t)), tag) })
}
