//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// source is one page, by its slash path below the docs folder.
type source struct {
	name string
	data []byte
}

// readPages returns the Markdown files below a folder, included ones too,
// sorted by name.
func readPages(dir string) ([]source, error) {
	var list []source
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		list = append(list, source{filepath.ToSlash(name), data})
		return err
	})
	return list, err
}

var (
	endpointLine = regexp.MustCompile(`(?m)^((?:GET|POST|PUT|PATCH|DELETE) )/`)
	typeName     = regexp.MustCompile(`microsoft\.graph\.([a-z])`)
)

// sample returns n pages: evenly spread ones, or all and then copies of them
// that document other resources at other paths.
func sample(pages []source, n int) []source {
	if n <= len(pages) {
		out := make([]source, 0, n)
		for i := range n {
			out = append(out, pages[i*len(pages)/n])
		}
		return out
	}
	out := append([]source(nil), pages...)
	for k := 1; len(out) < n; k++ {
		tag := fmt.Sprintf("copy%d", k)
		for _, p := range pages[:min(len(pages), n-len(out))] {
			dir, file := filepath.Split(p.name)
			if strings.Contains(dir, "includes") {
				continue
			}
			data := endpointLine.ReplaceAll(p.data, []byte("${1}/"+tag+"/"))
			data = typeName.ReplaceAll(data, []byte("microsoft.graph."+tag+"${1}"))
			out = append(out, source{dir + tag + file, data})
		}
	}
	return out
}

// project is a folder with pages and a configuration.
type project struct {
	b     *bench
	dir   string
	pages int
	bytes int
	words string // a page whose words are changed and changed back
	facts string // a page of a type that gets a property and loses it again
}

func (b *bench) newProject(name string, pages []source) (*project, error) {
	p := &project{b: b, dir: filepath.Join(b.tmp, name), pages: len(pages)}
	for _, s := range pages {
		path := filepath.Join(p.dir, "docs", filepath.FromSlash(s.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, s.data, 0o644); err != nil {
			return nil, err
		}
		p.bytes += len(s.data)
		if p.words == "" && bytes.Contains(s.data, []byte(oneWay)) {
			p.words = path
		}
		if p.facts == "" && bytes.Contains(s.data, []byte("resourcePageType")) && propertyTable.Match(s.data) {
			p.facts = path
		}
	}
	config := "version: 1\ndocs:\n  - path: docs\noutput: ./graph\npackage: graph\n"
	for name, text := range map[string]string{"docpiler.yaml": config, withoutTests: config + "emit: [client, server]\n"} {
		if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// withoutTests is the configuration that emits what other generators emit.
const withoutTests = "withouttests.yaml"

// steps are the commands that make a row of the table, in an order in which
// each finds what it needs.
func (p *project) steps() []command {
	oneProcessor := p.cold("generate, cold, one processor")
	oneProcessor.env = append(oneProcessor.env, "GOMAXPROCS=1")
	noTests := p.cold("generate, cold, no tests")
	noTests.args = append(noTests.args, "-c", withoutTests)
	nothing := p.command("generate, nothing changed", "generate", "-q")
	nothing.again = true // the first one after a change learns which files are the same
	return []command{
		noTests,
		oneProcessor,
		p.cold("generate, cold"),
		{name: "go/format", args: []string{p.b.self, floorVerb, "format", filepath.Join(p.dir, "graph")}},
		{name: "goldmark", args: []string{p.b.self, floorVerb, "goldmark", filepath.Join(p.dir, "docs")}},
		p.ir(),
		{name: "read", args: []string{p.b.self, floorVerb, "read", filepath.Join(p.dir, "docs")}},
		nothing,
		p.edited("generate, words of one page changed", p.words, func(data []byte) []byte {
			if bytes.Contains(data, []byte(otherWay)) {
				return bytes.ReplaceAll(data, []byte(otherWay), []byte(oneWay))
			}
			return bytes.ReplaceAll(data, []byte(oneWay), []byte(otherWay))
		}),
		p.edited("generate, a property added on one page", p.facts, func(data []byte) []byte {
			return propertyTable.ReplaceAll(data, []byte("${0}"+addedProperty))
		}),
		p.edited("generate, a property removed on one page", p.facts, func(data []byte) []byte {
			return bytes.Replace(data, []byte(addedProperty), nil, 1)
		}),
		p.command("check", "check"),
	}
}

func (p *project) command(name string, args ...string) command {
	return command{name: name, dir: p.dir, args: append([]string{p.b.docpiler}, args...), env: []string{
		"XDG_CACHE_HOME=" + filepath.Join(p.dir, "cache"),
		"HOME=" + p.dir,
	}}
}

func (p *project) ir() command { return p.command("ir", "ir", "--fail-on", "never", "docs") }

// cold generates with no cache and no output.
func (p *project) cold(name string) command {
	c := p.command(name, "generate", "-q", "--fail-on", "never")
	c.before = func() error {
		for _, made := range []string{"graph", "docpiler.lock", "cache", "Library"} {
			if err := os.RemoveAll(filepath.Join(p.dir, made)); err != nil {
				return err
			}
		}
		return nil
	}
	return c
}

// What edited pages say.
const (
	oneWay        = "Bearer {token}"
	otherWay      = "Bearer  {token}"
	addedProperty = "|benchmarked|String|How fast it is.|\n"
)

// propertyTable matches a table of properties as far as its first row.
var propertyTable = regexp.MustCompile(`(?m)^## Properties\s+\|\s*Property\s*\|\s*Type\s*\|\s*Description\s*\|?\s*\n\|[-:| ]+\n`)

// edited generates after an edit of one page.
func (p *project) edited(name, page string, edit func([]byte) []byte) command {
	c := p.command(name, "generate", "-q", "--fail-on", "never")
	c.before = func() error {
		data, err := os.ReadFile(page)
		if err != nil {
			return err
		}
		return os.WriteFile(page, append(edit(data), '\n'), 0o644)
	}
	return c
}
