package outline

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// piece is a block of an operation with what its heading or label says about it.
type piece struct {
	block   page.Block
	entry   int
	index   int    // of the entry's blocks
	role    string // "" for text that stands below the operation's own heading
	status  int    // that the heading or label names
	caption page.Inline
}

// operations builds the pages of the operations that belong to a heading. Usually
// that is one; several requests with content between are operations one after
// the other, several without share what follows them.
func (c *cutter) operations(g group) []*page.Page {
	pieces := c.pieces(g)
	var out []*page.Page
	for _, run := range c.runs(g, pieces) {
		for _, same := range sameOperation(run.carriers) {
			o := &operation{cutter: c, group: g, carriers: same, beside: run.carriers}
			o.read(run.pieces)
			out = append(out, o.page())
			out = append(out, o.types...)
		}
	}
	return out
}

// pieces lists the blocks of a group with their roles.
func (c *cutter) pieces(g group) []piece {
	var out []piece
	for _, i := range g.entries {
		e := c.entries[i]
		at := piece{entry: i, role: e.in, status: e.status}
		if i == g.owner || at.role == "text" {
			at.role = ""
		} else if e.role != "" || isExampleRole(e.in) {
			at.caption = e.Title
		}
		own, filled := at, false
		for j, b := range e.Blocks {
			if p, ok := b.(*page.Para); ok {
				if role := c.labelRole(p); role != "" {
					at.role, at.status, at.caption, filled = role, statusIn(p.Spans), p.Spans, false
					continue
				}
				if filled {
					at = own // a label holds for what follows it, not for the text behind that
				}
			}
			at.block, at.index = b, j
			out = append(out, at)
			switch b.(type) {
			case *page.Table, *page.List, *page.Code:
				filled = true
			}
		}
	}
	return out
}

// run is the requests of a group that stand together, and the pieces from there
// to the next.
type run struct {
	carriers []carrier
	pieces   []piece
}

// runs cuts a group before each request that content parts from the one before. A
// request that the page has shown already is an example of it.
func (c *cutter) runs(g group, pieces []piece) []run {
	first := make([]int, len(g.carriers)) // piece of each carrier
	for k, x := range g.carriers {
		first[k] = slices.IndexFunc(pieces, func(p piece) bool { return p.entry == x.entry && p.index >= x.block })
	}
	out := []run{{}}
	seen := map[string]bool{}
	start := 0
	for k, x := range g.carriers {
		if seen[x.shape()] {
			continue
		}
		seen[x.shape()] = true
		last := &out[len(out)-1]
		if len(last.carriers) > 0 && first[k] > start && hasContent(pieces[start+1:first[k]]) {
			last.pieces = pieces[c.begin(out, pieces):first[k]]
			out = append(out, run{})
			last = &out[len(out)-1]
		}
		last.carriers = append(last.carriers, x)
		start = max(start, first[k])
	}
	out[len(out)-1].pieces = pieces[c.begin(out, pieces):]
	return out
}

// begin is where the pieces of the last run begin.
func (c *cutter) begin(runs []run, pieces []piece) int {
	n := 0
	for _, r := range runs[:len(runs)-1] {
		n += len(r.pieces)
	}
	return n
}

// hasContent reports whether pieces say anything about a request but prose.
func hasContent(pieces []piece) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool {
		switch p.block.(type) {
		case *page.Table, *page.Code, *page.List:
			return true
		}
		return false
	})
}

// sameOperation puts requests that are alternative addresses of one operation
// together.
func sameOperation(all []carrier) [][]carrier {
	var out [][]carrier
	for _, x := range all {
		i := slices.IndexFunc(out, func(o []carrier) bool { return o[0].last() == x.last() })
		if i < 0 {
			out = append(out, nil)
			i = len(out) - 1
		}
		out[i] = append(out[i], x)
	}
	return out
}

// operation is one operation while its page is being built.
type operation struct {
	*cutter
	group    group
	carriers []carrier
	beside   []carrier // those of the operations that share its pieces too

	prose   []page.Block // text, alerts and comments of the operation as a whole
	answers []reply
	fields  []field
	samples []sample
	payload *page.Code // the body of a request, shown apart
	grants  []grant
	types   []*page.Page // of members of the body
	found   []ir.Diagnostic
}

// read sorts the pieces of the operation.
func (o *operation) read(pieces []piece) {
	for i, p := range pieces {
		switch b := p.block.(type) {
		case *page.Para:
			o.para(p, b)
		case *page.Note:
			if p.role == "" {
				o.prose = append(o.prose, b)
			}
		case *page.Comment, *page.Missing:
			o.prose = append(o.prose, b)
		case *page.Table:
			o.table(p, b)
		case *page.List:
			o.list(p, b)
		case *page.Code:
			o.code(p, b, pieces[i+1:])
		}
	}
}

