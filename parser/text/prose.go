package text

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// span returns a piece of line i as an Inline, nil if it is blank.
func (r *reader) span(i, from, to int) page.Inline { return r.at(i).span(from, to) }

func (l *line) span(from, to int) page.Inline {
	s := l.text[from:to]
	from += len(s) - len(strings.TrimLeft(s, " \t"))
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return page.Inline{{Kind: page.Text, Text: s, At: l.pos(from)}}
}

// alert reads a line that is an alert's title, "Important" in the page's
// language, and the block below it.
func (r *reader) alert() bool {
	l := r.line()
	note := &page.Note{At: l.pos(0), Kind: r.alertKind(l.text)}
	if note.Kind == "" {
		return false
	}
	if body := r.skipBlank(r.i + 1); r.isProse(body) {
		r.i = body
		note.Blocks = r.proseBlocks()
	} else {
		r.i++
	}
	r.build.Add(note)
	return true
}

func (r *reader) alertKind(s string) string {
	if !opensSentence(s) {
		return ""
	}
	return r.words.Role("alert", s)
}

// isProse reports whether a line is none of the blocks that shape or words tell.
func (r *reader) isProse(i int) bool {
	if i >= len(r.lines) || r.at(i).blank() || isCodeStart(r.at(i).text) || include.MatchString(r.at(i).text) || r.alertKind(r.at(i).text) != "" {
		return false
	}
	if _, cell := r.at(i).bar(); cell {
		return false
	}
	role, _ := r.headingRole(i)
	return role == "" && !r.isTableHead(i)
}

// proseBlocks reads the list or the paragraph at the next line.
func (r *reader) proseBlocks() []page.Block {
	if bullet(r.line().text) > 0 || r.style.spaced && r.blockEnd(r.i)-r.i > 1 {
		return []page.Block{r.listAt()}
	}
	return []page.Block{r.paraAt(0)}
}

// list reads items that begin with a bullet, or, where blank lines part the
// blocks, several lines without one between them: a browser copies no bullets.
func (r *reader) list() bool {
	if bullet(r.line().text) == 0 && (!r.style.spaced || !r.manyLines()) {
		return false
	}
	r.build.Add(r.listAt())
	return true
}

func (r *reader) manyLines() bool { return r.isProse(r.i+1) && !r.continues(r.i+1) }

func (r *reader) listAt() *page.List {
	list := &page.List{At: r.line().pos(0)}
	bullets := bullet(r.line().text) > 0
	for {
		list.Items = append(list.Items, []page.Block{r.paraAt(bullet(r.line().text))})
		if r.i >= len(r.lines) || bullets && bullet(r.line().text) == 0 || !bullets && !r.isProse(r.i) {
			return list
		}
	}
}

// bullet returns the length of the bullet that opens a line, 0 without one.
func bullet(s string) int {
	for _, b := range []string{"- ", "* ", "+ ", "\u2022 ", "\u2022\t"} {
		if strings.HasPrefix(s, b) {
			return len(b)
		}
	}
	return 0
}

// para reads a paragraph; "Note: ..." is one that alerts.
func (r *reader) para() {
	p := r.paraAt(0)
	if kind, rest := page.CutLabel([]page.Block{p}, nil, r.alertKind); kind != "" {
		r.build.Add(&page.Note{At: p.At, Kind: kind, Blocks: rest})
		return
	}
	if note := r.labelled(p); note != nil {
		r.build.Add(note)
		return
	}
	r.build.Add(p)
}

// labelled makes an alert of a paragraph that opens with the label of one, without
// a colon, before a sentence: "Note A team has at most 25 channels."
func (r *reader) labelled(p *page.Para) *page.Note {
	first := p.Spans[0]
	label, rest, ok := strings.Cut(first.Text, " ")
	if !ok || first.Kind != page.Text || !unicode.IsUpper(firstRune(rest)) || !isSentence(p.Spans.String()) {
		return nil
	}
	kind := r.alertKind(label)
	if kind == "" {
		return nil
	}
	spans := slices.Clone(p.Spans)
	spans[0].Text = rest
	spans[0].At.Column += utf8.RuneCountInString(label) + 1
	return &page.Note{At: p.At, Kind: kind, Blocks: []page.Block{&page.Para{At: spans[0].At, Spans: spans}}}
}

