package meaning

import (
	"net/http"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/jsonmend"
	"github.com/docpiler/docpiler/parser/page"
)

// isBareAnswer reports whether a block is the body of a response without its
// status line: JSON that follows a request, below a heading or label "Response"
// or annotated as one.
func (r *reader) isBareAnswer(p part, code *page.Code, before []message) bool {
	if !p.InExamples || code.Tab != "" && code.Tab != "http" || len(before) == 0 || before[len(before)-1].Method == "" {
		return false
	}
	if !isJSONBlock(code) {
		return false
	}
	return p.Role == "response" || r.labelOf(p.Blocks, code) == "response" ||
		code.Annotation != nil && responseMark.MatchString(code.Annotation.Text)
}

// isJSONBlock reports whether a block shows a JSON object or array.
func isJSONBlock(code *page.Code) bool {
	text := strings.TrimSpace(code.Text)
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	_, _, fault := jsonmend.Mend(text)
	return fault == nil
}

// isBody reports whether a block is the body of the message shown directly
// before it in a block of its own.
func (r *reader) isBody(code *page.Code, m message) bool {
	if m.Body != "" || !isJSONType(m.header("Content-Type")) || !isJSONBlock(code) {
		return false
	}
	switch m.Method {
	case http.MethodPost, http.MethodPatch, http.MethodPut:
		return true
	case "":
		return hasBody(m.Status)
	}
	return false
}

// addBody gives a message the body that stands in the block behind it.
func (r *reader) addBody(m *message, code *page.Code) {
	m.Body, m.JSON = r.mendBody(strings.TrimSpace(code.Text), code.From)
	if note := r.readAnnotation(code.Annotation); m.Note.Type == "" {
		m.Note.Type, m.Note.Collection = note.Type, note.Collection
		m.Note.Truncated = m.Note.Truncated || note.Truncated
	}
}

// labelOf is the role of the last line of bold or plain text before a block
// that says nothing but the name of a section.
func (r *reader) labelOf(blocks []page.Block, code *page.Code) string {
	role := ""
	for _, b := range blocks {
		if b == page.Block(code) {
			return role
		}
		if para, ok := b.(*page.Para); ok {
			if named := r.words.Role("heading", para.Spans.String()); named != "" {
				role = named
			}
		}
	}
	return ""
}

// bareAnswer reads such a block. Its status stays open, see [reader.fillStatus].
func (r *reader) bareAnswer(code *page.Code, caption string) message {
	if r.page.Document == "" { // elsewhere answers have none as a rule
		r.report("status-missing", code.At, "The response has no status line.")
	}
	m := message{At: code.From, Status: code.Status, Caption: caption, Note: r.readAnnotation(code.Annotation)}
	m.Body, m.JSON = r.mendBody(strings.TrimSpace(code.Text), code.From)
	return m
}

// fillStatus gives the responses without status line the status that the page
// documents first, else 200.
func (r *reader) fillStatus(op *ir.Operation) {
	status := http.StatusOK
	if len(op.Responses) > 0 {
		status = op.Responses[0].Status
	}
	for i := range op.Examples {
		answer := op.Examples[i].Response
		if answer != nil && answer.Status == 0 {
			answer.Status = status
		}
		for j := range op.Examples[i].Alternatives {
			if a := &op.Examples[i].Alternatives[j]; a.Status == 0 {
				a.Status = status
			}
		}
	}
}
