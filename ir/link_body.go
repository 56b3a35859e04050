package ir

import (
	"strings"

	"github.com/docpiler/docpiler/ir/jsontree"
)

// fillBodies gives bodies without a table their properties: those of the type's
// page that a client may write, else the members that the request examples
// show. What an earlier linking filled is filled anew.
func (l *linker) fillBodies() {
	for i, o := range l.api.Operations {
		body := l.filledBody(o)
		if body == nil {
			continue
		}
		c := *o
		c.Body = body
		l.api.Operations[i] = &c
	}
}

// filledBody returns the body of an operation with properties, nil if there is
// nothing to fill.
func (l *linker) filledBody(o *Operation) *Body {
	if o.Body == nil || len(o.Body.Properties) > 0 && o.Body.From != "type" && o.Body.From != "example" {
		return nil
	}
	from, properties := "type", l.typeProperties(o)
	if len(properties) == 0 && o.Body.From != "type" {
		from, properties = "example", exampleProperties(o)
	}
	if len(properties) == 0 {
		return nil
	}
	body := *o.Body
	body.From, body.Properties = from, properties
	return &body
}

func (l *linker) typeProperties(o *Operation) []BodyProperty {
	t := l.types.Find(o.APIVersion, o.Namespace, o.Body.Type)
	if t == nil {
		return nil
	}
	var out []BodyProperty
	for _, p := range l.types.AllProperties(t) {
		if p.ReadOnly {
			continue
		}
		out = append(out, BodyProperty{
			Name: p.Name, Type: p.Type, Collection: p.Collection, Required: p.Required,
			Nullable: p.Nullable != nil && *p.Nullable, Values: p.Values, Description: p.Description, At: p.At,
		})
	}
	return out
}

// PropertiesOf returns the members of a JSON object as properties, in order,
// with the types that their values show. It returns nil for any other text.
func PropertiesOf(text string) []BodyProperty {
	return shownProperties([]*ExampleRequest{{Body: text}})
}

// exampleProperties returns the members of the JSON objects that the request
// examples send, in order of appearance.
func exampleProperties(o *Operation) []BodyProperty {
	var requests []*ExampleRequest
	for i := range o.Examples {
		requests = append(requests, &o.Examples[i].Request)
	}
	return shownProperties(requests)
}

// shownProperties returns the members of the objects that requests send as
// properties, without control information ("@odata.type"). Each stands where
// the first request with it stands.
func shownProperties(requests []*ExampleRequest) []BodyProperty {
	var out []BodyProperty
	values := map[string][]*jsontree.Node{}
	for _, x := range requests {
		body, err := jsontree.Parse(x.Body)
		if err != nil {
			continue
		}
		for _, m := range body.Members() {
			if strings.HasPrefix(m.Name, "@") {
				continue
			}
			if values[m.Name] == nil {
				out = append(out, BodyProperty{Name: m.Name, At: x.At})
			}
			values[m.Name] = append(values[m.Name], m)
		}
	}
	for i := range out {
		shown := TypeOf(values[out[i].Name])
		out[i].Type, out[i].Collection, out[i].Nullable = shown.Type, shown.Collection, shown.Nullable
	}
	return out
}
