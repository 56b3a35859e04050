package pull

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The site's own Markdown of a page is preferred, however the site serves it.
func TestMarkdownIsPreferred(t *testing.T) {
	negotiated := func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Accept"), "text/markdown") {
			markdownPage("# negotiated\n")(w, r)
		} else {
			htmlPage("<!doctype html>")(w, r)
		}
	}
	header := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", `<raw/header>; rel="alternate"; type="text/markdown"`)
		htmlPage("<!doctype html>")(w, r)
	}
	s := newSite(t, map[string]http.HandlerFunc{
		"/negotiated": negotiated,
		"/linked":     htmlPage(`<!doctype html><link rel="alternate" type="text/markdown" href="raw/linked">`),
		"/raw/linked": markdownPage("# linked\n"),
		"/header":     header,
		"/raw/header": markdownPage("# header\n"),
		"/ending":     htmlPage("<!doctype html>"),
		"/ending.md":  serve("text/plain", "# ending\n"),
	})
	p := newProject(t)
	src := s.from("/negotiated", "/linked", "/header", "/ending")
	p.want(src, "created docs/site/ending.md", "created docs/site/header.md", "created docs/site/linked.md", "created docs/site/negotiated.md")
	for name, text := range p.files() {
		if !strings.HasPrefix(text, "# ") {
			t.Errorf("%s holds %q", name, text)
		}
	}
	s.asked()
	p.want(src)
	if got, want := s.asked(), []string{"/negotiated", "/raw/linked", "/raw/header", "/ending.md"}; !slices.Equal(got, want) {
		t.Errorf("the second run asked for %v", got)
	}
}

// A site without Markdown is asked for it once, and a page that only calls itself
// Markdown is not taken for it.
func TestNoMarkdown(t *testing.T) {
	page := htmlPage("<!doctype html><p>x")
	s := newSite(t, map[string]http.HandlerFunc{"/a": page, "/b": page, "/a.md": markdownPage("<!doctype html><p>not found")})
	p := newProject(t)
	p.want(s.from("/a", "/b"), "created docs/site/a.html", "created docs/site/b.html")
	if got, want := s.asked(), []string{"/a", "/a.md", "/b"}; !slices.Equal(got, want) {
		t.Errorf("asked for %v", got)
	}
}

func TestRobots(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": serve("text/plain", "User-agent: *\nDisallow: /\n\nUser-agent: docpiler\nDisallow: /private\nCrawl-delay: 7\n"),
		"/a":          markdownPage("# A\n"),
		"/private/b":  markdownPage("# B\n"),
		"/c":          func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/b", http.StatusFound) },
	})
	for _, path := range []string{"/private/b", "/c"} {
		src := s.from(path)
		p := newProject(t)
		p.wantError(src, "robots.txt of "+strings.TrimPrefix(s.URL, "http://")+" does not allow it")
	}
	if got := s.asked(); slices.Contains(got, "/private/b") {
		t.Errorf("asked for %v", got)
	}
	c := newClient(s.from(), Options{}, []string{strings.TrimPrefix(s.URL, "http://")})
	u, _ := url.Parse(s.URL + "/a")
	if err := c.permit(t.Context(), u); err != nil {
		t.Error(err)
	}
	if every := time.Duration(float64(time.Second) / float64(c.limiterOf(u).Limit())); every.Round(time.Millisecond) != 7*time.Second {
		t.Errorf("the site is asked every %s", every)
	}
}

// A site whose robots.txt cannot be had is not asked.
func TestRobotsOutage(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"/a":          markdownPage("# A\n"),
	})
	newProject(t).wantError(s.from("/a"), "robots.txt")
	if got := s.asked(); len(got) > 0 {
		t.Errorf("asked for %v", got)
	}
}

// Requests come one after the other, at the source's rate, and say who asks.
func TestPolite(t *testing.T) {
	agent := ""
	page := func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		time.Sleep(time.Millisecond)
		markdownPage("# A "+r.URL.Path+"\n")(w, r)
	}
	s := newSite(t, map[string]http.HandlerFunc{"/a": page, "/b": page, "/c": page})
	p := newProject(t)
	p.want(s.from("/a", "/b", "/c"), "created docs/site/a.md", "created docs/site/b.md", "created docs/site/c.md")
	if s.atOnce != 1 {
		t.Errorf("%d requests at once", s.atOnce)
	}
	if agent != "docpiler/test" {
		t.Errorf("the tool calls itself %q", agent)
	}
	u, _ := url.Parse(s.URL)
	if limit := newClient(Source{}, Options{}, nil).limiterOf(u).Limit(); limit != DefaultRate {
		t.Errorf("%v requests per second by default", limit)
	}
	if l := newClient(Source{Rate: 5}, Options{}, nil).limiterOf(u); l.Limit() != 5 || l.Burst() != 1 {
		t.Errorf("%v requests per second, %d at once", l.Limit(), l.Burst())
	}
}

