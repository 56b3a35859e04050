package openapi

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// unknownType is a type that pages name and none describes. It is an object
// without known members, unless all examples show something else.
type unknownType struct {
	key   string
	shown map[jsontree.Kind]bool
}

func (u *unknownType) schema() *schema {
	s := &schema{Description: "No page describes this type."}
	switch {
	case len(u.shown) == 0 || u.shown[jsontree.Object]:
		s.Type, s.Additional = "object", yes()
	case len(u.shown) == 1 && u.shown[jsontree.String]:
		s.Type = "string"
	case len(u.shown) == 1 && u.shown[jsontree.Bool]:
		s.Type = "boolean"
	case len(u.shown) == 1 && u.shown[jsontree.Number]:
		s.Type = "number"
	}
	return s
}

func yes() *bool {
	b := true
	return &b
}

// unknownOf returns the type of a name that no page describes, nil for what is no
// name of a type.
func (b *builder) unknownOf(version, namespace, name string) *unknownType {
	name = service.OData.TypeOf(strings.TrimSpace(name))
	if name == "" || ir.IsPrimitive(name) || strings.ContainsFunc(name, func(r rune) bool {
		return r != '.' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) || r > unicode.MaxASCII
	}) {
		return nil
	}
	qualified := service.Graph.Qualify(namespace, name)
	id := strings.ToLower(version + "/" + qualified)
	u := b.unknown[id]
	if u == nil {
		u = &unknownType{key: b.freeKey(version, qualified), shown: map[jsontree.Kind]bool{}}
		b.unknown[id] = u
	}
	return u
}

// learnUnknown looks through the examples for values of types that no page
// describes. All that have a name get their key, so that it does not depend on
// which paths are printed first.
func (b *builder) learnUnknown() {
	for _, t := range b.typesOf() {
		for _, list := range [][]ir.Property{t.Properties, t.Relationships} {
			for _, p := range list {
				b.valueSchema(t.APIVersion, ir.Namespace(t.Name), p.Type, p.Values)
			}
		}
	}
	for _, op := range b.api.Operations {
		for i := range op.Examples {
			x := &op.Examples[i]
			if op.Body != nil {
				b.learnMembers(op, op.Body.Type, op.Body.Properties, x.Request.Body)
			}
			if x.Response != nil && len(op.Responses) > 0 {
				b.learnMembers(op, op.Responses[0].Type, nil, x.Response.Body)
			}
		}
	}
}

// learnMembers learns from a payload: a value of a type, a list of them, or an
// object with listed properties.
func (b *builder) learnMembers(op *ir.Operation, typeName string, listed []ir.BodyProperty, text string) {
	root, err := jsontree.Parse(strings.TrimSpace(text))
	if err != nil {
		return
	}
	within := bodyType(op)
	for _, p := range listed {
		b.learnForm(within, p.Name, p.Type, root.Get(p.Name))
		b.learn(op.APIVersion, op.Namespace, p.Type, root.Get(p.Name), 0)
	}
	if value := root.Get("value"); value.Kind() != jsontree.None {
		b.learn(op.APIVersion, op.Namespace, typeName, value, 0)
	}
	b.learn(op.APIVersion, op.Namespace, typeName, root, 0)
}

// maxLearnDepth bounds how deep payloads are looked through.
const maxLearnDepth = 12

func (b *builder) learn(version, namespace, name string, value *jsontree.Node, depth int) {
	kind := value.Kind()
	if depth > maxLearnDepth || name == "" || kind == jsontree.None || kind == jsontree.Null {
		return
	}
	if kind == jsontree.Array {
		for _, e := range value.Elements() {
			b.learn(version, namespace, name, e, depth+1)
		}
		return
	}
	if own := ir.ODataType(value); own != "" {
		if t := b.types.Find(version, namespace, own); t != nil {
			name = own
		}
	}
	t := b.types.Find(version, namespace, name)
	if t == nil {
		if u := b.unknownOf(version, namespace, name); u != nil {
			u.shown[kind] = true
		}
		return
	}
	if t.Kind == ir.Enum {
		if kind == jsontree.String && !slices.ContainsFunc(t.Members, func(m ir.Member) bool { return m.Name == value.Str() }) {
			b.opened[t] = true
		}
		return
	}
	for _, p := range b.types.AllProperties(t) {
		for _, at := range b.types.Bases(t) {
			b.learnForm(at, p.Name, p.Type, value.Get(p.Name))
		}
		if len(p.Values) == 0 {
			b.learn(version, ir.Namespace(t.Name), p.Type, value.Get(p.Name), depth+1)
		}
	}
}

// learnForm notes properties of which an example shows a text that has not the
// form of the type: where a point in time may be "String (timestamp)", only that it
// is a text is sure.
func (b *builder) learnForm(t *ir.Type, name, kind string, value *jsontree.Node) {
	form, known := primitives[kind]
	if !known || form.Format == "" && form.Pattern == "" || form.Type != "string" {
		return
	}
	values := []*jsontree.Node{value}
	if value.Kind() == jsontree.Array {
		values = value.Elements()
	}
	for _, v := range values {
		if v.Kind() == jsontree.String && !hasForm(form, v.Str()) {
			b.formless[formKey(t, name)] = true
		}
	}
}

func formKey(t *ir.Type, name string) string {
	return strings.ToLower(t.APIVersion + "/" + t.Name + "/" + name)
}

// hasForm reports whether a text has the format or pattern of a schema.
func hasForm(s schema, text string) bool {
	switch {
	case s.Pattern != "":
		return patterns[s.Pattern].MatchString(text)
	case s.Format == "date-time":
		_, err := time.Parse(time.RFC3339Nano, text)
		return err == nil
	case s.Format == "date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	}
	return true
}

var patterns = map[string]*regexp.Regexp{
	durationPattern: regexp.MustCompile(durationPattern), timePattern: regexp.MustCompile(timePattern), guidPattern: regexp.MustCompile(guidPattern),
}

// bodyType stands for the type of a body that only its operation describes.
func bodyType(op *ir.Operation) *ir.Type {
	return &ir.Type{APIVersion: op.APIVersion, Name: strings.TrimPrefix(op.Namespace+"."+op.ID, ".")}
}
