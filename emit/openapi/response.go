package openapi

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// answer is what is known of the answers of one status.
type answer struct {
	headers  ordered[header]
	schemas  map[string][]*schema // by media type
	order    []string             // of media types
	examples map[string]*ordered[example]
	payloads []gomodel.Payload // of the examples, in JSON
}

func (a *answer) media(kind string) {
	if a.examples[kind] == nil {
		a.order, a.examples[kind] = append(a.order, kind), &ordered[example]{}
	}
}

// answers collects the answers of an endpoint by status.
type answers struct {
	order    []int
	byStatus map[int]*answer
}

func (l *answers) of(status int) *answer {
	a := l.byStatus[status]
	if a == nil {
		a = &answer{schemas: map[string][]*schema{}, examples: map[string]*ordered[example]{}}
		l.byStatus[status], l.order = a, append(l.order, status)
	}
	return a
}

// responses lists the documented answers of success of all operations of an
// endpoint, those that only examples show, and that of failure.
func (b *builder) responses(s *shared) ordered[*response] {
	list := &answers{byStatus: map[int]*answer{}}
	for i, m := range s.mounts {
		documented := m.Op.Responses
		if len(documented) == 0 {
			documented = []ir.Response{{Status: m.SuccessStatus()}}
		}
		for _, d := range documented {
			if d.Status >= 100 && d.Status <= 599 {
				b.addDocumented(list.of(d.Status), m, d)
			}
		}
		for _, e := range m.Examples {
			if e.Verb != m.Verb {
				continue
			}
			if e.Answer != nil {
				b.addShown(list, exampleKey(i, e.Number), e, e.Answer)
			}
			for n := range e.Others {
				b.addShown(list, exampleKey(i, e.Number)+"_"+strconv.Itoa(n+2), e, &e.Others[n])
			}
		}
	}
	var out ordered[*response]
	for _, status := range list.order {
		out.add(strconv.Itoa(status), b.response(status, list.byStatus[status]))
	}
	out.add("default", &response{Ref: "#/components/responses/error"})
	return out
}

func (b *builder) response(status int, a *answer) *response {
	r := &response{Description: cmp.Or(http.StatusText(status), "Status "+strconv.Itoa(status)), Headers: a.headers}
	for _, kind := range a.order {
		one := media{Schema: &schema{}, Examples: *a.examples[kind]}
		if list := a.schemas[kind]; len(list) > 0 {
			one.Schema = b.oneOf(list, a.payloads)
		}
		r.Content.add(kind, one)
	}
	return r
}

// addDocumented adds what a page says of an answer.
func (b *builder) addDocumented(a *answer, m gomodel.Mount, d ir.Response) {
	place := d.Location
	if d.Status >= 301 && d.Status <= 308 && d.Status != http.StatusNotModified {
		place = cmp.Or(place, "Location")
	}
	if _, known := a.headers.get(place); place != "" && !known {
		doc := "Where to ask for the state of the operation."
		if d.Status >= 300 {
			doc = "Where the answer is."
		}
		a.headers.add(place, header{doc, &schema{Type: "string"}})
	}
	if kind, s := b.resultSchema(m, d); s != nil {
		a.media(kind)
		a.schemas[kind] = append(a.schemas[kind], s)
	}
}

// addShown adds an answer that an example shows. Failures are as the service's
// errors; a media type that no page documents is text.
func (b *builder) addShown(list *answers, key string, e *gomodel.Example, shown *gomodel.Answer) {
	if shown.Status < 200 || shown.Status > 599 || shown.Body.Text == "" {
		return
	}
	_, documented := list.byStatus[shown.Status]
	kind := mediaType(gomodel.Header(shown.Headers, "Content-Type"))
	switch {
	case shown.Body.JSON() == nil && (kind == "" || kind == jsonType):
		return // not JSON, whatever it says
	case shown.Body.JSON() != nil && (kind == "" || strings.HasSuffix(kind, "json")):
		kind = jsonType
	}
	if !documented && shown.Status < 400 {
		return
	}
	a := list.of(shown.Status)
	switch _, known := a.examples[kind]; {
	case known:
	case shown.Status >= 400 && kind == jsonType:
		a.media(kind)
		a.schemas[kind] = []*schema{{Type: "object"}}
	case kind != jsonType:
		a.media(kind)
		a.schemas[kind] = []*schema{{Type: "string"}}
	default:
		return // the page says that there is no body
	}
	if kind == jsonType {
		addExample(a.examples[kind], key, e.Title, shown.Body)
		a.payloads = append(a.payloads, shown.Body)
	} else if _, taken := a.examples[kind].get(key); !taken && a.schemas[kind][0].Format == "" {
		a.examples[kind].add(key, example{Summary: clean(e.Title), Value: text(shown.Body.Text)})
	}
}

// mediaType cuts the parameters off a content type.
func mediaType(value string) string {
	kind, _, _ := strings.Cut(value, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if strings.Count(kind, "/") != 1 || strings.ContainsAny(kind, " <>{}\"'*") {
		return ""
	}
	return kind
}

// resultSchema describes the body of an answer, nil if it has none.
func (b *builder) resultSchema(m gomodel.Mount, d ir.Response) (contentType string, s *schema) {
	if m.Result.Kind == gomodel.None || m.Result.Kind == gomodel.Accepted || d.Status == http.StatusNoContent || d.Status >= 300 {
		return "", nil
	}
	if m.Result.Kind == gomodel.Stream {
		kind := cmp.Or(mediaType(d.ContentType), "application/octet-stream")
		return kind, streamSchema(kind)
	}
	item := b.valueSchema(m.Op.APIVersion, m.Op.Namespace, d.Type, nil)
	if m.Result.Bare || m.Result.Kind == gomodel.Paged && b.api.ServiceOf().Protocol() == nil {
		return jsonType, b.plainSchema(m, item)
	}
	if m.Result.Kind == gomodel.Object && !m.Result.Nested && item.Ref == "" && item.Type == nil {
		item = &schema{Type: "object", Additional: yes()} // answers in JSON are objects
	}
	word := func() *schema { return b.nullable(&schema{Type: "string"}) }
	switch {
	case m.Result.Kind == gomodel.Paged:
		return jsonType, &schema{Type: "object", Properties: ordered[*schema]{
			{"value", &schema{Type: "array", Items: item}}, {service.OData.NextMember, word()}, {service.OData.DeltaMember, word()},
			{service.OData.CountMember, b.nullable(&schema{Type: "integer", Format: "int64"})},
		}}
	case m.Result.Nested, m.Result.Kind == gomodel.Scalar:
		if m.Result.Type.List {
			item = &schema{Type: "array", Items: item}
		}
		return jsonType, &schema{Type: "object", Properties: ordered[*schema]{{"value", item}}}
	}
	return jsonType, item
}

// plainSchema describes an answer that is a list or a value itself, or that holds a
// list where the service's pages have it.
func (b *builder) plainSchema(m gomodel.Mount, item *schema) *schema {
	if m.Result.Kind == gomodel.Paged || m.Result.Type.List {
		item = &schema{Type: "array", Items: item}
	}
	if s := b.api.ServiceOf(); m.Result.Kind == gomodel.Paged && s.Paging == service.PagingCursor {
		whole := &schema{}
		whole.addPath(s.Cursor.Items, item)
		return whole
	}
	return item
}
