package gomodel

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// node is a JSON value.
type node struct {
	kind nodeKind
	text string   // the string's value, or the number or truth value as written
	held *members // by an object or a list; nil for what holds none
}

// members are those of an object, or the items of a list, which have no names, in
// the order of the text.
type members struct {
	list  []member
	index map[string]int // of a long list of names
}

type member struct {
	name  string
	value node
}

// longList is the length from which a list is worth an index.
const longList = 24

// find returns the place of a name, -1 if no member has it.
func (m *members) find(name string) int {
	if m.index == nil {
		return slices.IndexFunc(m.list, func(o member) bool { return o.name == name })
	}
	if i, ok := m.index[name]; ok {
		return i
	}
	return -1
}

// note takes the last member into the index, if the list has one or is to have one.
func (m *members) note() {
	switch n := len(m.list); {
	case n == longList:
		m.index = make(map[string]int, 2*longList)
		for i := range m.list {
			m.index[m.list[i].name] = i
		}
	case n > longList:
		m.index[m.list[n-1].name] = n - 1
	}
}

type nodeKind uint8

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
func parseNode(data string) (*node, error) { return new(nodeReader).read(data) }

// nodeReader reads JSON and finds what is none. One serves many texts.
type nodeReader struct {
	rest string
	open []member // those of the objects and lists that have not ended
}

// members returns what the node holds.
func (n *node) members() []member {
	if n.held == nil {
		return nil
	}
	return n.held.list
}

func (r *nodeReader) read(data string) (*node, error) {
	r.rest, r.open = strings.ToValidUTF8(data, "\uFFFD"), r.open[:0]
	n, err := r.value(0)
	if err != nil {
		return nil, err
	}
	if r.next(); r.rest != "" {
		return nil, errNoJSON
	}
	return &n, nil
}

// next returns the first byte of what comes next, a value or a sign between
// values, 0 at the end.
func (r *nodeReader) next() byte {
	for i := range len(r.rest) {
		switch r.rest[i] {
		case ' ', '\t', '\r', '\n':
		default:
			r.rest = r.rest[i:]
			return r.rest[0]
		}
	}
	r.rest = ""
	return 0
}

func (r *nodeReader) value(depth int) (n node, err error) {
	if depth > maxDepth {
		return n, errDeep
	}
	switch r.next() {
	case '{':
		n.kind = objectNode
		n.held, err = r.object(depth)
		return n, err
	case '[':
		n.kind = listNode
		n.held, err = r.list(depth)
		return n, err
	case '"':
		n.kind = stringNode
		n.text, err = r.text()
		return n, err
	}
	end := 0
	for end < len(r.rest) && (isAlnum(rune(r.rest[end])) || strings.IndexByte("+-.", r.rest[end]) >= 0) {
		end++
	}
	word := r.rest[:end]
	r.rest = r.rest[end:]
	switch {
	case word == "null":
	case word == "true", word == "false":
		n.kind, n.text = boolNode, word
	case isNumber(word):
		n.kind, n.text = numberNode, word
	default:
		return n, errNoJSON
	}
	return n, nil
}

// isNumber reports whether a word is a number as JSON writes them.
func isNumber(word string) bool {
	word = strings.TrimPrefix(word, "-")
	whole := digits(word)
	if whole == 0 || whole > 1 && word[0] == '0' {
		return false
	}
	word = word[whole:]
	if rest, ok := strings.CutPrefix(word, "."); ok {
		n := digits(rest)
		if n == 0 {
			return false
		}
		word = rest[n:]
	}
	if word != "" && (word[0] == 'e' || word[0] == 'E') {
		word = word[1:]
		if word != "" && (word[0] == '+' || word[0] == '-') {
			word = word[1:]
		}
		n := digits(word)
		return n > 0 && n == len(word)
	}
	return word == ""
}

// digits returns how many digits a word begins with.
func digits(word string) int {
	n := 0
	for n < len(word) && word[n] >= '0' && word[n] <= '9' {
		n++
	}
	return n
}

// text reads a string and returns its value.
func (r *nodeReader) text() (string, error) {
	end, plain := 1, true
	for ; end < len(r.rest) && r.rest[end] != '"'; end++ {
		switch {
		case r.rest[end] < ' ':
			return "", errNoJSON
		case r.rest[end] == '\\':
			plain = false
			end++
		}
	}
	if end >= len(r.rest) {
		return "", errNoJSON
	}
	quoted := r.rest[:end+1]
	r.rest = r.rest[end+1:]
	if plain {
		return quoted[1:end], nil
	}
	var s string
	if json.Unmarshal([]byte(quoted), &s) != nil {
		return "", errNoJSON
	}
	return s, nil
}

// list reads the items of a list.
func (r *nodeReader) list(depth int) (*members, error) {
	first := len(r.open)
	for r.rest = r.rest[1:]; ; {
		more, err := r.more(']', len(r.open) > first)
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		r.open = append(r.open, member{value: value})
	}
	return &members{list: r.close(first)}, nil
}

// object reads the members of an object. Of two of one name the last one counts,
// as for encoding/json.
func (r *nodeReader) object(depth int) (*members, error) {
	first := len(r.open)
	all := &members{}
	for r.rest = r.rest[1:]; ; {
		more, err := r.more('}', len(r.open) > first)
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		var m member
		if m.name, err = r.name(); err != nil {
			return nil, err
		}
		if m.value, err = r.value(depth + 1); err != nil {
			return nil, err
		}
		all.list = r.open[first:]
		if i := all.find(m.name); i >= 0 {
			all.list[i].value = m.value
			continue
		}
		r.open = append(r.open, m)
		all.list = r.open[first:]
		all.note()
	}
	all.list = r.close(first)
	return all, nil
}

// more reads up to the next item or member, or the sign that ends them.
func (r *nodeReader) more(closing byte, behind bool) (bool, error) {
	sign := r.next()
	switch {
	case sign == closing:
		r.rest = r.rest[1:]
		return false, nil
	case !behind:
		return true, nil
	case sign != ',':
		return false, errNoJSON
	}
	r.rest = r.rest[1:]
	return true, nil
}

// close returns a copy of what was opened from first on.
func (r *nodeReader) close(first int) []member {
	list := slices.Clone(r.open[first:])
	r.open = r.open[:first]
	return list
}

// name reads the name of a member and the colon behind it.
func (r *nodeReader) name() (string, error) {
	if r.next() != '"' {
		return "", errNoJSON
	}
	name, err := r.text()
	if err != nil || r.next() != ':' {
		return "", errNoJSON
	}
	r.rest = r.rest[1:]
	return name, nil
}

// get returns a member of an object, nil if there is none or n is no object.
func (n *node) get(name string) *node {
	if n.kind == objectNode {
		if i := n.held.find(name); i >= 0 {
			return &n.held.list[i].value
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
