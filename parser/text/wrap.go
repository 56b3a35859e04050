package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Terminal browsers, converters, mail and PDF wrap lines at a width, mostly 60 to
// 100 columns. unwrap joins them again: a line goes on with the next one if its
// next word would not have fitted. Code keeps its lines, unless it was cut at the
// width without regard to words.

// Bounds of the widths at which lines are taken to be wrapped.
const (
	narrowest = 56
	widest    = 132
)

// unwrap returns the lines with those joined that were wrapped.
func (r *reader) unwrap() []line {
	r.hasWideSigns = slices.ContainsFunc(r.lines, func(l line) bool { return strings.ContainsFunc(l.text, wide) })
	cut := r.cutWidth()
	limit, full := r.wrapWidth(width)
	if narrow, n := r.wrapWidth(utf8.RuneCountInString); n > full {
		limit, r.measure = narrow, utf8.RuneCountInString
		defer func() { r.measure = width }()
	}
	if limit == 0 && cut == 0 {
		return r.lines
	}
	out := make([]line, 0, len(r.lines))
	json := false // within JSON, whose lines are kept
	last := -1    // line of the file that ends the line joined last
	for i := range r.lines {
		l := &r.lines[i]
		if n := len(out) - 1; n >= 0 && last == i-1 && !l.blank() && l.table == nil && out[n].table == nil {
			before := &r.lines[i-1]
			switch {
			case cut > 0 && before.width(width) == cut && l.indent == "" && isCut(&out[n], l):
				out[n].append(*l, "")
				last = i
				continue
			case limit > 0 && !json && r.wraps(&out[n], before, l, i, limit):
				out[n].append(*l, r.between(before, l, limit))
				last = i
				continue
			}
		}
		switch {
		case r.isJSON(i):
			json = true
		case l.blank() || strings.Trim(l.text, "]}, ") == "" && l.indent == "":
			json = false
		}
		out = append(out, *l)
		last = i
	}
	return out
}

// wrapWidth returns the width at which the prose of the page was wrapped, as a
// measure of signs has it, and how many lines show that; 0 if it was not.
func (r *reader) wrapWidth(measure func(string) int) (limit, full int) {
	const enough = 2 // lines that end where the next word does not fit
	for i := range r.lines {
		if !r.isWrappable(i) {
			continue
		}
		w := r.lines[i].width(measure)
		if w > widest {
			return 0, 0
		}
		if r.breaksOff(i) {
			limit = max(limit, w)
		}
	}
	if limit < narrowest {
		return 0, 0
	}
	short := 0
	for i := range r.lines {
		switch room := limit - r.lines[i].width(measure); {
		case !r.breaksOff(i):
		case room < slack(r.at(i+1).text)+firstWord(r.at(i+1).text, measure):
			full++
		default:
			short++
		}
	}
	if full < enough || 2*short > full {
		return 0, 0
	}
	return limit, full
}

// breaksOff reports whether a line ends within a sentence that goes on in the next
// one.
func (r *reader) breaksOff(i int) bool {
	next := firstRune(r.at(i + 1).text)
	return r.isWrappable(i) && r.isText(i+1) && !endsSentence(r.at(i).text) && (unicode.IsLower(next) || wide(next))
}

// isWrappable reports whether a line is of prose, or of a table's row, with more
// than one word.
func (r *reader) isWrappable(i int) bool {
	s := r.at(i).text
	return r.isText(i) && (strings.Contains(s, " ") || wide(firstRune(s)))
}

// isText reports whether a line is neither of code nor of a table with marks.
func (r *reader) isText(i int) bool {
	l := r.at(i)
	return !l.blank() && l.table == nil && !strings.Contains(l.text, "|") && !isCodeStart(l.text) && !isURLRest(l.text) && !codeLike(l.text) && !isLine(l.text)
}

// isLine recognises a line of signs that is drawn across the page.
func isLine(s string) bool {
	return utf8.RuneCountInString(s) > 3 && strings.Trim(s, "-_=*~\u2500\u2501\u2550 ") == ""
}

