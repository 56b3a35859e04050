package ir

import (
	"strings"
	"unicode"
)

// row is what pairing knows about one entry of a list: a table row, an example,
// an endpoint.
type row struct {
	name  string   // compared without case and blanks
	kind  string   // what the entry is, e.g. its type; "" if unknown
	marks []string // technical words of its other cells, which no translation changes
}

// minLikeness is how much two entries of different names must have in common to
// be taken for one entry with a translated name.
const minLikeness = 3

// maxAlign bounds the work of pairing entries of different names.
const maxAlign = 1 << 20

// align pairs the entries of two lists and returns for each entry of a the
// index of its partner in b, or -1. Entries of one name belong together; the
// others are paired in order, by their neighbours and by what they have in
// common, so that rows put in or left out do not shift the rest.
func align(a, b []row) []int {
	match, back := alignNames(a, b)
	left, right := unpaired(match), unpaired(back)
	if len(left) == 0 || len(right) == 0 || len(left)*len(right) > maxAlign {
		return match
	}
	score := func(i, j int) int { return likeness(a, b, match, back, left[i], right[j]) }
	for _, p := range bestPairs(len(left), len(right), score) {
		match[left[p[0]]] = right[p[1]]
	}
	return match
}

// alignNames pairs equal names, the n-th of one list with the n-th of the other.
func alignNames(a, b []row) (match, back []int) {
	places := map[string][]int{}
	for j, r := range b {
		key := nameKey(r.name)
		places[key] = append(places[key], j)
	}
	match, back = make([]int, len(a)), make([]int, len(b))
	for j := range back {
		back[j] = -1
	}
	for i, r := range a {
		match[i] = -1
		key := nameKey(r.name)
		if list := places[key]; len(list) > 0 {
			match[i] = list[0]
			back[list[0]] = i
			places[key] = list[1:]
		}
	}
	return match, back
}

// nameKey drops what machine translation puts into names: blanks and case.
func nameKey(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\\' || r == '`' || r == '*' {
			return -1
		}
		return r
	}, name))
}

func unpaired(match []int) []int {
	var out []int
	for i, j := range match {
		if j < 0 {
			out = append(out, i)
		}
	}
	return out
}

// likeness says how much speaks for a[i] and b[j] being one entry: the same
// paired neighbours, the same distance from them, the same kind and the same
// technical words.
func likeness(a, b []row, match, back []int, i, j int) int {
	score := 0
	before, gapA := neighbour(match, i, -1)
	beforeB, gapB := neighbour(back, j, -1)
	if before < 0 && beforeB < 0 || before >= 0 && match[before] == beforeB {
		score++
		if gapA == gapB {
			score++
		}
	}
	after, gapA := neighbour(match, i, 1)
	afterB, gapB := neighbour(back, j, 1)
	if after < 0 && afterB < 0 || after >= 0 && match[after] == afterB {
		score++
		if gapA == gapB {
			score++
		}
	}
	if score == 0 {
		return 0
	}
	switch ka, kb := a[i].kind, b[j].kind; {
	case ka == "" || kb == "":
	case strings.EqualFold(ka, kb):
		score += 2
	default:
		score -= 2
	}
	if shared(a[i].marks, b[j].marks) {
		score += 2
	}
	return score
}

// neighbour returns the nearest paired entry in a direction, -1 if there is
// none, and how far away it or the end of the list is.
func neighbour(match []int, i, step int) (index, gap int) {
	gap = 1
	for k := i + step; k >= 0 && k < len(match); k += step {
		if match[k] >= 0 {
			return k, gap
		}
		gap++
	}
	return -1, gap
}

// bestPairs chooses pairs that do not cross, each of at least minLikeness, with
// the greatest sum of scores.
func bestPairs(n, m int, score func(i, j int) int) [][2]int {
	best := make([][]int, n+1) // best[i][j]: of what follows i and j
	for i := range best {
		best[i] = make([]int, m+1)
	}
	take := func(i, j int) int {
		if s := score(i, j); s >= minLikeness {
			return s + best[i+1][j+1]
		}
		return -1
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], take(i, j))
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch best[i][j] {
		case take(i, j):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

func shared(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y && x != "" {
				return true
			}
		}
	}
	return false
}

// maxMarks bounds the technical words that pairing looks at per entry.
const maxMarks = 12

// marks returns the words of a text that are no words of a language: those with
// signs, digits or capitals inside.
func marks(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || r > unicode.MaxASCII || strings.ContainsRune(",;()\"'`", r)
	}) {
		w = strings.Trim(w, ".:*")
		if isTechnical(w) && len(out) < maxMarks {
			out = append(out, w)
		}
	}
	return out
}

func isTechnical(w string) bool {
	for i, r := range w {
		if strings.ContainsRune("/{}[]@$_=<>#.", r) || unicode.IsDigit(r) || i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}
