package meaning

import "strings"

// maxNear is the length of the longest word for which a near one is looked for.
const maxNear = 60

// nearest returns the word that was probably meant: the one with the fewest
// changed letters, "" if none is near. Of equally near words the first in
// alphabetical order wins.
func nearest(word string, among []string) string {
	if len(word) > maxNear {
		return ""
	}
	word = strings.ToLower(word)
	best, bestCost := "", len(word)/3+1
	for _, w := range among {
		cost := distance(word, strings.ToLower(w))
		if cost < bestCost || cost == bestCost && best != "" && w < best {
			best, bestCost = w, cost
		}
	}
	return best
}

// distance counts the letters to insert, delete, change or swap with their
// neighbour to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	width := len(y) + 1
	rows := make([]int, 3*width)
	before, row, next := rows[:width], rows[width:2*width], rows[2*width:] // before is two rows up, for swaps
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(y)]
}
