package meaning

import (
	"iter"
	"net/http"
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
		if !hasDigits(s.Text, statusDigits) {
			continue
		}
		for start, code := range numbersIn(s.Text) {
			opens := s.Kind == page.CodeSpan && strings.TrimLeft(strings.TrimPrefix(s.Text[:start], "HTTP/1.1"), " ") == ""
			if http.StatusText(code) != "" && (opens || hasReason(s.Text[start+statusDigits:], code)) {
				out = append(out, statusAt{code, i, s.At})
			}
		}
	}
	return out
}

// numbersIn yields where the numbers stand in a text that may be a status, and
// the numbers: three digits, 100 to 599, that are no part of a longer word.
func numbersIn(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(text); i++ {
			start := i
			for i < len(text) && isNameByte(text[i]) {
				i++
			}
			if i-start == statusDigits && '1' <= text[start] && text[start] <= '5' && hasDigits(text[start:i], statusDigits) {
				if code, _ := strconv.Atoi(text[start:i]); !yield(start, code) {
					return
				}
			}
		}
	}
}

const statusDigits = 3

// hasDigits reports whether n digits stand side by side in a text.
func hasDigits(text string, n int) bool {
	run := 0
	for i := 0; i < len(text) && run < n; i++ {
		if run++; text[i] < '0' || text[i] > '9' {
			run = 0
		}
	}
	return run == n
}

// hasReason reports whether the reason phrase of a status opens a text. Phrases
// are part of HTTP and the same in every language.
func hasReason(text string, code int) bool {
	return hasPrefixFold(strings.TrimLeft(text, " ,-\u00a0\u2013:("), http.StatusText(code))
}
