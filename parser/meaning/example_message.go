package meaning

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// message is one HTTP request or response as a page shows it.
type message struct {
	At      ir.Pos
	End     int    // last line
	Method  string // "" for a response
	URL     string
	Status  int    // 0 for a request
	Reason  string // what follows the status in its line
	Headers []ir.Header
	Body    string
	BodyAt  ir.Pos // of the first line of Body

	Note    annotation
	Caption string // heading that names the example or alternative; "" if it has none
	Group   int    // number of the block, or of the section "Request", that shows it
	Outside bool   // it stands before the examples or in none of their sections
	Offered bool   // an endpoint rather than an example: it counts only if a response follows
}

// header returns the value of a header, "" if it is not there.
func (m *message) header(name string) string { return headerValue(m.Headers, name) }

// line is a line of a code block.
type line struct {
	text string
	n    int // from 0
}

// splitLines gives the lines of a code block.
func splitLines(code *page.Code) []line {
	var lines []line
	for t := range strings.SplitSeq(code.Text, "\n") {
		lines = append(lines, line{strings.TrimSuffix(t, "\r"), len(lines)})
	}
	return lines
}

// joinLines gives the text of lines.
func joinLines(lines []line) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return strings.Join(texts, "\n")
}

// isHTTP reports whether a code block shows a request or response: its first
// line that is not blank decides.
func isHTTP(code *page.Code) bool {
	_, _, ok := startLine(firstLineOf(code))
	return ok
}

// startLine reads the first line of a message: "GET /me", "HTTP/1.1 200 OK",
// "HTTP 201 Created". The address is that of a request.
func startLine(text string) (m message, address string, ok bool) {
	text = strings.TrimSpace(text)
	if status, ok := statusLine(text); ok {
		fields := strings.Fields(text)
		return message{Status: status, Reason: strings.Join(fields[2:], " ")}, "", true
	}
	method, rest, ok := cutMethod(text)
	if !ok || !isAddress(rest) {
		return message{}, "", false
	}
	rest = trimProtocol(rest)
	return message{Method: method, URL: rest}, rest, true
}

// isAddress tells the address of a request line from prose.
func isAddress(s string) bool {
	_, ok := parseTarget(s)
	return ok
}

// statusLine reads "HTTP/1.1 200 OK", also in lower case or without version.
func statusLine(text string) (status int, ok bool) {
	if !hasPrefixFold(text, "HTTP") {
		return 0, false
	}
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return 0, false
	}
	if v := fields[0][len("HTTP"):]; v != "" && v[0] != '/' {
		return 0, false
	}
	status, err := strconv.Atoi(strings.TrimRight(fields[1], ",.-"))
	return status, err == nil && 100 <= status && status <= 599
}

// readMessage reads the message whose lines are given, the start line first.
// Blank lines may stand between the start line and the headers, and the one
// between headers and body may be missing.
func (r exampleReader) readMessage(code *page.Code, lines []line) message {
	m, _, _ := startLine(lines[0].text)
	m.At = linePos(code, lines[0].n, lines[0].text)
	m.End = code.From.Line + lines[len(lines)-1].n
	rest := lines[1:]
	if m.Method != "" {
		rest = continueURL(&m, rest)
	}
	rest = takeHeaders(&m, rest)
	m.Body = r.exampleBody(code, &m, rest)
	return m
}

// continueURL joins the query options of a request line that is broken over
// several lines.
func continueURL(m *message, lines []line) []line {
	for len(lines) > 0 {
		t := strings.TrimSpace(lines[0].text)
		if t == "" || !strings.HasPrefix(t, "?") && !strings.HasPrefix(t, "&") && !strings.HasSuffix(m.URL, "?$") && !strings.HasSuffix(m.URL, "&$") {
			break
		}
		m.URL += t
		lines = lines[1:]
	}
	return lines
}

