package config

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// SchemaURL is where editors find the schema that Schema returns.
const SchemaURL = "https://raw.githubusercontent.com/docpiler/docpiler/main/templates/docpiler.schema.json"

// Schema returns the JSON schema (2020-12) of docpiler.yaml, made from the
// struct tags of [Config].
func Schema() ([]byte, error) {
	s := objectSchema(structKeys(Config{}))
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.ID = SchemaURL
	s.Title = "docpiler.yaml"
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(s)
	return b.Bytes(), err
}

// schema is the part of JSON schema that the configuration needs.
type schema struct {
	Schema      string     `json:"$schema,omitempty"`
	ID          string     `json:"$id,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Type        string     `json:"type"`
	Default     any        `json:"default,omitempty"`
	Enum        []any      `json:"enum,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	MinLength   int        `json:"minLength,omitempty"`
	MinItems    int        `json:"minItems,omitempty"`
	Items       *schema    `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Additional  any        `json:"additionalProperties,omitempty"` // false, or the schema of any property
	Required    []string   `json:"required,omitempty"`
}

// properties keeps the keys in the order of the Go struct.
type properties []property

type property struct {
	name   string
	schema *schema
}

// MarshalJSON writes an object in the order of the list.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, entry := range p {
		b.WriteByte("{,"[min(i, 1)])
		value, err := json.Marshal(entry.schema)
		if err != nil {
			return nil, err
		}
		b.WriteString(strconv.Quote(entry.name) + ":")
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func objectSchema(keys []key) *schema {
	s := &schema{Type: "object", Additional: false}
	for _, k := range keys {
		s.Properties = append(s.Properties, property{k.name, keySchema(k)})
		if k.required {
			s.Required = append(s.Required, k.name)
		}
	}
	return s
}

func keySchema(k key) *schema {
	if k.list {
		s := &schema{Type: "array", Description: k.doc, Items: keySchema(k.element())}
		s.Items.Description = ""
		s.Items.Default = nil
		if k.required {
			s.MinItems = 1
		}
		if k.fallback != "" {
			s.Default = strings.Split(k.fallback, ",")
		}
		return s
	}
	if k.names {
		s := &schema{Type: "object", Description: k.doc, Additional: scalarSchema(k.element())}
		return s
	}
	if k.fields != nil {
		s := objectSchema(k.fields)
		s.Description = k.doc
		return s
	}
	return scalarSchema(k)
}

var schemaTypes = map[string]string{"!!str": "string", "!!int": "integer", "!!bool": "boolean"}

func scalarSchema(k key) *schema {
	s := &schema{Type: schemaTypes[k.tag], Description: k.doc}
	if k.fallback != "" {
		s.Default = k.fallback
	}
	for _, value := range k.enum {
		if n, err := strconv.Atoi(value); err == nil && k.tag == "!!int" {
			s.Enum = append(s.Enum, n)
		} else {
			s.Enum = append(s.Enum, value)
		}
	}
	switch {
	case k.pattern != nil:
		s.Pattern = k.pattern.String()
	case k.required && k.tag == "!!str" && k.enum == nil:
		s.MinLength = 1
	}
	return s
}
