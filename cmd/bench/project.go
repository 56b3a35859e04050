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
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
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
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%s holds no Markdown pages; name a folder with -docs", dir)
	}
	return list, err
}

var (
	endpointLine = regexp.MustCompile(`(?m)^((?:GET|POST|PUT|PATCH|DELETE) )/`)
	typeName     = regexp.MustCompile(`microsoft\.graph\.([a-z])`)
)

// sample returns n pages: evenly spread ones, or all and then copies of them
// that document other resources at other paths.
func sample(pages []source, n int) []source {
	var out []source
	for i := range min(n, len(pages)) {
		out = append(out, pages[i*len(pages)/min(n, len(pages))])
	}
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
	bytes int
	page  string // of a type that gets a property and loses it again
}

func (b *bench) newProject(name string, pages []source) (*project, error) {
	p := &project{b: b, dir: filepath.Join(b.tmp, name)}
	config := "version: 1\ndocs:\n  - path: docs\noutput: ./graph\npackage: graph\n"
	files := append([]source{{"docpiler.yaml", []byte(config)}}, pages...)
	for i, s := range files {
		path := filepath.Join(p.dir, "docs", filepath.FromSlash(s.name))
		if i == 0 {
			path = filepath.Join(p.dir, s.name)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, s.data, 0o644); err != nil {
			return nil, err
		}
		p.bytes += len(s.data)
		if p.page == "" && propertyTable.Match(s.data) {
			p.page = path
		}
	}
	return p, nil
}

// steps are the commands that make a row of the table, in an order in which
// each finds what it needs.
func (p *project) steps() []command {
	return []command{
		p.cold("generate, cold"),
		{name: "go/format", args: []string{p.b.self, floorVerb, "format", filepath.Join(p.dir, "graph")}},
		{name: "goldmark", args: []string{p.b.self, floorVerb, "goldmark", filepath.Join(p.dir, "docs")}},
		p.ir(),
		p.command("generate, nothing changed", "generate", "-q"),
		p.edited(),
	}
}

func (p *project) command(name string, args ...string) command {
	return command{name: name, dir: p.dir, args: append([]string{p.b.docpiler}, args...), env: []string{
		"DOCPILER_CACHE=" + filepath.Join(p.dir, "cache"), "HOME=" + p.dir,
	}}
}

func (p *project) ir() command {
	c := p.command("ir", "ir", "--fail-on", "never", "docs")
	c.env = append(c.env, "DOCPILER_CACHE=off")
	return c
}

// cold generates with no cache and no output.
func (p *project) cold(name string) command {
	c := p.command(name, "generate", "-q", "--fail-on", "never")
	c.before = func() error {
		for _, made := range []string{"graph", "docpiler.lock", "cache"} {
			if err := os.RemoveAll(filepath.Join(p.dir, made)); err != nil {
				return err
			}
		}
		return nil
	}
	return c
}

// addedRow is a property that a page gets and loses again.
const addedRow = "|benchmarked|String|How fast it is.|\n"

// propertyTable matches a table of properties as far as its first row.
var propertyTable = regexp.MustCompile(`(?m)^## Properties\s+\|\s*Property\s*\|\s*Type\s*\|\s*Description\s*\|?\s*\n\|[-:| ]+\n`)

// edited generates after an edit of one page, which grows a little with each, so
// that it never is what it was.
func (p *project) edited() command {
	c := p.command("generate, one page edited", "generate", "-q", "--fail-on", "never")
	c.before = func() error {
		data, err := os.ReadFile(p.page)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte(addedRow)) {
			data = bytes.Replace(data, []byte(addedRow), nil, 1)
		} else {
			data = propertyTable.ReplaceAll(data, []byte("${0}"+addedRow))
		}
		return os.WriteFile(p.page, append(data, '\n'), 0o644)
	}
	return c
}
