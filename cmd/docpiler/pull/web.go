package pull

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/docpiler/docpiler/parser/html"
	"github.com/docpiler/docpiler/parser/page"
)

// maxOutage is after how many pages in a row that could not be had a site counts
// as down.
const maxOutage = 5

const maxTag = 1024 // bytes of an ETag that is worth keeping

// accepted asks a site for a page's Markdown, if it has it.
const accepted = "text/markdown, text/html;q=0.8, text/plain;q=0.7"

// web is the work on one website.
type web struct {
	*run
	*client
	home       string          // host whose pages need no folder of their own
	noMarkdown map[string]bool // hosts at which a page's URL with .md is nothing
	total      int             // bytes fetched
}

func (r *run) fetchWeb(ctx context.Context) (*snapshot, error) {
	w := &web{run: r, noMarkdown: map[string]bool{}}
	urls, hosts, err := r.named()
	if err != nil {
		return nil, err
	}
	w.home, w.client = hosts[0], newClient(r.Source, r.Options, hosts)
	if r.TOC != "" {
		linked, err := w.linked(ctx)
		if err != nil {
			return nil, err
		}
		urls = append(urls, linked...)
	}
	return w.fetchPages(ctx, unique(urls))
}

// named returns the URLs that the source names, and the hosts that may be asked.
func (r *run) named() (urls []*url.URL, hosts []string, err error) {
	for i, text := range append([]string{r.TOC}, r.URLs...) {
		if i == 0 && text == "" {
			continue
		}
		u, err := url.Parse(text)
		if err != nil {
			return nil, nil, err
		}
		u.Fragment = ""
		hosts = append(hosts, hostOf(u))
		if i > 0 {
			urls = append(urls, u)
		}
	}
	for _, host := range r.Hosts {
		hosts = append(hosts, strings.ToLower(host))
	}
	return urls, hosts, nil
}

// unique leaves each URL once, at its first place.
func unique(urls []*url.URL) []*url.URL {
	seen := map[string]bool{}
	return slices.DeleteFunc(urls, func(u *url.URL) bool {
		known := seen[u.String()]
		seen[u.String()] = true
		return known
	})
}

func (w *web) fetchPages(ctx context.Context, urls []*url.URL) (*snapshot, error) {
	if len(urls) > w.maxPages() {
		return nil, fmt.Errorf("there are %d pages, more than the %d of maxPages", len(urls), w.maxPages())
	}
	now := &snapshot{lockedFolder: lockedFolder{Path: w.Folder}}
	outage := 0
	for i, u := range urls {
		w.progress(i, len(urls))
		p, err := w.page(ctx, u)
		if err == nil {
			outage = 0
			now.Pages = append(now.Pages, p)
			continue
		}
		var wait *busy
		if ctx.Err() != nil || errors.As(err, &wait) || w.total > maxTotal {
			return nil, err
		}
		var refused *refusal
		if outage++; errors.As(err, &refused) {
			outage = 0
		}
		if outage == maxOutage {
			return nil, fmt.Errorf("%s: %w; %d pages in a row could not be fetched, so the site counts as down; `docpiler pull` goes on here", u, err, outage)
		}
		w.fail(u.String(), err)
		if old := w.old.byURL(u.String()); old != nil {
			now.failed = append(now.failed, *old)
		}
	}
	w.progress(len(urls), len(urls))
	distinct(now.Pages, now.failed)
	return now, w.stageMoved(now.Pages)
}

