package openapi

import (
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// mapping is an [ordered] of whatever values.
type mapping interface{ entries() ([]string, []any) }

// nodeOf returns a part of a document as a tree, by the tags of its fields.
func nodeOf(v reflect.Value) *yaml.Node {
	if !v.IsValid() {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	}
	switch x := v.Interface().(type) {
	case *yaml.Node:
		return x
	case mapping:
		out := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		keys, values := x.entries()
		for i, key := range keys {
			out.Content = append(out.Content, text(key), nodeOf(reflect.ValueOf(values[i])))
		}
		return out
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return nodeOf(v.Elem())
	case reflect.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v.Bool())}
	case reflect.String:
		return text(v.String())
	case reflect.Slice:
		out := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for i := range v.Len() {
			out.Content = append(out.Content, nodeOf(v.Index(i)))
		}
		return out
	case reflect.Map: // of one entry: a security requirement
		out := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		for _, key := range v.MapKeys() {
			out.Content = append(out.Content, text(key.String()), nodeOf(v.MapIndex(key)))
		}
		return out
	}
	out := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for i := range v.NumField() {
		name, option, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if name == "" {
			continue
		}
		field := v.Field(i)
		if option == "omitempty" && (field.IsZero() || field.Kind() == reflect.Slice && field.Len() == 0) {
			continue
		}
		out.Content = append(out.Content, text(name), nodeOf(field))
	}
	return out
}

func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	ir.QuoteYAML(n)
	return n
}

// yamlNode returns a JSON value as YAML, members in order.
func yamlNode(n *jsontree.Node) *yaml.Node {
	switch n.Kind() {
	case jsontree.String:
		return text(n.Str())
	case jsontree.Array:
		out := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for _, e := range n.Elements() {
			out.Content = append(out.Content, yamlNode(e))
		}
		return out
	case jsontree.Object:
		out := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		for _, m := range n.Members() {
			out.Content = append(out.Content, text(m.Name), yamlNode(m))
		}
		return out
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: n.Text} // YAML writes it as JSON does
}

// appendJSON appends a tree as JSON, indented below a margin.
func appendJSON(out []byte, n *yaml.Node, margin string) []byte {
	open, shut, step := byte('{'), byte('}'), 2
	switch n.Kind {
	case yaml.SequenceNode:
		open, shut, step = '[', ']', 1
	case yaml.ScalarNode:
		if n.Tag == "!!str" {
			return appendText(out, n.Value)
		}
		return append(out, n.Value...)
	}
	out = append(out, open)
	for i := 0; i < len(n.Content); i += step {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, '\n'), margin...), "  "...)
		if step == 2 {
			out = append(appendText(out, n.Content[i].Value), ": "...)
		}
		out = appendJSON(out, n.Content[i+step-1], margin+"  ")
	}
	if len(n.Content) > 0 {
		out = append(append(out, '\n'), margin...)
	}
	return append(out, shut)
}
