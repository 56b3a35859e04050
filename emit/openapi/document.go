package openapi

import "gopkg.in/yaml.v3"

// The types of this file are OpenAPI, as far as it is needed, in the order in which
// people read it. [writer] makes the one version or the other of them.

type head struct {
	OpenAPI string   `yaml:"openapi"`
	Info    info     `yaml:"info"`
	Servers []server `yaml:"servers"`
	Tags    []tag    `yaml:"tags,omitempty"`
}

type info struct {
	Title   string `yaml:"title"`
	Version string `yaml:"version"`
}

type server struct {
	URL string `yaml:"url"`
}

type tag struct {
	Name        string `yaml:"name"`
	Description string `yaml:"description,omitempty"`
}

type pathItem = ordered[*operation] // by method in lower case

type operation struct {
	OperationID  string                `yaml:"operationId"`
	Tags         []string              `yaml:"tags,omitempty"`
	Summary      string                `yaml:"summary,omitempty"`
	Description  string                `yaml:"description,omitempty"`
	ExternalDocs *externalDocs         `yaml:"externalDocs,omitempty"`
	Deprecated   bool                  `yaml:"deprecated,omitempty"`
	Parameters   []parameter           `yaml:"parameters,omitempty"`
	RequestBody  *body                 `yaml:"requestBody,omitempty"`
	Responses    ordered[*response]    `yaml:"responses"`
	Security     []map[string][]string `yaml:"security,omitempty"`
	Operation    string                `yaml:"x-docpiler-operation"`
	Source       string                `yaml:"x-docpiler-source,omitempty"`
	Shared       []string              `yaml:"x-docpiler-shared-with,omitempty"` // other operations that document the endpoint
	Higher       []map[string][]string `yaml:"x-docpiler-higher-permissions,omitempty"`
	Pageable     *pageable             `yaml:"x-ms-pageable,omitempty"`
}

type externalDocs struct {
	URL string `yaml:"url"`
}

type pageable struct {
	NextLinkName string `yaml:"nextLinkName"`
	ItemName     string `yaml:"itemName"`
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
	Ref     string     `yaml:"$ref,omitempty"`
	Summary string     `yaml:"summary,omitempty"`
	Value   *yaml.Node `yaml:"value,omitempty"`
}

type schema struct {
	Ref           string           `yaml:"$ref,omitempty"`
	AllOf         []*schema        `yaml:"allOf,omitempty"`
	AnyOf         []*schema        `yaml:"anyOf,omitempty"`
	OneOf         []*schema        `yaml:"oneOf,omitempty"`
	Discriminator *discriminator   `yaml:"discriminator,omitempty"`
	Type          any              `yaml:"type,omitempty"`     // a name; in 3.1 also a list of names
	Nullable      bool             `yaml:"nullable,omitempty"` // in 3.0 alone
	Format        string           `yaml:"format,omitempty"`
	Pattern       string           `yaml:"pattern,omitempty"`
	Description   string           `yaml:"description,omitempty"`
	ReadOnly      bool             `yaml:"readOnly,omitempty"`
	Deprecated    bool             `yaml:"deprecated,omitempty"`
	Enum          []string         `yaml:"enum,omitempty"`
	Known         []string         `yaml:"x-docpiler-known-values,omitempty"` // of an enumeration that may have further ones
	Items         *schema          `yaml:"items,omitempty"`
	Properties    ordered[*schema] `yaml:"properties,omitempty"`
	Required      []string         `yaml:"required,omitempty"`
	Additional    *bool            `yaml:"additionalProperties,omitempty"` // true where no member is known: an object, not an empty one

	variant *variant // not written: what the schema describes
}

type discriminator struct {
	PropertyName string          `yaml:"propertyName"`
	Mapping      ordered[string] `yaml:"mapping,omitempty"`
}

type securityScheme struct {
	Type        string              `yaml:"type"`
	Description string              `yaml:"description,omitempty"`
	In          string              `yaml:"in,omitempty"`
	Name        string              `yaml:"name,omitempty"`
	Scheme      string              `yaml:"scheme,omitempty"`
	Flows       ordered[oauth2Flow] `yaml:"flows,omitempty"`
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

// entries lists keys and values.
func (o ordered[T]) entries() (keys []string, values []any) {
	for _, e := range o {
		keys, values = append(keys, e.key), append(values, e.value)
	}
	return keys, values
}
