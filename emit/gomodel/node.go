package gomodel

import (
	"encoding/json"
	"errors"
	"strings"
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

var (
	errDeep   = errors.New("the JSON is nested too deeply")
	errNoJSON = errors.New("the text is not one JSON value")
)

// parseNode reads one JSON value and nothing behind it.
func parseNode(data string) (*node, error) {
	data = strings.ToValidUTF8(data, "\uFFFD")
	if !json.Valid([]byte(data)) {
		return nil, errNoJSON
	}
	r := nodeReader{rest: data}
	return r.value(0)
}

// nodeReader reads JSON that is known to be valid.
type nodeReader struct{ rest string }

// next returns the first byte of what comes next, a value or a sign between values.
func (r *nodeReader) next() byte {
	r.rest = strings.TrimLeft(r.rest, " \t\r\n")
	return r.rest[0]
}

func (r *nodeReader) value(depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	switch r.next() {
	case '{':
		return r.nested(objectNode, '}', depth)
	case '[':
		return r.nested(listNode, ']', depth)
	case '"':
		return &node{kind: stringNode, text: r.text()}, nil
	}
	end := strings.IndexAny(r.rest, " \t\r\n,]}")
	if end < 0 {
		end = len(r.rest)
	}
	word := r.rest[:end]
	r.rest = r.rest[end:]
	switch word {
	case "null":
		return &node{}, nil
	case "true", "false":
		return &node{kind: boolNode, text: word}, nil
	}
	return &node{kind: numberNode, text: word}, nil
}

// text reads a string and returns its value.
func (r *nodeReader) text() string {
	end := 1
	for r.rest[end] != '"' {
		if r.rest[end] == '\\' {
			end++
		}
		end++
	}
	quoted := r.rest[:end+1]
	r.rest = r.rest[end+1:]
	if !strings.Contains(quoted, `\`) {
		return quoted[1:end]
	}
	var s string
	_ = json.Unmarshal([]byte(quoted), &s) // it is valid
	return s
}

// nested reads a list or object. Of two members of one name the last one
// counts, as for encoding/json.
func (r *nodeReader) nested(kind nodeKind, closing byte, depth int) (*node, error) {
	n := &node{kind: kind}
	r.rest = r.rest[1:]
	for r.next() != closing {
		name := ""
		if kind == objectNode {
			name = r.text()
			r.next()
			r.rest = r.rest[1:] // the colon
		}
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if kind == listNode {
			n.items = append(n.items, v)
		} else {
			n.set(name, v)
		}
		if r.next() == ',' {
			r.rest = r.rest[1:]
		}
	}
	r.rest = r.rest[1:]
	return n, nil
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
