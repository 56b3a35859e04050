package outline

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// sample is a request or an answer that the page shows.
type sample struct {
	code    *page.Code
	request bool
	address string // of a request
	body    string // of a request
	form    string // media type of a request whose body is a form
	caption page.Inline
}

// code sorts a block of code: a request, an answer, or the body of either.
func (o *operation) code(p piece, code *page.Code, rest []piece) {
	if p.isError() {
		o.setAside(code)
		return
	}
	if code.Tab != "" && code.Tab != page.HTTP {
		return
	}
	text := strings.TrimSpace(code.Text)
	first, after, _ := strings.Cut(text, "\n")
	switch {
	case hasPrefixFold(first, "HTTP/"):
		o.answerCode(p, code)
	case o.isRequest(first):
		if strings.TrimSpace(after) == "" && !isExampleRole(p.role) || o.onlyRequests(text) {
			return // the endpoint itself
		}
		r, _ := o.request(first)
		if !isExampleRole(p.role) && o.isTemplate(r) || o.isAnother(r) {
			return
		}
		o.samples = append(o.samples, sample{code: code, request: true, address: r.address, body: bodyOf(text), caption: p.caption})
	case isJSON(text):
		o.json(p, code, rest)
	default:
		for _, call := range o.commands(code) {
			o.command(p, code, call)
		}
	}
}

func (o *operation) isRequest(line string) bool {
	_, ok := o.request(line)
	return ok
}

// isTemplate reports whether a request is the endpoint itself, with placeholders in
// its host or path, rather than a call.
func (o *operation) isTemplate(r request) bool {
	if !slices.ContainsFunc(o.beside, func(x carrier) bool { return x.request == r }) {
		return false
	}
	address, _ := cutQuery(r.address)
	return strings.ContainsAny(address, "{<[") || len(placeholders(r.address)) > 0
}

// onlyRequests reports whether each line of a text is a request or blank.
func (o *operation) onlyRequests(text string) bool {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			if n++; !o.isRequest(line) {
				return false
			}
		}
	}
	return n > 1
}

// bodyOf is what stands behind the first blank line of a message.
func bodyOf(message string) string {
	_, body, _ := strings.Cut(message, "\n\n")
	return strings.TrimSpace(body)
}

// answerCode adds a message that is an answer, unless it tells of an error.
func (o *operation) answerCode(p piece, code *page.Code) {
	fields := strings.Fields(code.Text)
	if len(fields) > 1 {
		if status, err := strconv.Atoi(strings.Trim(fields[1], ",.")); err == nil && status >= http.StatusBadRequest {
			o.setAside(code)
			return
		}
	}
	o.samples = append(o.samples, sample{code: withoutTemplates(code), caption: p.caption})
}

// withoutTemplates is a message without the headers whose values a template fills
// in.
func withoutTemplates(code *page.Code) *page.Code {
	if withoutMarks(code.Text, "") == code.Text {
		return code
	}
	head, body, more := strings.Cut(code.Text, "\n\n")
	var lines []string
	for line := range strings.SplitSeq(head, "\n") {
		if withoutMarks(line, "") == line {
			lines = append(lines, line)
		}
	}
	made := *code
	if made.Text = strings.Join(lines, "\n"); more {
		made.Text += "\n\n" + body
	}
	return &made
}

// command adds a curl command as the request that it sends.
func (o *operation) command(p piece, code *page.Code, call call) {
	if !o.isCallOf(call.request) || o.isAnother(call.request) {
		o.unmatched(call)
		return
	}
	if call.body == "" && call.file != "" && o.payload != nil {
		call.body = strings.TrimSpace(o.payload.Text)
	}
	made := *code
	made.Lang, made.Text, made.From = "http", o.withoutBase(call).message(), call.at
	o.samples = append(o.samples, sample{code: &made, request: true, address: call.address, body: call.body, form: call.formType(), caption: p.caption})
}

// unmatched reports a command below an operation that calls neither it nor one that
// shares its pieces, once.
func (o *operation) unmatched(call call) {
	known := slices.ContainsFunc(o.beside, func(x carrier) bool {
		_, ok := fits(x.address, call.address)
		return ok
	})
	if known || o.reported[call.at] {
		return
	}
	o.reported[call.at] = true
	d := ir.NewDiagnostic("example-unmatched", call.at, fmt.Sprintf("The command calls %q, which fits no endpoint described here; it is left out.", ir.Visible(call.method+" "+call.address)))
	d.Severity = ir.Info
	o.found = append(o.found, d)
}

