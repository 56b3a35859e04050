package meaning

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// body reads the section of the request body: its table of properties, and
// the type that it says the body represents. It returns nil if the page says
// that there is no body, or says nothing at all.
func (r fieldReader) body(in sections) *ir.Body {
	var body *ir.Body
	none := false
	for _, p := range in {
		if body == nil {
			body = &ir.Body{At: p.At, Properties: []ir.BodyProperty{}}
		}
		for _, para := range proseOf(p.Blocks) {
			if r.contains(para.Spans.String(), words.SaysNoBody) {
				none = true
			}
		}
		r.bodyTables(p, body)
		r.bodyType(p, body)
	}
	if body == nil || none && len(body.Properties) == 0 {
		return nil
	}
	if len(body.Properties) > 0 && body.From == "" {
		body.From = "table"
	}
	return body
}

// bodyTables adds the properties of a section's tables. Tables of values
// and members have no column of properties and say nothing about the body.
func (r fieldReader) bodyTables(p part, body *ir.Body) {
	for t := range tables(p.Blocks) {
		if r.isMemberTable(t) {
			r.read[t] = true
			continue
		}
		for _, f := range r.fields(t) {
			r.addProperty(body, f)
		}
	}
	if len(body.Properties) == 0 {
		r.bodyCode(p, body)
	}
	for code := range codes(p.Blocks) {
		if len(body.Properties) > 0 && strings.HasPrefix(strings.TrimSpace(code.Text), "{") {
			r.read[code] = true
			body.Shown = append(body.Shown, shownBy(code))
		}
	}
}

// bodyCode takes the properties from JSON that a section without a table
// shows.
func (r fieldReader) bodyCode(p part, body *ir.Body) {
	for code := range codes(p.Blocks) {
		if found := ir.PropertiesOf(code.Text); len(found) > 0 && !holdsExample(p, code) {
			body.ContentType, body.From, body.Properties = "application/json", "example", found
			for i := range body.Properties {
				body.Properties[i].At = code.From
			}
			body.Shown = append(body.Shown, shownBy(code))
			return
		}
	}
}

func (r fieldReader) addProperty(body *ir.Body, f field) {
	ref := r.fieldType(f)
	if i := slices.IndexFunc(body.Properties, func(p ir.BodyProperty) bool { return p.Name == f.name }); i >= 0 {
		first := &body.Properties[i]
		r.lintRepeat(f, first.At, first.Type != ref.Name || first.Collection != ref.Collection || first.Description.Best(r.locale) != f.description)
		first.Also = append(first.Also, f.places()...)
		return
	}
	body.Properties = append(body.Properties, ir.BodyProperty{
		Name: f.name, Type: ref.Name, Collection: ref.Collection,
		Required: f.required, Nullable: f.says(words.MarkerNullable),
		Values: r.possibleValues(f), Description: r.text(f.description), At: f.row.At, Also: f.places(),
	})
}

// bodyType takes the type from the first paragraph that says what JSON the
// body is, or that stands in a section without a table.
func (r fieldReader) bodyType(p part, body *ir.Body) {
	bare := countTables(p.Blocks) == 0
	for _, para := range proseOf(p.Blocks) {
		if body.Type != "" {
			return
		}
		if bare || strings.Contains(para.Spans.String(), "JSON") {
			for _, s := range sentencesOf(para.Spans) {
				ref := r.prose.typeIn(s)
				if names := parametersIn(s); bare && len(names) > 0 {
					r.nameParameters(body, names, ref)
					continue
				}
				if ref.Name != "" {
					body.Type = ref.Name
					break
				}
			}
		}
	}
}

