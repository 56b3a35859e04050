package text

import (
	"regexp"
	"strconv"
	"strings"
)

// Terminal browsers number the links of a page, "[2]national cloud deployments",
// list their addresses at its end, and write "(BUTTON)" before buttons.

var (
	linkNumber = regexp.MustCompile(`\[([0-9]{1,4})\]`)
	address    = regexp.MustCompile(`^[0-9]{1,4}\. (?:https?|file|mailto|javascript):`)
)

// withoutLinks takes the numbers of links off the lines, where they go up from 1
// as those of links do, and the list of addresses and the buttons.
func withoutLinks(lines []line) []line {
	end, listed := len(lines), false
	for ; end > 0 && (lines[end-1].blank() || address.MatchString(lines[end-1].text)); end-- {
		listed = listed || !lines[end-1].blank()
	}
	if listed && end > 0 && len(lines[end-1].text) < maxHeading && lines[end-1].indent == "" { // "References"
		lines = lines[:end-1]
	}
	numbered := listed || countsUp(lines)
	for i := range lines {
		l := &lines[i]
		if strings.HasPrefix(l.text, "(BUTTON)") {
			*l = line{at: l.at}
		}
		if numbered {
			l.dropNumbers()
		}
		if path, _, ok := strings.Cut(l.text, "[!INCLUDE"); ok && isRequest(l.text) { // an included file, as it is written
			l.text = strings.TrimRight(path, " ")
		}
	}
	return lines
}

// countsUp reports whether numbers in brackets go up by one from 1, and before the
// text of a link each.
func countsUp(lines []line) bool {
	const fewest = 3
	next := 1
	for i := range lines {
		for _, m := range linkNumber.FindAllStringSubmatchIndex(lines[i].text, -1) {
			n, _ := strconv.Atoi(lines[i].text[m[2]:m[3]])
			if n != next {
				return false
			}
			next++
		}
	}
	return next > fewest
}

// dropNumbers takes the numbers of links off a line.
func (l *line) dropNumbers() {
	for {
		m := linkNumber.FindStringIndex(l.text)
		if m == nil {
			return
		}
		l.text = l.text[:m[0]] + l.text[m[1]:]
		for i := range l.shifts {
			if l.shifts[i].from > m[0] {
				l.shifts[i].from = max(m[0], l.shifts[i].from-(m[1]-m[0]))
			}
		}
		l.shifts = append(l.shifts, shift{m[0], m[1] - m[0]})
	}
}
