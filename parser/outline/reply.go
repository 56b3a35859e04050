package outline

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// reply is an answer that the text of the page names.
type reply struct {
	at     ir.Pos
	status int    // 0 if the page names none
	typ    string // as parser/meaning reads it; "" if the page names none
}

// namesStatus reports whether a text names a status of a result.
func namesStatus(in page.Inline) bool {
	status := statusIn(in)
	return 200 <= status && status < 400
}

// statusTable reads a table of statuses. It reports false for any other.
func (o *operation) statusTable(t *page.Table) bool {
	for _, row := range t.Rows {
		if statusIn(row.Cells[0].Spans) == 0 {
			return false
		}
	}
	for _, row := range t.Rows {
		var text page.Inline
		for _, cell := range row.Cells[1:] {
			if len(cell.Spans) > 0 {
				text = join(text, cell.Spans)
			}
		}
		if status := statusIn(row.Cells[0].Spans); status < 400 {
			o.answer(status, row.At, text)
		}
	}
	return len(t.Rows) > 0
}

// statusList reads the items of a list that name statuses.
func (o *operation) statusList(l *page.List) {
	for _, item := range l.Items {
		if len(item) == 0 {
			continue
		}
		if para, ok := item[0].(*page.Para); ok && namesStatus(para.Spans) {
			o.answer(statusIn(para.Spans), para.At, para.Spans)
		}
	}
}

// answer notes a status that the page names, with the type that the text beside it
// names.
func (o *operation) answer(status int, at ir.Pos, text page.Inline) {
	o.answers = append(o.answers, reply{at, status, o.typeIn(text)})
}

// returned notes what a sentence says that is returned, without a status: "Returns
// an Array of Update objects".
func (o *operation) returned(in page.Inline) {
	if statusIn(in) != 0 {
		return
	}
	for sentence := range strings.SplitSeq(in.String(), ". ") {
		if o.dialect.Says("returns", sentence) {
			o.answers = append(o.answers, reply{in[0].At, 0, o.typeIn(page.Inline{{Text: sentence}})})
			return
		}
	}
}

// typeIn finds the type of the page, or the primitive one, that a text names with a
// capital; a list of it if the text says so.
func (o *operation) typeIn(in page.Inline) string {
	words := strings.Fields(in.String())
	for i, word := range words {
		name := strings.Trim(word, ".,;:()\"'`*")
		typ := ""
		switch {
		case name == "" || name[0] < 'A' || name[0] > 'Z':
			continue
		case o.typeNames[name]:
			typ = name
		case i > 0 && (i+1 == len(words) || words[i+1] != "of"):
			typ = o.primitive(name)
		}
		if typ == "" {
			continue
		}
		if i >= 2 {
			if list := o.typeOf(strings.Join(words[i-2:i], " ") + " " + name); strings.HasSuffix(list, " collection") {
				return list
			}
		}
		return typ
	}
	return ""
}

// primitive is the type that a word names in every service, "" if it names none.
func (c *cutter) primitive(word string) string {
	if !c.isPrimitive(word) {
		return ""
	}
	return c.typeOf(word)
}

// answersObject reports whether an answer that the page shows is an object.
func (o *operation) answersObject() bool {
	return slices.ContainsFunc(o.samples, func(s sample) bool {
		text := strings.TrimSpace(s.code.Text)
		if _, body, ok := strings.Cut(text, "\n\n"); ok && hasPrefixFold(text, "HTTP/") {
			text = strings.TrimSpace(body)
		}
		return !s.request && strings.HasPrefix(text, "{")
	})
}

// scalars are the types of values that are no objects, as parser/meaning reads
// them.
var scalars = []string{"String", "Int64", "Int32", "Double", "Boolean", "DateTimeOffset", "Date", "Guid"}

// responses is the section of the answers: a row for each status and type that the
// text names.
func (o *operation) responses() *page.Section {
	var rows []reply
	typ := ""
	for _, r := range o.answers {
		if r.status != 0 {
			rows = append(rows, r)
		} else if typ == "" {
			typ = r.typ
		}
	}
	if o.answersObject() && slices.Contains(scalars, typ) { // a word of the sentence that names none
		typ = ""
	}
	if len(rows) == 0 && len(o.answers) > 0 {
		rows = []reply{{o.answers[0].at, 0, typ}}
	}
	if len(rows) == 0 {
		return nil
	}
	t := &page.Table{At: rows[0].at, Certain: true, Head: []page.Cell{textCell("Status", rows[0].at), textCell("Type", rows[0].at)}}
	for _, r := range rows {
		status := ""
		if r.status != 0 {
			status = strconv.Itoa(r.status)
		}
		if r.typ == "" && hasBody(r.status) {
			r.typ = typ
		}
		t.Rows = append(t.Rows, page.Row{At: r.at, Cells: []page.Cell{textCell(status, r.at), textCell(r.typ, r.at)}})
	}
	return o.section("response", "Response", t.At, t)
}

// hasBody reports whether answers with a status carry anything.
func hasBody(status int) bool { return status < 300 && status != 204 && status != 205 }
