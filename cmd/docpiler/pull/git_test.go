package pull

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// origin is a git repository on this machine.
type origin struct {
	t   *testing.T
	dir string
}

func newOrigin(t *testing.T) *origin {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not there")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	o := &origin{t, filepath.Join(t.TempDir(), "docs.git")}
	if err := os.Mkdir(o.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	o.git("init", "--quiet", "--initial-branch=main")
	o.git("config", "uploadpack.allowFilter", "true")
	o.git("config", "uploadpack.allowAnySHA1InWant", "true")
	return o
}

func (o *origin) git(args ...string) string {
	o.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = o.dir
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	out, err := cmd.CombinedOutput()
	if err != nil {
		o.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit writes files ("" removes one) and returns the new commit.
func (o *origin) commit(files map[string]string) string {
	o.t.Helper()
	for name, text := range files {
		file := filepath.Join(o.dir, filepath.FromSlash(name))
		if text == "" {
			os.Remove(file)
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			o.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			o.t.Fatal(err)
		}
	}
	o.git("add", "--all")
	o.git("commit", "--quiet", "--allow-empty", "-m", "x")
	return o.git("rev-parse", "HEAD")
}

func (o *origin) source() Source {
	return Source{Folder: "docs/git", Git: "file://" + filepath.ToSlash(o.dir), Ref: "main", Paths: []string{"doc"}, AllowPrivate: true}
}

// served is the repository over HTTP, and how often something was fetched.
func (o *origin) served() (*httptest.Server, *atomic.Int32) {
	o.t.Helper()
	path, err := exec.Command("git", "--exec-path").Output()
	backend := filepath.Join(strings.TrimSpace(string(path)), "git-http-backend")
	if err == nil {
		_, err = os.Stat(backend)
	}
	if err != nil {
		o.t.Skip("git-http-backend is not there")
	}
	var fetches atomic.Int32
	handler := &cgi.Handler{Path: backend, Env: []string{"GIT_PROJECT_ROOT=" + filepath.Dir(o.dir), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_GLOBAL=" + os.DevNull}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if bytes.Contains(body, []byte("command=fetch")) {
			fetches.Add(1)
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Length", fmt.Sprint(len(body)))
		handler.Env = append(handler.Env[:3:3], "GIT_PROTOCOL="+r.Header.Get("Git-Protocol"))
		handler.ServeHTTP(w, r)
	}))
	o.t.Cleanup(s.Close)
	return s, &fetches
}

func TestGit(t *testing.T) {
	o := newOrigin(t)
	first := o.commit(map[string]string{
		"doc/a.md": "# A\n", "doc/sub/b.md": "# B\n", "src/c.md": "# C\n", "doc/data.json": "{}", "doc/code.go": "package x\n", "doc/.hidden.md": "no",
	})
	o.git("tag", "-a", "v1", "-m", "x")
	p := newProject(t)
	src := o.source()
	p.want(src, "created docs/git/doc/a.md", "created docs/git/doc/sub/b.md")
	p.wantFiles(map[string]string{"docs/git/doc/a.md": "# A\n", "docs/git/doc/sub/b.md": "# B\n"})
	lock := p.lock()
	if !strings.Contains(lock, "commit: "+first+"\n") {
		t.Errorf("the lock file does not name the commit:\n%s", lock)
	}
	p.want(src)
	if lock != p.lock() {
		t.Errorf("the lock file changed:\n%s", p.lock())
	}
	o.commit(map[string]string{"doc/a.md": "# A, anew\n", "doc/sub/b.md": ""})
	got, err := p.do(Check, src)
	if want := []string{"removed docs/git/doc/sub/b.md", "updated docs/git/doc/a.md"}; err != nil || !slices.Equal(got, want) || lock != p.lock() {
		t.Errorf("check says %v, %v", got, err)
	}
	p.want(src, "removed docs/git/doc/sub/b.md", "updated docs/git/doc/a.md")
	for _, ref := range []string{"v1", "refs/tags/v1", first} {
		src.Ref = ref
		old := newProject(t)
		old.want(src, "created docs/git/doc/a.md", "created docs/git/doc/sub/b.md")
		if !strings.Contains(old.lock(), "commit: "+first+"\n") {
			t.Errorf("%s is another commit:\n%s", ref, old.lock())
		}
	}
	src.Ref = "gone"
	newProject(t).wantError(src, `no branch or tag "gone"`)
	src.Ref, src.Paths = "", []string{"**/c.md"}
	newProject(t).want(src, "created docs/git/src/c.md")
	src.Paths, src.MaxPages = nil, 1
	newProject(t).wantError(src, "2 pages, more than the 1 of maxPages")
}

// One commit is fetched, and of its files those that are wanted.
func TestGitFetchesLittle(t *testing.T) {
	o := newOrigin(t)
	o.commit(map[string]string{"doc/a.md": "# A, once\n"})
	commit := o.commit(map[string]string{"doc/a.md": "# A\n", "big.md": strings.Repeat("x", 1<<20)})
	r := &run{Source: o.source(), Options: Options{Agent: "test"}}
	g, err := r.openRepository(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer g.remove()
	if err := g.fetch(t.Context(), commit); err != nil {
		t.Fatal(err)
	}
	blobs, err := r.blobs(t.Context(), g, commit)
	if err != nil || len(blobs) != 1 {
		t.Fatal(blobs, err)
	}
	if err := g.fetchMissing(t.Context(), commit, blobs); err != nil {
		t.Fatal(err)
	}
	out, err := g.run(t.Context(), nil, "rev-list", "--objects", "--missing=print", commit)
	if err != nil {
		t.Fatal(err)
	}
	big := o.git("rev-parse", "HEAD:big.md")
	if text := string(out); !strings.Contains(text, "?"+big) || !strings.Contains(text, blobs[0].hash) || strings.Contains(text, "?"+blobs[0].hash) {
		t.Errorf("the repository has:\n%s", text)
	}
	if out, _ := g.run(t.Context(), nil, "rev-list", "--count", commit); strings.TrimSpace(string(out)) != "1" {
		t.Errorf("%s commits were fetched", out)
	}
}

// Servers that know neither filters nor protocol 2.
func TestGitOldServer(t *testing.T) {
	o := newOrigin(t)
	o.git("config", "uploadpack.allowFilter", "false")
	o.commit(map[string]string{"doc/a.md": "# A\n"})
	newProject(t).want(o.source(), "created docs/git/doc/a.md")
}

// Over HTTP git connects through our proxy alone.
func TestGitOverHTTP(t *testing.T) {
	o := newOrigin(t)
	o.commit(map[string]string{"doc/a.md": "# A\n"})
	s, fetches := o.served()
	t.Setenv("NO_PROXY", "*")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	src := o.source()
	src.Git, src.AllowHTTP = s.URL+"/docs.git", true
	p := newProject(t)
	p.want(src, "created docs/git/doc/a.md")
	if fetches.Load() == 0 {
		t.Error("nothing was fetched")
	}
	fetches.Store(0)
	p.want(src)
	if n := fetches.Load(); n > 0 {
		t.Errorf("%d fetches of what is there", n)
	}
	src.AllowPrivate = false
	newProject(t).wantError(src, "allowPrivate: true")
	src.Git = strings.Replace(src.Git, "127.0.0.1", "localhost", 1)
	newProject(t).wantError(src, "allowPrivate: true")
	src.AllowHTTP = false
	newProject(t).wantError(src, "http")
	src.Git = strings.Replace(src.Git, "http:", "https:", 1)
	newProject(t).wantError(src, "allowPrivate: true")
	if n := fetches.Load(); n > 0 {
		t.Errorf("%d fetches that are not permitted", n)
	}
}

// A repository may not lead git to another host.
func TestGitRedirects(t *testing.T) {
	o := newOrigin(t)
	o.commit(map[string]string{"doc/a.md": "# A\n"})
	s, fetches := o.served()
	lead := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, s.URL+r.URL.RequestURI(), http.StatusFound)
	}))
	defer lead.Close()
	src := o.source()
	src.Git, src.AllowHTTP = lead.URL+"/docs.git", true
	newProject(t).wantError(src, "leads to the host "+strings.TrimPrefix(s.URL, "http://"))
	if fetches.Load() > 0 {
		t.Error("the other host was asked")
	}
	src.Hosts = []string{strings.TrimPrefix(s.URL, "http://")}
	newProject(t).want(src, "created docs/git/doc/a.md")
}

