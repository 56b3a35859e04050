package openapi

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
)

const jsonType = "application/json"

// requestBody describes the bodies of all operations of an endpoint.
func (b *builder) requestBody(s *shared) *body {
	out := &body{}
	var alternatives []*schema
	var examples ordered[example]
	var payloads []gomodel.Payload
	kind := jsonType
	bodies := 0
	for i, m := range s.mounts {
		switch {
		case m.Body == nil:
			continue
		case m.Body.Stream:
			kind := cmp.Or(m.Body.ContentType, "application/octet-stream")
			if _, seen := out.Content.get(kind); !seen {
				out.Content.add(kind, media{Schema: streamSchema(kind)})
			}
		default:
			one := &schema{}
			if m.Op.Body != nil {
				one = b.bodySchema(m.Op, m.Verb)
			}
			if m.Body.Form {
				kind = m.Body.ContentType
			}
			alternatives = append(alternatives, one)
			for _, e := range m.Examples {
				if e.Verb == m.Verb {
					addExample(&examples, exampleKey(i, e.Number), e.Title, e.Body)
					payloads = append(payloads, e.Body)
				}
			}
		}
		bodies++
	}
	if len(alternatives) > 0 {
		out.Content = slices.Insert(out.Content, 0, entry[media]{kind, media{b.oneOf(alternatives, payloads), examples}})
	}
	if len(out.Content) == 0 {
		return nil
	}
	owner := s.mounts[0]
	out.Required = bodies == len(s.mounts) && owner.Verb != "DELETE" && !b.mayBeEmpty(s)
	return out
}

// streamSchema describes a body that is not JSON.
func streamSchema(kind string) *schema {
	if strings.HasPrefix(kind, "text/") {
		return &schema{Type: "string"}
	}
	return &schema{Type: "string", Format: "binary"}
}

// mayBeEmpty reports whether an example leaves the body out.
func (b *builder) mayBeEmpty(s *shared) bool {
	for _, m := range s.mounts {
		for _, e := range m.Examples {
			if e.Verb == m.Verb && e.Body.Text == "" {
				return true
			}
		}
	}
	return false
}

func exampleKey(mount, number int) string {
	key := "example" + strconv.Itoa(number)
	if mount > 0 {
		key = "page" + strconv.Itoa(mount+1) + "_" + key
	}
	return key
}

// addExample adds the body of an example, if it is JSON that readers of YAML can
// read.
func addExample(examples *ordered[example], key, title string, body gomodel.Payload) {
	if _, taken := examples.get(key); !taken && body.JSON() != nil && body.JSON().OutOfRange() == nil {
		examples.add(key, example{Summary: clean(title), Value: yamlNode(body.JSON())})
	}
}

// bodySchema describes a JSON request body: its named type, or an object of its
// own with the documented properties. What a resource's page calls required is so
// when it is created.
func (b *builder) bodySchema(op *ir.Operation, verb string) *schema {
	body := op.Body
	var s *schema
	if body.Type != "" && (len(body.Properties) == 0 || body.From == "type") {
		s = b.valueSchema(op.APIVersion, op.Namespace, body.Type, nil)
		if required := sentBy(op, verb, requiredOf(body.Properties)); len(required) > 0 && verb == "POST" && s.Ref != "" {
			s = &schema{AllOf: []*schema{s, {Type: "object", Required: required}}}
		}
	} else {
		s = &schema{Type: "object"}
		within := bodyType(op)
		for _, p := range body.Properties {
			nullable := p.Nullable || !p.Required
			b.property(s, within, ir.Property{
				Name: p.Name, Type: p.Type, Collection: p.Collection, Nullable: &nullable, Values: p.Values, Description: p.Description,
			}, false)
		}
		if verb != "PATCH" && body.From == "table" {
			s.Required = sentBy(op, verb, requiredOf(body.Properties))
		}
	}
	if t := b.types.Find(op.APIVersion, op.Namespace, body.Type); t != nil {
		s.variant = &variant{typ: t, name: op.Resource + "." + op.Name}
	}
	if body.Collection {
		s = &schema{Type: "array", Items: s}
	}
	return s
}

// sentBy keeps the names of properties that every request of the examples sends.
func sentBy(op *ir.Operation, verb string, names []string) []string {
	for i := range op.Examples {
		x := &op.Examples[i].Request
		root, err := jsontree.Parse(strings.TrimSpace(x.Body))
		if x.Method != verb || err != nil || root.Kind() != jsontree.Object {
			continue
		}
		names = slices.DeleteFunc(names, func(n string) bool { return root.Get(n).Kind() == jsontree.None })
	}
	return names
}

func requiredOf(list []ir.BodyProperty) []string {
	var names []string
	for _, p := range list {
		if p.Required && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}
