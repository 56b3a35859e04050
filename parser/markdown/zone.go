package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// versionID finds the API version in the id of a zone pivot or moniker:
// "graph-v1", "graph-rest-beta", ">=graph-rest-1.0".
var versionID = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:v?(\d+(?:\.\d+)?)|(beta))$`)

// versions returns the API versions that the ids of a zone name, sorted.
func versions(ids string) []string {
	var out []string
	for _, id := range strings.FieldsFunc(ids, func(r rune) bool { return strings.ContainsRune(",| <>=", r) }) {
		m := versionID.FindStringSubmatch(id)
		switch {
		case m == nil:
		case m[2] != "":
			out = append(out, "beta")
		case strings.Contains(m[1], "."):
			out = append(out, "v"+m[1])
		default:
			out = append(out, "v"+m[1]+".0")
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// zones returns the API versions that the page's zones tell apart, sorted; one
// empty string if they tell none apart.
func (d *document) zones() []string {
	var out []string
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		if z, ok := n.(*directive); ok && (z.name == "zone" || z.name == "moniker") {
			out = append(out, versions(z.arg)...)
		}
	}
	if len(out) == 0 {
		return []string{""}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// directive acts upon a line of the site's own.
func (w *walker) directive(d *directive) {
	switch d.name {
	case "include":
		if !w.hidden {
			w.include(d.arg, w.at(d.Pos()))
		}
	case "zone", "moniker":
		if named := versions(d.arg); len(named) > 0 {
			w.hidden = !slices.Contains(named, w.zone)
			return
		}
		if !w.hidden {
			w.openPivot(d.arg)
		}
	case "zone-end", "moniker-end":
		if !w.hidden {
			w.build.CloseTabs()
		}
		w.hidden = false
	case "image", "column", "column-end", "row", "row-end", "code":
	default:
		w.unknown(d)
	}
}

// openPivot opens a zone for programming languages like a tab.
func (w *walker) openPivot(ids string) {
	for _, id := range strings.FieldsFunc(ids, func(r rune) bool { return r == ',' || r == ' ' }) {
		if tab := page.Tab(id); tab != "" {
			w.build.OpenTab(id)
			if tab == page.HTTP {
				return
			}
		}
	}
}

// unknown keeps a line that begins with three colons and means nothing here.
func (w *walker) unknown(d *directive) {
	line := strings.TrimSpace(w.doc.text[d.Pos():lineEnd(w.doc.src, d.Pos())])
	at := w.at(d.Pos())
	w.build.Add(&page.Para{At: at, Spans: page.Inline{{Text: line, At: at}}})
}
