package meaning

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// readBody reads the section of the request body: its table of properties, and
// the type that it says the body represents. It returns nil if the page says
// that there is no body, or says nothing at all.
func (r *reader) readBody(parts []part) *ir.Body {
	var body *ir.Body
	none := false
	for _, p := range parts {
		if p.In != "body" || p.InExamples {
			continue
		}
		if body == nil {
			body = &ir.Body{At: p.At, Properties: []ir.BodyProperty{}}
		}
		for _, para := range proseOf(p.Blocks) {
			if r.contains(para.Spans.String(), "sentence", "noBody") {
				none = true
			}
		}
		r.readBodyTables(p, body)
		r.readBodyType(p, body)
	}
	if body == nil || none && len(body.Properties) == 0 {
		return nil
	}
	if len(body.Properties) > 0 && body.From == "" {
		body.From = "table"
	}
	return body
}

// readBodyTables adds the properties of a section's tables. Tables of values
// and members have no column of properties and say nothing about the body.
func (r *reader) readBodyTables(p part, body *ir.Body) {
	for t := range tables(p.Blocks) {
		if r.isMemberTable(t) {
			r.use(t)
			continue
		}
		for _, f := range r.fields(t) {
			r.addProperty(body, f)
		}
	}
	if len(body.Properties) == 0 {
		r.readBodyCode(p, body)
	}
	for code := range codes(p.Blocks) {
		if len(body.Properties) > 0 && strings.HasPrefix(strings.TrimSpace(code.Text), "{") {
			r.use(code)
		}
	}
}

// readBodyCode takes the properties from JSON that a section without a table
// shows.
func (r *reader) readBodyCode(p part, body *ir.Body) {
	for code := range codes(p.Blocks) {
		if found := ir.PropertiesOf(code.Text); len(found) > 0 && !holdsExample(p, code) {
			body.ContentType, body.From, body.Properties = "application/json", "example", found
			for i := range body.Properties {
				body.Properties[i].At = code.From
			}
			return
		}
	}
}

// isMemberTable tells a table of the values of one property from a table of
// properties.
func (r *reader) isMemberTable(t *page.Table) bool {
	return len(t.Head) > 0 && r.words.Role("memberColumn", t.Head[0].Spans.String()) != ""
}

func (r *reader) addProperty(body *ir.Body, f field) {
	if slices.ContainsFunc(body.Properties, func(p ir.BodyProperty) bool { return p.Name == f.name }) {
		return
	}
	ref := r.fieldType(f)
	body.Properties = append(body.Properties, ir.BodyProperty{
		Name: f.name, Type: ref.Name, Collection: ref.Collection,
		Required: f.required, Nullable: r.says(&f, "nullable"),
		Values: r.possibleValues(&f), Description: r.text(f.description), At: f.row.At,
	})
}

// readBodyType takes the type from the first paragraph that says what JSON the
// body is, or that stands in a section without a table.
func (r *reader) readBodyType(p part, body *ir.Body) {
	bare := countTables(p.Blocks) == 0
	for _, para := range proseOf(p.Blocks) {
		if body.Type != "" {
			return
		}
		if bare || strings.Contains(para.Spans.String(), "JSON") {
			for _, s := range sentencesOf(para.Spans) {
				if ref := r.proseType(s); ref.Name != "" {
					body.Type = ref.Name
					break
				}
			}
		}
	}
}

// completeBody gives the body its content type and, on pages without a section
// for it, its existence, from the headers and examples of the operation.
func (r *reader) completeBody(op *ir.Operation, section bool) {
	for _, e := range op.Examples {
		if e.Request.Body == "" {
			continue
		}
		if op.Body == nil && !section && takesBody(op) {
			op.Body = &ir.Body{Properties: []ir.BodyProperty{}, At: e.Request.At}
		}
		if op.Body != nil && op.Body.ContentType == "" {
			op.Body.ContentType = mediaType(headerValue(e.Request.Headers, "Content-Type"))
		}
	}
	if op.Body == nil {
		return
	}
	op.Body.Collection = len(op.Body.Properties) == 0 && op.Body.Type != "" && sendsLists(op.Examples)
	for _, h := range op.Headers {
		if strings.EqualFold(h.Name, "Content-Type") && op.Body.ContentType == "" {
			op.Body.ContentType = mediaType(h.Description.Best(r.locale))
		}
	}
	if op.Body.ContentType == "" && (len(op.Body.Properties) > 0 || op.Body.Type != "") {
		op.Body.ContentType = "application/json"
	}
	if op.Body.ContentType == "" && op.Body.Type == "" && len(op.Body.Properties) == 0 && (!takesBody(op) || !r.known) {
		op.Body = nil
	}
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

var mediaTypeName = regexp.MustCompile(`^[a-z]+/[a-z0-9][a-z0-9.+-]*$`)

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
