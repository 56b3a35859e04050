package openapi

import (
	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// The types of this file are OpenAPI 3.1, as far as it is needed, in the order
// in which people read it.

type document struct {
	OpenAPI    string             `yaml:"openapi"`
	Info       info               `yaml:"info"`
	Servers    []server           `yaml:"servers"`
	Tags       []tag              `yaml:"tags,omitempty"`
	Paths      ordered[*pathItem] `yaml:"paths"`
	Components components         `yaml:"components"`
}

type info struct {
	Title   string `yaml:"title"`
	Version string `yaml:"version"`
}

type server struct {
	URL string `yaml:"url"`
}

type tag struct {
	Name *yaml.Node `yaml:"name"`
}

type pathItem = ordered[*operation] // by method in lower case

type operation struct {
	OperationID string                `yaml:"operationId"`
	Tags        []string              `yaml:"tags,omitempty"`
	Summary     string                `yaml:"summary,omitempty"`
	Description string                `yaml:"description,omitempty"`
	Deprecated  bool                  `yaml:"deprecated,omitempty"`
	Parameters  []parameter           `yaml:"parameters,omitempty"`
	RequestBody *body                 `yaml:"requestBody,omitempty"`
	Responses   ordered[*response]    `yaml:"responses"`
	Security    []map[string][]string `yaml:"security,omitempty"`
	Operation   string                `yaml:"x-docpiler-operation"`
	Source      string                `yaml:"x-docpiler-source,omitempty"`
	Shared      []string              `yaml:"x-docpiler-shared-with,omitempty"` // other operations that document the endpoint
}

type parameter struct {
	Name        string  `yaml:"name"`
	In          string  `yaml:"in"` // "path", "query" or "header"
	Required    bool    `yaml:"required,omitempty"`
	Description string  `yaml:"description,omitempty"`
	Style       string  `yaml:"style,omitempty"`
	Explode     *bool   `yaml:"explode,omitempty"`
	Schema      *schema `yaml:"schema"`
}

type body struct {
	Required bool           `yaml:"required,omitempty"`
	Content  ordered[media] `yaml:"content"`
}

type response struct {
	Ref         string          `yaml:"$ref,omitempty"`
	Description string          `yaml:"description,omitempty"`
	Headers     ordered[header] `yaml:"headers,omitempty"`
	Content     ordered[media]  `yaml:"content,omitempty"`
}

type header struct {
	Description string  `yaml:"description"`
	Schema      *schema `yaml:"schema"`
}

type media struct {
	Schema   *schema          `yaml:"schema"`
	Examples ordered[example] `yaml:"examples,omitempty"`
}

type example struct {
	Summary string     `yaml:"summary,omitempty"`
	Value   *yaml.Node `yaml:"value"`
}

type components struct {
	Schemas         ordered[*schema]        `yaml:"schemas"`
	Responses       ordered[*response]      `yaml:"responses"`
	SecuritySchemes ordered[securityScheme] `yaml:"securitySchemes"`
}

type schema struct {
	Ref         string           `yaml:"$ref,omitempty"`
	AllOf       []*schema        `yaml:"allOf,omitempty"`
	Type        any              `yaml:"type,omitempty"` // a name, or a list of names
	Format      string           `yaml:"format,omitempty"`
	Description string           `yaml:"description,omitempty"`
	ReadOnly    bool             `yaml:"readOnly,omitempty"`
	Enum        []string         `yaml:"enum,omitempty"`
	Items       *schema          `yaml:"items,omitempty"`
	Properties  ordered[*schema] `yaml:"properties,omitempty"`
	Required    []string         `yaml:"required,omitempty"`
}

type securityScheme struct {
	Type   string              `yaml:"type"`
	In     string              `yaml:"in,omitempty"`
	Name   string              `yaml:"name,omitempty"`
	Scheme string              `yaml:"scheme,omitempty"`
	Flows  ordered[oauth2Flow] `yaml:"flows,omitempty"`
}

type oauth2Flow struct {
	AuthorizationURL string          `yaml:"authorizationUrl,omitempty"`
	TokenURL         string          `yaml:"tokenUrl"`
	Scopes           ordered[string] `yaml:"scopes"`
}

// ordered is a mapping that keeps its order.
type ordered[T any] []entry[T]

type entry[T any] struct {
	key   string
	value T
}

func (o *ordered[T]) add(key string, value T) { *o = append(*o, entry[T]{key, value}) }

// get returns the value of a key, or the zero value.
func (o ordered[T]) get(key string) (value T, ok bool) {
	for _, e := range o {
		if e.key == key {
			return e.value, true
		}
	}
	return value, false
}

// IsZero makes an empty mapping absent where it may be.
func (o ordered[T]) IsZero() bool { return len(o) == 0 }

// MarshalYAML gives a mapping.
func (o ordered[T]) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for _, e := range o {
		value := &yaml.Node{}
		if err := value.Encode(e.value); err != nil {
			return nil, err
		}
		node.Content = append(node.Content, text(e.key), value)
	}
	ir.QuoteYAML(node)
	return node, nil
}

func text(s string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	ir.QuoteYAML(node)
	return node
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
