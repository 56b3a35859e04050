package meaning

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// hasBody reports whether answers with a status carry an object: empty answers
// and redirections do not.
func hasBody(status int) bool {
	return status < http.StatusMultipleChoices && status != http.StatusNoContent && status != http.StatusResetContent
}

// statusAt is a status code in a sentence.
type statusAt struct {
	code, span int
	at         ir.Pos
}

// statusesOf lists the status codes of a sentence: a number that opens a code
// span, or one in the text that its reason phrase follows ("200 OK").
func statusesOf(in page.Inline) []statusAt {
	var out []statusAt
	for i, s := range in {
		for _, at := range statusNumber.FindAllStringIndex(s.Text, -1) {
			code, _ := strconv.Atoi(s.Text[at[0]:at[1]])
			opens := s.Kind == page.CodeSpan && strings.TrimLeft(strings.TrimPrefix(s.Text[:at[0]], "HTTP/1.1"), " ") == ""
			if http.StatusText(code) != "" && (opens || hasReason(s.Text[at[1]:], code)) {
				out = append(out, statusAt{code, i, s.At})
			}
		}
	}
	return out
}

// statusNumber matches a number that may be a status.
var statusNumber = regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)

// hasReason reports whether the reason phrase of a status opens a text. Phrases
// are part of HTTP and the same in every language.
func hasReason(text string, code int) bool {
	return hasPrefixFold(strings.TrimLeft(text, " ,-\u00a0\u2013:("), http.StatusText(code))
}
