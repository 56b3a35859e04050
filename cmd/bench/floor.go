//go:build unix

package main

import (
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// floorVerb makes this program run a floor instead of the benchmark, so that
// floors are measured as whole processes, too.
const floorVerb = "floor"

// floors are the works that no docpiler can avoid, by name: each gets the
// content of one file.
var floors = map[string]struct {
	ending string
	work   func([]byte) error
}{
	"read":     {".md", func([]byte) error { return nil }},
	"goldmark": {".md", parseMarkdown},
	"format":   {".go", formatGo},
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table))

func parseMarkdown(data []byte) error {
	markdown.Parser().Parse(text.NewReader(data))
	return nil
}

func formatGo(data []byte) error {
	_, err := format.Source(data)
	return err
}

func floor(name string, dirs []string) error {
	f, ok := floors[name]
	if !ok {
		return fmt.Errorf("there is no floor %q", name)
	}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, f.ending) {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return f.work(data)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
