package meaning

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// learner reads the tables of a page in a language without a word file.
type learner struct {
	words   *words.Set           // that serve the language as long as it has none
	shown   map[string]shownKind // what the page's JSON shows of each property
	learned *learned
}

// take learns what a text means.
func (l *learner) take(role words.Role, text string, at ir.Pos) {
	l.learned.add(l.words, role, text, at)
}

// permissions learns from a table with the three schemes in their usual
// order: labels, heads and negatives.
func (l *learner) permissions(t *page.Table) {
	if len(t.Rows) != len(schemes) || len(t.Head) < 2 || len(t.Head) > 3 {
		return
	}
	for i, row := range t.Rows {
		l.take(words.Schemes.As(string(schemes[i])), row.Cells[0].Spans.String(), row.At)
	}
	l.take(words.PermissionType, t.Head[0].Spans.String(), t.Head[0].At)
	if len(t.Head) == 3 {
		l.take(words.PermissionLeast, t.Head[1].Spans.String(), t.Head[1].At)
		l.take(words.PermissionHigher, t.Head[2].Spans.String(), t.Head[2].At)
	} else {
		l.take(columnOrder(t), t.Head[1].Spans.String(), t.Head[1].At)
	}
	l.negatives(t)
}

// negatives learns what cells without names say: what the row for personal
// accounts says, or what two cells say, or any where that row has names. Other
// prose may be the names themselves, translated.
func (l *learner) negatives(t *page.Table) {
	cells := map[string]int{}
	personal := nameInText.MatchString(cleanLabel(t.Rows[1].Cells[1].Spans))
	for i, row := range t.Rows {
		for _, cell := range row.Cells[1:] {
			if text := cleanLabel(cell.Spans); !nameInText.MatchString(text) {
				cells[text]++
				if personal || cells[text] > 1 || schemes[i] == ir.DelegatedPersonal {
					l.take(words.CellNotSupported, text, cell.At)
				}
			}
		}
	}
}

// usualColumns are the columns of tables of names by their number.
var usualColumns = map[int][]words.Role{
	2: {words.ColumnName, words.ColumnDescription},
	3: {words.ColumnName, words.ColumnType, words.ColumnDescription},
}

// columns learns the heads of a table of names from their usual order, as
// far as the heads that are known do not contradict it.
func (l *learner) columns(t *page.Table) {
	usual := usualColumns[len(t.Head)]
	for i, role := range usual {
		if known := l.words.RoleOf(words.Columns, cleanLabel(t.Head[i].Spans)); !known.IsZero() && known != role {
			return
		}
	}
	for i, role := range usual {
		l.take(role, cleanLabel(t.Head[i].Spans), t.Head[i].At)
	}
}

// nameInText finds a dotted name anywhere.
var nameInText = regexp.MustCompile(`[A-Za-z]\.[A-Z]`)

// columnOrder tells from the names of a column how it is ordered: where the
// reading permission stands after the writing one, from most to least.
func columnOrder(t *page.Table) words.Role {
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
		return words.PermissionMostToLeast
	}
	return words.PermissionLeastToMost
}

// maxSaid bounds what is taken for a marker or type, in code points.
const maxSaid = 30

// headers learns from a table of headers.
func (l *learner) headers(t *page.Table) {
	l.markers(t)
	l.headerNames(t)
	l.columns(t)
}

// markers learns how the language says "Required.": of the short sentences
// after the token in the row of the Authorization header it is the one that
// most rows of the table have, the last one if that does not tell.
func (l *learner) markers(t *page.Table) {
	rows := map[string]int{}
	var afterToken []string
	var at ir.Pos
	for _, row := range t.Rows {
		for _, cell := range row.Cells[1:] {
			text := cell.Spans.String()
			i := strings.LastIndexAny(text, "}>")
			said := shortStatements(text[i+1:])
			for _, s := range said {
				rows[s]++
			}
			if i >= 0 && len(afterToken) == 0 {
				afterToken, at = said, cell.At
			}
		}
	}
	best := ""
	for _, s := range afterToken {
		if best == "" || rows[s] >= rows[best] {
			best = s
		}
	}
	l.take(words.MarkerRequired, best, at)
}

// headerNames learns what the language calls the headers that nearly every page
// has: the one that takes a token, and the one that takes a media type. That of
// Content-Type is known, since nobody translates a name with a hyphen of its own.
func (l *learner) headerNames(t *page.Table) {
	for _, row := range t.Rows {
		if len(row.Cells) < 2 {
			continue
		}
		name, value := row.Cells[0].Spans.String(), row.Cells[len(row.Cells)-1].Spans.String()
		switch {
		case strings.Contains(name, "-"):
		case mediaType(value) != "":
			l.take(words.HeaderNames.As("Accept"), name, row.At)
		case headerToken.MatchString(value):
			l.take(words.HeaderNames.As("Authorization"), name, row.At)
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
