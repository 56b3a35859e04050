package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var codeBlock = regexp.MustCompile("(?s)```(\\w+)\n(.*?)```")

// The first two blocks of the README show a page and what it becomes. Each of
// their lines must stand in the real page and in the real output.
func TestReadmeShowsTheTruth(t *testing.T) {
	root := filepath.Join("..", "..")
	read := func(file string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	readme := read("README.md")
	blocks := codeBlock.FindAllStringSubmatch(readme, -1)
	for i, file := range []string{"seeds/timecard-clockin.en-us.txt", "generated/v1/timecard.go"} {
		content := read(file)
		for line := range strings.Lines(blocks[i][2]) {
			if line = strings.TrimSpace(line); !strings.Contains(content, line) {
				t.Errorf("the README shows a line that is not in %s: %s", file, line)
			}
		}
	}
	for _, v := range verbs {
		if !strings.Contains(readme, "`"+v.name) {
			t.Errorf("the README does not name the verb %s", v.name)
		}
	}
}

// The README may promise only files that are there.
func TestLinksOfTheDocs(t *testing.T) {
	root := filepath.Join("..", "..")
	files, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("(?ms)^~~~~.*?^~~~~$|^````?.*?^````?$|`[^`\n]*`")
	link := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	for _, file := range append(files, filepath.Join(root, "README.md")) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		prose := code.ReplaceAllString(string(data), "")
		for _, m := range link.FindAllStringSubmatch(prose, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s, which is not there", filepath.Base(file), m[1])
			}
		}
	}
}
