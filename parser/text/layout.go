package text

import (
	"strings"
	"unicode"
)

// layout is a reading of scraps as a table.
type layout struct {
	cols    []column
	cells   []int // column of each scrap behind the head
	cost    int   // how badly the cells fit their columns
	certain bool
}

// Costs of a reading. They were chosen so that one cell of the wrong kind
// outweighs a cell that is missing.
const (
	costUnknownHead = 6
	costLostHead    = 2 // a head of a column that is taken for a cell
	costMisfit      = 6
	costGrid        = 2 // what a reading with missing cells must gain over one without
)

// layOut reads scraps as a table with n columns.
func (r *reader) layOut(scraps []scrap, n int) (layout, bool) {
	cells := r.cutRepeat(scraps, n)
	cols, unknown := r.headScraps(scraps[:n], cells)
	if n == 1 && unknown > 0 || r.repeats(scraps[:n]) {
		return layout{}, false
	}
	costs := make([][]int, len(cells))
	grid := 0
	for k, s := range cells {
		costs[k] = make([]int, n)
		for c := range cols {
			costs[k][c] = r.cost(cols[c].kind, s.text)
		}
		grid += costs[k][k%n]
	}
	l := layout{cols: cols, cost: grid, certain: unknown == 0}
	natural := len(cells)%n == 0
	if !natural || !r.style.empty {
		at, cost := align(cols, costs)
		if !natural || cost+costGrid < grid {
			l.cells, l.cost = at, cost
		}
	}
	if l.cells == nil {
		for k := range cells {
			l.cells = append(l.cells, k%n)
		}
	}
	l.certain = l.certain && (natural && r.style.empty || l.cost <= 2*len(cells)/n+1)
	l.cost += r.headCost(scraps[:n], cols)
	if n == 1 && r.foreign {
		l.cost += 2 * costUnknownHead // a word that English has too, not a table of one column
	}
	if n < len(scraps) && unknown == 0 {
		if _, known, _ := r.columnKind(scraps[n].text); known && !r.repeats(scraps[:n+1]) {
			l.cost += costLostHead
		}
	}
	return l, true
}

// headCost tells how unlikely it is that some scraps are heads: the first one
// that is no known word counts, and those that look like cells.
func (r *reader) headCost(heads []scrap, cols []column) int {
	const plain = 5 // words of a head that no language knows
	cost := 0
	for c, s := range heads {
		switch {
		case cols[c].known:
		case !opensSentence(s.text) || endsSentence(s.text) || strings.Count(s.text, " ") >= plain || r.typed(s.text) == 2 || isPermissions(s.text):
			cost += costUnknownHead
		case cost == 0:
			cost = costUnknownHead
		default:
			cost++
		}
	}
	return cost
}

// headScraps reads scraps as the heads of cells. Unknown ones are guessed by
// their place: a name or label, then a type if there are three, then text.
func (r *reader) headScraps(heads, cells []scrap) (cols []column, unknown int) {
	n := len(heads)
	for _, s := range heads {
		k, known, _ := r.columnKind(s.text)
		cols = append(cols, column{kind: k, known: known})
		if !known {
			unknown++
		}
	}
	perms := hasKind(cols, kindPerms) || unknown == n && (anyPermissions(heads) || anyPermissions(cells))
	for c := range cols {
		switch {
		case c == 0 && perms && cols[0].kind != kindFlag:
			cols[0].kind = kindLabel
		case c == 0 && cols[0].kind == kindText:
			cols[0].kind = kindName
		case cols[c].known:
		case perms:
			cols[c].kind = kindPerms
		case c == 1 && n > 2:
			cols[c].kind = kindType
		}
	}
	return cols, unknown
}

func anyPermissions(scraps []scrap) bool {
	for _, s := range scraps {
		if isPermissions(strings.ReplaceAll(s.text, ", ", ",")) && strings.ToUpper(s.text[:1]) == s.text[:1] {
			return true
		}
	}
	return false
}

// repeats reports whether one of some heads is rather a cell: it says the same
// of its column as another one, as a property called "description" does, or it
// is the scheme of a row below heads that speak of permissions.
func (r *reader) repeats(heads []scrap) bool {
	seen := map[string]bool{}
	for _, s := range heads {
		group, role, _ := r.columnRole(s.text)
		if role == "" {
			continue
		}
		if seen[group+"."+role] || group == "permRow" && seen["permCol.type"] {
			return true
		}
		seen[group+"."+role] = true
	}
	return false
}

