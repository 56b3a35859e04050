package main

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/parser/pages"
)

// findDocs returns what the docs key should name for the API pages in a folder:
// the deepest folder that holds all pages below each top-level folder, and the
// pages that lie in the folder itself. Nil if there are none.
func findDocs(dir string) []string {
	job := docpiler.Job{Docs: []pages.Input{{Path: "."}}, Dir: dir, Options: docpiler.Options{Unmerged: true}}
	r, err := docpiler.Read(job)
	if err != nil {
		return nil // an empty folder is the usual case
	}
	var docs []string
	folders := map[string]string{} // top-level folder → deepest common folder
	for _, o := range r.API.Operations {
		for _, s := range o.Sources {
			top, _, below := strings.Cut(s.File, "/")
			switch common, known := folders[top]; {
			case !below:
				docs = append(docs, s.File)
			case known:
				folders[top] = commonFolder(common, path.Dir(s.File))
			default:
				folders[top] = path.Dir(s.File)
			}
		}
	}
	for _, folder := range folders {
		docs = append(docs, folder)
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// commonFolder returns the deepest folder that holds both.
func commonFolder(a, b string) string {
	for a != b {
		if len(a) > len(b) {
			a = path.Dir(a)
		} else {
			b = path.Dir(b)
		}
	}
	return a
}

// withDocs puts the suggested paths into the template of docpiler.yaml.
func withDocs(template string, docs []string) string {
	if len(docs) == 0 {
		return template
	}
	var b strings.Builder
	for _, d := range docs {
		b.WriteString("  - path: " + yamlText(d) + "\n")
	}
	return strings.Replace(template, "  - path: docs\n", b.String(), 1)
}

// yamlText writes a path as a YAML text, quoted unless it is plainly one word.
func yamlText(s string) string {
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/_-.") == "" {
		return s
	}
	return strconv.Quote(s)
}
