package text

import "strings"

// unquote takes the signs off the lines of a page that was quoted as a whole, as
// mail is: "> Permissions".
func unquote(lines []line) []line {
	const deepest = 10 // quotes of quotes
	for range deepest {
		if !unquoteOnce(lines) {
			break
		}
	}
	return lines
}

// unquoteOnce reports whether the lines were quoted.
func unquoteOnce(lines []line) bool {
	const fewest = 5
	quoted, texts := 0, 0
	for i := range lines {
		if !lines[i].blank() {
			texts++
			if lines[i].text[0] == '>' {
				quoted++
			}
		}
	}
	if quoted < fewest || quoted*10 < texts*9 {
		return false
	}
	for i := range lines {
		l := &lines[i]
		if strings.HasPrefix(l.text, ">") {
			*l = line{text: l.text[1:], at: l.pos(1), shifts: l.after(1)}
			if strings.HasPrefix(l.text, " ") {
				*l = line{text: l.text[1:], at: l.pos(1), shifts: l.after(1)}
			}
		}
		l.cutIndent()
	}
	return true
}

// after returns the shifts that hold after a byte offset of a line, for the text
// from there on.
func (l *line) after(offset int) []shift {
	var out []shift
	for _, s := range l.shifts {
		if s.from > offset {
			out = append(out, shift{s.from - offset, s.by})
		}
	}
	return out
}
