package ir

import (
	"encoding/json"
	"math"
	"strings"
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
	var out []BodyProperty
	for _, m := range objectMembers(text) {
		out = append(out, exampleProperty(m.name, m.value))
	}
	return out
}

// exampleProperties returns the members of the JSON objects that the request
// examples send, in order of appearance.
func exampleProperties(o *Operation) []BodyProperty {
	var out []BodyProperty
	places := map[string]int{}
	for i := range o.Examples {
		x := &o.Examples[i].Request
		for _, m := range objectMembers(x.Body) {
			p := exampleProperty(m.name, m.value)
			p.At = x.At
			if k, ok := places[p.Name]; ok {
				out[k] = widen(out[k], p)
				continue
			}
			places[p.Name] = len(out)
			out = append(out, p)
		}
	}
	return out
}

// widen joins what two examples show of one property.
func widen(a, b BodyProperty) BodyProperty {
	a.Nullable = a.Nullable || b.Nullable
	switch {
	case a.Type == "":
		a.Type, a.Collection = b.Type, b.Collection
	case b.Type == "" || a.Type == b.Type && a.Collection == b.Collection:
	case a.Collection == b.Collection && a.Type+b.Type == "Int32Double", a.Type+b.Type == "DoubleInt32":
		a.Type = "Double"
	default:
		a.Type, a.Collection = "Json", false
	}
	return a
}

type member struct {
	name  string
	value any
}

// objectMembers returns the members of a JSON object in order, without control
// information ("@odata.type"); nil if the text is no JSON object.
func objectMembers(body string) []member {
	if !json.Valid([]byte(body)) {
		return nil
	}
	dec := json.NewDecoder(strings.NewReader(body))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	var out []member
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil
		}
		var v any
		if dec.Decode(&v) != nil {
			return nil
		}
		if name := key.(string); !strings.HasPrefix(name, "@") {
			out = append(out, member{name, v})
		}
	}
	return out
}

func exampleProperty(name string, value any) BodyProperty {
	p := BodyProperty{Name: name}
	switch v := value.(type) {
	case nil:
		p.Nullable = true
	case bool:
		p.Type = "Boolean"
	case string:
		p.Type = "String"
	case float64:
		p.Type = "Double"
		if v == math.Trunc(v) && math.Abs(v) <= math.MaxInt32 {
			p.Type = "Int32"
		}
	case []any:
		p.Collection = true
		for _, e := range v {
			if q := exampleProperty(name, e); p.Type == "" || p.Type == q.Type {
				p.Type = q.Type
			} else {
				p.Type = "Json"
			}
		}
	case map[string]any:
		p.Type = "Json"
		if t, ok := v["@odata.type"].(string); ok {
			p.Type = strings.TrimPrefix(t, "#")
		}
	}
	return p
}