// What git does by itself, it does only where the configuration permits it; and
// it never asks for a password.
func TestGitProtocols(t *testing.T) {
	o := newOrigin(t)
	o.commit(map[string]string{"doc/a.md": "# A\n"})
	src := o.source()
	src.AllowPrivate = false
	newProject(t).wantError(src, "file")
	marker := filepath.Join(t.TempDir(), "marker")
	for _, u := range []string{"ext::touch " + marker, "ssh://-oProxyCommand=touch%20" + marker + "/x", "--upload-pack=touch " + marker, "git://127.0.0.1/x"} {
		for _, private := range []bool{false, true} {
			src.Git, src.AllowPrivate = u, private
			newProject(t).wantError(src, "git")
		}
	}
	src = o.source()
	for _, ref := range []string{"--upload-pack=touch " + marker, "-x"} {
		src.Ref = ref
		newProject(t).wantError(src, "no branch or tag")
	}
	if _, err := os.Stat(marker); err == nil {
		t.Error("a command ran")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
		w.WriteHeader(http.StatusUnauthorized)
	}))
	defer s.Close()
	src = o.source()
	src.Git, src.AllowHTTP = s.URL+"/docs.git", true
	newProject(t).wantError(src, "terminal prompts disabled")
}

// Hooks, filters, links, submodules and odd names have no effect.
func TestHostileRepository(t *testing.T) {
	o := newOrigin(t)
	marker := filepath.Join(t.TempDir(), "marker")
	hooks := t.TempDir()
	for _, name := range []string{"post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman", "post-merge"} {
		if err := os.WriteFile(filepath.Join(hooks, name), []byte("#!/bin/sh\necho $0 >> '"+marker+"'\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	template := t.TempDir()
	if err := os.Symlink(hooks, filepath.Join(template, "hooks")); err != nil {
		t.Skipf("symbolic links cannot be made here: %v", err)
	}
	o.commit(map[string]string{
		"doc/a.md": "# A\n", "doc/A.md": "# upper\n", ".gitattributes": "*.md filter=x diff=x\n", "doc/con.md": "no\n", "doc/x\ty.md": "no\n",
		"doc/big.md":  strings.Repeat("a", maxPage+1),
		".gitmodules": "[submodule \"s\"]\n\tpath = doc/s\n\turl = ext::touch " + marker + "\n",
	})
	if err := os.Symlink("/etc/passwd", filepath.Join(o.dir, "doc", "link.md")); err != nil {
		t.Fatal(err)
	}
	o.git("add", "--all")
	o.git("update-index", "--add", "--cacheinfo", "160000,"+o.git("rev-parse", "HEAD")+",doc/s")
	o.git("commit", "--quiet", "-m", "links")
	global := filepath.Join(t.TempDir(), "gitconfig")
	settings := fmt.Sprintf("[core]\n\thooksPath = %s\n[init]\n\ttemplateDir = %s\n[filter \"x\"]\n\tsmudge = touch %s\n\trequired = true\n[submodule]\n\trecurse = true\n[fetch]\n\trecurseSubmodules = true\n", hooks, template, marker)
	if err := os.WriteFile(global, []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", global)
	t.Setenv("GIT_DIR", o.dir)
	t.Setenv("GIT_TEMPLATE_DIR", template)
	p := newProject(t)
	got, err := p.pull(o.source())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"created docs/git/doc/A.md",
		"failed doc/a.md: another page has this name but for its case",
		"failed doc/big.md: it has 4194305 bytes, more than the 4194304 of a page",
		"failed doc/con.md: no file is written under this name",
		"failed doc/x\ty.md: no file is written under this name",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	p.wantFiles(map[string]string{"docs/git/doc/A.md": "# upper\n"})
	r := &run{Source: o.source(), Options: Options{Agent: "test"}}
	g, err := r.openRepository(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer g.remove()
	commit, err := g.resolve(t.Context(), "main")
	if err == nil {
		err = g.fetch(t.Context(), commit)
	}
	if err == nil { // which hooks look at
		_, err = g.run(t.Context(), nil, "update-ref", "refs/heads/x", commit)
	}
	if err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(marker); err == nil {
		t.Errorf("commands ran: %s", data)
	}
}

// A repository that sends without end is cut off.
func TestGitIsBounded(t *testing.T) {
	o := newOrigin(t)
	o.commit(map[string]string{"doc/a.md": "# A\n"})
	s, _ := o.served()
	src := o.source()
	src.Git, src.AllowHTTP = s.URL+"/docs.git", true
	r := &run{Source: src, Options: Options{Agent: "test"}}
	g, err := r.openRepository(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer g.remove()
	g.proxy.left.Store(100)
	if _, err := g.resolve(t.Context(), "main"); err == nil || !strings.Contains(err.Error(), "sends more than") {
		t.Errorf("the error is %v", err)
	}
}

// Without allowHTTP the proxy passes on nothing that is not encrypted.
func TestProxy(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n")})
	for _, allow := range []bool{false, true} {
		u, err := url.Parse(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		r := &run{Source: Source{AllowHTTP: allow, AllowPrivate: true}}
		p, err := r.startProxy(u)
		if err != nil {
			t.Fatal(err)
		}
		through, _ := url.Parse(p.url())
		client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(through)}}
		resp, err := client.Get(s.URL + "/a")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if (resp.StatusCode == http.StatusOK) != allow {
			t.Errorf("allowHTTP %v: %s", allow, resp.Status)
		}
		p.close()
	}
}