// parametersIn returns the names of parameters of the body that a sentence sets in
// bold after the type that it links to: "two parameters of [dateTimeTimeZone](…)
// called **from** and **to**". One name alone may be that of the type.
func parametersIn(s page.Inline) []page.Span {
	linked := false
	var names []page.Span
	for _, span := range s {
		switch {
		case span.Kind == page.Link:
			linked = true
		case span.Kind == page.Bold && linked && isTypeName(span.Text) && !hasCapital(span.Text):
			names = append(names, span)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return names
}

// nameParameters adds the properties that a sentence names, all of one type.
func (r fieldReader) nameParameters(body *ir.Body, names []page.Span, ref typeRef) {
	body.From = "prose"
	for _, n := range names {
		if !slices.ContainsFunc(body.Properties, func(p ir.BodyProperty) bool { return p.Name == n.Text }) {
			body.Properties = append(body.Properties, ir.BodyProperty{Name: n.Text, Type: ref.Name, Collection: ref.Collection, At: n.At})
		}
	}
}

// withShown adds the properties that the page's request shows to those that its
// prose names, in the order of the request.
func withShown(named, shown []ir.BodyProperty) []ir.BodyProperty {
	out := slices.Clone(named)
	for _, s := range shown {
		if !slices.ContainsFunc(named, func(p ir.BodyProperty) bool { return p.Name == s.Name }) {
			out = append(out, s)
		}
	}
	place := func(p ir.BodyProperty) int {
		return slices.IndexFunc(shown, func(s ir.BodyProperty) bool { return s.Name == p.Name })
	}
	slices.SortStableFunc(out, func(a, b ir.BodyProperty) int { return cmp.Compare(uint(place(a)), uint(place(b))) })
	return out
}

// completeBody returns the body of an operation with its content type and, on
// pages without a section for it, its existence, from the headers and examples of
// the operation; nil if it has none.
func (r fieldReader) completeBody(op *ir.Operation, section bool) *ir.Body {
	var body ir.Body
	sent := slices.DeleteFunc(slices.Clone(op.Examples), func(e ir.Example) bool { return e.Request.Body == "" })
	switch {
	case op.Body != nil:
		body = *op.Body
	case len(sent) == 0 || section || !takesBody(op):
		return nil
	default:
		body = ir.Body{Properties: []ir.BodyProperty{}, At: sent[0].Request.At}
	}
	isJSON := func(e ir.Example) bool { return strings.HasPrefix(strings.TrimSpace(e.Request.Body), "{") }
	if r.page.BodyType != "" && !slices.ContainsFunc(sent, isJSON) {
		body.ContentType = r.page.BodyType
	}
	for _, e := range sent {
		body.ContentType = cmp.Or(body.ContentType, mediaType(headerValue(e.Request.Headers, "Content-Type")))
	}
	for _, h := range op.Headers {
		if strings.EqualFold(h.Name, "Content-Type") {
			body.ContentType = cmp.Or(body.ContentType, mediaType(h.Description.Best(r.locale)))
		}
	}
	var requests []string
	for _, e := range sent {
		requests = append(requests, e.Request.Body)
	}
	if body.From == "prose" {
		for _, e := range sent {
			shown := ir.PropertiesOf(e.Request.Body)
			for i := range shown {
				shown[i].At = e.Request.At
			}
			body.Properties = withShown(body.Properties, shown)
		}
	}
	if len(requests) == 1 && body.From == "table" {
		body.Properties = r.withRealNames(body.Properties, ir.PropertiesOf(requests[0]))
	}
	described := len(body.Properties) > 0 || body.Type != ""
	body.Collection = len(body.Properties) == 0 && body.Type != "" && sendsLists(op.Examples)
	if body.ContentType == "" && described {
		body.ContentType = "application/json"
	}
	if body.ContentType == "" && !described && (!takesBody(op) || !r.known) {
		return nil
	}
	return &body
}

func takesBody(op *ir.Operation) bool {
	return slices.ContainsFunc(op.Endpoints, func(e ir.Endpoint) bool {
		return e.Method == "POST" || e.Method == "PATCH" || e.Method == "PUT"
	})
}

func headerValue(headers []ir.Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// mediaType returns the media type that a text begins with, in lower case and
// without parameters, "" if it begins with none.
func mediaType(text string) string {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "`* "), " ")
	if !strings.Contains(first, "/") {
		return ""
	}
	for statement := range statements(first) {
		if name := strings.ToLower(strings.Trim(statement, "`*,")); mediaTypeName.MatchString(name) {
			return name
		}
		break
	}
	return ""
}

// mediaTypeName is a media type of one of the registered kinds: "string/number" is
// none.
var mediaTypeName = regexp.MustCompile(`^(?:application|audio|chemical|font|image|message|model|multipart|text|video)/[a-z0-9][a-z0-9.+-]*$`)

// sendsLists reports whether all JSON bodies of the requests are lists.
func sendsLists(examples []ir.Example) bool {
	lists := 0
	for _, e := range examples {
		switch body := strings.TrimSpace(e.Request.Body); {
		case !json.Valid([]byte(body)):
		case body[0] != '[':
			return false
		default:
			lists++
		}
	}
	return lists > 0
}
