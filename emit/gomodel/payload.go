package gomodel

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// noteRows remembers the properties of body tables that have a named type: a
// property of that name in a shape that no page describes has it as well.
func (b *builder) noteRows(p *methodPlan) {
	if p.Op.Body == nil {
		return
	}
	for i := range p.Op.Body.Properties {
		if r := &p.Op.Body.Properties[i]; r.Type != "" && !ir.IsPrimitive(r.Type) {
			b.rows[row{p.Service.Stem, r.Name}] = r
		}
	}
}

// learnFrom decides which schemas the body and the result of a method have, and
// shows them the examples.
func (b *builder) learnFrom(p *methodPlan) {
	b.learnBody(p)
	b.learnResult(p)
}

// learnBody decides the shape of the request body. The body of a POST that
// represents a type is that type; any other one is a struct of its own, whose
// properties tell absent, null and a value apart.
func (b *builder) learnBody(p *methodPlan) {
	body := p.Op.Body
	if body == nil || p.Verb == "GET" || p.Verb == "HEAD" {
		return
	}
	samples, other := b.requestSamples(p.Op)
	described := body.Type != "" || len(body.Properties) > 0 || slices.ContainsFunc(samples, func(n *node) bool { return n.kind == objectNode })
	switch {
	case !described && body.ContentType == "" && !other && len(samples) == 0:
		return // the page says nothing of it
	case !described && (other || !isJSONType(body.ContentType)):
		p.Body = &Body{Stream: true, ContentType: streamType(p, body.ContentType)}
		return
	}
	p.Body = &Body{ContentType: "application/json"}
	namespace := p.Op.Namespace
	switch {
	case body.Type != "" && !ir.IsPrimitive(body.Type) && (p.Verb == "POST" || body.Collection):
		p.body = b.find(body.Type, namespace)
		b.describe(p.body, rowsOf(body))
	case len(body.Properties) > 0 || len(samples) > 0:
		word := p.own + "Body"
		p.body = b.place("body "+p.Op.ID+" "+p.Verb, word, p.Service.Stem, body.At)
		p.body.body, p.body.table = true, rowProperties(rowsOf(body))
		b.revision++
	default:
		return
	}
	for _, s := range samples {
		b.learn(p.body, s, 0)
	}
}

// rowsOf lists the properties of a body. Where they come from the examples, those
// that hold objects are left to the samples, which know the members too.
func rowsOf(body *ir.Body) []ir.BodyProperty {
	if body.From != "example" {
		return body.Properties
	}
	return slices.DeleteFunc(slices.Clone(body.Properties), func(p ir.BodyProperty) bool { return p.Type == "Json" })
}

// describe adds rows of a body table to a type that no page describes.
func (b *book) describe(s *schema, rows []ir.BodyProperty) {
	if s.page != nil || len(rows) == 0 {
		return
	}
	b.revision++
	known := map[string]bool{}
	for _, r := range s.table {
		known[r.Name] = true
	}
	for _, r := range rowProperties(rows) {
		if !known[r.Name] {
			s.table = append(s.table, r)
		}
	}
}

// requestSamples returns the JSON bodies of the example requests, and whether
// there are bodies that are no JSON.
func (b *book) requestSamples(op *ir.Operation) (samples []*node, other bool) {
	for i := range op.Examples {
		body := op.Examples[i].Request.Body
		if body == "" {
			continue
		}
		if n, err := b.reader.read(body); err == nil {
			samples = append(samples, n)
		} else {
			other = true
		}
	}
	return samples, other
}

func isJSONType(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(contentType)), ";")
	return kind == "" || kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json")
}

// streamType returns a content type if it is the only one that callers send: a
// definite one without parameters, and the one of all examples.
func streamType(p *methodPlan, contentType string) string {
	if strings.ContainsAny(contentType, "* ,{}<>") || strings.Count(contentType, "/") != 1 || isJSONType(contentType) ||
		strings.HasPrefix(strings.ToLower(contentType), "multipart/") {
		return ""
	}
	for _, x := range p.Op.Examples {
		for _, h := range x.Request.Headers {
			if x.Request.Method == p.Verb && strings.EqualFold(h.Name, "Content-Type") && !strings.EqualFold(h.Value, contentType) {
				return ""
			}
		}
	}
	return contentType
}

