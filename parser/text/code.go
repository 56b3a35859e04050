package text

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// request reads request lines, "METHOD path" or "METHOD url", with the headers
// and the body that follow them.
func (r *reader) request() bool {
	if !isRequest(r.line().text) {
		return false
	}
	end := r.i + 1
	for end < len(r.lines) && (isRequest(r.at(end).text) || isURLRest(r.at(end).text)) {
		end++
	}
	r.addCode(r.i, r.message(end), "http")
	r.samples()
	return true
}

// response reads a status line with the headers and the body that follow it.
func (r *reader) response() bool {
	if !isStatus(r.line().text) {
		return false
	}
	r.addCode(r.i, r.message(r.i+1), "http")
	return true
}

// json reads a JSON object or array that stands alone.
func (r *reader) json() bool {
	if !r.isJSON(r.i) {
		return false
	}
	r.addCode(r.i, r.jsonEnd(r.i), "json")
	return true
}

// addCode adds the lines of a range, and goes on behind it.
func (r *reader) addCode(from, to int, lang string) *page.Code {
	for to > from+1 && r.lines[to-1].blank() {
		to--
	}
	text, at := r.codeText(from, to)
	code := &page.Code{At: at, From: at, Lang: lang, Text: text, Unindented: !r.style.spaced && !r.style.indented}
	r.build.Add(code)
	r.i = to
	return code
}

// codeText gives the lines of a range with what they are indented by among
// themselves, and the place where that begins.
func (r *reader) codeText(from, to int) (string, ir.Pos) {
	common := -1
	for _, l := range r.lines[from:to] {
		if !l.blank() && (common < 0 || len(l.indent) < common) {
			common = len(l.indent)
		}
	}
	var b strings.Builder
	for i, l := range r.lines[from:to] {
		if i > 0 {
			b.WriteByte('\n')
		}
		if !l.blank() {
			b.WriteString(l.indent[common:] + l.text)
		}
	}
	at := r.lines[from].pos(0)
	at.Column -= len(r.lines[from].indent) - max(0, common)
	return b.String(), at
}

// message returns the end of a request or response whose headers begin at i,
// possibly after a blank line.
func (r *reader) message(i int) int {
	headers := i
	if r.at(i).blank() && r.allHeaders(r.skipBlank(i)) {
		headers = r.skipBlank(i)
	}
	end, mime := headers, ""
	for ; end < len(r.lines); end++ {
		name, value, ok := r.headerLine(end)
		if !ok {
			break
		}
		if strings.EqualFold(name, "Content-Type") {
			mime = strings.ToLower(value)
		}
	}
	if end == headers {
		end = i
	}
	body := r.skipBlank(end)
	bare := end == i && body > end && !takesBody(r.at(i-1).text)
	switch {
	case r.isJSON(body) && !bare:
		return r.jsonEnd(body)
	case mime != "" && !strings.Contains(mime, "json"):
		return r.bodyEnd(body, end)
	}
	return end
}

// takesBody reports whether a message that begins with a line has a body as a
// rule, so that JSON behind a blank line is more likely its own than code that
// stands alone.
func takesBody(s string) bool {
	return isStatus(s) || strings.HasPrefix(s, "P") && strings.Contains(s, "://")
}

// allHeaders reports whether the block at i holds headers, or begins with some
// and goes on with JSON.
func (r *reader) allHeaders(i int) bool {
	for j := i; j < len(r.lines) && !r.lines[j].blank(); j++ {
		if _, _, ok := r.headerLine(j); !ok {
			return j > i && r.isJSON(j)
		}
	}
	return i < len(r.lines)
}

// bodyEnd returns the end of a body that is not JSON: nothing marks it, so it
// lasts to the end of the block, or without blank lines to the next line that
// must be something else.
func (r *reader) bodyEnd(body, none int) int {
	if body >= len(r.lines) || !r.isProse(body) || isSentence(r.at(body).text) {
		return none
	}
	if r.style.spaced {
		end := r.blockEnd(body)
		for end < len(r.lines) && strings.HasPrefix(r.at(r.skipBlank(end)).text, "--") { // a part of a multipart body
			end = r.blockEnd(r.skipBlank(end))
		}
		return end
	}
	end := body
	for end < len(r.lines) && r.isProse(end) && !codeLike(r.at(end).text) {
		end++
	}
	if end == body {
		return none
	}
	return end
}

func isRequest(s string) bool { return page.IsRequest(s) }

func isStatus(s string) bool { return page.IsStatus(s) }

// isURLRest recognises what goes on with a request line: a query string that was
// broken, or a further path without a method.
func isURLRest(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if len(s) < 2 || s[1] == s[0] {
		return false
	}
	return (s[0] == '&' || s[0] == '?') && strings.Contains(s, "=") || s[0] == '/' && !strings.HasPrefix(s, "/*")
}

// isCodeStart recognises the lines that code of these pages begins with.
func isCodeStart(s string) bool {
	return isRequest(s) || isStatus(s) || s == "{" || s == "["
}

// headerLine reads "Name: value" of an example's headers. A sentence with a
// colon is none.
func (r *reader) headerLine(i int) (name, value string, ok bool) {
	s := r.at(i).text
	name, value, ok = strings.Cut(s, ":")
	if !ok || !isHeaderName(name) || r.alertKind(name) != "" {
		return "", "", false
	}
	value = strings.TrimSpace(value)
	if strings.Contains(name, "-") || knownHeaders[strings.ToLower(name)] {
		return name, value, true
	}
	const sentence = 3 // blanks that a value of an unknown header has at most
	return name, value, !endsSentence(value) && value != "" && strings.Count(value, " ") <= sentence
}

// knownHeaders lists the header names without a hyphen, in lower case.
var knownHeaders = map[string]bool{
	"accept": true, "age": true, "allow": true, "authorization": true, "connection": true, "consistencylevel": true,
	"cookie": true, "date": true, "etag": true, "expect": true, "expires": true, "host": true, "link": true,
	"location": true, "origin": true, "pragma": true, "prefer": true, "range": true, "referer": true, "server": true,
	"te": true, "trailer": true, "upgrade": true, "vary": true, "via": true, "warning": true,
}

func isHeaderName(s string) bool {
	if s == "" {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !isWordByte(s[i]) && s[i] != '-' {
			return false
		}
	}
	return true
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}