// stageMoved keeps the contents of pages that are what they were but get another
// name.
func (w *web) stageMoved(list []lockedPage) error {
	for _, p := range list {
		old := w.old.byURL(p.URL)
		if old == nil || old.Path == p.Path || w.staging.has(p.Sum) {
			continue
		}
		data, err := readBounded(w.root, path.Join(w.Folder, old.Path), maxPage)
		if err == nil {
			_, err = w.staging.put(data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// page fetches a page unless it is known to be what it was.
func (w *web) page(ctx context.Context, u *url.URL) (lockedPage, error) {
	if p, ok := w.staging.page(u.String()); ok && !w.dry {
		return p, nil
	}
	old := w.intact(u)
	a, err := w.preferred(ctx, u, old)
	if err != nil {
		return lockedPage{}, err
	}
	if a.status == http.StatusNotModified {
		same := *old
		same.Path = fileName(u, w.home, path.Ext(old.Path))
		return same, nil
	}
	if w.total += len(a.data); w.total > maxTotal {
		return lockedPage{}, fmt.Errorf("the pages have more than %d bytes together", maxTotal)
	}
	p := lockedPage{Path: fileName(u, w.home, a.ending), URL: u.String(), ETag: a.etag, Modified: a.modified, Pulled: time.Now().UTC().Truncate(time.Second)}
	if a.asked.String() != p.URL {
		p.From = a.asked.String()
	}
	if err := checkName(p.Path); err != nil {
		return p, fmt.Errorf("%s: %w", p.Path, err)
	}
	if p.Sum, err = w.staging.put(a.data); err != nil {
		return p, err
	}
	if old != nil && old.Sum == p.Sum && old.Path == p.Path {
		p.Pulled = old.Pulled
	}
	if w.dry {
		return p, nil
	}
	return p, w.staging.putPage(p)
}

// intact returns what the lock says of a page whose file is as it was pulled.
func (w *web) intact(u *url.URL) *lockedPage {
	old := w.old.byURL(u.String())
	if old == nil {
		return nil
	}
	if sum, err := w.sumOf(old.Path); err != nil || sum != old.Sum {
		return nil
	}
	return old
}

// preferred fetches the Markdown form of a page if the site serves one, else the
// page.
func (w *web) preferred(ctx context.Context, u *url.URL, old *lockedPage) (*answer, error) {
	if old != nil && old.From != "" {
		if from, err := url.Parse(old.From); err == nil {
			if a, err := w.ask(ctx, from, old); err == nil && (a.ending == ".md" || a.status == http.StatusNotModified) {
				return a, nil
			}
		}
		old = nil // its ETag is another URL's
	}
	a, err := w.ask(ctx, u, old)
	if err != nil || a.ending != ".html" {
		return a, err
	}
	for _, link := range a.alternates {
		if md := w.markdown(ctx, link); md != nil {
			return md, nil
		}
	}
	if host := hostOf(u); len(a.alternates) == 0 && !w.noMarkdown[host] {
		if md := w.markdown(ctx, withMarkdownEnding(u)); md != nil {
			return md, nil
		}
		w.noMarkdown[host] = true // to ask at each page would double the requests
	}
	return a, nil
}

// markdown fetches what may be the Markdown form of a page; nil if it is not.
func (w *web) markdown(ctx context.Context, u *url.URL) *answer {
	a, err := w.ask(ctx, u, nil)
	if err != nil || a.ending != ".md" || html.Is(page.Source{Data: a.data}) {
		return nil
	}
	return a
}

func withMarkdownEnding(u *url.URL) *url.URL {
	md := *u
	md.RawPath = ""
	md.Path = strings.TrimRight(u.Path, "/")
	if md.Path == "" {
		md.Path = "/index"
	}
	md.Path = withoutEnding(md.Path) + ".md"
	return &md
}

// answer is what a site answered.
type answer struct {
	asked      *url.URL
	status     int
	data       []byte // UTF-8, if the site said what it is
	ending     string // of the file's name: .md, .mdx, .html or .txt
	etag       string
	modified   string
	alternates []*url.URL // of the Markdown form
}

// ask fetches a page; old, if there is one, is what it was.
func (w *web) ask(ctx context.Context, u *url.URL, old *lockedPage) (*answer, error) {
	header := http.Header{"Accept": {accepted}}
	if old != nil && old.ETag != "" {
		header.Set("If-None-Match", old.ETag)
	}
	if old != nil && old.Modified != "" {
		header.Set("If-Modified-Since", old.Modified)
	}
	resp, err := w.get(ctx, u, header)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{asked: u, status: resp.StatusCode}
	switch {
	case a.status == http.StatusNotModified && (old != nil && (old.ETag != "" || old.Modified != "")):
		return a, nil
	case a.status >= 500:
		return nil, fmt.Errorf("the site answers %s", resp.Status)
	case a.status != http.StatusOK:
		return nil, refuse("the site answers %s", resp.Status)
	}
	kind, parameters, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")) // what cannot be read is no page's
	if a.ending = endingOf(kind, u.Path); a.ending == "" {
		return nil, refuse("%s is no page", kind)
	}
	if a.data, err = w.body(resp, parameters["charset"]); err != nil {
		return nil, err
	}
	a.etag, a.modified = brief(resp.Header.Get("ETag")), brief(resp.Header.Get("Last-Modified"))
	if a.ending == ".html" {
		a.alternates = alternates(resp, a.data)
	}
	return a, nil
}

func brief(tag string) string {
	if len(tag) > maxTag {
		return ""
	}
	return tag
}

// body reads a page, and turns it into UTF-8: what the header says of it is not
// on the disk.
func (w *web) body(resp *http.Response, charset string) ([]byte, error) {
	data, err := readAtMost(resp.Body, maxPage)
	switch {
	case err != nil && int64(len(data)) == 0:
		return nil, refuse("%v", err)
	case err != nil:
		return nil, err
	case len(bytes.TrimSpace(data)) == 0:
		return nil, refuse("the page is empty")
	}
	if encoding, err := htmlindex.Get(charset); err == nil {
		if decoded, err := encoding.NewDecoder().Bytes(data); err == nil && len(decoded) <= maxPage {
			return decoded, nil
		}
	}
	return data, nil
}

// endingOf tells the format of a page by its media type and, for plain text, by
// its URL; "" is no page.
func endingOf(kind, urlPath string) string {
	switch kind {
	case "text/html", "application/xhtml+xml":
		return ".html"
	case "text/markdown", "text/x-markdown":
		return ".md"
	case "text/plain":
		switch strings.ToLower(path.Ext(urlPath)) {
		case ".md", ".markdown":
			return ".md"
		case ".mdx":
			return ".mdx"
		case ".html", ".htm":
			return ".html"
		}
		return ".txt"
	}
	return ""
}

// alternates are the links of a page to its own Markdown form.
func alternates(resp *http.Response, data []byte) []*url.URL {
	var out []*url.URL
	add := func(href string) {
		if u, err := resp.Request.URL.Parse(href); err == nil {
			u.Fragment = ""
			out = append(out, u)
		}
	}
	for _, value := range resp.Header.Values("Link") {
		for link := range strings.SplitSeq(value, ",") {
			target, parameters, ok := strings.Cut(strings.TrimSpace(link), ">")
			if ok && strings.Contains(parameters, "alternate") && strings.Contains(parameters, "text/markdown") {
				add(strings.TrimPrefix(target, "<"))
			}
		}
	}
	for _, link := range html.Links(data) {
		if link.Alternate == "text/markdown" {
			add(link.Target)
		}
	}
	return out[:min(len(out), 2)]
}