// firstWord is the width of the least part of a text that is not parted when a
// line is wrapped.
func firstWord(s string, measure func(string) int) int {
	for i, c := range s {
		if c == ' ' || c == '\t' || wide(c) && i > 0 {
			return measure(s[:i])
		}
		if wide(c) {
			return measure(string(c))
		}
	}
	return measure(s)
}

// slack is how many columns a full line may leave free before a text: the blank
// between words, and some more where signs may stand at no line's start or end.
func slack(next string) int {
	const wideSlack = 4
	if wide(firstRune(next)) {
		return wideSlack
	}
	return 1
}

// wraps reports whether line i goes on with the one before, of which the whole is
// all that was joined so far.
func (r *reader) wraps(whole, before, l *line, i, limit int) bool {
	if strings.Contains(before.text+l.text, "|") || isCodeStart(l.text) || codeLike(l.text) || codeLike(before.text) || isLine(l.text) || isLine(before.text) || bullet(l.text) > 0 || isStatus(whole.text) || isRequest(whole.text) {
		return false
	}
	if len(l.indent) < len(whole.indent) || len(l.indent) > len(whole.indent)+4 || r.opensRow(l.text) {
		return false
	}
	if endsSentence(before.text) && (unicode.IsLower(firstRune(l.text)) || r.isHeadingText(l.text) || r.isHeadLine(l.text) || r.isHeadLine(l.text+" "+r.at(i+1).text)) {
		return false
	}
	return before.width(r.measure)+slack(l.text)+firstWord(l.text, r.measure) > limit
}

// between is what stood between two lines before they were wrapped: nothing within
// a word that was longer than a line, or whose end shows that it was parted.
func (r *reader) between(before, l *line, limit int) string {
	if !strings.Contains(before.text, " ") && before.width(r.measure) > narrowest {
		return ""
	}
	words, rest := strings.FieldsFunc(before.text, isListed), strings.FieldsFunc(l.text, isListed)
	if len(words) == 0 || len(rest) == 0 {
		return joint(before.text, l.text)
	}
	if (before.width(r.measure) >= limit || r.hasWideSigns) && isIdentifier(strings.ReplaceAll(words[len(words)-1], ".", "")) && unicode.IsLower(firstRune(l.text)) && isPermission(rest[0]) {
		return ""
	}
	return joint(before.text, l.text)
}

// isListed reports whether a sign parts the names of a list.
func isListed(c rune) bool { return strings.ContainsRune(" \t,;\u3001\uff0c", c) }

// isHeadLine reports whether a line is made of nothing but heads of columns.
func (r *reader) isHeadLine(s string) bool {
	cols := r.headOf(s)
	return cols != nil && !unknownHeads(cols)
}

// opensRow reports whether a line begins a row that is known by its label: of a
// permission scheme, of a header.
func (r *reader) opensRow(s string) bool {
	p := newPhrase(s)
	if p.longest(0, func(s string) bool { return r.words.Role("permRow", s) != "" }) > 0 {
		return true
	}
	first := p.slice(0, 1)
	return strings.Contains(first, "-") && isHeader(first) || first == "Authorization"
}

// cutWidth returns the width at which code was cut, 0 if that does not show: a
// request or a text within JSON goes on at the start of the next line, and no line
// is longer.
func (r *reader) cutWidth() int {
	longest := 0
	for i := range r.lines {
		if l := &r.lines[i]; codeLike(l.text) || isRequest(l.text) {
			longest = max(longest, l.width(width))
		}
	}
	if longest < narrowest || longest > widest {
		return 0
	}
	for i := range r.lines {
		if l := &r.lines[i]; l.width(width) == longest && i+1 < len(r.lines) && r.lines[i+1].indent == "" && isCut(l, &r.lines[i+1]) {
			return longest
		}
	}
	return 0
}

// isCut reports whether a line breaks off in the middle of a URL or of a text in
// quotation marks.
func isCut(l, next *line) bool {
	if next.blank() || isCodeStart(next.text) {
		return false
	}
	if isRequest(l.text) {
		c := firstRune(next.text)
		return !strings.Contains(next.text, " ") && !isWord(next.text) || unicode.IsLower(c) && isWord(next.text)
	}
	return strings.Count(strings.ReplaceAll(l.text, `\"`, ""), `"`)%2 == 1 || codeLike(l.text) && !strings.Contains(next.text, " ")
}
