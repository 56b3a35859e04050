//go:build unix

package main

import (
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// floorVerb makes this program run a floor instead of the benchmark, so that
// floors are measured as whole processes, too.
const floorVerb = "floor"

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table))

// floor does what no docpiler can avoid, with all files below a folder.
func floor(name, dir string) error {
	ending, work := ".md", func(data []byte) error {
		markdown.Parser().Parse(text.NewReader(data))
		return nil
	}
	switch name {
	case "goldmark":
	case "format":
		ending, work = ".go", func(data []byte) error {
			_, err := format.Source(data)
			return err
		}
	default:
		return fmt.Errorf("there is no floor %q", name)
	}
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ending {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return work(data)
	})
}
