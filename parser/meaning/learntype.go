package meaning

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/jsonmend"
	"github.com/docpiler/docpiler/parser/page"
)

// shownKind is what the JSON of a page shows of a property: the primitive type
// of its value, "" if the value tells none.
type shownKind struct {
	primitive  string
	collection bool
}

// shownKinds reads the JSON of all code on the page: property name → kind. A
// name that stands for different kinds is left out.
func (r *reader) shownKinds(parts []part) map[string]shownKind {
	shown := map[string]shownKind{}
	for _, p := range parts {
		for code := range codes(p.Blocks) {
			text := code.Text
			if i := strings.IndexByte(text, '{'); i >= 0 {
				mended, _, _ := jsonmend.Mend(text[i:])
				var v any
				if json.Unmarshal([]byte(mended), &v) == nil {
					r.addKinds(shown, v, 0)
				}
			}
		}
	}
	return shown
}

// maxKindDepth bounds how deep payloads are looked into.
const maxKindDepth = 12

func (r *reader) addKinds(shown map[string]shownKind, v any, depth int) {
	if depth > maxKindDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.addKinds(shown, e, depth+1)
		}
	case map[string]any:
		for name, member := range v {
			kind := r.kindOf(member)
			key := strings.ToLower(name)
			if have, seen := shown[key]; seen && have != kind {
				kind = shownKind{}
			}
			shown[key] = kind
			r.addKinds(shown, member, depth+1)
		}
	}
}

// kindOf tells the type of a value. In the JSON of a type's page a string may
// be the name of the type: "String (timestamp)".
func (r *reader) kindOf(v any) shownKind {
	switch v := v.(type) {
	case bool:
		return shownKind{primitive: "Boolean"}
	case string:
		return shownKind{primitive: r.stringKind(v)}
	case []any:
		if len(v) > 0 {
			return shownKind{primitive: r.kindOf(v[0]).primitive, collection: true}
		}
	}
	return shownKind{}
}

var guidText = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func (r *reader) stringKind(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if role := r.words.Role("type", word); role != "" {
		return role
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil || guidText.MatchString(s) {
		return ""
	}
	return "String"
}

// learnTypes learns the words for types from the rows whose property the JSON
// of the page shows. A word that would mean two types is not learned.
func (r *reader) learnTypes(t *page.Table, shown map[string]shownKind) {
	if len(t.Head) < 3 {
		return
	}
	means := map[string]map[string]int{}
	at := map[string]ir.Pos{}
	for _, row := range t.Rows {
		name, cell := strings.ToLower(cleanLabel(row.Cells[0].Spans)), row.Cells[1]
		text := cleanLabel(cell.Spans)
		kind, seen := shown[name]
		if link := firstLink(cell.Spans); link != nil {
			r.learnCollection(text, link.Text, seen && !kind.collection, cell.At)
			continue
		}
		if !seen || kind.primitive == "" || text == "" || utf8.RuneCountInString(text) > maxSaid || r.words.Role("type", text) != "" {
			continue
		}
		if kind.collection {
			continue
		}
		if means[text] == nil {
			means[text] = map[string]int{}
			at[text] = cell.At
		}
		means[text][kind.primitive]++
	}
	for text, roles := range means {
		if len(roles) != 1 {
			continue
		}
		for role := range roles {
			r.teach("type", role, text, at[text])
		}
	}
}

// learnCollection learns from a cell that holds a link and another word what a
// collection is called: "[shift](shift.md) samling".
func (r *reader) learnCollection(text, link string, single bool, at ir.Pos) {
	before, after, ok := strings.Cut(text, link)
	if !ok || single || link == "" || strings.TrimSpace(before+after) == "" || utf8.RuneCountInString(before+after) > maxSaid {
		return
	}
	if role, _ := r.words.Match("collection", text); role == "" {
		r.teach("collection", "collection", before+"{T}"+after, at)
	}
}
