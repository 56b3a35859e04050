package markdown

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// zones returns the API versions that the page's zones tell apart, sorted; one
// empty string if they tell none apart.
func (d *document) zones() []string {
	var out []string
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		if z, ok := n.(*directive); ok && (z.name == "zone" || z.name == "moniker") {
			out = append(out, page.Versions(z.arg)...)
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
	line := strings.TrimSpace(w.doc.text[d.Pos():lineEnd(w.doc.src, d.Pos())])
	at := w.at(d.Pos())
	w.build.Add(&page.Para{At: at, Spans: page.Inline{{Text: line, At: at}}})
}
