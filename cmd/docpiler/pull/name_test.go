package pull

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A server's own idea of a file name is no name of ours.
func TestNamesOfURLs(t *testing.T) {
	tests := []struct{ url, ending, want string }{
		{"https://h/", ".html", "index.html"},
		{"https://h", ".md", "index.md"},
		{"https://h/en-us/graph/api/user-get?view=graph-rest-1.0", ".html", "en-us/graph/api/user-get_view-graph-rest-1.0.html"},
		{"https://h/a/b/", ".md", "a/b/index.md"},
		{"https://h/a.html", ".md", "a.md"},
		{"https://h/v1.0", ".md", "v1.0.md"},
		{"https://h/..%2f..%2fetc/passwd", ".txt", "-..-etc/passwd.txt"},
		{"https://h/%2e%2e/%2e%2e/x", ".txt", "_/_/x.txt"},
		{"https://h/.git/config", ".txt", "git/config.txt"},
		{"https://h/a//b", ".md", "a/_/b.md"},
		{"https://h/con/nul", ".md", "con_/nul_.md"},
		{"https://h/a.md/b", ".md", "a.md_/b.md"},
		{"https://h/a%00b%0a", ".md", "a-b-.md"},
		{"https://h/ä", ".md", "-.md"},
		{"https://other:8443/a", ".md", "other-8443/a.md"},
	}
	for _, tt := range tests {
		u, err := url.Parse(tt.url)
		if err != nil {
			t.Fatal(err)
		}
		if got := fileName(u, "h", tt.ending); got != tt.want {
			t.Errorf("%s → %s, want %s", tt.url, got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		u := &url.URL{Scheme: "https", Host: "h", Path: "/" + rapid.String().Draw(t, "path"), RawQuery: rapid.String().Draw(t, "query")}
		if name := fileName(u, "h", ".md"); checkName(name) != nil {
			t.Fatalf("%q → %q: %v", u.Path, name, checkName(name))
		}
	})
}

func TestNames(t *testing.T) {
	for _, name := range []string{"a.md", "a b/ü.md", "LICENSE", "v1.0/x.html", "includes/_a.md.erb"} {
		if err := checkName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{
		"", ".", "..", "/a.md", "../a.md", "a/../b.md", "a//b.md", ".a.md", "a/.b/c.md", `a\b.md`, "a:b.md", "con.md", "a/NUL.txt", "com1", "a.md.",
		"a.md ", "a\x00.md", "a\n.md", "a\u202e.md", "a.go", "a.json", "x.yaml", "\xff.md", strings.Repeat("a", 300) + ".md",
	} {
		if checkName(name) == nil {
			t.Errorf("%q is permitted", name)
		}
	}
}

// Pages whose names differ in nothing but case do not overwrite each other.
func TestDistinct(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# a\n"), "/A": markdownPage("# A\n"), "/a.html": markdownPage("# html\n")})
	p := newProject(t)
	src := s.from("/a", "/A", "/a.html")
	if _, err := p.pull(src); err != nil {
		t.Fatal(err)
	}
	if len(p.files()) != 3 {
		t.Errorf("files: %v", p.files())
	}
	p.want(src)
	want := []string{"created docs/site/a.md", "removed docs/site/A.md", "removed docs/site/" + nameOf(s.URL+"/a"), "removed docs/site/" + nameOf(s.URL+"/a.html")}
	slices.Sort(want)
	p.want(s.from("/a"), want...)
	p.wantFiles(map[string]string{"docs/site/a.md": "# a\n"})
}

func nameOf(u string) string { return "a-" + sumOf([]byte(u))[:8] + ".md" }
