package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// readMessages reads all messages of a code block. Usually that is one; some
// blocks hold several requests, and one that was never closed has swallowed the
// page up to the next closing sign, the response included.
func (r exampleReader) readMessages(code *page.Code) []message {
	note := readAnnotation(r.pageContext, code.Annotation)
	var out []message
	lines := splitLines(code)
	for start := 0; start < len(lines); {
		if _, _, ok := startLine(lines[start].text); !ok || len(out) > 0 && !startsMessage(lines[start].text) {
			if c := swallowedComment(code, lines[start:]); c != nil {
				note = readAnnotation(r.pageContext, c)
			}
			start++
			continue
		}
		end, swallowed := messageEnd(lines, start)
		m := r.readMessage(code, lines[start:end])
		m.Note = note
		out = append(out, m)
		if swallowed {
			r.report("fence-unclosed", code.At, "The code block is not closed: the line %s is part of it.", quote(lines[end].text))
			note = annotation{}
		}
		start = end
	}
	return out
}

// messageEnd returns the line after a message that begins at start. Swallowed
// says that Markdown follows, not another message.
func messageEnd(lines []line, start int) (end int, swallowed bool) {
	multipart := false
	for i := start + 1; i < len(lines); i++ {
		t := lines[i].text
		switch {
		case hasPrefixFold(t, "content-type:"):
			multipart = multipart || containsFold(t, "multipart") || containsFold(t, "http")
		case strings.HasPrefix(t, "```"), strings.HasPrefix(t, "## "), strings.HasPrefix(t, "### "), strings.HasPrefix(t, "#### "):
			return i, true
		case !multipart && startsMessage(t):
			return i, false
		}
	}
	return len(lines), false
}

// startsMessage reports whether a line inside of a block begins a further
// message. It is stricter than [startLine]: bodies are text, too.
func startsMessage(text string) bool {
	if text == "" || !isNameByte(text[0]) {
		return false
	}
	m, address, ok := startLine(text)
	return ok && (m.Status > 0 || isURL(address) || strings.HasPrefix(address, "/"))
}

// maxComment is how many lines of a swallowed comment are looked at.
const maxComment = 50

// swallowedComment returns the comment that opens at the first line.
func swallowedComment(code *page.Code, lines []line) *page.Comment {
	if !strings.HasPrefix(lines[0].text, "<!--") {
		return nil
	}
	end := 0
	for end < maxComment && end < len(lines)-1 && !strings.Contains(lines[end].text, "-->") {
		end++
	}
	text := strings.TrimPrefix(joinLines(lines[:end+1]), "<!--")
	text, _, _ = strings.Cut(text, "-->")
	at := linePos(code, lines[0].n, lines[0].text)
	from := at
	from.Column += len("<!--")
	return &page.Comment{At: at, Text: text, From: from}
}