// cutRepeat returns the scraps behind a head of n, up to the head of a next
// table: the same one again, or two other heads of columns.
func (r *reader) cutRepeat(scraps []scrap, n int) []scrap {
	for k := n + 1; n > 1 && k+1 < len(scraps); k++ {
		if sameHead(scraps[:n], scraps[k:]) || r.isHead(scraps[k], scraps[k+1]) {
			return scraps[n:k]
		}
	}
	return scraps[n:]
}

func sameHead(head, scraps []scrap) bool {
	for c, s := range head {
		if c >= len(scraps) || scraps[c].text != s.text {
			return false
		}
	}
	return true
}

// isHead reports whether two cells are heads: a column of names and another one.
func (r *reader) isHead(a, b scrap) bool {
	if !opensSentence(a.text) || !opensSentence(b.text) {
		return false
	}
	kindA, knownA, looseA := r.columnKind(a.text)
	if !knownA || looseA || kindA != kindName && kindA != kindLabel {
		return false
	}
	kindB, knownB, looseB := r.columnKind(b.text)
	return knownB && !looseB && kindB != kindA
}

// align gives each cell its column so that cells fit best, where any cell but
// the first of a row may be missing.
func align(cols []column, costs [][]int) (at []int, cost int) {
	n, big := len(cols), 1<<28
	type state struct{ cost, from int } // from: the column of the cell before
	prev := make([]int, n)              // cost of having read all cells so far, the last one in column c
	back := make([][]int, len(costs))
	for k := range costs {
		cur := make([]int, n)
		back[k] = make([]int, n)
		for c := range cols {
			best := state{big, 0}
			switch {
			case k == 0 && c == 0:
				best = state{0, 0}
			case k == 0:
			case c == 0:
				for p := range cols {
					if v := prev[p] + missing(cols[p+1:]); v < best.cost {
						best = state{v, p}
					}
				}
			default:
				for p := range c {
					if v := prev[p] + missing(cols[p+1:c]); v < best.cost {
						best = state{v, p}
					}
				}
			}
			cur[c], back[k][c] = min(best.cost+costs[k][c], big), best.from
		}
		prev = cur
	}
	if len(costs) == 0 {
		return nil, 0
	}
	last, cost := 0, big
	for c := range cols {
		if v := prev[c] + missing(cols[c+1:]); v < cost {
			last, cost = c, v
		}
	}
	at = make([]int, len(costs))
	for k := len(costs) - 1; k >= 0; k-- {
		at[k] = last
		last = back[k][last]
	}
	return at, cost
}

// missing is the cost of cells that are not there.
func missing(cols []column) int {
	sum := 0
	for _, c := range cols {
		sum += missingCost[c.kind]
	}
	return sum
}

var missingCost = map[kind]int{kindText: 1, kindWord: 1, kindFlag: 1, kindType: 3, kindPerms: 3, kindName: costMisfit, kindLabel: costMisfit}

// cost tells how badly a text fits a column: 0 well, costMisfit not at all.
func (r *reader) cost(k kind, s string) int {
	if s == "" {
		return missingCost[k]
	}
	blanks, prose := strings.Count(s, " "), endsSentence(s)
	switch k {
	case kindName:
		named := isMemberName(s) && (isSmall(s) || blanks > 0 || r.words.Role("type", s) == "")
		return pick(named, 0, pick(blanks < 4 && !prose, 2, costMisfit))
	case kindType:
		if len(s) > maxHeading {
			return costMisfit
		}
		return [...]int{pick(blanks < 5 && !prose, 3, costMisfit), 1, 0}[r.typed(s)]
	case kindText:
		return pick(blanks > 0 || prose, 0, pick(isCamel(s), 2, 1))
	case kindWord:
		return pick(blanks < 2, 0, 4)
	case kindFlag:
		return pick(strings.IndexFunc(s, unicode.IsLetter) < 0, 0, 4)
	}
	_, cell := r.permissions(newPhrase(s), 0)
	scheme := len(s) < maxHeading && r.words.Role("permRow", s) != ""
	if k == kindLabel {
		return pick(scheme, 0, pick(cell, costMisfit+2, 2))
	}
	return pick(scheme, costMisfit+2, pick(cell, 0, 2))
}

func pick(cond bool, yes, no int) int {
	if cond {
		return yes
	}
	return no
}
