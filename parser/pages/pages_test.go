package pages

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lay writes files (name → content) into a new folder and returns it.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// summary lists what a set holds, one line each.
func summary(set *Set) []string {
	var out []string
	for _, s := range set.Sources {
		line := "page " + s.Name
		if l := set.Inputs[s.Name].Locale; l != "" {
			line += " " + l
		}
		out = append(out, line)
	}
	for _, s := range set.Saved {
		out = append(out, "saved "+s.Name)
	}
	for _, d := range set.Diagnostics {
		out = append(out, "refused "+d.Message)
	}
	return out
}

var docs = map[string]string{
	"docs/en/api/user-get.md":         "# Get user\n[!INCLUDE [p](../includes/permissions.md)]",
	"docs/en/api/user-list.md":        "# List users",
	"docs/en/api/.hidden.md":          "no",
	"docs/en/api/picture.png":         "no",
	"docs/en/includes/permissions.md": "fragment",
	"docs/en/TOC.yml":                 "no",
	"docs/de/api/user-get.md":         "# Benutzer",
	"docs/de/seite ü.txt":             "Seite",
	"docs/de/copied":                  "Text ohne Endung",
	"docs/de/binary":                  "\x7fELF\x00\x00",
	"ir/shard.json":                   "{}",
	"slate/includes/_users.md.erb":    "# Users",
	"slate/index.mdx":                 "# API",
	"odd/[x].md":                      "brackets",
}

func TestLoad(t *testing.T) {
	dir := lay(t, docs)
	tests := []struct {
		name   string
		inputs []Input
		want   []string
		err    string
	}{
		{name: "folder", inputs: []Input{{Path: "docs/en"}},
			want: []string{"page docs/en/api/user-get.md", "page docs/en/api/user-list.md"}},
		{name: "includes that nothing includes", inputs: []Input{{Path: "slate"}},
			want: []string{"page slate/includes/_users.md.erb", "page slate/index.mdx"}},
		{name: "folder with other shapes", inputs: []Input{{Path: "docs/de/"}},
			want: []string{"page docs/de/api/user-get.md", "page docs/de/copied", "page docs/de/seite ü.txt"}},
		{name: "order and repetition do not show",
			inputs: []Input{{Path: "docs/en/api/user-list.md"}, {Path: "./docs/en"}, {Path: "docs/en/api"}},
			want:   []string{"page docs/en/api/user-get.md", "page docs/en/api/user-list.md"}},
		{name: "later locale wins", inputs: []Input{{Path: "docs/de"}, {Path: "docs/de/api", Locale: "de-DE"}},
			want: []string{"page docs/de/api/user-get.md de-DE", "page docs/de/copied", "page docs/de/seite ü.txt"}},
		{name: "glob", inputs: []Input{{Path: "docs/**/*-get.md"}},
			want: []string{"page docs/de/api/user-get.md", "page docs/en/api/user-get.md"}},
		{name: "glob of anything", inputs: []Input{{Path: "docs/en/*.yml"}, {Path: "ir/*.json"}},
			want: []string{"saved docs/en/TOC.yml", "saved ir/shard.json"}},
		{name: "name with glob signs", inputs: []Input{{Path: "odd/[x].md"}}, want: []string{"page odd/[x].md"}},
		{name: "any ending, if named", inputs: []Input{{Path: "docs/de/binary"}}, want: []string{"page docs/de/binary"}},
		{name: "missing", inputs: []Input{{Path: "nowhere"}}, err: "nowhere: no such file or folder"},
		{name: "no match", inputs: []Input{{Path: "docs/*.md"}}, err: "docs/*.md: no file matches"},
		{name: "no pages", inputs: []Input{{Path: "ir"}}, err: "ir: no pages in this folder"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, confined := range []bool{false, true} {
				set, err := Load(tt.inputs, Options{Dir: dir, Confined: confined})
				if tt.err != "" {
					if err == nil || !strings.HasPrefix(err.Error(), tt.err) {
						t.Fatalf("error %v, want %s", err, tt.err)
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				defer set.Close()
				if diff := cmp.Diff(tt.want, summary(set)); diff != "" {
					t.Errorf("confined %v (-want +got):\n%s", confined, diff)
				}
			}
		})
	}
}

func TestCurrentFolder(t *testing.T) {
	t.Chdir(filepath.Join(lay(t, docs), "docs", "en", "api"))
	for _, input := range []string{".", "*.md", "user-*.md"} {
		set, err := Load([]Input{{Path: input}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer set.Close()
		if diff := cmp.Diff([]string{"page user-get.md", "page user-list.md"}, summary(set)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", input, diff)
		}
		data, err := set.Sources[0].Include("../includes/permissions.md")
		if err != nil || string(data) != "fragment" {
			t.Errorf("%s: include gave %q, %v", input, data, err)
		}
	}
}

func TestIncludes(t *testing.T) {
	dir := lay(t, map[string]string{
		"secret.md":                   "secret",
		"docs/includes/shared.md":     "shared",
		"docs/v1/includes/one.md":     "one",
		"docs/v1/includes/.hidden.md": "hidden",
		"docs/v1/includes/key.pem":    "key",
		"docs/v1/api/a.md":            "page",
		"docs/v1/api/b.md":            "page",
	})
	if err := os.Symlink(filepath.Join(dir, "secret.md"), filepath.Join(dir, "docs", "includes", "link.md")); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ path, want, err string }{
		{path: "docs/v1/includes/one.md", want: "one"},
		{path: "docs/includes/shared.md", want: "shared"},
		{path: "docs/v1/api/b.md", want: "page"},
		{path: "docs/includes/link.md", err: "it is not a regular file"},
		{path: "docs/includes", err: "only .md"},
		{path: "docs/v1/includes/none.md", err: "no such file"},
		{path: "docs/v1/includes/.hidden.md", err: "it is hidden"},
		{path: "docs/v1/includes/key.pem", err: "only .md"},
		{path: "secret.md", err: "it lies outside the docs folder"},
		{path: "../../../../etc/motd.txt", err: "it lies outside the docs folder"},
		{path: "/etc/motd.txt", err: "it lies outside the docs folder"},
	}
	for _, input := range []string{"docs/v1/api", "docs/v1/api/a.md", "docs/v1/api/*.md"} {
		set, err := Load([]Input{{Path: input}}, Options{Dir: dir, Confined: true})
		if err != nil {
			t.Fatal(err)
		}
		defer set.Close()
		for _, tt := range tests {
			for range 2 { // the second answer comes from memory
				data, err := set.Sources[0].Include(tt.path)
				switch {
				case tt.err == "" && (err != nil || string(data) != tt.want):
					t.Errorf("%s: %s gave %q, %v", input, tt.path, data, err)
				case tt.err != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.err)):
					t.Errorf("%s: %s gave error %v, want %s", input, tt.path, err, tt.err)
				}
			}
		}
	}
}