func TestRetries(t *testing.T) {
	asked := 0
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		if asked++; asked < 3 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		markdownPage("# A\n")(w, r)
	}})
	newProject(t).want(s.from("/a"), "created docs/site/a.md")
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
}

func TestRetryAfter(t *testing.T) {
	limited := func(value string) *http.Response {
		return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {value}}}
	}
	for value, want := range map[string]time.Duration{"7": 7 * time.Second, "119": 119 * time.Second, "99999999": maxRetryAfter, "-1": 5, "x": 5} {
		if got := backoff(5, 60, 0, limited(value)); got != want {
			t.Errorf("Retry-After %q: %s, want %s", value, got, want)
		}
	}
	soon := time.Now().Add(50 * time.Second).UTC().Format(http.TimeFormat)
	if got := backoff(5, 60, 0, limited(soon)); got < 40*time.Second || got > 50*time.Second {
		t.Errorf("Retry-After as a date: %s", got)
	}
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}, "/b": markdownPage("# B\n")})
	newProject(t).wantError(s.from("/a", "/b"), "asks to be left alone for 1h0m0s")
	if got := s.asked(); !slices.Equal(got, []string{"/a"}) {
		t.Errorf("asked for %v", got)
	}
}

// A site that is down is not asked for all of its pages.
func TestOutage(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{})
	broken := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	var paths []string
	for i := range 20 {
		paths = append(paths, fmt.Sprintf("/%d", i))
		s.set(paths[i], broken)
	}
	newProject(t).wantError(s.from(paths...), "counts as down")
	if got := s.asked(); slices.Contains(got, "/10") {
		t.Errorf("asked for %v", got)
	}
}

func TestRedirects(t *testing.T) {
	other := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# elsewhere\n")})
	to := func(target string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) }
	}
	s := newSite(t, map[string]http.HandlerFunc{
		"/in": to("/a"), "/a": markdownPage("# A\n"), "/out": to(other.URL + "/a"), "/loop": to("/loop"),
		"/file": to("file:///etc/passwd"), "/user": to("http://u:p@" + "HOST/a"),
	})
	s.set("/user", to(strings.Replace(s.URL, "http://", "http://u:p@", 1)+"/a"))
	newProject(t).want(s.from("/in"), "created docs/site/in.md")
	newProject(t).wantError(s.from("/out"), "leads to the host "+strings.TrimPrefix(other.URL, "http://"))
	if got := other.asked(); len(got) > 0 {
		t.Errorf("the other host was asked for %v", got)
	}
	named := s.from("/out")
	named.Hosts = []string{strings.TrimPrefix(other.URL, "http://")}
	newProject(t).want(named, "created docs/site/out.md")
	newProject(t).wantError(s.from("/loop"), "more than 5 redirects")
	newProject(t).wantError(s.from("/file"), "is not https")
	newProject(t).wantError(s.from("/user"), "holds a user name")
}

// https is the default, certificates are checked, and no redirect leads out of it.
func TestHTTPS(t *testing.T) {
	plain := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n")})
	src := plain.from("/a")
	src.AllowHTTP = false
	newProject(t).wantError(src, "allowHTTP: true")

	secure := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a":
			markdownPage("# A\n")(w, r)
		case "/down":
			http.Redirect(w, r, "http://"+r.Host+"/a", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	secure.Config.ErrorLog = nil
	secure.StartTLS()
	defer secure.Close()
	src.URLs = []string{secure.URL + "/a"}
	newProject(t).wantError(src, "certificate")
	trusting := func() *project {
		p := newProject(t)
		p.opt.roots = secure.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
		return p
	}
	trusting().want(src, "created docs/site/a.md")
	src.URLs = []string{secure.URL + "/down"}
	trusting().wantError(src, "is not https")
	if got := plain.asked(); len(got) > 0 {
		t.Errorf("asked for %v without TLS", got)
	}
}

func TestAddresses(t *testing.T) {
	for _, a := range []string{"93.184.215.14", "2606:4700::1", "::ffff:93.184.215.14"} {
		if !isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is not public", a)
		}
	}
	for _, a := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.1",
		"198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:100.64.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
	} {
		if isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is public", a)
		}
	}
}

// Where a connection leads is looked at when it is made: a name, and a redirect to
// a host that is named, lead no further than an address.
func TestPrivateAddresses(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": markdownPage("# A\n")})
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"} {
		src := Source{Folder: "docs/site", URLs: []string{"http://" + host + port + "/a"}, AllowHTTP: true, Rate: 1000}
		if host == "2130706433" { // a number, which some resolvers take for an address
			newProject(t).wantError(src, "")
		} else {
			newProject(t).wantError(src, "allowPrivate: true")
		}
	}
	if got := s.asked(); len(got) > 0 {
		t.Errorf("asked for %v", got)
	}
}

