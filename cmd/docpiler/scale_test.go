package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestScaleRecipes runs what docs/scale.md shows, and demands the files of one
// run over all pages.
func TestScaleRecipes(t *testing.T) {
	for _, tool := range []string{"sh", "xargs", "split", "make", "find"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the recipes need %s: %v", tool, err)
		}
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "docpiler"), ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv(memoVariable, "off")
	text := string(read(t, filepath.Join(root, "docs", "scale.md")))
	for _, c := range []struct{ heading, command string }{
		{"With xargs", ""},
		{"With make", "make -j2 -f recipe graph"},
	} {
		t.Run(c.heading, func(t *testing.T) {
			p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}}
			for _, thing := range []string{"team", "chat", "place"} {
				p.write("docs/v1.0/api/"+thing+"-get.md", cachedPage(thing, 1))
				p.write("docs/beta/api/"+thing+"-get.md", cachedPage(thing, 2))
				p.write("docs/v1.0/includes/"+thing+".md", cachedPermissions(1))
				p.write("docs/beta/includes/"+thing+".md", cachedPermissions(2))
			}
			p.write("docpiler.yaml", cachedConfig)
			t.Chdir(p.dirs[0])
			docpilerIn(t, "generate")

			t.Chdir(p.dirs[1])
			recipe, command := firstBlock(t, text, c.heading), c.command
			if command == "" {
				command = "set -e; " + recipe
			}
			for name, content := range map[string]string{
				"recipe":        recipe,
				"docpiler.yaml": strings.Replace(cachedConfig, "docs\n", "\"shards/**/*.json\"\n", 1),
			} {
				if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if out, err := exec.Command("sh", "-c", command).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if out, err := exec.Command("diff", "-r", filepath.Join(p.dirs[0], "graph"), "graph").CombinedOutput(); err != nil {
				t.Errorf("the recipe gives other files: %v\n%s", err, out)
			}
		})
	}
}

// firstBlock returns the first code block below a heading of a page.
func firstBlock(t *testing.T, text, heading string) string {
	t.Helper()
	m := regexp.MustCompile("(?s)## " + heading + "\n.*?```[a-z]*\n(.*?)```").FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("there is no code block below %q", heading)
	}
	return m[1]
}
