package tests

import (
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// exchange prints a row of the table: what must travel, and the calls.
func (p *printer) exchange(x *exchange) {
	p.Go("{\nplace: ").Text(x.name()).Go(",\nrequest: ").Text(x.method.Verb + " " + x.target.line()).Go(",\n")
	p.sent(x)
	p.Go("status: ").Int(x.status).Go(",\n")
	p.answered(x)
	p.Go("call: ")
	p.clientCall(x)
	p.Go(",\n")
	if p.server && x.served {
		if x.alone {
			p.Go("alone: true,\n")
		}
		p.Go("serve: ")
		p.serverCall(x)
		p.Go(",\n")
	}
	p.Go("},\n")
}

// sent prints what goes with the request.
func (p *printer) sent(x *exchange) {
	if lines := x.headerLines(); len(lines) > 0 {
		p.Go("header: []string{").Texts(lines).Go("},\n")
	}
	if names := x.also(); len(names) > 0 {
		p.Go("also: []string{").Texts(names).Go("},\n")
	}
	if x.below != "" {
		p.Go("below: ").Text(strings.TrimPrefix(x.below, "/")).Go(",\n")
	}
	if x.body != "" {
		p.Go("body: ")
		p.bodyText(x.body, x.bodyNode)
	}
	if x.foreign {
		p.Go("foreign: true,\n")
	}
	if len(x.bodyExtra) > 0 {
		p.Go("untypedBody: []string{").Texts(x.bodyExtra).Go("},\n")
	}
}

// answered prints what comes back.
func (p *printer) answered(x *exchange) {
	if x.status != x.method.SuccessStatus() {
		p.Go("drift: true,\n")
	}
	if x.location != "" {
		p.Go("location: ").Text(x.location).Go(",\n")
	}
	if h := x.method.Result.Header; h != "" && h != "Location" {
		p.Go("locationHeader: ").Text(h).Go(",\n")
	}
	if x.answer != "" {
		p.Go("answer: ")
		p.bodyText(x.answer, x.answerNode)
	}
	if x.boxed() {
		p.Go("boxed: true,\n")
	}
	if x.raw {
		p.Go("raw: true,\n")
	}
	if len(x.answerExtra) > 0 {
		p.Go("untyped: []string{").Texts(x.answerExtra).Go("},\n")
	}
	if len(x.answerMisfits) > 0 {
		p.Go("mistyped: []string{").Texts(x.answerMisfits).Go("},\n")
	}
	if x.failure != "" {
		p.Go("code: ").Text(x.failure).Go(",\n")
	}
}

func (p *printer) clientCall(x *exchange) {
	m := x.method
	p.Go("func(x *exampleRun) (any, error) { return ")
	if m.Result.Kind == gomodel.None {
		p.Go("nil, ")
	}
	p.Go("x.client.").Name(m.Service.Field).Go(".").Name(m.Name).Go("(x.ctx")
	x.values(p.Code, client)
	p.Go(") }")
}

func (p *printer) serverCall(x *exchange) {
	p.Go("func(x *exampleRun) []any { return []any{").Text(string(x.method.Name))
	x.values(p.Code, server)
	p.Go("} }")
}

// bodyText prints a body: JSON line by line, other texts as their lines.
func (p *printer) bodyText(body string, n *node) {
	if lines := p.layout.lines(body, n); len(lines) == 1 {
		p.Text(lines[0]).Go(",\n")
	} else {
		p.Go("text(").Lines(lines).Go("),\n")
	}
}
