package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	testsOfFolder = regexp.MustCompile("`([a-z/.]+)` ((?:(?:Test|Fuzz)\\w+(?:, )?)+)")
	testName      = regexp.MustCompile(`\b(?:Test|Fuzz)\w+`)
)

// Each promise of docs/security.md names the tests that hold it; they must be
// there.
func TestSecurityPromisesAreHeld(t *testing.T) {
	root := filepath.Join("..", "..")
	data, err := os.ReadFile(filepath.Join(root, "docs", "security.md"))
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{} // folder → its tests
	promises := 0
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| promise") {
			continue
		}
		promises++
		held := testsOfFolder.FindAllStringSubmatch(line, -1)
		if held == nil {
			t.Errorf("no test holds this promise: %s", line)
		}
		for _, m := range held {
			folder := m[1]
			if sources[folder] == "" {
				sources[folder] = testSource(t, filepath.Join(root, filepath.FromSlash(folder)))
			}
			for _, name := range testName.FindAllString(m[2], -1) {
				if !strings.Contains(sources[folder], "\nfunc "+name+"(") {
					t.Errorf("docs/security.md names %s in %s, which is not there", name, folder)
				}
			}
		}
	}
	if promises < 15 {
		t.Errorf("only %d promises were found", promises)
	}
}

// testSource returns the test files of a folder, one after the other.
func testSource(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}
