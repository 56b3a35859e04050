// Package jsontree reads JSON text into a tree that keeps what the maps of
// encoding/json lose: the order of members, numbers as they are written, and
// where each value stands in the text.
package jsontree

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Kind tells the values of JSON apart.
type Kind int

// The kinds of values; None is that of a nil node.
const (
	None Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// String returns what messages call a value of the kind.
func (k Kind) String() string {
	return [...]string{"nothing", "null", "a truth value", "a number", "a text", "a list", "an object"}[k]
}

// Node is a JSON value. A nil node is a value that is absent, so that a member
// of a member can be asked for at once; methods take it for one of kind None.
type Node struct {
	Name   string  // of a member of an object
	Text   string  // the value as it stands in the source
	Offset int     // of Text in the source, in bytes
	Nodes  []*Node // what an object or array holds, in text order

	Repeated []*Node // further members of an object whose names stood before, in text order

	kind  Kind
	value string           // of a string
	names map[string]*Node // of the members of a large object
}

// MaxDepth bounds the nesting of arrays and objects.
const MaxDepth = 200

// Errors of Parse, besides those of encoding/json.
var (
	ErrDeep = errors.New("the JSON is nested too deeply")
	errMore = errors.New("the JSON is followed by more text")
)

// Parse reads one JSON value with nothing but blanks around it. Of members of
// one name the last one counts, in the place of the first, as for
// encoding/json. What is no UTF-8 is U+FFFD in names and strings.
func Parse(text string) (*Node, error) {
	r := reader{source: text, decoder: json.NewDecoder(strings.NewReader(text))}
	r.decoder.UseNumber()
	n, err := r.value(0)
	if err != nil {
		return nil, err
	}
	if strings.Trim(text[r.end():], " \t\r\n") != "" {
		return nil, errMore
	}
	return n, nil
}

type reader struct {
	source  string
	decoder *json.Decoder
}

// end returns the offset after the last token.
func (r *reader) end() int { return int(r.decoder.InputOffset()) }

// value reads a value inside of depth arrays and objects.
func (r *reader) value(depth int) (*Node, error) {
	before := r.end()
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	n := &Node{Offset: r.end() - len(strings.TrimLeft(r.source[before:r.end()], " \t\r\n,:"))}
	switch token := token.(type) {
	case json.Delim:
		err = r.inside(n, token, depth+1)
	case string:
		n.kind, n.value = String, token
	case json.Number:
		n.kind = Number
	case bool:
		n.kind = Bool
	default:
		n.kind = Null
	}
	n.Text = r.source[n.Offset:r.end()]
	return n, err
}

// inside reads what an array or object holds, and its closing bracket.
func (r *reader) inside(n *Node, open json.Delim, depth int) error {
	if depth > MaxDepth {
		return ErrDeep
	}
	n.kind = Array
	if open == '{' {
		n.kind = Object
	}
	for r.decoder.More() {
		name := ""
		if n.kind == Object {
			key, err := r.decoder.Token()
			if err != nil {
				return err
			}
			name = key.(string) // or it is an error
		}
		value, err := r.value(depth)
		if err != nil {
			return err
		}
		value.Name = name
		n.add(value)
	}
	_, err := r.decoder.Token()
	return err
}

// large is the number of members from which an object is worth an index.
const large = 24

// add adds an element, or a member, which takes the place of one of its name.
func (n *Node) add(value *Node) {
	if n.kind == Object {
		if old := n.Get(value.Name); old != nil {
			n.Repeated = append(n.Repeated, value)
			*old = *value
			return
		}
	}
	n.Nodes = append(n.Nodes, value)
	switch {
	case n.names != nil:
		n.names[value.Name] = value
	case n.kind == Object && len(n.Nodes) == large:
		n.names = make(map[string]*Node, 2*large)
		for _, m := range n.Nodes {
			n.names[m.Name] = m
		}
	}
}

// Kind returns the kind of a value, None for a nil node.
func (n *Node) Kind() Kind {
	if n == nil {
		return None
	}
	return n.kind
}

// Str returns what a string says, "" for any other value.
func (n *Node) Str() string {
	if n == nil {
		return ""
	}
	return n.value
}

// Get returns the member of a name, nil if there is none or n is no object.
func (n *Node) Get(name string) *Node {
	switch {
	case n.Kind() != Object:
		return nil
	case n.names != nil:
		return n.names[name]
	}
	if i := slices.IndexFunc(n.Nodes, func(m *Node) bool { return m.Name == name }); i >= 0 {
		return n.Nodes[i]
	}
	return nil
}

// OutOfRange returns the first number in a value that float64 cannot hold, which
// most programs therefore refuse to read; nil if there is none.
func (n *Node) OutOfRange() *Node {
	if n.Kind() == Number {
		if _, err := strconv.ParseFloat(n.Text, 64); err != nil {
			return n
		}
		return nil
	}
	if n != nil {
		for _, m := range n.Nodes {
			if found := m.OutOfRange(); found != nil {
				return found
			}
		}
	}
	return nil
}

// Members returns those of an object, nil for any other value.
func (n *Node) Members() []*Node {
	if n.Kind() != Object {
		return nil
	}
	return n.Nodes
}

// Elements returns those of an array, nil for any other value.
func (n *Node) Elements() []*Node {
	if n.Kind() != Array {
		return nil
	}
	return n.Nodes
}
