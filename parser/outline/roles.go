package outline

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// number opens a title: "1.3 URL", "2) Request".
var number = regexp.MustCompile(`^\d+([.,]\d+)*[.)]?\s+`)

// sectionRole tells what stands below a heading or label, "" if its text names no
// section.
func (c *cutter) sectionRole(title string) string {
	if title == "" || len(title) > maxTitle {
		return ""
	}
	title = strings.TrimSpace(withoutMarks(title, " "))
	if role := c.dialect.Role(dialect.Section, title); role != "" {
		return role
	}
	if release.MatchString(title) {
		return "changes"
	}
	if short := number.ReplaceAllString(title, ""); short != title && short != "" {
		return c.dialect.Role(dialect.Section, short)
	}
	return ""
}

// release matches the number of a version or a date, with a word before it at most,
// as headings of a list of changes are.
var release = regexp.MustCompile(`^(\pL+ )?v?\d+(\.\d+)+( ?[(-].*)?$|^\d{4}[-/]\d\d?([-/]\d\d?)?$`)

// maxTitle is the length in bytes of the longest text that may name a section.
const maxTitle = 90

// templateMark matches what a site's generator fills in or reads, which says
// nothing about the API.
var templateMark = regexp.MustCompile(`\{\{[<%][^}]*\}\}|\{%[^%]*%\}|<%[^>]*%>|&#x20;`)

// withoutMarks is a text with something else in the place of the marks of
// templates.
func withoutMarks(text, place string) string {
	if !strings.Contains(text, "{{") && !strings.Contains(text, "{%") && !strings.Contains(text, "<%") && !strings.Contains(text, "&#x") {
		return text
	}
	return templateMark.ReplaceAllString(text, place)
}

// labelRole is the role of a paragraph that says nothing but the name of a section:
// "**Parameters**:", "Example response:". Plain text counts only before a colon
// or where it says no more than one of the names in full.
func (c *cutter) labelRole(p *page.Para) string {
	text := p.Spans.String()
	if len(text) > maxTitle || strings.ContainsRune(text, '\n') {
		return ""
	}
	emphasised := p.Spans[0].Kind == page.Bold || p.Spans[0].Kind == page.Italic
	if !emphasised && !strings.HasSuffix(text, ":") && !looksTitle(text) {
		return ""
	}
	return c.sectionRole(text)
}

// looksTitle tells a short line without a stop from a sentence.
func looksTitle(text string) bool {
	return len(strings.Fields(text)) <= maxTitleWords && !strings.HasSuffix(text, ".")
}

const maxTitleWords = 4

// statusCode matches a status of HTTP.
var statusCode = regexp.MustCompile(`(?:^|[^\w.])([1-5]\d\d)(?:$|[^\w.]|\.\s|\.$)`)

// statusIn returns the status that opens a text or that is named in it with its
// reason phrase or in code, 0 if there is none.
func statusIn(in page.Inline) int {
	text := in.String()
	m := statusCode.FindStringSubmatchIndex(text)
	if m == nil {
		return 0
	}
	status, _ := strconv.Atoi(text[m[2]:m[3]])
	reason := http.StatusText(status)
	if reason == "" {
		return 0
	}
	if m[2] == 0 || hasPrefixFold(strings.TrimLeft(text[m[3]:], " :-\u2013\u2014("), reason) {
		return status
	}
	for _, s := range in {
		if s.Kind == page.CodeSpan && strings.HasPrefix(s.Text, text[m[2]:m[3]]) {
			return status
		}
	}
	return 0
}
