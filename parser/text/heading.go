package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// maxHeading is how many bytes a heading has at most; longer lines are prose.
const maxHeading = 200

// heading reads a line that is one of the headings that the language knows, or,
// in a language without words, that looks like one.
func (r *reader) heading() bool {
	l := r.line()
	if r.isLoneHead() {
		return false
	}
	role, numbered := r.headingRole(r.i)
	anchor := ""
	if role == "" && r.foreign && r.looksHeading(r.i, r.headed == r.i) {
		role = r.guessRole(r.i)
		anchor = anchorOf(role)
	}
	switch {
	case role == "" && r.isCaption(r.i):
		role = "permissions"
	case role == "":
		return false
	case role == "httpRequest" && r.outline.met[role] && r.outline.example > 0 && r.isAnswered(r.i+1):
		role = "request"
	}
	r.build.Heading(&page.Section{
		At:     l.pos(0),
		Level:  r.outline.level(role, numbered),
		Title:  r.span(r.i, 0, len(l.text)),
		Anchor: anchor,
	})
	r.i++
	r.headed, r.section = r.i, role
	return true
}

// isLoneHead recognises what is left of the head of a table of headers that has lost
// its second column: the word for a name right below the heading, with rows below it.
func (r *reader) isLoneHead() bool {
	if r.section != "headers" || r.skipBlank(r.headed) != r.i || r.at(r.i+1).blank() {
		return false
	}
	k, known, loose := r.columnKind(r.line().text)
	first, rest, _ := strings.Cut(r.at(r.i+1).text, " ")
	return known && !loose && k == kindName && isHeaderName(first) && rest != ""
}

// unmarked takes the signs of a Markdown heading off the headings that the language
// knows, which converters leave in text: "## Permissions".
func (r *reader) unmarked() {
	const most = 6 // levels
	for i := range r.lines {
		l := &r.lines[i]
		rest := strings.TrimLeft(l.text, "#")
		if n := len(l.text) - len(rest); n == 0 || n > most || !strings.HasPrefix(rest, " ") {
			continue
		}
		if from := len(l.text) - len(strings.TrimLeft(rest, " ")); r.isHeadingText(l.text[from:]) {
			*l = l.slice(from, len(l.text))
		}
	}
}

// isCaption recognises the line above one of several tables of permissions that
// says what the table is about: "For reading rooms".
func (r *reader) isCaption(i int) bool {
	const longest = 120 // bytes
	s := r.at(i).text
	if r.section != "permissions" || len(s) > longest || !opensSentence(s) || endsSentence(s) || isPermissions(s) || !r.isPermissionHead(r.skipBlank(i+1)) || r.isPermissionHead(i) {
		return false
	}
	tables := 0
	for k := range r.lines {
		if r.isPermissionHead(k) {
			tables++
		}
	}
	return tables > 1
}

// isPermissionHead reports whether a line is the head of a table of permissions, or
// its first cell.
func (r *reader) isPermissionHead(i int) bool {
	l := r.at(i)
	s := strings.Trim(l.text, "| ")
	if l.table != nil {
		s = l.table.Head[0].Spans.String()
	}
	first, _, _ := strings.Cut(s, "|")
	first, _, _ = strings.Cut(first, "\t")
	if k, known, loose := r.columnKind(strings.TrimSpace(first)); known && !loose && k == kindLabel {
		return true
	}
	cols := r.headOf(s)
	return cols != nil && !unknownHeads(cols) && cols[0].kind == kindLabel
}

// headingOf is the answer of headingRole for a line, which is asked often.
type headingOf struct {
	role            string
	numbered, known bool

	head, headKnown bool // of isTableHead
}

// headingRole returns the role of the heading that a line is, "" if it is none.
// Numbered: the heading is a pattern of its role, "Example 2: Clock in".
func (r *reader) headingRole(i int) (role string, numbered bool) {
	if i < 0 || i >= len(r.lines) {
		return "", false
	}
	if h := &r.roles[i]; !h.known {
		h.role, h.numbered = r.findRole(i)
		h.known = true
	}
	return r.roles[i].role, r.roles[i].numbered
}

func (r *reader) findRole(i int) (role string, numbered bool) {
	l := r.at(i)
	if l.blank() || len(l.text) > maxHeading || endsSentence(l.text) || r.style.spaced && i > 0 && !r.at(i-1).blank() && !r.isGlued(i) {
		return "", false
	}
	if r.style.spaced && r.inContents(i) {
		return "", false
	}
	if !opensSentence(l.text) {
		return r.valuesRole(l.text), true
	}
	role, hole := r.words.Match("heading", l.text)
	if role == "enumValues" {
		return r.valuesRole(l.text), true
	}
	return role, hole != ""
}

// inContents reports whether a line is one of three or more headings with nothing
// between, which a list of the page's headings has.
func (r *reader) inContents(i int) bool {
	const fewest = 3
	n := 1
	for k := i - 1; n < fewest && !r.at(k).blank() && r.isHeadingText(r.at(k).text); k-- {
		n++
	}
	for k := i + 1; n < fewest && !r.at(k).blank() && r.isHeadingText(r.at(k).text); k++ {
		n++
	}
	return n >= fewest
}

