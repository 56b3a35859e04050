package meaning

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// lesson is the words that a page in a language without a word file teaches:
// group → role → texts, as a word file holds them.
type lesson struct {
	texts map[string]map[string][]string
	at    ir.Pos // of the first
}

// learn finds out the words of a page whose language has no word file, and
// makes them the words that the page is read with. Headings are known by their
// anchors, rows and columns of permissions and markers by their places, types
// by what the page's own JSON holds.
func (r *reader) learn(parts []part) {
	r.lesson = &lesson{texts: map[string]map[string][]string{}}
	for _, p := range parts {
		if role := anchorRole(p.Anchor); role != "" {
			r.teach("heading", role, p.Title.String(), p.At)
		}
	}
	shown := r.shownKinds(parts)
	for _, p := range parts {
		for t := range tables(p.Blocks) {
			switch p.In {
			case "permissions":
				r.learnPermissions(t)
			case "headers":
				r.learnMarkers(t)
				r.learnHeaders(t)
				r.learnColumns(t)
			case "body", "query", "functionParameters", "pathParameters", "properties", "relationships":
				r.learnColumns(t)
			}
			r.learnTypes(t, shown)
		}
	}
	r.words = r.words.With(r.locale, r.lesson.texts)
}

// maxWord bounds what is taken for a word or label, in code points.
const maxWord = 120

// teach adds a text to the lesson, unless it is known already or is no text.
func (r *reader) teach(group, role, text string, at ir.Pos) {
	text = strings.TrimRight(strings.Join(strings.Fields(text), " "), " .:\u3002\uff1a")
	if text == "" || utf8.RuneCountInString(text) > maxWord || r.words.Role(group, text) != "" {
		return
	}
	roles := r.lesson.texts[group]
	if roles == nil {
		roles = map[string][]string{}
		r.lesson.texts[group] = roles
	}
	if slices.Contains(roles[role], text) {
		return
	}
	roles[role] = append(roles[role], text)
	if r.lesson.at.IsZero() {
		r.lesson.at = at
	}
}

// reportLesson lists what was learned in the form in which a word file wants
// it, so that it can be pasted there.
func (r *reader) reportLesson() {
	if r.lesson == nil || len(r.lesson.texts) == 0 {
		return
	}
	r.report("words-unknown", r.lesson.at, "The language %s has no word file; these words were told by their places. For the file: %s", r.locale, r.lesson.yaml())
}

// yaml gives the words as one line of YAML.
func (l *lesson) yaml() string {
	var doc yaml.Node
	if err := doc.Encode(l.texts); err != nil {
		return ""
	}
	doc.Style = yaml.FlowStyle
	out, err := yaml.Marshal(&doc)
	if err != nil {
		return ""
	}
	return ir.Visible(strings.Join(strings.Fields(string(out)), " "))
}

// learnPermissions learns from a table with the three schemes in their usual
// order: labels, heads and negatives.
func (r *reader) learnPermissions(t *page.Table) {
	if len(t.Rows) != len(schemes) || len(t.Head) < 2 || len(t.Head) > 3 {
		return
	}
	for i, row := range t.Rows {
		r.teach("permRow", string(schemes[i]), row.Cells[0].Spans.String(), row.At)
	}
	r.teach("permCol", "type", t.Head[0].Spans.String(), t.Head[0].At)
	if len(t.Head) == 3 {
		r.teach("permCol", "least", t.Head[1].Spans.String(), t.Head[1].At)
		r.teach("permCol", "higher", t.Head[2].Spans.String(), t.Head[2].At)
	} else {
		r.teach("permCol", columnOrder(t), t.Head[1].Spans.String(), t.Head[1].At)
	}
	r.learnNegatives(t)
}

