package meaning

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// answers is what the prose of the response section says.
type answers struct {
	list     []ir.Response
	loose    typeRef       // named in a sentence without a status
	looseAt  ir.Pos        // of that sentence on pages of parser/outline
	shown    []ir.Response // status lines in the response section
	plural   map[int]bool  // statuses whose sentence speaks of objects, but of no collection
	located  []ir.Span     // row of a table that names location
	shape    []ir.Property // of the object that comes back, as the section itself describes it
	location string        // header that the section names: where to ask for the state of what was begun
}

// answerReader reads what the page says about successful answers.
type answerReader struct {
	*pageContext
	prose  proseReader
	fields fieldReader
	read   blocks
}

func newAnswerReader(c *pageContext) answerReader {
	return answerReader{c, proseReader{c}, newFieldReader(c), blocks{}}
}

// readAll lists the successful answers that the prose of the response section
// names, in page order, a status once. Statuses from 400 on are no results and
// are left out.
func (r answerReader) readAll(in sections) answers {
	said := answers{list: []ir.Response{}, plural: map[int]bool{}}
	for _, p := range in {
		if r.page.Document != "" {
			r.answersIn(p, &said)
			continue
		}
		for _, para := range proseOf(p.Blocks) {
			r.answersOf(para, &said)
		}
		if said.location == "" {
			said.location, said.located = r.locationIn(p.Blocks)
		}
		r.shapeIn(p, &said)
		for code := range codes(p.Blocks) {
			if status, ok := statusLine(firstLineOf(code)); ok {
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
func (r answerReader) answersIn(p part, said *answers) {
	for t := range tables(p.Blocks) {
		r.read[t] = true
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

// answersOf adds what one paragraph says.
func (r answerReader) answersOf(para *page.Para, said *answers) {
	for _, sentence := range sentencesOf(para.Spans) {
		found := statusesOf(sentence)
		for i, s := range found {
			end := len(sentence)
			if i+1 < len(found) {
				end = found[i+1].span
			}
			answer := ir.Response{Status: s.code, At: s.at}
			if hasBody(s.code) {
				ref := r.prose.typeIn(sentence[s.span:end])
				if ref.Name == "" && len(found) == 1 {
					ref = r.prose.typeIn(sentence)
				}
				answer.Type, answer.Collection = r.said(ref, sentence)
			}
			if !answer.Collection && r.prose.saysObjects(sentence) {
				said.plural[s.code] = true
			}
			said.list = addResponse(said.list, answer)
		}
		if len(found) == 0 && said.loose.Name == "" && r.contains(sentence.String(), words.SaysInBody) {
			said.loose.Name, said.loose.Collection = r.said(r.prose.typeIn(sentence), sentence)
		}
	}
}

// said is a type with what its sentence says about its number.
func (r answerReader) said(ref typeRef, sentence page.Inline) (name string, collection bool) {
	return ref.Name, ref.Name != "" && (ref.Collection || r.prose.saysCollection(sentence))
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
	list[i].Also = append(list[i].Also, ir.Span{At: a.At})
	if list[i].Type == "" {
		list[i].Type, list[i].Collection = a.Type, a.Collection
	}
	return list
}
