package main

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/pages"
)

// suggestion is an entry of the docs key.
type suggestion struct {
	path    string
	dialect string // "" for the default
	why     string // how the pages tell it
}

// findDocs returns what the docs key should name for the API pages in a folder:
// the deepest folder that holds all pages below each top-level folder, and the
// pages that lie in the folder itself. Nil if there are none.
func findDocs(dir string) []suggestion {
	job := docpiler.Job{Docs: []pages.Input{{Path: "."}}, Dir: dir, Options: docpiler.Options{Unmerged: true}}
	r, err := docpiler.Read(job)
	if err != nil {
		return nil // an empty folder is the usual case
	}
	var docs []string
	folders := map[string]string{}   // top-level folder → deepest common folder
	contain := map[string][]string{} // path of an entry, or top-level folder → pages
	for _, o := range r.API.Operations {
		for _, s := range o.Sources {
			top, _, below := strings.Cut(s.File, "/")
			contain[top] = append(contain[top], s.File)
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
	var out []suggestion
	for _, d := range slices.Compact(docs) {
		top, _, _ := strings.Cut(d, "/")
		name, why := tellDialect(r.Pages, contain[top])
		out = append(out, suggestion{d, name, why})
	}
	return out
}

// maxTold is how many pages of a folder are looked at to tell its dialect.
const maxTold = 500

// tellDialect returns the dialect that most of some pages are in, and why; "" where
// that is the default.
func tellDialect(set *pages.Set, names []string) (name, why string) {
	slices.Sort(names)
	names = slices.Compact(names)
	names = names[:min(len(names), maxTold)]
	count, by := map[string]int{}, map[string]string{}
	for _, page := range names {
		d, text := dialect.Tell(set.Content(page))
		if d == dialect.Default() {
			continue
		}
		if count[d.Name]++; by[d.Name] == "" {
			by[d.Name] = text
		}
	}
	for _, d := range dialect.Names() {
		if 2*count[d] > len(names) {
			return d, fmt.Sprintf("told by %d of %d pages, which hold texts such as %q", count[d], len(names), by[d])
		}
	}
	return "", ""
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
func withDocs(template string, docs []suggestion) string {
	if len(docs) == 0 {
		return template
	}
	var b strings.Builder
	for _, d := range docs {
		b.WriteString("  - path: " + yamlText(d.path) + "\n")
		if d.dialect != "" {
			b.WriteString("    dialect: " + d.dialect + " # " + d.why + "\n")
		}
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
