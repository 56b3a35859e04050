package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// cloudOf returns the cloud that a column head names, "" for none.
func (v vocabulary) cloudOf(c page.Cell) string {
	return v.words.RoleOf(words.Clouds, c.Spans.String()).Key()
}

// isClouds reports whether a table says in which national clouds an operation
// is available: its heads name clouds.
func (v vocabulary) isClouds(t *page.Table) bool {
	others := 0
	for _, c := range t.Head {
		if v.cloudOf(c) == "" {
			if others++; others > 1 {
				return false
			}
		}
	}
	return others < len(t.Head)
}

// clouds reads the table of national clouds; nil if the page has none or
// one of its marks is lost.
func (r *operationReader) clouds() *ir.Clouds {
	for _, p := range r.parts {
		for t := range tables(p.Blocks) {
			if r.isClouds(t) {
				return r.cloudTable(t)
			}
		}
	}
	return nil
}

func (r *operationReader) cloudTable(t *page.Table) *ir.Clouds {
	if len(t.Rows) == 0 {
		return nil
	}
	var c ir.Clouds
	fields := map[string]*bool{"global": &c.Global, "usGovL4": &c.USGovL4, "usGovL5": &c.USGovL5, "china": &c.China}
	for i, cell := range t.Rows[0].Cells {
		field, known := fields[r.cloudOf(t.Head[i])], false
		if field == nil {
			continue
		}
		if *field, known = r.checkMark(cell.Spans.String()); !known {
			return nil
		}
	}
	r.aside = append(r.aside, ir.Aside{Span: rowSpan(t.Rows[0]), Strong: true})
	return &c
}

// checkMark reads a mark as the source and the rendered page write it, or the words
// that stand for one.
func (v vocabulary) checkMark(s string) (set, known bool) {
	switch v.words.RoleOf(words.Markers, s) {
	case words.MarkerYes:
		return true, true
	case words.MarkerNo:
		return false, true
	}
	switch {
	case strings.Contains(s, ":white_check_mark:"), strings.Contains(s, ":heavy_check_mark:"), strings.ContainsAny(s, "\u2705\u2714\u2713\u2611"):
		return true, true
	case strings.Contains(s, ":x:"), strings.ContainsAny(s, "\u274c\u2718\u2717\u274e\u2716"):
		return false, true
	}
	return false, false
}
