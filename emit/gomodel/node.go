package gomodel

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// node is a JSON value with its members in the order of the text.
type node struct {
	kind    nodeKind
	text    string // the string's value, or the number or truth value as written
	items   []*node
	members []member
}

type member struct {
	name  string
	value *node
}

type nodeKind int

const (
	nullNode nodeKind = iota
	stringNode
	numberNode
	boolNode
	listNode
	objectNode
)

// maxDepth bounds the nesting of JSON examples that are looked into.
const maxDepth = 64

var errDeep = errors.New("the JSON is nested too deeply")

// parseNode reads one JSON value and nothing behind it.
func parseNode(data string) (*node, error) {
	d := json.NewDecoder(bytes.NewReader([]byte(data)))
	d.UseNumber()
	n, err := readNode(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("text stands behind the JSON")
	}
	return n, nil
}

func readNode(d *json.Decoder, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case string:
		return &node{kind: stringNode, text: t}, nil
	case json.Number:
		return &node{kind: numberNode, text: t.String()}, nil
	case bool:
		return &node{kind: boolNode, text: map[bool]string{true: "true", false: "false"}[t]}, nil
	case json.Delim:
		return readNested(d, t, depth)
	}
	return &node{}, nil
}

// readNested reads the rest of a list or object. Of two members of one name
// the last one counts, as for encoding/json.
func readNested(d *json.Decoder, open json.Delim, depth int) (*node, error) {
	n := &node{kind: listNode}
	if open == '{' {
		n.kind = objectNode
	}
	for d.More() {
		name := ""
		if n.kind == objectNode {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			name, _ = key.(string)
		}
		v, err := readNode(d, depth+1)
		if err != nil {
			return nil, err
		}
		if n.kind == listNode {
			n.items = append(n.items, v)
		} else {
			n.set(name, v)
		}
	}
	_, err := d.Token()
	return n, err
}

func (n *node) set(name string, v *node) {
	for i := range n.members {
		if n.members[i].name == name {
			n.members[i].value = v
			return
		}
	}
	n.members = append(n.members, member{name, v})
}

// get returns a member, nil if there is none or n is no object.
func (n *node) get(name string) *node {
	for _, m := range n.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// odataType returns what @odata.type says, qualified and without "#".
func (n *node) odataType() string {
	t := n.get("@odata.type")
	if t == nil || t.kind != stringNode {
		return ""
	}
	if len(t.text) > 0 && t.text[0] == '#' {
		return t.text[1:]
	}
	return t.text
}
