package outline

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// carrier is a place that shows a method and an address.
type carrier struct {
	request
	at    ir.Pos
	entry int // of the flat list
	block int // of the entry's blocks; -1 for its title
	kind  kind
	title page.Inline // what the item or row says of the operation; nil if nothing
}

// kind is what a carrier is made of. Of the carriers below one heading the
// lowest kind counts; the others are examples.
type kind int

const (
	declared kind = iota // a line of its own, a heading, a row of a table, an element
	listed               // an item of a list, which may be an index of what follows
	example              // a request below a heading or label that speaks of examples
	command              // a curl command
)

// findCarriers lists the carriers of the page in page order.
func (c *cutter) findCarriers() {
	for i, e := range c.entries {
		if e.in == "changes" {
			continue
		}
		if r, ok := c.requestIn(e.Title); ok {
			c.carriers = append(c.carriers, carrier{request: r, at: e.At, entry: i, block: -1})
		} else if path := c.dialect.Call.Of(e.Title.String()); path != "" {
			c.carriers = append(c.carriers, carrier{request: request{c.dialect.Call.Method, path}, at: e.At, entry: i, block: -1})
		}
		in := e.in
		s := scan{cutter: c, entry: i}
		for j, b := range e.Blocks {
			if p, ok := b.(*page.Para); ok {
				if role := c.labelRole(p); role != "" {
					in = role
					continue
				}
			}
			s.block, s.isExample = j, isExampleRole(in)
			s.scanBlock(b, declared)
			s.pairOfLabels()
		}
	}
}

// isExampleRole reports whether what a section shows is a call rather than what
// can be called.
func isExampleRole(role string) bool {
	switch role {
	case "request", "payload", "response", "errors", "other":
		return true
	}
	return false
}

// scan is the search for carriers below one heading.
type scan struct {
	*cutter
	entry, block int
	isExample    bool
	method, path *page.Span // values of labels "Method:" and "URL:"
}

func (s *scan) add(r request, at ir.Pos, k kind, title page.Inline) {
	if s.isExample && k < example {
		k = example
	}
	for _, address := range withOptional(r.address) {
		s.carriers = append(s.carriers, carrier{request: request{r.method, address}, at: at, entry: s.entry, block: s.block, kind: k, title: title})
	}
}

// optionalPart is a part of a path that may be left out: "(/:version)".
var optionalPart = regexp.MustCompile(`\((/[^()]*)\)`)

// withOptional lists the addresses that one with parts that may be left out stands
// for: without them, with the first, with the first two, and so on.
func withOptional(address string) []string {
	parts := optionalPart.FindAllStringSubmatchIndex(address, -1)
	if len(parts) == 0 || len(parts) > maxOptional {
		return []string{address}
	}
	out := make([]string, 1+len(parts))
	for n := range out {
		at := 0
		for i, p := range parts {
			out[n] += address[at:p[0]]
			if i < n {
				out[n] += address[p[2]:p[3]]
			}
			at = p[1]
		}
		out[n] += address[at:]
	}
	return out
}

// maxOptional is how many parts of a path may be left out.
const maxOptional = 3

func (s *scan) scanBlock(b page.Block, k kind) {
	switch b := b.(type) {
	case *page.Para:
		s.scanPara(b.Spans, k)
	case *page.Code:
		s.scanCode(b, k)
	case *page.Table:
		s.scanTable(b)
	case *page.List:
		for _, item := range b.Items {
			for _, sub := range item {
				s.scanBlock(sub, max(k, listed))
			}
		}
	case *page.Note:
		for _, sub := range b.Blocks {
			s.scanBlock(sub, k)
		}
	}
}

// scanPara looks for an element, and at the start of each line.
func (s *scan) scanPara(in page.Inline, k kind) {
	if method, path, at := s.dialect.Request(in.String()); at >= 0 {
		if address, ok := relative(path); ok {
			s.add(request{method, address}, in[0].At, k, nil)
			return
		}
	}
	for _, line := range in.Lines() {
		if r, ok := s.requestIn(line); ok {
			s.add(r, line[0].At, k, s.afterRequest(line))
			continue
		}
		s.labelled(line)
	}
}

