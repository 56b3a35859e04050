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
	"github.com/docpiler/docpiler/parser/words"
)

// shownKind is what the JSON of a page shows of a property: the primitive type
// of its value, "" if the value tells none.
type shownKind struct {
	primitive  string
	collection bool
}

// shownKinds reads the JSON of all code on the page: property name → kind. A
// name that stands for different kinds is left out.
func (l *learner) shownKinds(parts sections) map[string]shownKind {
	shown := map[string]shownKind{}
	for _, p := range parts {
		for code := range codes(p.Blocks) {
			mended, _, _ := jsonmend.Mend(jsonPart(code.Text))
			var v any
			if json.Unmarshal([]byte(mended), &v) == nil {
				l.addKinds(shown, v, 0)
			}
		}
	}
	return shown
}

// jsonPart cuts what stands before the first line that opens an object or list:
// a request line and headers.
func jsonPart(code string) string {
	code = "\n" + code
	if i := strings.Index(code, "\n{"); i >= 0 {
		return code[i+1:]
	}
	if i := strings.Index(code, "\n["); i >= 0 {
		return code[i+1:]
	}
	return ""
}

// maxKindDepth bounds how deep payloads are looked into.
const maxKindDepth = 12

func (l *learner) addKinds(shown map[string]shownKind, v any, depth int) {
	if depth > maxKindDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.addKinds(shown, e, depth+1)
		}
	case map[string]any:
		for name, member := range v {
			kind := l.kindOf(member)
			key := strings.ToLower(name)
			if have, seen := shown[key]; seen && have != kind {
				kind = shownKind{}
			}
			shown[key] = kind
			l.addKinds(shown, member, depth+1)
		}
	}
}

// kindOf tells the type of a value. In the JSON of a type's page a string may
// be the name of the type: "String (timestamp)".
func (l *learner) kindOf(v any) shownKind {
	switch v := v.(type) {
	case bool:
		return shownKind{primitive: "Boolean"}
	case string:
		return shownKind{primitive: l.stringKind(v)}
	case []any:
		if len(v) > 0 {
			return shownKind{primitive: l.kindOf(v[0]).primitive, collection: true}
		}
	}
	return shownKind{}
}

var guidText = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func (l *learner) stringKind(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if role := l.words.RoleOf(words.Types, word); !role.IsZero() {
		return role.Key()
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil || guidText.MatchString(s) {
		return ""
	}
	return "String"
}

// types learns the words for types from the rows whose property the JSON
// of the page shows. A word that would mean two types is not learned. The
// second column is taken for that of types.
func (l *learner) types(t *page.Table) {
	if len(t.Head) < 3 {
		return
	}
	votes := map[string]map[string]bool{}
	var order []typeCell
	for _, row := range t.Rows {
		c := typeCell{text: cleanLabel(row.Cells[1].Spans), at: row.Cells[1].At}
		kind, seen := l.shown[strings.ToLower(cleanLabel(row.Cells[0].Spans))]
		c.kind = kind
		switch link := firstLink(row.Cells[1].Spans); {
		case link != nil:
			l.collection(c.text, link.Text, seen && !kind.collection, c.at)
		case kind.primitive == "" || c.text == "" || utf8.RuneCountInString(c.text) > maxSaid || !l.words.RoleOf(words.Types, c.text).IsZero():
		case isTypeName(c.text) && hasCapital(c.text): // the name of a type
		default:
			order = append(order, c)
			if votes[c.text] == nil {
				votes[c.text] = map[string]bool{}
			}
			votes[c.text][kind.primitive] = true
		}
	}
	for _, c := range order {
		if !c.kind.collection && len(votes[c.text]) == 1 {
			l.take(words.Types.As(c.kind.primitive), c.text, c.at)
		}
	}
	for _, c := range order {
		if c.kind.collection {
			l.compound(c)
		}
	}
}

// typeCell is a type cell in unknown words, with what the page's JSON shows of
// its property.
type typeCell struct {
	text string
	kind shownKind
	at   ir.Pos
}

// compound learns what a collection is called from a cell that holds a
// word for a primitive that was just learned, or the English one.
func (l *learner) compound(c typeCell) {
	primitive := words.Types.As(c.kind.primitive)
	known := append(l.words.TextsOf(primitive), l.learned.texts[primitive.Group()][primitive.Key()]...)
	for _, word := range known {
		i := strings.Index(strings.ToLower(c.text), strings.ToLower(word))
		if i < 0 || len(word) == len(c.text) || i+len(word) > len(c.text) {
			continue
		}
		l.collection(c.text, c.text[i:i+len(word)], false, c.at)
		return
	}
}

// collection learns from a cell that holds a link and another word what a
// collection is called: "[shift](shift.md) samling".
func (l *learner) collection(text, link string, single bool, at ir.Pos) {
	before, after, ok := strings.Cut(text, link)
	if !ok || single || link == "" || strings.TrimSpace(before+after) == "" || utf8.RuneCountInString(before+after) > maxSaid {
		return
	}
	if role, _ := l.words.MatchOf(words.Collections, text); role.IsZero() {
		l.take(words.CollectionOf, before+"{T}"+after, at)
	}
}