// isGlued recognises a heading that no blank line parts from the end of a sentence
// or of code before it, nor from the text after it.
func (r *reader) isGlued(i int) bool {
	before, next := r.at(i-1).text, r.at(i+1).text
	role, hole := r.words.Match("heading", r.at(i).text)
	if role == "" || hole != "" || next != "" && r.isHeadingText(next) {
		return false
	}
	return r.isHeadingText(before) || next != "" && (endsSentence(before) || strings.Trim(before, "]} ") == "" || isRequest(before))
}

// valuesRole recognises the heading above the values of an enumeration, which
// may begin with a small letter: "chatType values".
func (r *reader) valuesRole(s string) string {
	name, _, _ := strings.Cut(s, " ")
	if !isIdentifier(name) || !r.style.spaced && !isCamel(name) && !isCapital(name) {
		return ""
	}
	role, hole := r.words.Match("heading", s)
	if role != "enumValues" || !isIdentifier(hole) {
		return ""
	}
	return role
}

// isAnswered reports whether the next section from line i on shows a response,
// as it does in an example.
func (r *reader) isAnswered(i int) bool {
	for ; i < len(r.lines); i++ {
		role, _ := r.headingRole(i)
		if role == "response" {
			break
		}
		if role != "" {
			return false
		}
	}
	for i++; i < len(r.lines); i++ {
		if isStatus(r.at(i).text) {
			return true
		}
		if role, _ := r.headingRole(i); role != "" {
			return false
		}
	}
	return false
}

// opensSentence reports whether a line may be the start of a heading or
// sentence: it does not begin with a small letter, a bullet or other signs.
func opensSentence(s string) bool {
	c := firstRune(s)
	return (unicode.IsLetter(c) || unicode.IsDigit(c)) && !unicode.IsLower(c)
}

// endsSentence reports whether a text ends as prose and broken lines do.
func endsSentence(s string) bool {
	return strings.ContainsRune(".,;!?\u3002\uff0c\u3001\uff1b\uff01\uff1f", lastRune(s))
}

// isSentence reports whether a line is surely prose: several words and a stop.
func isSentence(s string) bool {
	return endsSentence(s) && (strings.Count(s, " ") > 2 || wide(firstRune(s)))
}

// title reads what stands above the page: the frame of the site, which is dropped,
// and the title, which scraped text does not have.
func (r *reader) title() {
	r.i = r.afterGap(r.afterFrame(r.skipBlank(r.afterAd(0))))
	if r.i < len(r.lines) && r.isTitle(r.i) {
		title := r.span(r.i, 0, len(r.line().text))
		r.build.Heading(&page.Section{At: title[0].At, Level: 1, Title: title})
		r.i++
	}
}

// afterFrame returns the line after the frame that stands at line i: words of the
// site, an alert about signing in, metadata.
func (r *reader) afterFrame(i int) int {
	for i < len(r.lines) {
		next := r.skipBlank(i + 1)
		switch s := r.lines[i].text; {
		case frameWord(s), words.Frame(s, "signIn"):
			if include.MatchString(s) {
				r.included(i)
			}
			i = next
		case words.Alert(s) != "" && next < len(r.lines) && words.Frame(r.lines[next].text, "signIn"):
			i = r.skipBlank(next + 1)
		default:
			end := r.front(i)
			if end == i {
				return i
			}
			i = r.skipBlank(end)
		}
	}
	return i
}

// afterGap skips buttons in a language without words: a browser leaves two
// blank lines between them and the title.
func (r *reader) afterGap(i int) int {
	const buttons = 4
	for j, n := i, 0; n < buttons && j < len(r.lines) && r.isTitle(j); n++ {
		next := r.skipBlank(j + 1)
		if next-j > 2 && next < len(r.lines) && r.isTitle(next) {
			return next
		}
		j = next
	}
	return i
}

// isTitle reports whether a line can be the title: short, not a sentence, none
// of the things that stand below a title, and apart from them.
func (r *reader) isTitle(i int) bool {
	const most = 150
	s := r.lines[i].text
	if utf8.RuneCountInString(s) > most || endsSentence(s) || isNamespace(s) || r.words.Role("alert", s) != "" || r.words.Role("heading", s) != "" || isCodeStart(s) {
		return false
	}
	if _, cell := r.lines[i].bar(); cell {
		return false
	}
	next := r.at(i + 1).text
	if _, hole := r.words.Match("title", s); isIdentifier(hole) {
		return true
	}
	return next == "" || isNamespace(next) || words.Frame(next, "contents") || !r.style.spaced && r.words.Role("alert", next) != ""
}

// isNamespace recognises "Namespace: microsoft.graph" in any language.
func isNamespace(s string) bool {
	const most = 4 // words of the label: "Espacio de nombres"
	label, name, ok := strings.Cut(strings.ReplaceAll(s, "\uff1a", ":"), ":")
	return ok && len(strings.Fields(label)) <= most && strings.HasPrefix(strings.TrimSpace(name), "microsoft.graph") && !strings.Contains(strings.TrimSpace(name), " ")
}
