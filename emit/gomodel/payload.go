package gomodel

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
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
	samples, other := requestSamples(p.Method)
	described := body.Type != "" || len(body.Properties) > 0 || slices.ContainsFunc(samples, func(n *jsontree.Node) bool { return n.Kind() == jsontree.Object })
	switch {
	case !described && body.ContentType == "" && !other && len(samples) == 0:
		return // the page says nothing of it
	case !described && (other || !isJSONType(body.ContentType)) && !b.isForm(body.ContentType):
		p.Body = &Body{Stream: true, ContentType: streamType(p, body.ContentType)}
		return
	}
	p.Body = &Body{ContentType: "application/json"}
	if b.isForm(body.ContentType) {
		p.Body.ContentType, p.Body.Form = body.ContentType, true
	}
	namespace := p.Op.Namespace
	switch {
	case body.Type != "" && !ir.IsPrimitive(body.Type) && (p.Verb == "POST" || body.Collection) && !p.Body.Form:
		p.body = b.find(body.Type, namespace)
		b.describe(p.body, rowsOf(body))
	case len(body.Properties) > 0 || len(samples) > 0:
		word := p.own + "Body"
		p.body = b.place("body "+p.Op.ID+" "+p.Verb, word, p.Service.Stem, body.At)
		p.body.body, p.body.table = true, rowProperties(rowsOf(body))
		p.body.files = p.Body.Form && strings.HasPrefix(p.Body.ContentType, "multipart/")
		b.revision++
	default:
		return
	}
	if lists, _ := kindsOf(samples); b.api.Protocol() == nil && lists > 0 {
		elements := elementsAt(samples, "")
		if _, objects := kindsOf(elements); lists < len(samples) || objects < len(elements) {
			p.body = nil // of values that are no objects, or now this, now that: raw JSON
			return
		}
		p.listBody = true
	}
	for _, s := range samples {
		b.learn(p.body, s, 0)
	}
}

// rowsOf lists the properties of a body. Where they come from the examples, also in
// part, those that hold objects are left to the samples, which know the members too.
func rowsOf(body *ir.Body) []ir.BodyProperty {
	if body.From != "example" && body.From != "prose" {
		return body.Properties
	}
	return slices.DeleteFunc(slices.Clone(body.Properties), func(p ir.BodyProperty) bool { return p.Type == "Json" })
}

// describe adds rows of a body table to a type that no page describes.
func (b *schemaIndex) describe(s *schema, rows []ir.BodyProperty) {
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
func requestSamples(m *Method) (samples []*jsontree.Node, other bool) {
	for _, x := range m.Examples {
		if x.Body.JSON() != nil {
			samples = append(samples, x.Body.JSON())
		}
		other = other || x.Body.JSON() == nil && x.Body.Text != ""
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
	for _, x := range p.Examples {
		if kind := Header(x.Headers, "Content-Type"); x.Verb == p.Verb && kind != "" && !strings.EqualFold(kind, contentType) {
			return ""
		}
	}
	return contentType
}

// learnResult decides what the method returns: what the page documents, else
// what its examples show.
func (b *builder) learnResult(p *methodPlan) {
	documented := documentedResponse(p.Op)
	p.Result.Status = documented.Status
	answers := goodAnswers(p.Method)
	samples, other := answerSamples(answers)
	typeName, collection := resultType(documented, answers)
	header := begins(p.Op)
	switch {
	case p.Verb == http.MethodHead && !b.api.IsGraph(): // whose answer has no body
	case header != "" && len(samples) == 0 && !other:
		p.Result.Kind, p.Result.Header = Accepted, header
		if typeName != "" {
			p.item = b.find(typeName, p.Op.Namespace)
		}
	case isStream(documented, typeName, len(samples) == 0 && other):
		p.Result.Kind = Stream
	case b.api.Protocol() == nil && (typeName != "" || len(samples) > 0):
		b.learnPlain(p, documented, typeName, samples)
	case typeName != "" || len(samples) > 0:
		p.Result.Kind, p.Result.Nested = resultKind(collection, samples)
		b.learnItem(p, typeName, samples)
	}
}

// resultType returns the type of the result or of its items: the documented one,
// else the first that an example names.
func resultType(documented ir.Response, answers []*Answer) (name string, collection bool) {
	if documented.Type != "" || documented.ContentType != "" {
		return documented.Type, documented.Collection
	}
	for _, a := range answers {
		if a.Type != "" {
			return a.Type, a.Collection
		}
	}
	return "", documented.Collection
}

// isStream reports whether the result is read as bytes; foreign says that examples
// show bodies, and none is JSON.
func isStream(documented ir.Response, typeName string, foreign bool) bool {
	leadsToDownload := documented.Status >= 300 && documented.Status < 400
	isText := typeName == "" || ir.IsPrimitive(typeName) && typeName != "Int32" && typeName != "Int64"
	return leadsToDownload || !isJSONType(documented.ContentType) || typeName == "Stream" || foreign && isText
}

// resultKind tells pages of a collection from objects by the member "value" of
// all samples, where there are any, and whether that is the object.
func resultKind(collection bool, samples []*jsontree.Node) (kind ResultKind, nested bool) {
	lists, objects := 0, 0
	for _, s := range samples {
		switch s.Get("value").Kind() {
		case jsontree.Array:
			lists++
		case jsontree.Object:
			objects++
		}
	}
	n := len(samples)
	if n > 0 && lists == n || collection && (n == 0 || lists > 0 || allMisname(samples)) {
		return Paged, false
	}
	return Object, n > 0 && objects == n
}

// allMisname reports whether each sample of a list holds nothing but a list under
// another name than that of the protocol: {"openHour": [{…}]}.
func allMisname(samples []*jsontree.Node) bool {
	return !slices.ContainsFunc(samples, func(s *jsontree.Node) bool {
		members := slices.DeleteFunc(slices.Clone(s.Members()), func(m *jsontree.Node) bool { return strings.HasPrefix(m.Name, "@") })
		return len(members) != 1 || members[0].Kind() != jsontree.Array
	})
}

// learnItem finds the type of the result or of its items and shows it the samples.
func (b *builder) learnItem(p *methodPlan, typeName string, samples []*jsontree.Node) {
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
		if v := s.Get("value"); v != nil && (p.Result.Kind == Paged || p.Result.Nested) {
			s = v
		}
		if p.item.api == "" && s.Kind() != jsontree.Object && s.Kind() != jsontree.Array {
			p.item, p.Result.Kind, p.Result.Type = nil, Scalar, scalar(samples)
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
var locationHeaders = service.Graph.StateHeaders

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
func goodAnswers(m *Method) []*Answer {
	var list []*Answer
	for _, x := range m.Examples {
		if x.Answer != nil {
			list = append(list, x.Answer)
		}
		for i := range x.Others {
			list = append(list, &x.Others[i])
		}
	}
	return slices.DeleteFunc(list, func(a *Answer) bool { return a.Status < 200 || a.Status >= 300 })
}

// answerSamples returns the JSON bodies of answers, but for empty objects, and
// whether there are bodies that are no JSON.
func answerSamples(answers []*Answer) (samples []*jsontree.Node, other bool) {
	for _, a := range answers {
		switch n := a.Body.JSON(); {
		case n == nil:
			other = other || a.Body.Text != ""
		case n.Kind() != jsontree.Object || len(n.Nodes) > 0:
			samples = append(samples, n)
		}
	}
	return samples, other
}
