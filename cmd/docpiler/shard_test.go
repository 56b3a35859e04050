package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// shardedPages writes the seeds and the pages of the parser's archives, both
// below the module's root, to docs/ and returns their names.
func shardedPages(t *testing.T, root string) []string {
	t.Helper()
	var names []string
	add := func(name string, data []byte) {
		path := filepath.FromSlash(name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(name, "/includes/") {
			names = append(names, name)
		}
	}
	for _, pattern := range []string{"*.md", "*.txt"} {
		for _, file := range glob(t, filepath.Join(root, "seeds", pattern)) {
			if filepath.Base(file) != "README.md" {
				add("docs/seeds/"+filepath.Base(file), read(t, file))
			}
		}
	}
	for _, file := range glob(t, filepath.Join(root, "parser", "testdata", "*.txtar")) {
		archive := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range txtar.Parse(read(t, file)).Files {
			if filepath.Ext(f.Name) == ".md" {
				add("docs/"+archive+"/"+f.Name, f.Data)
			}
		}
	}
	return names
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	return files
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// docpilerIn runs a verb in the current folder and returns its standard output.
func docpilerIn(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, complaint bytes.Buffer
	if status := run(args, strings.NewReader(""), &out, &complaint); status != 0 {
		t.Fatalf("docpiler %s: status %d\n%s", strings.Join(args, " "), status, &complaint)
	}
	return out.Bytes()
}

// TestShardsGiveTheSameBytes reads the pages in shards, cut at random, and
// demands from their saved IRs the files that one run over all pages gives.
func TestShardsGiveTheSameBytes(t *testing.T) {
	t.Setenv(memoVariable, "off")
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	names := shardedPages(t, root)
	config := "version: 1\ndocs:\n  - path: %s\noutput: %s\npackage: graph\n"
	write := func(name, content string) {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("whole.yaml", fmt.Sprintf(config, "docs", "whole"))
	docpilerIn(t, "generate", "-c", "whole.yaml", "--fail-on", "never")
	want := (&twinProjects{t: t, dirs: [2]string{"whole"}}).tree(0)

	r := rand.New(rand.NewPCG(3, 4))
	for round := range 4 {
		count := 2 + r.IntN(len(names))
		shards := make([][]string, count)
		for _, name := range names {
			i := r.IntN(count)
			shards[i] = append(shards[i], name)
		}
		dir := fmt.Sprintf("shards%d", round)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for i, pages := range shards {
			if len(pages) > 0 {
				args := append([]string{"ir", "--unmerged", "--fail-on", "never"}, pages...)
				write(filepath.Join(dir, fmt.Sprintf("%d.json", i)), string(docpilerIn(t, args...)))
			}
		}
		output := fmt.Sprintf("graph%d", round)
		write("shards.yaml", fmt.Sprintf(config, dir+"/*.json", output))
		docpilerIn(t, "generate", "-c", "shards.yaml", "--fail-on", "never")
		got := (&twinProjects{t: t, dirs: [2]string{output}}).tree(0)
		if len(got) != len(want) {
			t.Fatalf("%d shards give %d files, one run gives %d", count, len(got), len(want))
		}
		for i := range want {
			if got[i] != want[i] {
				name, _, _ := strings.Cut(want[i], "\n")
				t.Fatalf("%d shards give another %s", count, name)
			}
		}
	}
}
