package meaning

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/jsonmend"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// isBareAnswer reports whether a block is the body of a response without its
// status line: JSON that follows a request, below a heading or label "Response"
// or annotated as one.
func (r exampleReader) isBareAnswer(p part, code *page.Code, before []message) bool {
	if !p.InExamples || isOtherTab(code) || len(before) == 0 || before[len(before)-1].Method == "" {
		return false
	}
	if !isJSONBlock(code) {
		return false
	}
	return p.Role == words.SectionResponse || r.labelOf(p.Blocks, code) == words.SectionResponse ||
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
func (r exampleReader) isBody(code *page.Code, m message) bool {
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

// addBody gives a message the body that stands in the block after it.
func (r exampleReader) addBody(m *message, code *page.Code) {
	m.Body, m.BodyAt = mendBody(r.pageContext, strings.TrimSpace(code.Text), code.From), code.From
	m.End = codeSpan(code).End
	if note := readAnnotation(r.pageContext, code.Annotation); m.Note.Type == "" {
		m.Note.Type, m.Note.Collection = note.Type, note.Collection
		m.Note.Truncated = m.Note.Truncated || note.Truncated
	}
}

// labelOf is the role of the last line of bold or plain text before a block
// that says nothing but the name of a section.
func (r exampleReader) labelOf(blocks []page.Block, code *page.Code) words.Role {
	var role words.Role
	for _, b := range blocks {
		if b == page.Block(code) {
			return role
		}
		if para, ok := b.(*page.Para); ok {
			if named := r.words.RoleOf(words.Headings, para.Spans.String()); !named.IsZero() {
				role = named
			}
		}
	}
	return words.Role{}
}

// bareAnswer reads such a block, which shows no status.
func (r exampleReader) bareAnswer(code *page.Code, caption string) message {
	if r.page.Document == "" { // elsewhere answers have none as a rule
		r.report("status-missing", code.At, "The response has no status line.")
	}
	m := message{At: code.From, Status: code.Status, Caption: caption, Note: readAnnotation(r.pageContext, code.Annotation)}
	m.Body, m.BodyAt = mendBody(r.pageContext, strings.TrimSpace(code.Text), code.From), code.From
	m.End = codeSpan(code).End
	return m
}

// addLine gives an answer of plain text the body that stands after its block, outside
// of it: a paragraph of one word, such as a number.
func (r exampleReader) addLine(m *message, p part, code *page.Code) {
	if m.Status != http.StatusOK || m.Body != "" || !hasPrefixFold(m.header("Content-Type"), "text/plain") {
		return
	}
	i := slices.Index(p.Blocks, page.Block(code))
	if i < 0 || i+1 == len(p.Blocks) {
		return
	}
	if para, ok := p.Blocks[i+1].(*page.Para); ok && len(strings.Fields(para.Spans.String())) == 1 {
		m.Body, m.BodyAt = strings.TrimSpace(para.Spans.String()), para.At
		m.End = para.At.Line
	}
}
