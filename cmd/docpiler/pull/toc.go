package pull

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/parser/html"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/page"
)

// maxTOCs bounds how many tables of contents lead to one another.
const maxTOCs = 100

// noPages are endings of links that lead to no page.
var noPages = []string{
	".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".mjs", ".map", ".pdf", ".zip", ".gz", ".tgz", ".xml",
	".json", ".yaml", ".yml", ".woff", ".woff2", ".ttf", ".mp4", ".webm", ".exe", ".dmg", ".rss", ".atom",
}

// linked returns the pages that the table of contents links to: those that its
// paths name, and without any, those below its own folder.
func (w *web) linked(ctx context.Context) ([]*url.URL, error) {
	top, err := url.Parse(w.TOC)
	if err != nil {
		return nil, err
	}
	top.Fragment = ""
	paths := w.Paths
	if len(paths) == 0 {
		paths = []string{escapeGlob(strings.Trim(path.Dir("/"+top.Path), "/"))}
	}
	var out []*url.URL
	queue := []*url.URL{top}
	for i := 0; i < len(queue) && len(queue) <= maxTOCs; i++ {
		targets, err := w.tocLinks(ctx, queue[i])
		if err != nil {
			return nil, fmt.Errorf("the table of contents %s: %w", queue[i], err)
		}
		for _, u := range targets {
			switch {
			case w.checkHost(u) != nil || u.String() == top.String():
			case isTOC(u):
				if !slices.ContainsFunc(queue, func(known *url.URL) bool { return known.String() == u.String() }) {
					queue = append(queue, u)
				}
			case isPageLink(u) && inPaths(u, paths):
				out = append(out, u)
			}
		}
	}
	if len(queue) > maxTOCs {
		return nil, fmt.Errorf("the table of contents %s leads to more than %d others", top, maxTOCs)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the table of contents %s links to no page in %s", top, strings.Join(paths, ", "))
	}
	return out, nil
}

func escapeGlob(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "{", `\{`).Replace(s)
}

func inPaths(u *url.URL, paths []string) bool {
	return slices.Contains(paths, "") || within(strings.Trim(path.Clean(u.Path), "/"), paths)
}

// isTOC reports a link to another table of contents.
func isTOC(u *url.URL) bool {
	name := strings.ToLower(path.Base(u.Path))
	return name == "toc.yml" || name == "toc.json" || strings.HasPrefix(name, "sitemap") && strings.HasSuffix(name, ".xml")
}

func isPageLink(u *url.URL) bool {
	return !slices.Contains(noPages, strings.ToLower(path.Ext(u.Path)))
}

// tocLinks fetches a table of contents and resolves its links.
func (w *web) tocLinks(ctx context.Context, u *url.URL) ([]*url.URL, error) {
	resp, err := w.get(ctx, u, http.Header{"Accept": {"*/*"}})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the site answers %s", resp.Status)
	}
	data, err := readAtMost(resp.Body, maxTOC)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	targets, err := linksIn(kind, u.Path, data)
	if err != nil {
		return nil, err
	}
	var out []*url.URL
	for _, target := range targets {
		if link, err := resp.Request.URL.Parse(strings.TrimSpace(target)); err == nil { // what is no URL leads nowhere
			link.Fragment, link.RawFragment = "", ""
			out = append(out, link)
		}
	}
	return out, nil
}

// linksIn returns the targets of the links in a page, sitemap, TOC.yml or toc.json.
func linksIn(kind, name string, data []byte) ([]string, error) {
	head := bytes.TrimLeft(data, " \t\r\n\xEF\xBB\xBF")
	switch ext := strings.ToLower(path.Ext(name)); {
	case bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(head, []byte("<urlset")) || bytes.HasPrefix(head, []byte("<sitemapindex")):
		return sitemapLinks(data)
	case strings.Contains(kind, "html") || html.Is(page.Source{Data: data}):
		var out []string
		for _, link := range html.Links(data) {
			if link.Alternate == "" {
				out = append(out, link.Target)
			}
		}
		return out, nil
	case strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "yaml") || ext == ".json" || ext == ".yml" || ext == ".yaml":
		var doc yaml.Node
		if err := yaml.Unmarshal(data, &doc); err != nil {
			return nil, err
		}
		return hrefs(&doc, nil), nil
	}
	return markdown.Links(data), nil
}

// hrefs collects the values of the keys href and url; aliases are not followed.
func hrefs(n *yaml.Node, out []string) []string {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if value.Kind == yaml.ScalarNode && (key.Value == "href" || key.Value == "url") {
				out = append(out, value.Value)
			}
		}
	}
	for _, child := range n.Content {
		out = hrefs(child, out)
	}
	return out
}

// sitemapLinks returns the addresses of a sitemap, or of an index of sitemaps.
func sitemapLinks(data []byte) ([]string, error) {
	var out []string
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "loc" {
			continue
		}
		var address string
		if err := d.DecodeElement(&address, &start); err != nil {
			return nil, err
		}
		out = append(out, address)
	}
}