func TestLimits(t *testing.T) {
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/markdown")
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("a", 1<<16)); err != nil {
				return
			}
		}
	}
	bomb := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/markdown")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 64 {
			z.Write(make([]byte, 1<<20))
		}
		z.Close()
	}
	headers := func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("a", 1<<20)) }
	s := newSite(t, map[string]http.HandlerFunc{
		"/endless": endless, "/bomb": bomb, "/headers": headers, "/empty": markdownPage(" \n"), "/a": markdownPage("# A\n"), "/b": markdownPage("# B\n"),
		"/pdf": serve("application/pdf", "%PDF"), "/none": serve("", "# A\n"),
	})
	for path, want := range map[string]string{
		"/endless": "more than 4194304 bytes", "/bomb": "more than 4194304 bytes", "/headers": "headers exceeded 65536 bytes", "/empty": "is empty",
		"/pdf": "application/pdf is no page",
	} {
		newProject(t).wantError(s.from(path), want)
	}
	many := s.from("/a", "/b")
	many.MaxPages = 1
	newProject(t).wantError(many, "2 pages, more than the 1 of maxPages")
}

// What the header says of the text is not on the disk, so the text becomes UTF-8.
func TestCharset(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": serve("text/markdown; charset=iso-8859-1", "# \xc4\n")})
	p := newProject(t)
	p.want(s.from("/a"), "created docs/site/a.md")
	p.wantFiles(map[string]string{"docs/site/a.md": "# Ä\n"})
}

func TestLinks(t *testing.T) {
	tests := []struct {
		name, kind, file, data string
		want                   []string
	}{
		{"html", "text/html", "/", `<a href="a">x</a><a>y</a><link rel="stylesheet" href="s.css"><link rel="alternate" type="text/markdown" href="m">`, []string{"a"}},
		{"markdown", "text/plain", "/llms.txt", "# T\n\n- [A](a.md): x\n- <https://h/b>\n", []string{"a.md", "https://h/b"}},
		{"toc.yml", "text/plain", "/toc.yml", "- name: A\n  href: a.md\n  items:\n  - href: b.md\n", []string{"a.md", "b.md"}},
		{"toc.json", "application/json", "/toc.json", `{"items":[{"href":"a","children":[{"href":"b"}]}]}`, []string{"a", "b"}},
		{"sitemap", "application/xml", "/sitemap.xml", `<?xml version="1.0"?><urlset><url><loc>https://h/a</loc></url></urlset>`, []string{"https://h/a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := linksIn(tt.kind, tt.file, []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, bomb := range []string{"a: &a [*a]\n", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><urlset><loc>&a;</loc></urlset>"} {
		if got, err := linksIn("", "/toc.yml", []byte(bomb)); err == nil && len(got) > 0 {
			t.Errorf("%q gives %v", bomb, got)
		}
	}
}

// Links of a table of contents lead to other tables, never in circles, and to
// pages below its folder, or those that paths name.
func TestTOC(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/d/toc.yml":   serve("text/yaml", "- href: a\n- href: s/toc.yml\n- href: /other\n- href: https://other.example/d/x\n"),
		"/d/s/toc.yml": serve("text/yaml", "- href: ../toc.yml\n- href: b\n"),
		"/d/a":         markdownPage("# A\n"), "/d/s/b": markdownPage("# B\n"), "/other": markdownPage("# O\n"),
	})
	src := s.from()
	src.TOC = s.URL + "/d/toc.yml"
	newProject(t).want(src, "created docs/site/d/a.md", "created docs/site/d/s/b.md")
	src.Paths = []string{"oth*", "d/s"}
	newProject(t).want(src, "created docs/site/d/s/b.md", "created docs/site/other.md")
	src.Paths = []string{"none"}
	newProject(t).wantError(src, "links to no page in none")
	src.TOC = s.URL + "/gone"
	newProject(t).wantError(src, "404")
}

// Tables of contents that lead to ever new ones are left.
func TestEndlessTOC(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			serve("text/yaml", "- href: a\n- href: "+r.URL.Path[1:2]+"x/toc.yml\n")(w, r)
		}
	}))
	defer s.Close()
	newProject(t).wantError(Source{Folder: "docs", TOC: s.URL + "/d/toc.yml", AllowHTTP: true, AllowPrivate: true, Rate: 10000}, "leads to more than 100 others")
}

// What is known of a page is told to the site, which need not send it again.
func TestConditions(t *testing.T) {
	var got http.Header
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		w.Header().Set("ETag", `W/"1"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		markdownPage("# A\n")(w, r)
	}})
	p := newProject(t)
	p.want(s.from("/a"), "created docs/site/a.md")
	if got.Get("If-None-Match")+got.Get("If-Modified-Since") != "" {
		t.Errorf("the first request has conditions: %v", got)
	}
	p.want(s.from("/a"))
	if got.Get("If-None-Match") == "" || got.Get("If-Modified-Since") != "Mon, 02 Jan 2006 15:04:05 GMT" {
		t.Errorf("the second request has no conditions: %v", got)
	}
	p.write("docs/site/a.md", "mine\n")
	if _, err := p.pull(s.from("/a")); err == nil || got.Get("If-None-Match") != "" {
		t.Errorf("a page that is not there any more was asked for with conditions (%v)", err)
	}
}