// takeHeaders reads the header lines and returns the lines of the body.
func takeHeaders(m *message, lines []line) []line {
	for len(lines) > 0 {
		if strings.TrimSpace(lines[0].text) == "" {
			next := skipBlank(lines)
			if len(next) == 0 || !m.headersGoOn(next[0].text) {
				return next
			}
			lines = next
		}
		h, ok := headerLine(lines[0].text)
		if !ok {
			return lines
		}
		m.Headers = append(m.Headers, h)
		lines = lines[1:]
	}
	return nil
}

func skipBlank(lines []line) []line {
	for len(lines) > 0 && strings.TrimSpace(lines[0].text) == "" {
		lines = lines[1:]
	}
	return lines
}

// headersGoOn reports whether a line after a blank one is still a header: the
// first of all, or a further one of a JSON message. In other messages the body
// itself may open with header lines (MIME).
func (m *message) headersGoOn(text string) bool {
	if _, ok := headerLine(text); !ok {
		return false
	}
	return len(m.Headers) == 0 || isJSONType(m.header("Content-Type"))
}

// headerLine reads "Name: value".
func headerLine(text string) (ir.Header, bool) {
	text = strings.TrimSpace(strings.Replace(text, "\uff1a", ":", 1))
	name, value, ok := strings.Cut(text, ":")
	name = strings.TrimRight(name, " ")
	if !ok || name == "" || strings.HasPrefix(value, "//") {
		return ir.Header{}, false
	}
	for i := 0; i < len(name); i++ {
		if !isNameByte(name[i]) && name[i] != '-' {
			return ir.Header{}, false
		}
	}
	return ir.Header{Name: name, Value: strings.TrimSpace(value)}, true
}

// isJSONType reports whether a media type is JSON or missing.
func isJSONType(mediaType string) bool {
	return mediaType == "" || containsFold(mediaType, "json")
}

// exampleBody returns the body as it stands, JSON mended where that is certain.
func (r exampleReader) exampleBody(code *page.Code, m *message, lines []line) string {
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1].text) == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return ""
	}
	body := strings.TrimRight(joinLines(withoutRule(lines)), " \t\n")
	m.BodyAt = linePos(code, lines[0].n, "")
	if lacksBrace(m, body) {
		r.report("json-mended", linePos(code, lines[0].n, ""), "The JSON has no opening brace.")
		body = "{\n" + body
	}
	if !looksJSON(m, body) {
		return body
	}
	return mendBody(r.pageContext, body, m.BodyAt)
}

// withoutRule cuts lines at one that is drawn across the page, which is that of a
// frame.
func withoutRule(lines []line) []line {
	const shortest = 20 // signs
	i := slices.IndexFunc(lines, func(l line) bool {
		t := strings.TrimSpace(l.text)
		return len(t) >= shortest && (strings.Trim(t, "-") == "" || strings.Trim(t, "_") == "")
	})
	if i > 0 {
		return lines[:i]
	}
	return lines
}

// lacksBrace reports whether a body is that of a JSON object without the first line,
// which is a brace.
func lacksBrace(m *message, body string) bool {
	return isJSONType(m.header("Content-Type")) && bareMember.MatchString(body) && strings.HasSuffix(body, "}") && strings.Count(body, "}") > strings.Count(body, "{")
}

var bareMember = regexp.MustCompile(`^\s*"[^"\n]+"\s*:`)

// looksJSON reports whether a body is meant as JSON. A placeholder such as
// "{Raw bytes of the file}" is not, nor is a path that opens with one.
func looksJSON(m *message, body string) bool {
	open := strings.TrimLeft(body, " \t\u00a0")
	if open == "" || !isJSONType(m.header("Content-Type")) && m.header("Content-Type") != "" {
		return false
	}
	if open[0] == '[' {
		return true
	}
	if open[0] != '{' {
		return false
	}
	inner := strings.TrimLeft(open[1:], " \t\r\n\u00a0")
	return inner == "" || strings.IndexByte("\"'}./@\\\xe2", inner[0]) >= 0 || strings.Contains(inner, "\n")
}
