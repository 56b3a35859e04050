package templates

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

// File is one template.
type File struct{ Name, Text string }

//go:embed runtime/*.go
var runtimeFiles embed.FS

// notEmitted are the files of the package runtime that only docpiler uses.
var notEmitted = []string{"standin.go", "export.go"}

// Runtime returns the Go files that every emitted package holds as they stand,
// apart from their package clause, sorted by name.
var Runtime = sync.OnceValue(func() []File {
	entries, err := runtimeFiles.ReadDir("runtime")
	if err != nil {
		panic("templates: " + err.Error()) // the files are part of the program
	}
	var files []File
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") || slices.Contains(notEmitted, e.Name()) {
			continue
		}
		text, err := runtimeFiles.ReadFile("runtime/" + e.Name())
		if err != nil {
			panic("templates: " + err.Error())
		}
		files = append(files, File{e.Name(), string(text)})
	}
	return files
})
