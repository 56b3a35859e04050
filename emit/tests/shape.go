package tests

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// fits reports whether a text of a path, query or header is a value of a type.
func fits(r gomodel.Ref, text string) bool {
	if r.List {
		one := r.Elem()
		return !slices.ContainsFunc(strings.Split(text, ","), func(s string) bool { return !fits(one, s) })
	}
	var err error
	switch r.Name() {
	case "bool":
		_, err = strconv.ParseBool(strings.ToLower(text))
	case "int16", "int32", "int64", "int":
		_, err = strconv.ParseInt(text, 10, intBits(r.Name()))
	case "float32", "float64":
		n, err := strconv.ParseFloat(text, 64)
		return err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) // Go has no literals of these
	}
	return err == nil
}

func intBits(name string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(name, "int"))
	if err != nil {
		return 64
	}
	return n
}

// shape compares JSON values with the types that they are decoded to.
type shape struct {
	untyped map[string]bool // paths of members that no field holds
	misfits map[string]bool // paths of documented members whose value has another type
	fields  map[*gomodel.Type]map[string]*gomodel.Field
	path    []byte // memory for the path of a member
}

func newShape() *shape {
	return &shape{map[string]bool{}, map[string]bool{}, map[*gomodel.Type]map[string]*gomodel.Field{}, make([]byte, 0, 128)}
}

// of returns the paths of the members that decoding leaves in Extra, sorted,
// without indexes: "value.@odata.etag". It fails where the value as a whole
// cannot be of the type.
func (s *shape) of(n *node, r gomodel.Ref) (untyped, misfits []string, err error) {
	if !holds(n, r) {
		return nil, nil, fmt.Errorf("%s is none", n.kind())
	}
	s.walk(s.path, n, r)
	untyped, misfits = s.found()
	return untyped, misfits, nil
}

// ofPage is of for a page of a collection.
func (s *shape) ofPage(n *node, item gomodel.Ref) (untyped, misfits []string, err error) {
	if n.kind() != anObject {
		return nil, nil, errors.New("the answer is no JSON object")
	}
	item.List = true
	if !holds(n.get("value"), item) {
		return nil, nil, errors.New("the answer has no list \"value\" of the documented items")
	}
	for i := range n.nodes {
		m := &n.nodes[i]
		switch m.name {
		case "value":
			if n.get("value") == m {
				s.walk(append(s.path, "value"...), m, item)
			}
		case "@odata.count", "@odata.nextLink", "@odata.deltaLink":
			if n.get(m.name) == m && (m.name == "@odata.count") == (m.kind() == aText) {
				s.misfits[m.name] = true
			}
		default:
			s.untyped[m.name] = true
		}
	}
	untyped, misfits = s.found()
	return untyped, misfits, nil
}

// found returns what was found, and forgets it.
func (s *shape) found() (untyped, misfits []string) {
	untyped, misfits = slices.Sorted(maps.Keys(s.untyped)), slices.Sorted(maps.Keys(s.misfits))
	clear(s.untyped)
	clear(s.misfits)
	return untyped, misfits
}

// walk looks at a value that its type holds.
func (s *shape) walk(path []byte, n *node, r gomodel.Ref) {
	if r.Type == nil || r.Type.Kind != gomodel.Struct {
		return
	}
	if r.List {
		for i := range n.nodes {
			s.walk(path, &n.nodes[i], r.Elem())
		}
		return
	}
	fields := s.fieldsOf(subtypeOf(r.Type, n.get("@odata.type")))
	for i := range n.nodes {
		m := &n.nodes[i]
		if n.get(m.name) != m {
			continue // the last one of a name counts
		}
		at := append(append(path, '.'), m.name...)
		if at[0] == '.' {
			at = at[1:]
		}
		field, known := fields[m.name]
		switch {
		case !known:
			add(s.untyped, at)
		case holds(m, field.Type):
			s.walk(at, m, field.Type)
		case !isZero(m.text): // what is zero is not lost, and no field can tell
			add(s.misfits, at)
		}
	}
}

func add(paths map[string]bool, path []byte) {
	if !paths[string(path)] {
		paths[string(path)] = true
	}
}

// missingMembers lists the required members that an object lacks.
func missingMembers(n *node, r gomodel.Ref) []string {
	if r.Type == nil || r.List || n.kind() != anObject && n.kind() != null {
		return nil
	}
	var missing []string
	for _, f := range r.Type.Fields {
		if f.Required && n.get(f.JSON) == nil {
			missing = append(missing, f.JSON)
		}
	}
	return missing
}

// fieldsOf returns the fields of a type by JSON name.
func (s *shape) fieldsOf(t *gomodel.Type) map[string]*gomodel.Field {
	fields, known := s.fields[t]
	if !known {
		fields = make(map[string]*gomodel.Field, len(t.Fields))
		for _, f := range t.Fields {
			fields[f.JSON] = f
		}
		s.fields[t] = fields
	}
	return fields
}

// holds reports whether a JSON value decodes to a type as a whole.
func holds(n *node, r gomodel.Ref) bool {
	kind := n.kind()
	switch {
	case kind == null:
		return true
	case r.List:
		return kind == aList && holdsAll(n.nodes, r.Elem())
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return kind == anObject
	case r.Type != nil:
		return kind == aText
	}
	switch r.Go {
	case "json.RawMessage", "any":
		return true
	case "bool":
		return kind == aTruthValue
	case "[]byte":
		var value []byte
		return n != nil && json.Unmarshal([]byte(n.text), &value) == nil
	case "int", "int8", "int16", "int32", "int64", "uint8", "float32", "float64", "json.Number":
		return kind == aNumber && isNumber(n.text, r.Go)
	}
	return kind == aText
}

func holdsAll(nodes []node, r gomodel.Ref) bool {
	for i := range nodes {
		if !holds(&nodes[i], r) {
			return false
		}
	}
	return true
}

// isNumber reports whether a type of Go has a number of JSON.
func isNumber(text, goType string) bool {
	switch goType {
	case "float32", "float64", "json.Number":
		_, ok := new(big.Float).SetString(text)
		return ok
	case "uint8":
		_, err := strconv.ParseUint(text, 10, 8)
		return err == nil
	}
	_, err := strconv.ParseInt(text, 10, intBits(goType))
	return err == nil
}

// isZero reports whether a text or JSON value decodes to a zero value.
func isZero(text string) bool {
	switch strings.TrimSpace(text) {
	case "", "null", `""`, "0", "0.0", "false", "[]", "{}":
		return true
	}
	return false
}
