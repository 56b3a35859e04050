package account

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"
)

// unit is a line of a page, or a row of a table that HTML spreads over several.
type unit struct {
	first, last int // lines, from 1
	kind        unitKind
	text        string   // without markup; "" of a row
	raw         string   // with it
	cells       []string // of a row, without markup
	linked      bool     // the first cell of a row is a link
	lang        string   // of code, in lower case
	block       int      // line on which the table, code block or paragraph begins
}

// line is a unit's text; the cells of a row are parted by pipes.
func (u unit) line() string {
	if u.kind == row || u.kind == head {
		return strings.Join(u.cells, " | ")
	}
	return u.text
}

type unitKind uint8

const (
	prose unitKind = iota
	heading
	code
	row
	head // row of column names
)

// units splits a page into its units, without front matter and comments.
func units(data []byte) []unit {
	if looksHTML(data) {
		return htmlUnits(data, 1)
	}
	s := splitter{lines: splitLines(data)}
	s.out = make([]unit, 0, len(s.lines))
	s.run()
	return s.out
}

// splitLines gives the lines of a file. A lone carriage return ends a line only
// where nothing else does.
func splitLines(data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	end := "\n"
	if bytes.IndexByte(data, '\n') < 0 {
		end = "\r"
	}
	lines := strings.Split(string(data), end)
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], "\r")
	}
	return lines
}

var htmlStart = regexp.MustCompile(`(?is)^\s*(<!doctype html|<\?xml|<(html|head|body|main|article|section|div|h1|h2|p|table|meta)\b)`)

func looksHTML(data []byte) bool { return htmlStart.Match(data[:min(len(data), 1000)]) }

// splitter walks the lines of Markdown or copied text.
type splitter struct {
	lines []string
	i     int
	out   []unit
	block int // line on which the paragraph or table begins; 0 between blocks
}

func (s *splitter) run() {
	s.i = s.frontMatter()
	for s.i < len(s.lines) {
		line := s.lines[s.i]
		switch trimmed := strings.TrimSpace(line); {
		case trimmed == "":
			s.block = 0
			s.i++
		case strings.Contains(line, "<!--"):
			s.comment(line)
		case (strings.Contains(line, "```") || strings.Contains(line, "~~~")) && fence.MatchString(line):
			s.fence(line)
		case trimmed[0] == '<' && tableStart.MatchString(trimmed):
			s.htmlTable()
		default:
			s.line(line, trimmed)
			s.i++
		}
	}
	markHeads(s.out)
}

// frontMatter returns the line behind the front matter, 0 without any.
func (s *splitter) frontMatter() int {
	if strings.TrimSpace(s.lines[0]) != "---" {
		return 0
	}
	for i := 1; i < len(s.lines); i++ {
		if t := strings.TrimSpace(s.lines[i]); t == "---" || t == "..." {
			return i + 1
		}
	}
	return 0
}

// comment skips a comment. What stands around it on its lines counts; a comment
// that is never closed, or in which another begins, hides nothing.
func (s *splitter) comment(line string) {
	before, rest, _ := strings.Cut(line, "<!--")
	last := s.i
	for {
		inside, after, ok := strings.Cut(rest, "-->")
		if strings.Contains(inside, "<!--") {
			break
		}
		if ok {
			if text := before + after; strings.TrimSpace(text) != "" {
				s.line(text, strings.TrimSpace(text))
				s.out[len(s.out)-1].last = last + 1
			}
			s.i = last + 1
			return
		}
		if last++; last == len(s.lines) {
			break
		}
		rest = s.lines[last]
	}
	if strings.TrimSpace(before) != "" {
		s.line(before, strings.TrimSpace(before))
	}
	s.i++
}

var fence = regexp.MustCompile("^[ \t]*(?:[-*>]|\\d+\\.)?[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$")

// fence adds the lines of a fenced code block. A fence that is never closed is a
// line like others.
func (s *splitter) fence(line string) {
	m := fence.FindStringSubmatch(line)
	end := s.i + 1
	for end < len(s.lines) && !closes(s.lines[end], m[1]) {
		end++
	}
	s.block = 0
	if end == len(s.lines) {
		s.i++
		return
	}
	lang, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(m[2])), " ")
	for i := s.i + 1; i < end; i++ {
		s.out = append(s.out, unit{first: i + 1, last: i + 1, kind: code, text: s.lines[i], raw: s.lines[i], lang: lang, block: s.i + 1})
	}
	s.i = end + 1
}

func closes(line, marks string) bool {
	t := strings.TrimSpace(line)
	return len(t) >= len(marks) && strings.Trim(t, marks[:1]) == ""
}

var tableStart = regexp.MustCompile(`(?i)^<table\b`)

// htmlTable adds the rows of a table that Markdown holds as HTML.
func (s *splitter) htmlTable() {
	end := s.i
	for end < len(s.lines) && !strings.Contains(strings.ToLower(s.lines[end]), "</table") {
		end++
	}
	end = min(end, len(s.lines)-1)
	s.out = append(s.out, htmlUnits([]byte(strings.Join(s.lines[s.i:end+1], "\n")), s.i+1)...)
	s.i, s.block = end+1, 0
}

var headingMark = regexp.MustCompile(`^\s{0,3}#{1,6}\s`)

