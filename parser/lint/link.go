package lint

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// collect adds the anchors and links below a root to a page.
func (p *Page) collect(root *page.Section) {
	for s := range root.All() {
		p.addAnchor(s.Anchor)
		if slug := page.Slug(s.Title.String()); slug != s.Anchor {
			p.addAnchor(slug)
		}
		p.addLinks(s.Title)
		for b := range page.Within(s.Blocks) {
			for text := range page.Texts(b) {
				p.addLinks(text)
			}
		}
	}
}

func (p *Page) addAnchor(name string) {
	if name != "" {
		p.Anchors = append(p.Anchors, strings.ToLower(name))
	}
}

func (p *Page) addLinks(in page.Inline) {
	for _, s := range in {
		if s.Kind == page.Link && isRelative(s.Href) {
			p.Links = append(p.Links, Link{s.Href, s.At})
		}
	}
}

// isRelative tells a link to another page of the folder, or to a heading, from
// one to the web.
func isRelative(href string) bool {
	return href != "" && href[0] != '/' && !strings.Contains(href, ":") && !strings.HasPrefix(href, "#tab/")
}

// CheckLinks reports links to headings that do not exist and to pages that are
// missing. Where many pages of a folder are missing the folder is a sample, and
// only links to a page spelt with other capitals are reported.
func CheckLinks(pages []Page) []ir.Diagnostic {
	set := newPageSet(pages)
	var out []ir.Diagnostic
	var missing []missingLink
	for i := range pages {
		for _, l := range pages[i].Links {
			name, fragment := l.target()
			to := &pages[i]
			if name != "" {
				found := set.find(l.At.File, name)
				if found.name == "" {
					continue // no page, or nothing is known about the folder
				}
				if to = found.page; to == nil {
					missing = append(missing, missingLink{l, found.name})
					continue
				}
			}
			if to.Anchors != nil && fragment != "" && !set.hasAnchor(to, fragment) {
				message := fmt.Sprintf("The link leads to the heading %q, which %q does not have.", ir.Visible(fragment), ir.Visible(path.Base(to.Name)))
				out = append(out, ir.NewDiagnostic("link-anchor-missing", l.At, message))
			}
		}
	}
	return append(out, reportMissing(missing, pages)...)
}

// target is the path that a link leads to, as written and "" for the page itself,
// and the anchor in it.
func (l Link) target() (name, fragment string) {
	name, fragment, _ = strings.Cut(l.Href, "#")
	name, _, _ = strings.Cut(name, "?")
	return unescape(name), fragment
}

// unescape decodes what is escaped in a path; one with faults stays as it is.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

// missingLink is a link to a page that is not there.
type missingLink struct {
	Link
	name string // path that it leads to
}

// pageSet finds pages by path.
type pageSet struct {
	pages   map[string]*Page
	folders map[string]bool
	anchors map[*Page]map[string]bool // of pages with many anchors that a link was looked up in
}

// target is where a link leads.
type target struct {
	name string // path of the page; "" for what is no page or in an unknown folder
	page *Page  // nil if it is missing
}

func newPageSet(pages []Page) *pageSet {
	s := &pageSet{pages: make(map[string]*Page, len(pages)), folders: map[string]bool{}, anchors: map[*Page]map[string]bool{}}
	for i := range pages {
		name := path.Clean(pages[i].Name)
		s.pages[name] = &pages[i]
		s.folders[path.Dir(name)] = true
	}
	return s
}

// find returns where a relative path in a file leads.
func (s *pageSet) find(file, relative string) target {
	name := path.Join(path.Dir(file), relative)
	if !strings.HasSuffix(name, ".md") {
		return target{}
	}
	if p := s.pages[name]; p != nil {
		return target{p.Name, p}
	}
	if !s.folders[path.Dir(name)] {
		return target{}
	}
	return target{name: name}
}

// sampleSize is how many pages must be missing in a folder before it is taken
// for a sample of a larger one; it is one, too, if more are missing than are there.
const sampleSize = 20

// reportMissing makes the findings of links to missing pages.
func reportMissing(links []missingLink, pages []Page) []ir.Diagnostic {
	if len(links) == 0 {
		return nil
	}
	lower := map[string]string{} // path in lower case that is linked to → path
	for _, l := range links {
		lower[strings.ToLower(l.name)] = ""
	}
	for i := range pages {
		name := path.Clean(pages[i].Name)
		key := strings.ToLower(name)
		if _, wanted := lower[key]; wanted {
			lower[key] = name
		}
	}
	gone := map[string]map[string]bool{} // folder → names
	for _, l := range links {
		folder := path.Dir(l.name)
		if gone[folder] == nil {
			gone[folder] = map[string]bool{}
		}
		gone[folder][l.name] = true
	}
	there := map[string]int{} // folder → pages
	for i := range pages {
		there[path.Dir(path.Clean(pages[i].Name))]++
	}
	var out []ir.Diagnostic
	for _, l := range links {
		folder := path.Dir(l.name)
		base := ir.Visible(path.Base(l.name))
		if other := lower[strings.ToLower(l.name)]; other != "" {
			message := fmt.Sprintf("The link leads to %q, but the page is spelt %q.", base, ir.Visible(path.Base(other)))
			out = append(out, ir.NewDiagnostic("link-broken", l.At, message))
		} else if len(gone[folder]) < sampleSize && len(gone[folder]) <= there[folder] {
			out = append(out, ir.NewDiagnostic("link-broken", l.At, fmt.Sprintf("The link leads to %q, which is not there.", base)))
		}
	}
	return out
}

func (s *pageSet) hasAnchor(p *Page, fragment string) bool {
	fragment = unescape(strings.ToLower(fragment))
	const few = 50
	if len(p.Anchors) <= few {
		return slices.Contains(p.Anchors, fragment)
	}
	anchors := s.anchors[p]
	if anchors == nil {
		anchors = make(map[string]bool, len(p.Anchors))
		for _, a := range p.Anchors {
			anchors[a] = true
		}
		s.anchors[p] = anchors
	}
	return anchors[fragment]
}