// isAnother reports whether a request is a call of an operation that shares the
// pieces, and of this one only in another method or not at all.
func (o *operation) isAnother(r request) bool {
	calls := func(all []carrier) bool {
		return slices.ContainsFunc(all, func(x carrier) bool {
			_, ok := fits(x.address, r.address)
			return ok && x.method == r.method
		})
	}
	return !calls(o.carriers) && calls(o.beside)
}

// isCallOf reports whether a request is a call of the operation, or may be one
// because the operation has no other address.
func (o *operation) isCallOf(r request) bool {
	return slices.ContainsFunc(o.carriers, func(x carrier) bool {
		_, ok := fits(x.address, r.address)
		return ok
	})
}

// withoutBase takes the base path of the service off the address of a call.
func (o *operation) withoutBase(c call) call {
	for _, x := range o.carriers {
		base, ok := fits(x.address, c.address)
		if !ok || base == 0 {
			continue
		}
		path := pathOf(c.address)
		host, query := c.address[:strings.Index(c.address, path)], c.address[strings.Index(c.address, path)+len(path):]
		parts := strings.Split(strings.Trim(path, "/"), "/")
		c.address = host + "/" + strings.Join(parts[base:], "/") + query
		return c
	}
	return c
}

// json sorts a block of JSON: by what its section or label says, else it answers
// the request before it, else it is a body where the operation takes one and a
// further block follows.
func (o *operation) json(p piece, code *page.Code, rest []piece) {
	role := p.role
	if (role == "request" || isParameterRole(role)) && o.lastIsRequest() {
		role = "response"
	}
	if role == "" || role == "endpoint" || role == "status" || role == "permissions" || role == "other" {
		role = "response"
		if takesBody(o.methodOf()) && !o.lastIsRequest() && o.payload == nil && hasJSON(rest) {
			role = "payload"
		}
	}
	if role != "response" {
		if o.payload == nil && takesBody(o.methodOf()) {
			o.payload = code
			o.setAside(code) // what it holds ends up in the calls that send it
		}
		return
	}
	if last := len(o.samples) - 1; last >= 0 && lacksBody(o.samples[last]) {
		joined := *o.samples[last].code
		joined.Text = strings.TrimSpace(joined.Text) + "\n\n" + strings.TrimSpace(code.Text)
		o.samples[last].code = &joined
		return
	}
	made := *code
	made.Status = p.status
	o.samples = append(o.samples, sample{code: &made, caption: p.caption})
}

// lacksBody reports whether a sample is the head of an answer whose body stands in
// a block of its own.
func lacksBody(s sample) bool {
	text := strings.TrimSpace(s.code.Text)
	return !s.request && hasPrefixFold(text, "HTTP/") && !strings.Contains(text, "\n\n") && !strings.Contains(text, "{")
}

func (o *operation) lastIsRequest() bool {
	return len(o.samples) > 0 && o.samples[len(o.samples)-1].request
}

// hasJSON reports whether one of the pieces is JSON that no label tells apart.
func hasJSON(pieces []piece) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool {
		code, ok := p.block.(*page.Code)
		return ok && isJSON(code.Text)
	})
}

// sent lists the names that the examples of the operation put into query strings
// and bodies.
func (o *operation) sent() (query, body map[string]bool) {
	query, body = map[string]bool{}, map[string]bool{}
	for _, x := range o.carriers {
		for _, name := range queryNames(x.address) {
			query[name] = true
		}
	}
	for _, s := range o.samples {
		if s.request {
			for _, name := range queryNames(s.address) {
				query[name] = true
			}
			addMembers(body, s.body)
		}
	}
	if o.payload != nil {
		addMembers(body, o.payload.Text)
	}
	return query, body
}

// addMembers adds the names of the members of a JSON object or of a form.
func addMembers(to map[string]bool, body string) {
	body = strings.TrimSpace(body)
	if !strings.HasPrefix(body, "{") {
		if strings.Contains(body, "=") && !strings.ContainsAny(body, "\n{") {
			for _, name := range queryNames("?" + body) {
				to[name] = true
			}
		}
		return
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(body), &members) == nil {
		for name := range members {
			to[name] = true
		}
	}
}
