package tests

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// node is a JSON value of a page, taken apart once.
type node struct {
	text  string         // compact
	name  string         // of a member of an object
	key   string         // its name with quotes, without needless escapes
	nodes []node         // what an object or list holds, in page order
	index map[string]int // of the nodes of a large object, by name
}

// parse takes JSON apart; nil for what is none.
func parse(text string) *node { return new(nodeReader).parse(text) }

// parseCompact takes JSON apart that is known to be JSON, and compact.
func parseCompact(text string) *node {
	r := nodeReader{text: text}
	n := r.value()
	return &n
}

// nodeReader reads JSON, and uses its memory again for the next.
type nodeReader struct {
	source []byte
	flat   bytes.Buffer

	text string // compact
	at   int
	open []node // of the objects and lists around
}

func (r *nodeReader) parse(text string) *node {
	r.source = append(r.source[:0], text...)
	r.flat.Reset()
	if json.Compact(&r.flat, r.source) != nil {
		return nil
	}
	r.text, r.at = r.flat.String(), 0
	n := r.value()
	return &n
}

func (r *nodeReader) value() node {
	start := r.at
	n := node{}
	switch r.text[r.at] {
	case '{', '[':
		n.nodes = r.inside(r.text[r.at] == '{')
	case '"':
		r.quoted()
	default:
		for r.at < len(r.text) && r.text[r.at] != ',' && r.text[r.at] != ']' && r.text[r.at] != '}' {
			r.at++
		}
	}
	n.text = r.text[start:r.at]
	return n
}

// inside reads what an object or list holds, with its brackets.
func (r *nodeReader) inside(object bool) []node {
	before := len(r.open)
	for r.at++; r.text[r.at] != ']' && r.text[r.at] != '}'; {
		name, key := "", ""
		if object {
			name, key = names(r.quoted())
			r.at++
		}
		n := r.value()
		n.name, n.key = name, key
		r.open = append(r.open, n)
		if r.text[r.at] == ',' {
			r.at++
		}
	}
	r.at++
	nodes := append([]node(nil), r.open[before:]...)
	r.open = r.open[:before]
	return nodes
}

// quoted reads a text with its quotes.
func (r *nodeReader) quoted() string {
	start := r.at
	for r.at++; r.text[r.at] != '"'; r.at++ {
		if r.text[r.at] == '\\' {
			r.at++
		}
	}
	r.at++
	return r.text[start:r.at]
}

// names returns the name that a JSON text is, and how people read it.
func names(quoted string) (name, key string) {
	name = unquote(quoted)
	if strings.Contains(quoted, `\`) {
		return name, quote(name)
	}
	return name, quoted
}

// unquote returns what a JSON text says.
func unquote(quoted string) string {
	if !strings.Contains(quoted, `\`) && utf8.ValidString(quoted) {
		return quoted[1 : len(quoted)-1]
	}
	var text string
	_ = json.Unmarshal([]byte(quoted), &text) // it is a text
	return text
}

// kinds of values, as findings call them.
const (
	anObject    = "an object"
	aList       = "a list"
	aText       = "a text"
	aTruthValue = "a truth value"
	aNumber     = "a number"
	null        = "null"
	nothing     = "nothing"
)

// kind names the kind of a value; a nil node is nothing.
func (n *node) kind() string {
	if n == nil {
		return nothing
	}
	switch n.text[0] {
	case '{':
		return anObject
	case '[':
		return aList
	case '"':
		return aText
	case 't', 'f':
		return aTruthValue
	case 'n':
		return null
	}
	return aNumber
}

// str returns the text that a value is; null is an empty one.
func (n *node) str() (text string, ok bool) {
	switch n.kind() {
	case aText:
		return unquote(n.text), true
	case null:
		return "", true
	}
	return "", false
}

// get returns a member of an object, the last one of its name; nil if there is
// none.
func (n *node) get(name string) *node {
	const many = 16
	if n == nil || len(n.nodes) == 0 || n.text[0] != '{' {
		return nil
	}
	if len(n.nodes) > many {
		if n.index == nil {
			n.index = make(map[string]int, len(n.nodes))
			for i, m := range n.nodes {
				n.index[m.name] = i
			}
		}
		if i, ok := n.index[name]; ok {
			return &n.nodes[i]
		}
		return nil
	}
	for i := len(n.nodes) - 1; i >= 0; i-- {
		if n.nodes[i].name == name {
			return &n.nodes[i]
		}
	}
	return nil
}

// unwrap returns the member "value" of an object, in any case, else the value
// itself.
func (n *node) unwrap() *node {
	if n.kind() == anObject {
		for i := len(n.nodes) - 1; i >= 0; i-- {
			if strings.EqualFold(n.nodes[i].name, "value") {
				return &n.nodes[i]
			}
		}
	}
	return n
}