// scanCode looks at each line of a code block.
func (s *scan) scanCode(code *page.Code, k kind) {
	if code.Tab != "" && code.Tab != page.HTTP || isData(code) {
		return
	}
	found := false
	for i, line := range strings.Split(code.Text, "\n") {
		if r, ok := s.request(line); ok {
			s.add(r, lineAt(code, i, line), k, nil)
			found = true
		}
	}
	if found {
		return
	}
	for _, call := range s.commands(code) {
		s.add(call.request, call.at, command, nil)
	}
}

// isData reports whether a block holds JSON, XML and the like.
func isData(code *page.Code) bool {
	text := strings.TrimSpace(code.Text)
	return text != "" && strings.IndexByte("{[<", text[0]) >= 0 || hasPrefixFold(text, "HTTP/")
}

// lineAt is the place of the first visible sign of line i of a code block.
func lineAt(code *page.Code, i int, line string) ir.Pos {
	at := code.From
	if i > 0 {
		at.Line, at.Column = at.Line+i, 1
	}
	at.Column += len(line) - len(strings.TrimLeft(line, " \t"))
	return at
}

// requestIn reads the request that opens a line: in code ("`GET /users`"), with
// the method in bold or code before the path, or as plain text that is the whole
// line.
func (c *cutter) requestIn(in page.Inline) (request, bool) {
	in = trimStart(in)
	if len(in) == 0 {
		return request{}, false
	}
	if in[0].Kind == page.CodeSpan || in[0].Kind == page.Bold || in[0].Kind == page.Link {
		if r, ok := c.request(in[0].Text); ok {
			return r, true
		}
	}
	if m := c.method(in[0].Text); m != "" && in[0].Kind != page.Text || m != "" && strings.TrimSpace(in[0].Text) == m {
		if rest := trimStart(in[1:]); len(rest) > 0 {
			if address, ok := addressOf(rest[0].Text); ok && (rest[0].Kind != page.Text || len(rest) == 1) {
				return request{m, address}, true
			}
		}
	}
	return c.request(in.String())
}

// trimStart drops blanks, and a label such as "Endpoint:", before a line.
func trimStart(in page.Inline) page.Inline {
	for len(in) > 0 && in[0].Kind == page.Text && strings.Trim(in[0].Text, " \t:\u00a0") == "" || len(in) > 0 && in[0].Kind == page.Break {
		in = in[1:]
	}
	return in
}

// afterRequest is what a line says behind the request in code that opens it.
func (c *cutter) afterRequest(in page.Inline) page.Inline {
	in = trimStart(in)
	if len(in) == 0 || in[0].Kind == page.Text {
		return nil
	}
	rest := in[1:]
	if _, ok := c.request(in[0].Text); !ok && len(rest) > 0 {
		rest = trimStart(rest)[1:]
	}
	rest = trimStart(rest)
	if len(rest) == 0 {
		return nil
	}
	out := append(page.Inline(nil), rest...)
	out[0].Text = strings.TrimLeft(out[0].Text, " -\u2013\u2014:")
	return page.Trim(out)
}

// labelled notes the value of a line "URL: /users" or "**Method**: `GET`".
func (s *scan) labelled(line page.Inline) {
	text := line.String()
	if len(text) > maxLabelled {
		return
	}
	label, value, ok := strings.Cut(text, ":")
	if !ok || len(label) > maxTitle {
		return
	}
	role := s.sectionRole(label)
	if role != "method" && role != "endpoint" {
		return
	}
	at := line[0].At
	for _, span := range line {
		if span.Text != "" && strings.Contains(value, strings.TrimSpace(span.Text)) && span.Kind != page.Bold {
			at = span.At
		}
	}
	value = strings.TrimSpace(strings.Trim(strings.TrimSpace(value), "`*"))
	if r, ok := s.request(value); ok && role == "endpoint" {
		s.add(r, at, declared, nil)
		return
	}
	if role == "method" && s.cutter.method(value) != "" {
		s.method = &page.Span{Text: s.cutter.method(value), At: at}
	}
	if address, ok := relative(value); ok && role == "endpoint" {
		s.path = &page.Span{Text: address, At: at}
	}
}

const maxLabelled = 300

// pairOfLabels adds the carrier that two labelled lines name together.
func (s *scan) pairOfLabels() {
	if s.method != nil && s.path != nil {
		s.add(request{s.method.Text, s.path.Text}, s.path.At, declared, nil)
		s.method, s.path = nil, nil
	}
}
