package meaning

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// readResponses lists the successful answers that the prose of the response
// section names, in page order, a status once. Statuses from 400 on are no
// results and are left out.
func (r *reader) readResponses(parts []part) []ir.Response {
	out := []ir.Response{}
	for _, p := range parts {
		if p.InExamples || p.In != "response" && p.In != "responsePart" {
			continue
		}
		for _, para := range proseOf(p.Blocks) {
			out = r.answersOf(para, out)
		}
	}
	return out
}

// proseOf lists the paragraphs among blocks, those of lists too; alerts are
// asides.
func proseOf(blocks []page.Block) []*page.Para {
	var out []*page.Para
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Para:
			out = append(out, b)
		case *page.List:
			for _, item := range b.Items {
				out = append(out, proseOf(item)...)
			}
		}
	}
	return out
}

// answersOf adds what one paragraph says. A sentence without a status belongs
// to the status before it if it speaks of the response body.
func (r *reader) answersOf(para *page.Para, out []ir.Response) []ir.Response {
	open := -1
	for _, sentence := range sentencesOf(para.Spans) {
		found := statusesOf(sentence)
		for i, s := range found {
			end := len(sentence)
			if i+1 < len(found) {
				end = found[i+1].span
			}
			answer := ir.Response{Status: s.code, At: s.at}
			if hasBody(s.code) {
				ref := r.proseType(sentence[s.span:end])
				if ref.Name == "" && len(found) == 1 {
					ref = r.proseType(sentence)
				}
				answer.Type = ref.Name
				answer.Collection = ref.Name != "" && (ref.Collection || r.saysCollection(sentence))
			}
			out, open = addResponse(out, answer)
		}
		if len(found) == 0 && open >= 0 && out[open].Type == "" && hasBody(out[open].Status) && r.contains(sentence.String(), "sentence", "inBody") {
			ref := r.proseType(sentence)
			out[open].Type = ref.Name
			out[open].Collection = ref.Name != "" && (ref.Collection || r.saysCollection(sentence))
		}
	}
	return out
}

// addResponse adds an answer; of two with one status the first that names a
// type counts. It returns the place of the answer, -1 for an error status.
func addResponse(list []ir.Response, a ir.Response) ([]ir.Response, int) {
	if a.Status >= http.StatusBadRequest {
		return list, -1
	}
	i := slices.IndexFunc(list, func(o ir.Response) bool { return o.Status == a.Status })
	if i < 0 {
		return append(list, a), len(list)
	}
	if list[i].Type == "" {
		list[i].Type, list[i].Collection = a.Type, a.Collection
	}
	return list, i
}

// hasBody reports whether answers with a status carry an object: empty answers
// and redirections do not.
func hasBody(status int) bool {
	return status < http.StatusMultipleChoices && status != http.StatusNoContent && status != http.StatusResetContent
}

func (r *reader) saysCollection(in page.Inline) bool {
	return r.contains(in.String(), "sentence", "collection")
}

// statusAt is a status code in a sentence.
type statusAt struct {
	code, span int
	at         ir.Pos
}

var statusNumber = regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)

// statusesOf lists the status codes of a sentence: a number that opens a code
// span, or one in the text that its reason phrase follows ("200 OK").
func statusesOf(in page.Inline) []statusAt {
	var out []statusAt
	for i, s := range in {
		for _, m := range statusNumber.FindAllStringIndex(s.Text, -1) {
			code, _ := strconv.Atoi(s.Text[m[0]:m[1]])
			opens := s.Kind == page.CodeSpan && strings.TrimLeft(strings.TrimPrefix(s.Text[:m[0]], "HTTP/1.1"), " ") == ""
			if http.StatusText(code) != "" && (opens || hasReason(s.Text[m[1]:], code)) {
				out = append(out, statusAt{code, i, s.At})
			}
		}
	}
	return out
}

// hasReason reports whether the reason phrase of a status opens a text. Phrases
// are part of HTTP and the same in every language.
func hasReason(text string, code int) bool {
	return hasPrefixFold(strings.TrimLeft(text, " ,-\u00a0\u2013:("), http.StatusText(code))
}

// sentencesOf splits an Inline at full stops in its plain text.
func sentencesOf(in page.Inline) []page.Inline {
	var out []page.Inline
	var sentence page.Inline
	for _, s := range in {
		if s.Kind != page.Text {
			sentence = append(sentence, s)
			continue
		}
		rest := s.Text
		for {
			i := sentenceEnd(rest)
			if i < 0 {
				break
			}
			head := s
			head.Text = rest[:i]
			out = append(out, append(sentence, head))
			sentence, rest = nil, rest[i:]
		}
		s.Text = rest
		sentence = append(sentence, s)
	}
	return append(out, sentence)
}

// sentenceEnd returns the offset behind the first full stop that ends a
// sentence, -1 if there is none.
func sentenceEnd(s string) int {
	if i := strings.Index(s, "\u3002"); i >= 0 {
		return i + len("\u3002")
	}
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && (s[i+2] < 'a' || s[i+2] > 'z') {
			return i + 1
		}
	}
	return -1
}