// learnNegatives learns what cells without names say: what the row for personal
// accounts says, or what two cells say, or any where that row has names. Other
// prose may be the names themselves, translated.
func (r *reader) learnNegatives(t *page.Table) {
	cells := map[string]int{}
	personal := nameInText.MatchString(cleanLabel(t.Rows[1].Cells[1].Spans))
	for i, row := range t.Rows {
		for _, cell := range row.Cells[1:] {
			if text := cleanLabel(cell.Spans); !nameInText.MatchString(text) {
				cells[text]++
				if personal || cells[text] > 1 || schemes[i] == ir.DelegatedPersonal {
					r.teach("cell", "notSupported", text, cell.At)
				}
			}
		}
	}
}

// usualColumns are the columns of tables of names by their number.
var usualColumns = map[int][]string{2: {"name", "description"}, 3: {"name", "type", "description"}}

// learnColumns learns the heads of a table of names from their usual order, as
// far as the heads that are known do not contradict it.
func (r *reader) learnColumns(t *page.Table) {
	usual := usualColumns[len(t.Head)]
	for i, role := range usual {
		if known := r.words.Role("column", cleanLabel(t.Head[i].Spans)); known != "" && known != role {
			return
		}
	}
	for i, role := range usual {
		r.teach("column", role, cleanLabel(t.Head[i].Spans), t.Head[i].At)
	}
}

// nameInText finds a dotted name anywhere.
var nameInText = regexp.MustCompile(`[A-Za-z]\.[A-Z]`)

// columnOrder tells from the names of a column how it is ordered: where the
// reading permission stands after the writing one, from most to least.
func columnOrder(t *page.Table) string {
	up, down := 0, 0
	for _, row := range t.Rows {
		names := strings.FieldsFunc(cleanLabel(row.Cells[1].Spans), func(c rune) bool {
			return c == ',' || c == ' ' || c == '\u3001' || c == '\uff0c'
		})
		for i, first := range names {
			for _, second := range names[i+1:] {
				switch {
				case weaker(first, second):
					up++
				case weaker(second, first):
					down++
				}
			}
		}
	}
	if down > up {
		return "mostToLeast"
	}
	return "leastToMost"
}

// maxSaid bounds what is taken for a marker or type, in code points.
const maxSaid = 30

// learnMarkers learns how the language says "Required.": of the short sentences
// behind the token in the row of the Authorization header it is the one that
// most rows of the table have, the last one if that does not tell.
func (r *reader) learnMarkers(t *page.Table) {
	rows := map[string]int{}
	var behindToken []string
	var at ir.Pos
	for _, row := range t.Rows {
		for _, cell := range row.Cells[1:] {
			text := cell.Spans.String()
			i := strings.LastIndexAny(text, "}>")
			said := shortStatements(text[i+1:])
			for _, s := range said {
				rows[s]++
			}
			if i >= 0 && len(behindToken) == 0 {
				behindToken, at = said, cell.At
			}
		}
	}
	best := ""
	for _, s := range behindToken {
		if best == "" || rows[s] >= rows[best] {
			best = s
		}
	}
	r.teach("marker", "required", best, at)
}

// learnHeaders learns what the language calls the headers that nearly every page
// has: the one that takes a token, and the one that takes a media type. That of
// Content-Type is known, since nobody translates a name with a hyphen of its own.
func (r *reader) learnHeaders(t *page.Table) {
	for _, row := range t.Rows {
		if len(row.Cells) < 2 {
			continue
		}
		name, value := row.Cells[0].Spans.String(), row.Cells[len(row.Cells)-1].Spans.String()
		switch {
		case strings.Contains(name, "-"):
		case mediaType(value) != "":
			r.teach("header", "Accept", name, row.At)
		case headerToken.MatchString(value):
			r.teach("header", "Authorization", name, row.At)
		}
	}
}

// headerToken matches the place of a token in the value of a header.
var headerToken = regexp.MustCompile(`(?i)[{<](token|code)[}>]`)

// shortStatements lists the statements of a text that could be markers.
func shortStatements(text string) []string {
	return slices.DeleteFunc(slices.Collect(statements(text)), func(s string) bool {
		return strings.Trim(s, " .,;:\u3002\uff0c") == "" || strings.ContainsAny(s, "/{<") || utf8.RuneCountInString(s) > maxSaid
	})
}
