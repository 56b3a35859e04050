package pull

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// site is a website on this machine.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	pages    map[string]http.HandlerFunc // by path
	requests []string                    // paths asked for, without robots.txt
	busy     int                         // requests being answered
	atOnce   int                         // most of them
}

func newSite(t *testing.T, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{pages: pages}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.busy++
	s.atOnce = max(s.atOnce, s.busy)
	handler := s.pages[r.URL.Path]
	if r.URL.Path != "/robots.txt" {
		s.requests = append(s.requests, r.URL.Path)
	}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}()
	if handler == nil {
		http.NotFound(w, r)
		return
	}
	handler(w, r)
}

func (s *site) set(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

// asked returns what was asked for since the last call.
func (s *site) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.requests
	s.requests = nil
	return out
}

// serve answers with a page of a media type, and knows whether it changed.
func serve(kind, text string) http.HandlerFunc {
	tag := `"` + sumOf([]byte(text))[:8] + `"`
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", tag)
		fmt.Fprint(w, text)
	}
}

func markdownPage(text string) http.HandlerFunc { return serve("text/markdown; charset=utf-8", text) }
func htmlPage(text string) http.HandlerFunc     { return serve("text/html; charset=utf-8", text) }

// from is a source at a site of this machine.
func (s *site) from(paths ...string) Source {
	src := Source{Folder: "docs/site", AllowHTTP: true, AllowPrivate: true, Rate: 10000}
	for _, p := range paths {
		src.URLs = append(src.URLs, s.URL+p)
	}
	return src
}

// project is a folder that pages are pulled into.
type project struct {
	t   *testing.T
	dir string
	opt Options
}

func newProject(t *testing.T) *project {
	t.Helper()
	dir := t.TempDir()
	return &project{t, dir, Options{Dir: dir, Staging: t.TempDir(), Agent: "docpiler/test", pace: pace{retryMin: time.Millisecond}}}
}

// pull pulls and reports what changed, one line each.
func (p *project) pull(s Source) ([]string, error) { return p.do(Pull, s) }

func (p *project) do(verb func(context.Context, []Source, Options) (*Result, error), s Source) ([]string, error) {
	p.t.Helper()
	result, err := verb(p.t.Context(), []Source{s}, p.opt)
	if result == nil {
		return nil, err
	}
	return report(result), err
}

func report(result *Result) []string {
	var out []string
	for _, c := range result.Changes {
		out = append(out, string(c.Action)+" "+c.Name)
	}
	for _, f := range result.Failures {
		out = append(out, "failed "+f.What+": "+f.Err.Error())
	}
	slices.Sort(out)
	return out
}

// want pulls and expects these changes, and no error.
func (p *project) want(s Source, want ...string) {
	p.t.Helper()
	got, err := p.pull(s)
	if err != nil {
		p.t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		p.t.Errorf("(-want +got)\n%s", diff)
	}
}

// wantError pulls and expects an error, or a failure, that holds a text, and no file.
func (p *project) wantError(s Source, text string) {
	p.t.Helper()
	got, err := p.pull(s)
	if all := fmt.Sprint(strings.Join(got, "\n"), err); !strings.Contains(all, text) {
		p.t.Errorf("got %s, want %q", all, text)
	}
	if files := p.files(); len(files) > 0 {
		p.t.Errorf("files were written: %v", slices.Collect(maps.Keys(files)))
	}
}

// files returns what lies below docs.
func (p *project) files() map[string]string {
	out := map[string]string{}
	_ = filepath.WalkDir(filepath.Join(p.dir, "docs"), func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil //nolint:nilerr // a folder that is not there has no files
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(p.dir, name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	return out
}

func (p *project) wantFiles(want map[string]string) {
	p.t.Helper()
	if diff := cmp.Diff(want, p.files()); diff != "" {
		p.t.Errorf("files (-want +got)\n%s", diff)
	}
}

func (p *project) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) lock() string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, LockName))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

