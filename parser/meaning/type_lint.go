package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/parser/jsonmend"
	"github.com/docpiler/docpiler/parser/page"
)

// lint checks a type page against itself: its title, its tables and its
// JSON representation.
func (r *typeReader) lint(t *ir.Type, title string, code *page.Code, note annotation) {
	if title != "" && note.Type != "" && !namesAlike(simpleName(note.Type), simpleName(title)) {
		related := []ir.Related{ir.RelatedAt(r.page.At, "the title")}
		r.reportWith(related, "type-name-mismatch", note.At, "The annotation names the type %s, the title %s.", quote(note.Type), quote(title))
	}
	if code == nil || len(t.Properties) == 0 {
		return
	}
	text, fixes, fault := jsonmend.Mend(code.Text)
	if fault != nil {
		r.report("json-broken", code.From.In(code.Text, fault.Offset), "The JSON cannot be read: it %s.", fault.Message)
		return
	}
	reportFixes(r.pageContext, fixes, code.Text, code.From)
	if r.isTranslation() {
		return
	}
	r.lintRepresentation(t, code, text, note)
}

// namesAlike reports whether a title may leave out the family of a type's name:
// "Chart" for workbookChart, "activity" for userActivity.
func namesAlike(name, title string) bool {
	return strings.Contains(strings.ToLower(name), strings.ToLower(title))
}

// inherits reports whether the type may have properties that only the page of
// its base describes.
func inherits(t *ir.Type) bool {
	return t.Base != "" && !strings.EqualFold(simpleName(t.Base), "entity")
}

// lintRepresentation compares the members of the JSON representation with the
// rows of the tables.
func (r *typeReader) lintRepresentation(t *ir.Type, code *page.Code, text string, note annotation) {
	shown := map[string]bool{}
	var extra []string
	representation, _ := jsontree.Parse(text) // mended, so it is JSON
	for _, m := range representation.Members() {
		key := m.Name
		shown[strings.ToLower(key)] = true
		if strings.Contains(key, "@") || key == "id" && t.Base != "" {
			continue
		}
		p := findProperty(t, key)
		if p == nil {
			extra = append(extra, key)
			continue
		}
		r.lintShape(p, m.Text, code)
	}
	if len(extra) > 0 && !t.Open && !inherits(t) {
		r.report("json-property-undocumented", code.At, "The JSON representation shows %s, which no table of the page describes.", quote(strings.Join(extra, ", ")))
	}
	var missing []string
	for _, p := range t.Properties {
		if p.Inherited == "" && !shown[strings.ToLower(p.Name)] && !slices.Contains(note.Optional, p.Name) {
			missing = append(missing, p.Name)
		}
	}
	if len(missing) > 0 {
		r.report("json-property-missing", code.At, "The JSON representation lacks %s, which the table of properties describes.", quote(strings.Join(missing, ", ")))
	}
}

// findProperty returns the property or relationship with a name.
func findProperty(t *ir.Type, name string) *ir.Property {
	for _, list := range [][]ir.Property{t.Properties, t.Relationships} {
		for i := range list {
			if strings.EqualFold(list[i].Name, name) {
				return &list[i]
			}
		}
	}
	return nil
}

// lintShape checks that a value is a list where the table says collection, and
// only there.
func (r *typeReader) lintShape(p *ir.Property, value string, code *page.Code) {
	list := strings.HasPrefix(value, "[")
	if p.Type == "" || list == p.Collection || !list && containsFold(value, "collection") || value == "null" {
		return
	}
	says, shows := "one value", "a list"
	if p.Collection {
		says, shows = "a collection", "one value"
	}
	related := []ir.Related{ir.RelatedAt(p.At, "the row of the table")}
	r.reportWith(related, "json-shape-mismatch", code.At, "The JSON representation shows %s for %s, the table says %s.", shows, quote(p.Name), says)
}
