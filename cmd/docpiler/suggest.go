package main

import (
	"cmp"
	"fmt"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/pages"
)

// suggestion is what docpiler.yaml should say of the pages in a folder.
type suggestion struct {
	docs []suggestedDoc

	operations, types int // pages with such
	languages         []string
	namespace         string // that most types are in; "" if they have none
}

// suggestedDoc is an entry of the docs key.
type suggestedDoc struct {
	path    string
	dialect string // "" for the default
	why     string // how the pages tell it
}

// findDocs looks for API pages in a folder: the deepest folder that holds all pages
// of operations below each top-level folder, and those of types there, and the
// pages of operations that lie in the folder itself.
func findDocs(dir string) suggestion {
	job := docpiler.Job{Docs: []pages.Input{{Path: "."}}, Dir: dir, Options: docpiler.Options{Unmerged: true}}
	r, err := docpiler.Read(job)
	if err != nil {
		return suggestion{} // an empty folder is the usual case
	}
	var found suggestion
	operations, types := map[string]bool{}, map[string]bool{}
	for _, o := range r.API.Operations {
		found.note(operations, o.Sources)
	}
	namespaces := map[string]int{}
	for _, t := range r.API.Types {
		found.note(types, t.Sources)
		if i := strings.LastIndexByte(t.Name, '.'); i > 0 {
			namespaces[t.Name[:i]]++
		}
	}
	for _, n := range slices.Sorted(maps.Keys(namespaces)) {
		if namespaces[n] > namespaces[found.namespace] {
			found.namespace = n
		}
	}
	folders := map[string]string{}   // top-level folder → deepest common folder
	contain := map[string][]string{} // entry → pages
	var docs []string
	for _, file := range slices.Sorted(maps.Keys(operations)) {
		top, _, below := strings.Cut(file, "/")
		contain[top] = append(contain[top], file)
		if !below {
			docs = append(docs, file)
			continue
		}
		folders[top] = commonFolder(cmp.Or(folders[top], path.Dir(file)), path.Dir(file))
	}
	found.operations = len(operations)
	for file := range types {
		if top, _, _ := strings.Cut(file, "/"); folders[top] != "" && !operations[file] {
			folders[top] = commonFolder(folders[top], path.Dir(file))
			found.types++
		}
	}
	for _, folder := range folders {
		docs = append(docs, folder)
	}
	slices.Sort(docs)
	for _, d := range docs {
		top, _, _ := strings.Cut(d, "/")
		name, why := tellDialect(r.Pages, contain[top])
		found.docs = append(found.docs, suggestedDoc{d, name, why})
	}
	slices.Sort(found.languages)
	return found
}

// note notes the pages that a record comes from.
func (s *suggestion) note(pages map[string]bool, sources []ir.Source) {
	for _, source := range sources {
		pages[source.File] = true
		if l := source.Locale; l != "und" && !slices.Contains(s.languages, l) {
			s.languages = append(s.languages, l)
		}
	}
}

// String says what was found: "found 133 pages of operations and 16 of types in
// docs/api-reference; language: en-US".
func (s suggestion) String() string {
	var places, dialects []string
	for _, d := range s.docs {
		places = append(places, d.path)
		if d.dialect != "" && !slices.Contains(dialects, d.dialect) {
			dialects = append(dialects, d.dialect)
		}
	}
	out := fmt.Sprintf("found %s of operations and %d of types in %s", quantity(s.operations, "page"), s.types, strings.Join(places, ", "))
	if len(s.languages) > 0 {
		out += "; languages: " + strings.Join(s.languages, ", ")
	}
	if len(dialects) > 0 {
		out += "; dialects: " + strings.Join(dialects, ", ")
	}
	return out
}

// packageName guesses the name of the emitted packages: the last part of the
// namespace of the types, else the dialect, else after the module.
func (s suggestion) packageName(module string) string {
	names := []string{s.namespace[strings.LastIndexByte(s.namespace, '.')+1:]}
	for _, d := range s.docs {
		names = append(names, d.dialect)
	}
	if base := letters(path.Base(module)); base != "" {
		names = append(names, base+"api")
	}
	for _, n := range names {
		if n = letters(n); n != "" {
			return n
		}
	}
	return "api"
}

// letters leaves of a name what may stand in a package's, "" if that is none.
func letters(name string) string {
	name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(name))
	if !token.IsIdentifier(name) {
		return ""
	}
	return name
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
func withDocs(template string, docs []suggestedDoc) string {
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
