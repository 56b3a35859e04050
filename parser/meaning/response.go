package meaning

import (
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// answers is what the prose of the response section says.
type answers struct {
	list     []ir.Response
	loose    typeRef       // named in a sentence without a status
	looseAt  ir.Pos        // of that sentence on pages of parser/outline
	shown    []ir.Response // status lines in the response section
	plural   map[int]bool  // statuses whose sentence speaks of objects, but of no collection
	location string        // header that the section names: where to ask for the state of what was begun
}

// readResponses lists the successful answers that the prose of the response
// section names, in page order, a status once. Statuses from 400 on are no
// results and are left out.
func (r *reader) readResponses(parts []part) answers {
	said := answers{list: []ir.Response{}, plural: map[int]bool{}}
	for _, p := range parts {
		if p.InExamples || p.In != "response" && p.In != "responsePart" {
			continue
		}
		if r.page.Document != "" {
			r.answersIn(p, &said)
			continue
		}
		for _, para := range proseOf(p.Blocks) {
			r.answersOf(para, &said)
		}
		if said.location == "" {
			said.location = r.locationIn(p.Blocks)
		}
		for code := range codes(p.Blocks) {
			first, _, _ := strings.Cut(strings.TrimSpace(code.Text), "\n")
			if status, ok := statusLine(first); ok {
				said.shown = addResponse(said.shown, ir.Response{Status: status, At: code.From})
			}
		}
	}
	said.spread()
	return said
}

// answersIn reads the table of statuses and types that parser/outline makes. A row
// without status is what a sentence says that is returned: 200, unless an example
// shows another.
func (r *reader) answersIn(p part, said *answers) {
	for t := range tables(p.Blocks) {
		r.use(t)
		for _, row := range t.Rows {
			ref := readTypeCell(r.words, row.Cells[1].Spans)
			status, _ := strconv.Atoi(row.Cells[0].Spans.String())
			if status == 0 {
				said.loose, said.looseAt = ref, row.At
				continue
			}
			said.list = addResponse(said.list, ir.Response{Status: status, Type: ref.Name, Collection: ref.Collection, At: row.At})
		}
	}
}

// spread gives the answers 200 and 201 the type that the section names only
// once: "returns `201 Created` or, if it existed, `200 OK` and a chat object".
func (a *answers) spread() {
	ref := a.loose
	for _, o := range a.list {
		if o.Type != "" && (o.Status == http.StatusOK || o.Status == http.StatusCreated) {
			ref = typeRef{o.Type, o.Collection}
		}
	}
	for i := range a.list {
		o := &a.list[i]
		if o.Type == "" && (o.Status == http.StatusOK || o.Status == http.StatusCreated) {
			o.Type, o.Collection = ref.Name, ref.Collection
		}
	}
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

// answersOf adds what one paragraph says.
func (r *reader) answersOf(para *page.Para, said *answers) {
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
				answer.Type, answer.Collection = r.said(ref, sentence)
			}
			if !answer.Collection && r.saysObjects(sentence) {
				said.plural[s.code] = true
			}
			said.list = addResponse(said.list, answer)
		}
		if len(found) == 0 && said.loose.Name == "" && r.contains(sentence.String(), "sentence", "inBody") {
			said.loose.Name, said.loose.Collection = r.said(r.proseType(sentence), sentence)
		}
	}
}

// said is a type with what its sentence says about its number.
func (r *reader) said(ref typeRef, sentence page.Inline) (name string, collection bool) {
	return ref.Name, ref.Name != "" && (ref.Collection || r.saysCollection(sentence))
}

// saysObjects reports whether a sentence has the word "object" in the plural of
// the languages that form it with an s.
func (r *reader) saysObjects(sentence page.Inline) bool {
	lower := strings.ToLower(sentence.String())
	return slices.ContainsFunc(r.words.Texts("sentence", "object"), func(w string) bool {
		return strings.Contains(lower, strings.ToLower(w)+"s")
	})
}

// saysCollection reports whether a sentence speaks of a collection. The word
// inside the name of a type ("todoTaskList") says nothing.
func (r *reader) saysCollection(sentence page.Inline) bool {
	var prose strings.Builder
	for _, s := range sentence {
		for word := range strings.FieldsSeq(s.Text) {
			name := strings.Trim(word, ".,()")
			if s.Kind != page.Text && s.Text == word && isTypeName(name) || isTypeName(name) && hasCapital(name) {
				continue
			}
			prose.WriteString(word + " ")
		}
	}
	return r.contains(prose.String(), "sentence", "collection")
}

// addResponse adds an answer; of two with one status the first that names a
// type counts.
func addResponse(list []ir.Response, a ir.Response) []ir.Response {
	if a.Status >= http.StatusBadRequest {
		return list
	}
	i := slices.IndexFunc(list, func(o ir.Response) bool { return o.Status == a.Status })
	if i < 0 {
		return append(list, a)
	}
	if list[i].Type == "" {
		list[i].Type, list[i].Collection = a.Type, a.Collection
	}
	return list
}

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

// sentencesOf splits an Inline at full stops in its plain text.
func sentencesOf(in page.Inline) []page.Inline {
	if !slices.ContainsFunc(in, func(s page.Span) bool { return s.Kind == page.Text && sentenceEnd(s.Text) >= 0 }) {
		return []page.Inline{in}
	}
	var out []page.Inline
	spans := make(page.Inline, 0, len(in)+3) // of all sentences
	start := 0                               // of the sentence that is open
	for _, s := range in {
		if s.Kind != page.Text {
			spans = append(spans, s)
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
			spans = append(spans, head)
			out = append(out, slices.Clip(spans[start:]))
			start, rest = len(spans), rest[i:]
		}
		s.Text = rest
		spans = append(spans, s)
	}
	return append(out, spans[start:])
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
