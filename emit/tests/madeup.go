package tests

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// madeUp returns an exchange for each documented path that no example shows,
// and one that gives all options if no path is left for them.
func (b *binder) madeUp(m *gomodel.Method, shown []*exchange) []*exchange {
	var list []*exchange
	for _, r := range m.Routes {
		isShown := slices.ContainsFunc(shown, func(x *exchange) bool { return x.route == r && x.below == "" && !x.foreign })
		options := m.Options != nil && len(list) == 0
		if !isShown || options && r == m.Routes[len(m.Routes)-1] {
			list = append(list, b.sample(m, r, options))
		}
	}
	return list
}

// sample fills a path, its arguments and, if asked, its options.
func (b *binder) sample(m *gomodel.Method, r *gomodel.Route, options bool) *exchange {
	x := &exchange{method: m, takes: b.takes[m], at: r.At, title: "path", route: r, status: m.SuccessStatus()}
	for i, p := range x.pathParams() {
		x.path = append(x.path, sampleSegment(r.Template, i, p))
	}
	x.target = target{segments: strings.Split(strings.Trim(fill(r.Template, x.path), "/"), "/")}
	for _, q := range m.Fixed {
		x.target.query = append(x.target.query, pair{q.Name, q.Value})
	}
	for i, p := range slices.Concat(m.Query, m.Header) {
		text := sampleText(p)
		x.arguments = append(x.arguments, text)
		if i < len(m.Query) {
			x.target.query = append(x.target.query, pair{p.Wire, text})
		}
	}
	if options {
		x.title = "options"
		x.sampleOptions()
	}
	x.sampleBody()
	if x.status >= 300 {
		x.location = "https://download.example/file"
	}
	switch m.Result.Kind {
	case gomodel.Stream:
		x.answer = "content"
	case gomodel.Accepted:
		x.location = "https://monitor.example/operation"
	}
	owner, _, _, _ := b.served.Find(m.Verb, x.target.path())
	own, _, _, _ := b.find(m, m.Verb, x.target.path())
	x.served, x.alone = own == r, owner.method != m
	return x
}

// sampleSegment is a made-up value of a template's n-th placeholder.
func sampleSegment(template string, n int, p *gomodel.Param) string {
	before := template
	for range n + 1 {
		template = template[strings.IndexByte(template, '{')+1:]
	}
	before = before[:len(before)-len(template)-1]
	if strings.HasSuffix(before, ":/") {
		return "some/file.txt"
	}
	return sampleText(p)
}

// fill puts values into the placeholders of a template.
func fill(template string, values []string) string {
	for _, v := range values {
		before, rest, _ := strings.Cut(template, "{")
		_, after, _ := strings.Cut(rest, "}")
		template = before + v + after
	}
	return template
}

func (x *exchange) sampleOptions() {
	for _, p := range x.method.Options.Query {
		text := sampleText(p)
		x.options = append(x.options, optionValue{p, text})
		x.target.query = append(x.target.query, pair{p.Wire, text})
	}
	for _, p := range x.method.Options.Header {
		x.options = append(x.options, optionValue{p, sampleText(p)})
	}
}

func (x *exchange) sampleBody() {
	body := x.method.Body
	switch {
	case body == nil:
	case body.Stream:
		x.body, x.contentType = "some bytes", body.ContentType
		if x.contentType == "" {
			x.contentType = "application/octet-stream"
		}
	default:
		x.body = string(appendSample(nil, body.Type, 0))
		x.bodyNode = parseCompact(x.body)
	}
}
