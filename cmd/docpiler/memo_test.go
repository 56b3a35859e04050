package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// twinProjects are two folders with the same pages: one is generated with a
// cache, one without.
type twinProjects struct {
	t     *testing.T
	dirs  [2]string
	cache string
}

const cachedConfig = "version: 1\ndocs:\n  - path: docs\noutput: graph\npackage: graph\n"

// cachedPage documents one operation, with its permissions in an included file.
func cachedPage(name string, n int) string {
	return fmt.Sprintf("# Get %[1]s\n\nReads it %[2]d times.\n\n## Permissions\n\n"+
		"[!INCLUDE [permissions](../includes/%[1]s.md)]\n\n"+
		"## HTTP request\n\n```http\nGET /%[1]ss/{id}\n```\n\n"+
		"## Response\n\nIf successful, this method returns a `200 OK` response code and a %[1]s object.\n\n"+
		"## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/%[1]ss/1\n```\n\n"+
		"```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{\"id\": \"1\", \"count%[2]d\": %[2]d}\n```\n", name, n)
}

func cachedPermissions(n int) string {
	return fmt.Sprintf("|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n"+
		"|Application|Thing%d.Read.All|Not available.|\n", n)
}

func (p *twinProjects) write(name, content string) {
	p.t.Helper()
	for _, dir := range p.dirs {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
}

// rewrite changes a file, if it is there, and gives it back its times. Without
// new content, it changes a letter.
func (p *twinProjects) rewrite(name, content string) {
	p.t.Helper()
	for _, dir := range p.dirs {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		data := []byte(content)
		if content == "" {
			if data, err = os.ReadFile(path); err != nil {
				p.t.Fatal(err)
			}
			data[len(data)-2] ^= 1
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			p.t.Fatal(err)
		}
		if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
			p.t.Fatal(err)
		}
	}
}

func (p *twinProjects) remove(name string) {
	for _, dir := range p.dirs {
		_ = os.RemoveAll(filepath.Join(dir, name)) // it may be gone already
	}
}

// generate brings both projects in step and reports where they differ.
func (p *twinProjects) generate(what string) {
	p.t.Helper()
	var said [2]bytes.Buffer
	var status [2]int
	for i, setting := range []string{p.cache, "off"} {
		p.t.Setenv(memoVariable, setting)
		p.t.Chdir(p.dirs[i])
		status[i] = run([]string{"generate", "-v"}, strings.NewReader(""), &said[i], &said[i])
	}
	if status[0] != status[1] || said[0].String() != said[1].String() {
		p.t.Fatalf("after %s, with the cache: %d\n%s\nwithout: %d\n%s", what, status[0], &said[0], status[1], &said[1])
	}
	with, without := p.tree(0), p.tree(1)
	if !slices.Equal(with, without) {
		p.t.Fatalf("after %s the folders differ:\n%s\nand\n%s", what, with, without)
	}
}

// tree lists the files of a project with their content.
func (p *twinProjects) tree(i int) []string {
	p.t.Helper()
	var list []string
	err := filepath.WalkDir(p.dirs[i], func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(p.dirs[i], path)
		list = append(list, name+"\n"+string(data))
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

// TestCacheNeverShows edits pages, includes, output and cache at random, and
// demands the same files, words and status with the cache as without.
func TestCacheNeverShows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}, cache: t.TempDir()}
	p.write("docpiler.yaml", cachedConfig)
	things := []string{"team", "chat", "place"}
	for _, thing := range things {
		p.write("docs/v1.0/api/"+thing+"-get.md", cachedPage(thing, 0))
		p.write("docs/v1.0/includes/"+thing+".md", cachedPermissions(0))
	}
	p.generate("the start")
	for range 60 {
		thing, n := things[r.IntN(len(things))], r.IntN(3)
		page, include := "docs/v1.0/api/"+thing+"-get.md", "docs/v1.0/includes/"+thing+".md"
		steps := []struct {
			what string
			do   func()
		}{
			{"an edited page", func() { p.write(page, cachedPage(thing, n)) }},
			{"an edited include", func() { p.write(include, cachedPermissions(n)) }},
			{"a removed page", func() { p.remove(page) }},
			{"a removed include", func() { p.remove(include) }},
			{"a removed output folder", func() { p.remove("graph") }},
			{"an edited page of the same size and time", func() { p.rewrite(page, cachedPage(thing, n)) }},
			{"an edited output file of the same size and time", func() { p.rewrite("graph/v1/"+thing+".go", "") }},
			{"another configuration", func() {
				p.write("docpiler.yaml", cachedConfig+[]string{"", "emit: [client]\n", "base: de-DE\n"}[n])
			}},
			{"nothing", func() {}},
			{"a damaged cache", func() { damage(t, p.cache, n) }},
		}
		e := steps[r.IntN(len(steps))]
		e.do()
		p.generate(e.what)
	}
}

// damage spoils every entry of a cache in one of three ways.
func damage(t *testing.T, dir string, how int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || len(data) == 0 {
			return err
		}
		switch how {
		case 0:
			data = data[:len(data)/2]
		case 1:
			data[len(data)/2] ^= 0x40
		default:
			data = []byte("foreign")
		}
		return os.WriteFile(path, data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestCacheKnowsTheDocsRoot changes how far the includes of a page may reach,
// by a folder that comes and goes and by the order of the docs.
func TestCacheKnowsTheDocsRoot(t *testing.T) {
	const config = "version: 1\noutput: graph\npackage: graph\ndocs:\n"
	p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}, cache: t.TempDir()}
	p.write("docs/api/sub/team-get.md", strings.ReplaceAll(cachedPage("team", 0), "../includes/", "../parts/"))
	p.write("docs/api/parts/team.md", cachedPermissions(0))
	p.write("docs/api/includes/other.md", cachedPermissions(0)) // such a folder makes docs/api the root
	for _, step := range []struct {
		what string
		do   func()
	}{
		{"the start", func() { p.write("docpiler.yaml", config+"  - path: docs/api\n  - path: docs/api/sub\n") }},
		{"a removed folder", func() { p.remove("docs/api/includes") }},
		{"a new folder", func() { p.write("docs/api/includes/other.md", cachedPermissions(1)) }},
		{"the other order", func() { p.write("docpiler.yaml", config+"  - path: docs/api/sub\n  - path: docs/api\n") }},
		{"one folder", func() { p.write("docpiler.yaml", config+"  - path: docs/api/sub\n") }},
	} {
		step.do()
		p.generate(step.what)
	}
}
