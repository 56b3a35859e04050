package pull

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A run that is killed after it replaced files, and before it noted that, leaves
// nothing that the next takes for somebody's own.
func TestKilledBeforeLock(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n")})
	p := newProject(t)
	p.want(s.from("/a"), "created docs/site/a.md")
	staging, err := openStaging(p.opt.Staging, "docs/site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := staging.put([]byte("# A, second\n")); err != nil {
		t.Fatal(err)
	}
	staging.close()
	p.write("docs/site/a.md", "# A, second\n")
	p.write("docs/site/a.md"+tempSuffix, "half")
	s.set("/a", markdownPage("# A, third\n"))
	p.want(s.from("/a"), "updated docs/site/a.md")
	p.wantFiles(map[string]string{"docs/site/a.md": "# A, third\n"})
}

func TestChangedByHand(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n"), "/b": markdownPage("# B\n")})
	p := newProject(t)
	p.write("docs/site/a.md", "mine\n")
	_, err := p.pull(s.from("/a", "/b"))
	var refused *RefusedError
	if !errors.As(err, &refused) || !slices.Equal(refused.Names, []string{"docs/site/a.md"}) {
		t.Fatalf("the error is %v", err)
	}
	p.wantFiles(map[string]string{"docs/site/a.md": "mine\n"})
	p.opt.Force = true
	p.want(s.from("/a", "/b"), "created docs/site/b.md", "updated docs/site/a.md")
	p.opt.Force = false
	p.write("docs/site/b.md", "mine\n")
	p.want(s.from("/a"), "kept docs/site/b.md")
	p.wantFiles(map[string]string{"docs/site/a.md": "# A\n", "docs/site/b.md": "mine\n"})
}

// A lock file may come with a pull request.
func TestPoisonedLock(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n")})
	for _, name := range []string{"../../victim.md", "/etc/passwd", ".git/config", "x/../../../victim.md", `..\..\victim.md`, "victim.go", ""} {
		p := newProject(t)
		p.write("victim.md", "mine\n")
		p.write(LockName, fmt.Sprintf("version: 1\nfolders:\n- path: docs/site\n  pages:\n  - path: %q\n    sha256: %s\n", name, sumOf([]byte("mine\n"))))
		if _, err := p.pull(s.from("/a")); err == nil || !strings.Contains(err.Error(), "docpiler pull --force") {
			t.Errorf("%q: the error is %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(p.dir, "victim.md")); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	p := newProject(t)
	p.write("docs/own/mine.md", "mine\n")
	p.write(LockName, "version: 1\nfolders:\n- path: docs/own\n  pages:\n  - path: mine.md\n    sha256: "+sumOf([]byte("mine\n"))+"\n")
	p.want(s.from("/a"), "created docs/site/a.md")
	if p.files()["docs/own/mine.md"] == "" {
		t.Error("a file of a folder that is not pulled was removed")
	}
	if strings.Contains(p.lock(), "docs/own") {
		t.Errorf("the lock file keeps a folder that is not pulled:\n%s", p.lock())
	}
}

// Links in the folder lead nowhere.
func TestFolderStaysInside(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n"), "/d/b": markdownPage("# B\n")})
	outside := t.TempDir()
	victim := filepath.Join(outside, "victim.md")
	if err := os.WriteFile(victim, []byte("mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := newProject(t)
	p.opt.Force = true
	p.write("docs/site/x", "")
	if err := errors.Join(os.Symlink(victim, filepath.Join(p.dir, "docs/site/a.md")), os.Symlink(outside, filepath.Join(p.dir, "docs/site/d"))); err != nil {
		t.Skipf("symbolic links cannot be made here: %v", err)
	}
	if _, err := p.pull(s.from("/a")); err != nil {
		t.Error(err)
	}
	if _, err := p.pull(s.from("/d/b")); err == nil {
		t.Error("a page was written through a link")
	}
	if data, _ := os.ReadFile(victim); string(data) != "mine\n" {
		t.Errorf("the file outside holds %q", data)
	}
	if list, _ := os.ReadDir(outside); len(list) != 1 {
		t.Errorf("%v lies outside", list)
	}
}

// A staged content that was damaged is not used.
func TestDamagedStaging(t *testing.T) {
	p := newProject(t)
	s, err := openStaging(p.opt.Staging, "x")
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	sum, err := s.put([]byte("# A\n"))
	if err != nil || !s.has(sum) {
		t.Fatal(sum, err)
	}
	if err := s.root.WriteFile(sum, []byte("# B\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.has(sum) {
		t.Error("the damaged content counts")
	}
}
