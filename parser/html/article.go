package html

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/docpiler/docpiler/parser/page"
)

// walker turns the elements of the article into nodes of the page tree.
type walker struct {
	page  *page.Page
	build *page.Builder
	data  []byte
	lines *page.Lines
	marks []mark
	next  int    // the mark that follows the node visited last
	zone  string // the API version whose zones are read
	loose bool   // the article is not marked as the site marks it: frame must be told apart
	spans page.Spans
	notes []*page.Comment // comments within the paragraph that is being read
}

// content is where the site puts the article: the title in one such element,
// everything else in another.
var (
	content = cascadia.MustCompile("main div.content")
	inside  = cascadia.MustCompile("div.content div.content")
	holder  = []cascadia.Selector{
		cascadia.MustCompile("main"), cascadia.MustCompile("article"), cascadia.MustCompile("[role=main]"),
		cascadia.MustCompile("div.content"), cascadia.MustCompile("#content"), cascadia.MustCompile("body"),
	}
)

// article reads the page's article. Where it is not marked as on the site, the
// widest holder that has a title is taken, and a finding says so.
func (w *walker) article(doc *goquery.Document) {
	parts := doc.FindMatcher(content).NotMatcher(inside)
	if w.hasTitle(parts) {
		for _, n := range parts.Nodes {
			w.blocks(n)
		}
		return
	}
	w.loose = true
	for i, m := range holder {
		part := doc.FindMatcher(m)
		if part.Length() == 0 || !w.hasTitle(part) && i < len(holder)-1 {
			continue
		}
		w.build.Report("article-missing", w.lines.At(0),
			"The page has no \"main\" element with \"div.content\" in it; its \""+part.Nodes[0].Data+"\" is read instead.")
		nodes := part.Nodes[:1]
		if slices.Contains(classes(nodes[0]), "content") { // the title in one, everything else in others
			nodes = part.NotMatcher(inside).Nodes
		}
		for _, n := range nodes {
			w.blocks(n)
		}
		return
	}
}

var h1 = cascadia.MustCompile("h1")

func (w *walker) hasTitle(s *goquery.Selection) bool { return s.FindMatcher(h1).Length() > 0 }

// frames are the elements that are never part of an article.
var frames = []atom.Atom{
	atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Svg, atom.Button, atom.Form,
	atom.Head, atom.Input, atom.Select, atom.Textarea, atom.Dialog, atom.Object, atom.Video, atom.Audio, atom.Nav,
}

// frameClasses are the classes of what the site, or its scripts before the page
// was saved, put between the parts of an article. In translations "sxs-lookup"
// holds the English text for comparison.
var frameClasses = []string{"codeHeader", "page-metadata", "metadata", "anchor-link", "visually-hidden", "sxs-lookup"}

// looseFrames are those that surround an article which is not marked.
var looseFrames = []atom.Atom{atom.Header, atom.Footer, atom.Aside}

// skip reports whether an element is no part of the article.
func (w *walker) skip(n *html.Node) bool {
	if slices.Contains(frames, n.DataAtom) || slices.ContainsFunc(classes(n), func(c string) bool { return slices.Contains(frameClasses, c) }) {
		return true
	}
	if !w.loose {
		return false
	}
	if slices.Contains(looseFrames, n.DataAtom) {
		return n.DataAtom != atom.Header || len(goquery.NewDocumentFromNode(n).FindMatcher(h1).Nodes) == 0
	}
	id := attr(n, "id")
	if strings.HasPrefix(id, "ms--") || strings.Contains(id, "feedback") || strings.HasPrefix(id, "article-") && n.DataAtom == atom.Div {
		return true
	}
	return has(n, "hidden") && attr(n, "role") != "tabpanel"
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func classes(n *html.Node) []string { return strings.Fields(attr(n, "class")) }

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