func TestPull(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/docs/toc.html": htmlPage(`<!doctype html><a href="a">A</a> <a href="b?v=2#x">B</a> <a href="/login">no</a> <a href="x.png">no</a>`),
		"/docs/a":        htmlPage("<!doctype html><p>A"),
		"/docs/b":        markdownPage("# B\n"),
	})
	p := newProject(t)
	src := s.from()
	src.TOC = s.URL + "/docs/toc.html"
	var progress [][2]int
	p.opt.Progress = func(done, total int) { progress = append(progress, [2]int{done, total}) }
	p.want(src, "created docs/site/docs/a.html", "created docs/site/docs/b_v-2.md")
	if want := [][2]int{{0, 2}, {1, 2}, {2, 2}}; !slices.Equal(progress, want) {
		t.Errorf("progress %v, want %v", progress, want)
	}
	p.wantFiles(map[string]string{"docs/site/docs/a.html": "<!doctype html><p>A", "docs/site/docs/b_v-2.md": "# B\n"})
	lock := p.lock()
	s.asked()

	p.want(src) // nothing is new
	if lock != p.lock() {
		t.Errorf("the lock file changed:\n%s", p.lock())
	}
	s.set("/docs/b", markdownPage("# B, anew\n"))
	s.set("/docs/toc.html", htmlPage(`<!doctype html><a href="b?v=2">B</a>`))
	got, err := p.do(Check, src)
	if want := []string{"removed docs/site/docs/a.html", "updated docs/site/docs/b_v-2.md"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("check says %q, %v", got, err)
	}
	if lock != p.lock() || len(p.files()) != 2 {
		t.Error("check wrote something")
	}
	s.set("/docs/b", markdownPage("# B, after the check\n"))
	p.want(src, "removed docs/site/docs/a.html", "updated docs/site/docs/b_v-2.md")
	p.wantFiles(map[string]string{"docs/site/docs/b_v-2.md": "# B, after the check\n"})
}

// What the lock file says: where a page came from, what it was and when; nothing of
// this machine.
func TestLock(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a.md": markdownPage("# A\n")})
	p := newProject(t)
	p.want(s.from("/a.md"), "created docs/site/a.md")
	r, err := os.OpenRoot(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	l, err := readLock(r)
	if err != nil {
		t.Fatal(err)
	}
	page := &l.Folders[0].Pages[0]
	if age := time.Since(page.Pulled); age < 0 || age > time.Hour || page.Pulled.Location() != time.UTC {
		t.Errorf("pulled at %s", page.Pulled)
	}
	page.Pulled = time.Time{}
	want := lockedPage{Path: "a.md", URL: s.URL + "/a.md", Sum: sumOf([]byte("# A\n")), ETag: `"` + sumOf([]byte("# A\n"))[:8] + `"`}
	if diff := cmp.Diff(want, *page); diff != "" {
		t.Error(diff)
	}
	host, _ := os.Hostname()
	for _, secret := range []string{p.dir, p.opt.Staging, host} {
		if secret != "" && strings.Contains(p.lock(), secret) {
			t.Errorf("the lock file names %s", secret)
		}
	}
}

// A pull that is interrupted changes nothing, and the next one goes on.
func TestInterrupted(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n"), "/b": markdownPage("# B\n")})
	p := newProject(t)
	src := s.from("/a", "/b")
	ctx, cancel := context.WithCancel(t.Context())
	s.set("/b", func(http.ResponseWriter, *http.Request) { cancel() })
	if _, err := Pull(ctx, []Source{src}, p.opt); !errors.Is(err, context.Canceled) {
		t.Fatalf("the error is %v", err)
	}
	p.wantFiles(map[string]string{})
	s.asked()
	s.set("/b", markdownPage("# B\n"))
	p.want(src, "created docs/site/a.md", "created docs/site/b.md")
	if got := s.asked(); !slices.Equal(got, []string{"/b"}) {
		t.Errorf("the second run asked for %v", got)
	}
	if left, _ := filepath.Glob(filepath.Join(p.opt.Staging, "*", "*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// A page that is not to be had stays as it is, and the others are pulled.
func TestOnePageFails(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n"), "/b": markdownPage("# B\n")})
	p := newProject(t)
	src := s.from("/a", "/b")
	p.want(src, "created docs/site/a.md", "created docs/site/b.md")
	s.set("/a", nil)
	s.set("/b", markdownPage("# B, anew\n"))
	p.want(src, "failed "+s.URL+"/a: the site answers 404 Not Found", "updated docs/site/b.md")
	p.wantFiles(map[string]string{"docs/site/a.md": "# A\n", "docs/site/b.md": "# B, anew\n"})
	s.set("/a", markdownPage("# A\n"))
	p.want(src) // the lock file still knows it
}
