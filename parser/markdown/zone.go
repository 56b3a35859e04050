package markdown

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// zones returns the API versions that the page's zones tell apart, sorted; ""
// stands for the page without any zone of a version. A page that tells only one
// apart is a page of its own version besides, if that is another.
func (d *document) zones() []string {
	var out []string
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		if z, ok := n.(*directive); ok && (z.name == "zone" || z.name == "moniker") {
			out = append(out, page.Versions(z.arg)...)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) == 0 || len(out) == 1 && out[0] != d.version() {
		out = slices.Insert(out, 0, "")
	}
	return out
}

// version returns the API version whose folder holds the file, that of most
// references if none does.
func (d *document) version() string {
	for _, folder := range strings.Split(d.name, "/") {
		if v := page.Versions(folder); len(v) == 1 && strings.HasSuffix(v[0], folder) {
			return v[0]
		}
	}
	return "v1.0"
}

// directive acts upon a line of the site's own.
func (w *walker) directive(d *directive) {
	switch d.name {
	case "include":
		if !w.hidden {
			w.include(d.arg, w.at(d.Pos()))
		}
	case "zone", "moniker":
		w.closeZone()
		w.inZone = w.at(d.Pos())
		if named := page.Versions(d.arg); len(named) > 0 {
			w.hidden = !slices.Contains(named, w.zone)
			return
		}
		if tab := page.PivotTab(d.arg); tab != "" && !w.hidden {
			w.build.OpenTab(tab)
		}
	case "zone-end", "moniker-end":
		if !w.hidden {
			w.build.CloseTabs()
		}
		w.hidden, w.inZone = false, ir.Pos{}
	case "image", "column", "column-end", "row", "row-end", "code":
	default:
		w.unknown(d)
	}
}

// closeZone reports a zone that is still open where another one, or the end of
// the page, comes.
func (w *walker) closeZone() {
	if !w.inZone.IsZero() {
		w.build.Report("zone-unclosed", w.inZone, "No line \"::: zone-end\" ends the zone.")
	}
}

// unknown keeps a line that begins with three colons and means nothing here.
func (w *walker) unknown(d *directive) {
	at := w.at(d.Pos())
	w.build.Add(&page.Para{At: at, Spans: page.Inline{{Text: w.doc.line(d.Pos()), At: at}}})
}
