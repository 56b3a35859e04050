package ir

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// The YAML form is the JSON form in other letters: both directions go through
// JSON, so that there is one list of fields and one set of rules.

func encodeYAML(w io.Writer, api *API) error {
	var buf bytes.Buffer
	if err := Encode(&buf, api, "json"); err != nil {
		return err
	}
	dec := json.NewDecoder(&buf)
	dec.UseNumber()
	root, err := nodeFromJSON(dec)
	if err != nil {
		return err
	}
	return WriteYAML(w, root)
}

// WriteYAML writes a value as YAML. Every text comes back as a text, from readers
// of YAML 1.2 and of 1.1, which takes more of them for something else: "=", "<<",
// ".5_", "3.E+1".
func WriteYAML(w io.Writer, value any) error {
	root, ok := value.(*yaml.Node)
	if !ok {
		root = new(yaml.Node)
		if err := root.Encode(value); err != nil {
			return err
		}
	}
	QuoteYAML(root)
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	return errors.Join(enc.Encode(root), enc.Close())
}

// QuoteYAML quotes the texts in a node that stand plain and that YAML 1.1 reads
// otherwise. yaml.v3 does so for some, and for none that comes in a node.
func QuoteYAML(n *yaml.Node) {
	if n.Tag == "!!merge" { // there are none: it is the text "<<"
		n.Tag = "!!str"
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!str" && n.Style == 0 && len(n.Value) <= maxOldScalar && oldScalar.MatchString(n.Value) {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, child := range n.Content {
		QuoteYAML(child)
	}
}

const maxOldScalar = 100 // bytes; no number that means anything is longer

// oldScalar matches what YAML 1.1 takes for a value, a merge, a truth, or a number
// with a point, with colons or with a base, and some that it does not.
var oldScalar = regexp.MustCompile(`^(=|<<|[yY]|yes|Yes|YES|[nN]|no|No|NO|on|On|ON|off|Off|OFF` +
	`|[-+]?([0-9][0-9_]*)?\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|[-+]?0[xbo][0-9a-fA-F_]*)$`)

// nodeFromJSON reads one JSON value, which Encode has written.
func nodeFromJSON(dec *json.Decoder) (*yaml.Node, error) {
	tok, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch v := tok.(type) {
	case json.Delim:
		n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		if v == '[' {
			n = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		}
		for dec.More() {
			child, err := nodeFromJSON(dec)
			if err != nil {
				return nil, err
			}
			n.Content = append(n.Content, child)
		}
		if len(n.Content) == 0 {
			n.Style = yaml.FlowStyle
		}
		_, err := dec.Token()
		return n, err
	case string:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: v, Style: stringStyle(v)}, nil
	case json.Number:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: v.String()}, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: fmt.Sprint(v)}, nil
	}
	return nil, fmt.Errorf("unexpected %v in encoded IR", tok)
}

// stringStyle picks the block form for texts of several lines and the quoted
// form for whatever a plain or block scalar might not give back to the byte.
func stringStyle(s string) yaml.Style {
	odd := strings.IndexFunc(s, func(r rune) bool {
		return r != '\n' && !unicode.IsPrint(r)
	})
	switch {
	case odd >= 0, strings.HasPrefix(s, "\n"), strings.HasPrefix(s, " "), strings.HasSuffix(s, "\n"), strings.Contains(s, " \n"):
		return yaml.DoubleQuotedStyle
	case strings.Contains(s, "\n"):
		return yaml.LiteralStyle
	}
	return 0
}

// maxDepth bounds the nesting of a saved IR in YAML; the IR's own is below 12.
const maxDepth = 200

func yamlToJSON(data []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("saved IR: %w", err)
	}
	if doc.Kind != yaml.DocumentNode || doc.Content[0].Kind != yaml.MappingNode {
		return nil, errors.New("saved IR: expected a mapping with irVersion")
	}
	return appendNode(make([]byte, 0, len(data)), doc.Content[0], 0)
}

func appendNode(b []byte, n *yaml.Node, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("saved IR: line %d: nested deeper than %d", n.Line, maxDepth)
	}
	switch n.Kind {
	case yaml.MappingNode:
		return appendNodes(b, n, depth, '{', '}')
	case yaml.SequenceNode:
		return appendNodes(b, n, depth, '[', ']')
	case yaml.ScalarNode:
		return appendScalar(b, n), nil
	}
	return nil, fmt.Errorf("saved IR: line %d: aliases are not read", n.Line)
}

func appendNodes(b []byte, n *yaml.Node, depth int, open, end byte) ([]byte, error) {
	b = append(b, open)
	var err error
	for i, c := range n.Content {
		switch {
		case i == 0:
		case open == '{' && i%2 == 1:
			b = append(b, ':')
		default:
			b = append(b, ',')
		}
		if open == '{' && i%2 == 0 {
			b = append(b, quote(c.Value)...)
			continue
		}
		if b, err = appendNode(b, c, depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, end), nil
}

func appendScalar(b []byte, n *yaml.Node) []byte {
	switch n.ShortTag() {
	case "!!null":
		return append(b, "null"...)
	case "!!bool", "!!int":
		if json.Valid([]byte(n.Value)) {
			return append(b, n.Value...)
		}
	}
	return append(b, quote(n.Value)...)
}

// quote gives a text as a JSON string.
func quote(s string) []byte {
	b, _ := json.Marshal(s) // text never fails
	return b
}