// line adds a line that is no code: a heading, a row of cells or prose.
func (s *splitter) line(line, trimmed string) {
	if s.block == 0 {
		s.block = s.i + 1
	}
	u := unit{first: s.i + 1, last: s.i + 1, raw: line, block: s.block}
	cells := splitCells(trimmed)
	switch {
	case trimmed[0] == '#' && headingMark.MatchString(line):
		u.kind, u.text = heading, plain(strings.TrimLeft(trimmed, "# "))
		s.block = 0
	case len(cells) > 1 || strings.HasPrefix(trimmed, "|"):
		u.kind = row
		u.linked = len(cells) > 0 && strings.HasPrefix(strings.TrimLeft(cells[0], "*_ "), "[")
		for i, c := range cells {
			cells[i] = plain(c)
		}
		u.cells = cells
	default:
		u.text = plain(trimmed)
	}
	s.out = append(s.out, u)
}

// isRule reports whether a line is drawn of dashes and the like.
func isRule(line string) bool { return strings.Trim(line, " \t|:+=_-\u2013\u2014\u2500") == "" }

// markHeads turns the rows over a rule of dashes into heads, and drops the rules.
func markHeads(list []unit) {
	for i := range list {
		if list[i].kind == row && isRule(list[i].raw) {
			list[i].kind = head
			if i > 0 && list[i-1].kind == row && list[i-1].last+1 == list[i].first {
				list[i-1].kind = head
			}
		}
	}
}

// splitCells parts a line at its pipes and tabs; nil if it has none. Pipes within
// code, placeholders and after a backslash part nothing.
func splitCells(line string) []string {
	if strings.IndexByte(line, '|') < 0 && strings.IndexByte(line, '\t') < 0 {
		return nil
	}
	var cells []string
	start, ticks, depth := 0, false, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
		case c == '`':
			ticks = !ticks && strings.IndexByte(line[i+1:], '`') >= 0
		case ticks:
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '\t' || c == '|' && depth <= 0:
			cells = append(cells, strings.TrimSpace(line[start:i]))
			start = i + 1
		}
	}
	cells = append(cells, strings.TrimSpace(line[start:]))
	if cells[0] == "" {
		cells = cells[1:]
	}
	if n := len(cells); n > 0 && cells[n-1] == "" {
		cells = cells[:n-1]
	}
	return cells
}

// plain takes Markdown's and HTML's signs off a text.
func plain(s string) string {
	if strings.ContainsAny(s, "[<\\*_`") {
		s = string(appendPlain(make([]byte, 0, len(s)), s))
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(html.UnescapeString(s)) // some are escaped twice
	}
	if !isPlain(s) {
		s = strings.Map(visible, s)
	}
	return strings.TrimSpace(s)
}

// isPlain reports whether a text holds nothing that [visible] would change.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// appendPlain adds a text without its links' targets, tags, marks of emphasis and
// code, and the backslashes before signs.
func appendPlain(to []byte, s string) []byte {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '[' || c == '!' && strings.HasPrefix(s[i:], "!["):
			if text, n := linkAt(s[i:]); n > 0 {
				to, i = appendPlain(to, text), i+n
				continue
			}
		case c == '<':
			if n := tagAt(s[i:]); n > 0 {
				to, i = append(to, ' '), i+n
				continue
			}
		case c == '\\' && i+1 < len(s) && isSign(s[i+1]):
			i++
		case c == '`':
			i++
			continue
		case (c == '*' || c == '_') && i+1 < len(s) && s[i+1] == c:
			i += 2
			continue
		}
		to = append(to, s[i])
		i++
	}
	return to
}

// linkAt returns the text and the length of the link or picture that a text begins
// with, 0 if it begins with none.
func linkAt(s string) (text string, length int) {
	open := strings.IndexByte(s, '[') + 1
	end := open + strings.IndexAny(s[open:], "[]")
	if end < open || !strings.HasPrefix(s[end:], "](") {
		return "", 0
	}
	target := end + len("](")
	n := strings.IndexAny(s[target:], "() \t")
	if n < 0 || s[target+n] == '(' {
		return "", 0
	}
	if rest := strings.TrimLeft(s[target+n:], " \t"); s[target+n] != ')' {
		if !strings.HasPrefix(rest, `"`) {
			return "", 0
		}
		quote := strings.IndexByte(rest[1:], '"') + 1
		if quote < 1 || !strings.HasPrefix(rest[quote+1:], ")") {
			return "", 0
		}
		n = len(s) - target - len(rest) + quote + 1
	}
	return s[open:end], target + n + 1
}

// tagAt returns the length of the tag that a text begins with, 0 if it begins with
// none.
func tagAt(s string) int {
	name := strings.TrimPrefix(s[1:], "/")
	end := strings.IndexAny(name, "<>{}")
	if end < 1 || name[end] != '>' || !isASCIILetter(name[0]) {
		return 0
	}
	return len(s) - len(name) + end + 1
}

func isSign(c byte) bool { return '!' <= c && c <= '~' && !isASCIILetter(c) && !('0' <= c && c <= '9') }

// visible drops signs that no reader sees, and makes every blank one of ASCII.
func visible(c rune) rune {
	switch {
	case c < 0x80 && c >= ' ':
		return c
	case isDash(c):
		return '-'
	case unicode.IsSpace(c) || unicode.Is(unicode.Zs, c):
		return ' '
	case unicode.Is(unicode.Cf, c) || unicode.IsControl(c):
		return -1
	}
	return c
}

// isDash reports whether a sign is a dash or minus that stands where a name has a
// hyphen.
func isDash(c rune) bool { return 0x2010 <= c && c <= 0x2015 || c == 0x2212 }

func isLetter(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
