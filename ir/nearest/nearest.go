// Package nearest finds the known word that a misspelt one was probably meant to
// be. It is the one place for that; libraries that count the swap of two letters
// as one slip, the most frequent of typing, bring a dozen other measures along.
package nearest

import "strings"

// Word returns the known word that takes the fewest slips to make of a word, at
// most so many, whatever their case; "" if none is that near. Of equally near
// words the first in alphabetical order wins.
func Word(word string, known []string, most int) string {
	best := ""
	word = strings.ToLower(word)
	for _, k := range known {
		if d := slips(word, strings.ToLower(k), most); d < most || d == most && (best == "" || k < best) {
			best, most = k, d
		}
	}
	return best
}

// slips counts the letters to insert, delete, replace or swap with their
// neighbour to make b of a; more than most, which no word of another length needs
// to be compared for.
func slips(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if max(len(x)-len(y), len(y)-len(x)) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