// learnResult decides what the method returns: what the page documents, else
// what its examples show.
func (b *builder) learnResult(p *methodPlan) {
	documented := documentedResponse(p.Op)
	p.Result.Status = documented.Status
	answers := goodAnswers(p.Op)
	samples, other := b.answerSamples(answers)
	typeName, paged := documented.Type, documented.Collection
	if typeName == "" && documented.ContentType == "" {
		for _, a := range answers {
			if a.Type != "" && typeName == "" {
				typeName, paged = a.Type, a.Collection
			}
		}
	}
	if header := begins(p.Op); header != "" && len(samples) == 0 && !other {
		p.Result.Kind, p.Result.Header = Accepted, header
		if typeName != "" {
			p.item = b.find(typeName, p.Op.Namespace)
		}
		return
	}
	switch {
	case documented.Status >= 300 && documented.Status < 400: // leads to a download
		p.Result.Kind = Stream
		return
	case !isJSONType(documented.ContentType) || typeName == "Stream" || len(samples) == 0 && other && typeName == "":
		p.Result.Kind = Stream
		return
	case ir.IsPrimitive(typeName) && len(samples) == 0 && other && typeName != "Int32" && typeName != "Int64":
		p.Result.Kind = Stream
		return
	case typeName == "" && len(samples) == 0:
		return
	}
	lists, boxes := 0, 0
	for _, s := range samples {
		if v := s.get("value"); v != nil && v.kind == listNode {
			lists++
		} else if v != nil && v.kind == objectNode {
			boxes++
		}
	}
	if len(samples) > 0 && lists == len(samples) {
		paged = true
	} else if len(samples) > 0 && lists == 0 {
		paged = false
	}
	p.Result.Kind = Object
	if paged {
		p.Result.Kind = Paged
	}
	p.Result.Nested = !paged && boxes > 0 && boxes == len(samples)
	b.learnItem(p, typeName, samples)
}

// learnItem finds the type of the result or of its items and shows it the samples.
func (b *builder) learnItem(p *methodPlan, typeName string, samples []*node) {
	if goType, ok := primitives[typeName]; ok {
		p.Result.Type = Ref{Go: goType}
		if p.Result.Kind == Object {
			p.Result.Kind = Scalar
		}
		return
	}
	if typeName != "" {
		p.item = b.find(typeName, p.Op.Namespace)
	} else {
		p.item = b.place("result "+p.Op.ID+" "+p.Verb, p.own+"Result", p.Service.Stem, firstPos(p))
	}
	if body := p.Op.Body; body != nil && p.item.page == nil && updates(p, body) {
		b.describe(p.item, rowsOf(body))
	}
	if values := p.item.page == nil || p.item.page.Kind != ir.Enum; !values {
		return
	}
	for _, s := range samples {
		if v := s.get("value"); v != nil && (p.Result.Kind == Paged || p.Result.Nested) {
			s = v
		}
		if p.item.api == "" && s.kind != objectNode && s.kind != listNode {
			p.item, p.Result.Kind, p.Result.Type = nil, Scalar, b.infer(samples, func() Ref { return Ref{Go: raw} })
			return
		}
		b.learn(p.item, s, 0)
	}
}

// updates reports whether a body's properties are those of the result: the page
// says so, or the call changes the resource that it returns.
func updates(p *methodPlan, body *ir.Body) bool {
	short := p.item.api[strings.LastIndexByte(p.item.api, '.')+1:]
	if body.Type != "" {
		return strings.EqualFold(body.Type[strings.LastIndexByte(body.Type, '.')+1:], short)
	}
	return (p.Verb == "PATCH" || p.Verb == "PUT") && strings.EqualFold(p.Op.Resource, short)
}

// begins returns the header that says where the state of an operation is asked
// for that the call begins; "" if the page documents another success as well,
// or no such header.
func begins(op *ir.Operation) string {
	header := ""
	for _, r := range op.Responses {
		if r.Status != http.StatusAccepted {
			return ""
		}
		header = r.Location
	}
	if !slices.Contains(locationHeaders, header) {
		return ""
	}
	return header
}

// locationHeaders are those that the emitted client looks for.
var locationHeaders = []string{"Location", "Operation-Location", "Azure-AsyncOperation"}

// documentedResponse returns the response of success that says most.
func documentedResponse(op *ir.Operation) ir.Response {
	var best ir.Response
	for _, r := range op.Responses {
		switch {
		case best.Status == 0, best.Type == "" && best.ContentType == "" && (r.Type != "" || r.ContentType != ""):
			best = r
		}
	}
	return best
}

// goodAnswers lists the example answers of success.
func goodAnswers(op *ir.Operation) []*ir.ExampleAnswer {
	var list []*ir.ExampleAnswer
	add := func(a *ir.ExampleAnswer) {
		if a.Status >= 200 && a.Status < 300 {
			list = append(list, a)
		}
	}
	for i := range op.Examples {
		x := &op.Examples[i]
		if x.Response != nil {
			add(x.Response)
		}
		for j := range x.Alternatives {
			add(&x.Alternatives[j])
		}
	}
	return list
}

// answerSamples returns the JSON bodies of answers, and whether there are
// bodies that are no JSON.
func (b *book) answerSamples(answers []*ir.ExampleAnswer) (samples []*node, other bool) {
	for _, a := range answers {
		if strings.TrimSpace(a.Body) == "" {
			continue
		}
		n, err := b.reader.read(a.Body)
		switch {
		case err != nil:
			other = true
		case n.kind == objectNode && len(n.members()) == 0:
		default:
			samples = append(samples, n)
		}
	}
	return samples, other
}