func TestRefused(t *testing.T) {
	dir := lay(t, map[string]string{
		"docs/a.md":   "page",
		"docs/big.md": strings.Repeat("x", maxPage+1),
		"outside.md":  "outside",
	})
	for name, target := range map[string]string{"link.md": "../outside.md", "inside.md": "a.md", "loop": "."} {
		if err := os.Symlink(target, filepath.Join(dir, "docs", name)); err != nil {
			t.Fatal(err)
		}
	}
	set, err := Load([]Input{{Path: "docs"}}, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	want := []string{
		"page docs/a.md",
		fmt.Sprintf("refused The file docs/big.md was not read: it has %d bytes, more than the limit of %d.", maxPage+1, maxPage),
		"refused The file docs/inside.md was not read: it is a symbolic link.",
		"refused The file docs/link.md was not read: it is a symbolic link.",
		"refused The file docs/loop was not read: it is a symbolic link.",
	}
	if diff := cmp.Diff(want, summary(set)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The user's own arguments may be links (build systems lay them so), except in
// a confined run, where they must not lead outside.
func TestNamedLinks(t *testing.T) {
	dir := lay(t, map[string]string{"real/a.md": "page", "work/keep.md": ""})
	for name, target := range map[string]string{"file.md": "../real/a.md", "folder": "../real"} {
		if err := os.Symlink(target, filepath.Join(dir, "work", name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, input := range []string{"file.md", "folder"} {
		set, err := Load([]Input{{Path: input}}, Options{Dir: filepath.Join(dir, "work")})
		if err != nil {
			t.Fatal(err)
		}
		defer set.Close()
		if len(set.Sources) != 1 || string(set.Sources[0].Data) != "page" {
			t.Errorf("%s: got %v", input, summary(set))
		}
		if _, err := Load([]Input{{Path: input}}, Options{Dir: filepath.Join(dir, "work"), Confined: true}); err == nil {
			t.Errorf("%s was read from outside the folder", input)
		}
	}
}

func TestManyFiles(t *testing.T) {
	files := map[string]string{}
	var want []string
	for i := range 300 {
		name := fmt.Sprintf("p%03d.md", i)
		files[name] = name
		want = append(want, "page "+name)
	}
	set, err := Load([]Input{{Path: "."}}, Options{Dir: lay(t, files)})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	if !slices.Equal(want, summary(set)) {
		t.Errorf("got %v", summary(set))
	}
	for _, s := range set.Sources {
		if string(s.Data) != s.Name {
			t.Errorf("%s holds %q", s.Name, s.Data)
		}
	}
}
