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
	"unicode/utf8"

	"github.com/tidwall/gjson"
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

// ErrDeep is the error of Parse for JSON beyond MaxDepth; its other errors are
// those of encoding/json.
var ErrDeep = errors.New("the JSON is nested too deeply")

// Parse reads one JSON value with nothing but blanks around it. Of members of
// one name the last one counts, in the place of the first, as for
// encoding/json. What is no UTF-8 is U+FFFD in names and strings.
func Parse(text string) (*Node, error) {
	if data := []byte(text); !json.Valid(data) {
		return nil, json.Unmarshal(data, new(any))
	}
	n, err := read(gjson.Parse(strings.TrimRight(text, blanks)), 0)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// blanks are those of JSON.
const blanks = " \t\r\n"

// read makes the node of a value inside of depth arrays and objects.
func read(v gjson.Result, depth int) (*Node, error) {
	n := &Node{Text: v.Raw, Offset: v.Index}
	switch v.Type {
	case gjson.Null:
		n.kind = Null
	case gjson.True, gjson.False:
		n.kind = Bool
	case gjson.Number:
		n.kind = Number
	case gjson.String:
		n.kind, n.value = String, unquote(v.Raw)
	default:
		return n, n.fill(v, depth+1)
	}
	return n, nil
}

// fill reads what an array or object holds.
func (n *Node) fill(v gjson.Result, depth int) (err error) {
	if depth > MaxDepth {
		return ErrDeep
	}
	n.kind = Array
	if v.IsObject() {
		n.kind = Object
	}
	v.ForEach(func(key, value gjson.Result) bool {
		var child *Node
		if child, err = read(value, depth); err != nil {
			return false
		}
		if n.kind == Object {
			child.Name = unquote(key.Raw)
		}
		n.add(child)
		return true
	})
	return err
}

// unquote returns what a string of JSON says, as encoding/json reads it.
func unquote(raw string) string {
	if !strings.Contains(raw, `\`) && utf8.ValidString(raw) {
		return raw[1 : len(raw)-1]
	}
	var s string
	_ = json.Unmarshal([]byte(raw), &s) // it is valid
	return s
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