// paraAt reads a paragraph from an offset of the next line on, joined again
// where inline code broke the line.
func (r *reader) paraAt(from int) *page.Para {
	p := &page.Para{At: r.line().pos(from), Spans: r.prose(r.i, from)}
	for r.i++; r.i < len(r.lines) && r.continues(r.i); r.i++ {
		s := r.prose(r.i, 0)
		blank := joint(r.at(r.i-1).text, r.line().text)
		if s[0].Kind == page.Text {
			s[0].Text = blank + s[0].Text
		} else if blank != "" {
			p.Spans = append(p.Spans, page.Span{Kind: page.Text, Text: blank, At: s[0].At})
		}
		p.Spans = append(p.Spans, s...)
	}
	return p
}

// status is a status code with the first word of its reason, which the page
// shows as code.
var status = regexp.MustCompile(`\b[1-5][0-9]{2} [A-Z][A-Za-z]+`)

// statuses returns where status codes stand in a text, as byte offsets.
func statuses(s string) [][2]int {
	var out [][2]int
	for _, m := range status.FindAllStringIndex(s, -1) {
		start, end := m[0], m[1]
		code, _ := strconv.Atoi(s[start : start+3])
		reason := http.StatusText(code)
		if reason == "" {
			continue
		}
		if rest := s[start+4:]; len(rest) >= len(reason) && strings.EqualFold(rest[:len(reason)], reason) {
			end = start + 4 + len(reason)
		}
		out = append(out, [2]int{start, end})
	}
	return out
}

// prose returns a line from an offset on with its status codes as code. A line
// without anything behind the offset is returned whole.
func (r *reader) prose(i, from int) page.Inline {
	l := r.at(i)
	if strings.TrimSpace(l.text[from:]) == "" {
		from = 0
	}
	from += len(l.text[from:]) - len(strings.TrimLeft(l.text[from:], " \t"))
	var out page.Inline
	for _, m := range statuses(l.text) {
		start, end := m[0], m[1]
		if start < from {
			continue
		}
		if start > from {
			out = append(out, page.Span{Kind: page.Text, Text: l.text[from:start], At: l.pos(from)})
		}
		out = append(out, page.Span{Kind: page.CodeSpan, Text: l.text[start:end], At: l.pos(start)})
		from = end
	}
	if from < len(l.text) {
		out = append(out, page.Span{Kind: page.Text, Text: l.text[from:], At: l.pos(from)})
	}
	return out
}

// joint is what stands between two lines of a paragraph: a blank, but nothing
// before closing punctuation or between signs of scripts without blanks.
func joint(before, after string) string {
	first, last := firstRune(after), lastRune(before)
	if strings.ContainsRune(".,;:!?)\u3002\u3001\uff0c", first) || wide(first) && wide(last) {
		return ""
	}
	return " "
}

// wide reports whether a sign belongs to a script without blanks.
func wide(c rune) bool { return isWide(c) && !unicode.Is(unicode.Hangul, c) }

// continues reports whether a line goes on with the sentence of the line before.
func (r *reader) continues(i int) bool {
	before, l := r.at(i-1), r.at(i)
	if before.blank() || l.blank() || isNamespace(before.text) || bullet(l.text) > 0 || !r.isProse(i) {
		return false
	}
	first := firstRune(l.text)
	if unicode.IsPunct(first) && !strings.ContainsRune("$@\"'(/\u201c\u300c", first) {
		return true
	}
	last := lastRune(before.text)
	if r.style.spaced {
		const long = 40 // bytes that a line has at least which was broken within a sentence
		return unicode.IsLower(first) && !endsSentence(before.text) && !isCondition(before.text) && len(before.text) > long
	}
	return unicode.IsLower(first) || !strings.ContainsRune(".:;!?\u3002\uff1a\uff01\uff1f", last)
}

// quote gives text of a page as a message may show it.
func quote(s string) string {
	const most = 60
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
			return ' '
		}
		return c
	}, s)
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "\u2026"
	}
	return "\"" + s + "\""
}

// uncertain adds the finding that the cells of a table were told apart without
// being sure.
func (r *reader) uncertain(at ir.Pos, row string) {
	r.build.Report("cells-uncertain", at, "The cells of the row "+quote(row)+" are not marked; they were told apart by their words, which do not settle it.")
}
