package text

import (
	"slices"

	"github.com/docpiler/docpiler/parser/page"
)

// kind is what the cells of a column hold, as far as it shows in their shape.
type kind int

const (
	kindText  kind = iota // anything: description, value
	kindName              // an identifier or header name
	kindType              // a type
	kindWord              // one word or short value
	kindLabel             // a permission scheme, workflow or resource
	kindPerms             // permission names or a negative
	kindFlag              // a check mark
)

// column is a column of a table that is about to be read.
type column struct {
	kind     kind
	from, to int  // place in the head line
	known    bool // the head is a word of the language
}

// roleKinds says what stands in the columns of a role; where a group is listed
// without role, it holds for its other roles.
var roleKinds = map[string]kind{
	"permCol": kindPerms, "permCol.type": kindLabel, "permCol.resource": kindLabel,
	"permRow":      kindPerms,
	"cloud":        kindFlag,
	"memberColumn": kindName,
	"column":       kindText, "column.name": kindName, "column.type": kindType, "column.required": kindWord,
}

// columnGroups are the groups of words that heads of columns come from.
var columnGroups = []string{"permCol", "permRow", "cloud", "column", "memberColumn"}

// columnRole returns the group and role of a head, "" if it is no known word.
// Loose: only a pattern fits, which may take in words of another head.
func (r *reader) columnRole(head string) (group, role string, loose bool) {
	group, role, hole := r.words.MatchIn(columnGroups, head)
	return group, role, hole != ""
}

// columnKind tells what a head says of its column.
func (r *reader) columnKind(head string) (k kind, known, loose bool) {
	group, role, loose := r.columnRole(head)
	if k, ok := roleKinds[group+"."+role]; ok {
		return k, true, loose
	}
	return roleKinds[group], role != "", loose
}

// headOf takes a line apart into heads of columns, nil if it is no table's head.
// The fewer words stay unknown the better, then the fewer columns.
func (r *reader) headOf(s string) []column {
	const (
		longest   = 400 // bytes
		mostWords = 40
		unknown   = 4 // cost of a word that belongs to no known head
		pattern   = 2 // cost of a head that only a pattern knows
	)
	if len(s) > longest {
		return nil
	}
	tokens := tokenize(s)
	if len(tokens) < 2 || len(tokens) > mostWords {
		return nil
	}
	type step struct {
		cost int
		col  column
		back int
	}
	best := make([]step, len(tokens)+1)
	for end := 1; end <= len(tokens); end++ {
		best[end] = step{cost: 1 << 20}
		for start := max(0, end-maxPhrase); start < end; start++ {
			text := s[tokens[start].from:tokens[end-1].to]
			k, known, loose := r.columnKind(text)
			cost := best[start].cost + 1
			switch {
			case loose:
				cost += pattern
			case !known && end-start > 1:
				continue
			case !known:
				cost += unknown
			}
			if cost < best[end].cost {
				best[end] = step{cost, column{k, tokens[start].from, tokens[end-1].to, known}, start}
			}
		}
	}
	var cols []column
	for end := len(tokens); end > 0; end = best[end].back {
		cols = append([]column{best[end].col}, cols...)
	}
	if cols = joinUnknown(cols); unknownHeads(cols) && endsSentence(s) {
		return nil
	}
	return cols
}

func unknownHeads(cols []column) bool {
	return slices.ContainsFunc(cols, func(c column) bool { return !c.known })
}

// joinUnknown gives the words that belong to no known head to one: what stands
// behind a head of permissions qualifies it, other words are a column.
func joinUnknown(cols []column) []column {
	var out []column
	known := 0
	for _, c := range cols {
		last := len(out) - 1
		switch {
		case c.known:
			known++
		case last >= 0 && (!out[last].known || out[last].kind == kindPerms):
			out[last].to = c.to
			continue
		}
		out = append(out, c)
	}
	if len(out) < 2 || out[0].kind == kindPerms || hasKind(out[1:], kindLabel) || known < 2 && len(out) > 2 || known*2 < len(out) {
		return nil
	}
	if out[0].kind == kindText {
		out[0].kind = kindName
		if hasKind(out, kindPerms) {
			out[0].kind = kindLabel
		}
	}
	return out
}

func hasKind(cols []column, k kind) bool {
	return slices.ContainsFunc(cols, func(c column) bool { return c.kind == k })
}

// maxPhrase is how many words the longest head, label or negative has.
const maxPhrase = 16

// token is a run of signs without blanks.
type token struct{ from, to int }

func tokenize(s string) []token {
	var out []token
	from := -1
	for i := 0; i <= len(s); i++ {
		blank := i == len(s) || s[i] == ' ' || s[i] == '\t'
		switch {
		case blank && from >= 0:
			out = append(out, token{from, i})
			from = -1
		case !blank && from < 0:
			from = i
		}
	}
	return out
}

// head makes the head cells of columns that were found in line i.
func (r *reader) head(i int, cols []column) []page.Cell {
	cells := make([]page.Cell, len(cols))
	for c, col := range cols {
		cells[c] = r.cell(i, col.from, col.to)
	}
	return cells
}

// cell makes a cell of a piece of a line.
func (r *reader) cell(i, from, to int) page.Cell {
	return page.Cell{At: r.at(i).pos(from), Spans: r.span(i, from, to)}
}

// cellOf makes a cell of a column from a piece of line i.
func (r *reader) cellOf(k kind, i, from, to int) page.Cell { return r.kindCell(r.at(i), k, from, to) }

// kindCell makes a cell of a piece of a line. Conditions in a cell of permissions,
// "For group resource: Group.Read.All", begin a line each, as they do on the page.
func (r *reader) kindCell(l *line, k kind, from, to int) page.Cell {
	const longest = 4000 // bytes of a cell that is looked into
	cell := page.Cell{At: l.pos(from), Spans: l.span(from, to)}
	if k != kindPerms || to > longest {
		return cell
	}
	p := newPhrase(l.text[:to])
	cell.Spans = nil
	for _, t := range r.cases(p, from) {
		at := p.tokens[t].from
		cell.Spans = append(append(cell.Spans, l.span(from, at)...), page.Span{Kind: page.Break, At: l.pos(at)})
		from = at
	}
	cell.Spans = append(cell.Spans, l.span(from, to)...)
	return cell
}

// cases returns the tokens that begin a further case in a cell of permissions
// that begins at a byte offset: behind names or a negative, a condition or the
// names of the next sentence.
func (r *reader) cases(p phrase, from int) []int {
	var out []int
	met := false
	for t := 0; t < len(p.tokens); {
		end, _ := r.permissions(p, t)
		if p.tokens[t].from < from || end == t {
			t++
			continue
		}
		if met && lastRune(p.slice(t-1, t)) == '.' {
			out = append(out, t)
		}
		met = true
		if t = end; t < len(p.tokens) && opensCondition(p, t) {
			out = append(out, t)
			met = false
		}
	}
	return out
}

// opensCondition reports whether words with a colon stand before the next
// permission.
func opensCondition(p phrase, from int) bool {
	for t := from; t < len(p.tokens) && !isPermissions(p.slice(t, t+1)); t++ {
		if isCondition(p.slice(t, t+1)) {
			return true
		}
	}
	return false
}