// isParameterRole reports whether a section documents parameters.
func isParameterRole(role string) bool {
	switch role {
	case "parameters", "path", "query", "header", "body", "form":
		return true
	}
	return false
}

// isError reports whether a piece is about an answer that is no result.
func (p piece) isError() bool { return p.role == "errors" || p.status >= 400 }

// para reads a paragraph: a permission, a definition of a parameter, a status, or
// text.
func (o *operation) para(p piece, b *page.Para) {
	if p.isError() || o.isCarrier(p, b) {
		return
	}
	written := b.Spans.String()
	b = &page.Para{At: b.At, Spans: plain(b.Spans)}
	if len(b.Spans) == 0 {
		return
	}
	if lines := o.labelledLines(b); lines != nil {
		for _, line := range lines {
			o.labelledLine(p, line)
		}
		return
	}
	if o.grant(p, b.Spans) {
		return
	}
	if isParameterRole(p.role) {
		if f, ok := o.definition(b); ok {
			o.templateMarks(&f, written)
			o.addFields(p, []field{f})
			return
		}
	}
	if namesStatus(b.Spans) {
		o.answer(statusIn(b.Spans), b.At, b.Spans)
		if label, _, ok := strings.Cut(b.Spans.String(), ":"); ok && o.sectionRole(label) != "" {
			return
		}
	}
	if p.role == "" || p.role == "response" {
		o.returned(b.Spans)
	}
	if _, _, at := o.dialect.Request(b.Spans.String()); at >= 0 {
		return
	}
	if p.role == "" && !isLink(b.Spans) || p.role == "endpoint" {
		o.prose = append(o.prose, b)
	}
}

// isLink reports whether a paragraph is nothing but a link or a picture.
func isLink(in page.Inline) bool { return len(in) == 1 && in[0].Kind == page.Link }

// isCarrier reports whether a paragraph is nothing but a request; what it says
// behind the request is text.
func (o *operation) isCarrier(p piece, b *page.Para) bool {
	if _, ok := o.requestIn(b.Spans); !ok {
		return false
	}
	if rest := o.afterRequest(b.Spans); len(rest) > 0 && p.role == "" {
		o.prose = append(o.prose, &page.Para{At: rest[0].At, Spans: rest})
	}
	return true
}

func (o *operation) table(p piece, t *page.Table) {
	if p.isError() {
		return
	}
	if o.grantTable(p, t) || o.statusTable(t) {
		return
	}
	if p.role == "" || p.role == "endpoint" || isParameterRole(p.role) || p.role == "request" {
		o.addFields(p, o.tableFields(t, isParameterRole(p.role)))
	}
}

func (o *operation) list(p piece, l *page.List) {
	switch {
	case p.isError():
	case p.role == "permissions":
		for _, item := range l.Items {
			if len(item) > 0 {
				if para, ok := item[0].(*page.Para); ok {
					o.grant(p, para.Spans)
				}
			}
		}
	case isParameterRole(p.role), p.role == "", p.role == "endpoint":
		if fields := o.listFields(l, isParameterRole(p.role), ""); len(fields) > 0 {
			o.addFields(p, fields)
			return
		}
		if o.statusList(l); p.role == "" {
			o.prose = append(o.prose, l)
		}
	default:
		o.statusList(l)
	}
}

// addFields adds parameters with the place that their section names.
func (o *operation) addFields(p piece, fields []field) {
	first, _, _ := strings.Cut(p.caption.String(), " ")
	mark := o.dialect.Role(dialect.Mark, first) // "Required parameters"
	for _, f := range fields {
		f.required = f.required || mark == "required" && !f.optional
		if f.place == "" && p.role != "parameters" && p.role != "" && p.role != "request" && p.role != "endpoint" {
			f.place = p.role
		}
		if !slices.ContainsFunc(o.fields, func(g field) bool { return g.name == f.name && g.place == f.place }) {
			o.fields = append(o.fields, f)
		}
	}
}

// methodOf is the method of the operation.
func (o *operation) methodOf() string { return o.carriers[0].method }

// takesBody reports whether requests with a method have a body as a rule.
func takesBody(method string) bool {
	switch method {
	case "POST", "PUT", "PATCH":
		return true
	}
	return false
}

// isJSON reports whether a block shows a JSON object or list.
func isJSON(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) > 1 && (text[0] == '{' && text[len(text)-1] == '}' || text[0] == '[' && text[len(text)-1] == ']') && !strings.HasPrefix(text, "{{")
}
