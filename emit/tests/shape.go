package tests

import (
	"bytes"
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

// shape compares a JSON value with the type that it is decoded to.
type shape struct {
	untyped map[string]bool // paths of members that no field holds
	misfits map[string]bool // paths of documented members whose value has another type
}

// shapeOf returns the paths of the members that decoding leaves in Extra,
// sorted, without indexes: "value.@odata.etag". It fails where the value as a
// whole cannot be of the type.
func shapeOf(data []byte, r gomodel.Ref) (untyped, misfits []string, err error) {
	s := shape{map[string]bool{}, map[string]bool{}}
	if !s.holds(data, r) {
		return nil, nil, fmt.Errorf("%s is none", kindOf(data))
	}
	s.walk("", data, r)
	return slices.Sorted(maps.Keys(s.untyped)), slices.Sorted(maps.Keys(s.misfits)), nil
}

// pageShape is shapeOf for a page of a collection.
func pageShape(data []byte, item gomodel.Ref) (untyped, misfits []string, err error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil || members == nil {
		return nil, nil, errors.New("the answer is no JSON object")
	}
	item.List = true
	if !(&shape{}).holds(members["value"], item) {
		return nil, nil, errors.New("the answer has no list \"value\" of the documented items")
	}
	s := shape{map[string]bool{}, map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		switch name {
		case "value":
			s.walk(name, members[name], item)
		case "@odata.count", "@odata.nextLink", "@odata.deltaLink":
			if (name == "@odata.count") == (kindOf(members[name]) == "a text") {
				s.misfits[name] = true
			}
		default:
			s.untyped[name] = true
		}
	}
	return slices.Sorted(maps.Keys(s.untyped)), slices.Sorted(maps.Keys(s.misfits)), nil
}

// walk looks at a value that its type holds.
func (s *shape) walk(path string, data []byte, r gomodel.Ref) {
	if r.List {
		var items []json.RawMessage
		if json.Unmarshal(data, &items) == nil {
			for _, item := range items {
				s.walk(path, item, r.Elem())
			}
		}
		return
	}
	if r.Type == nil || r.Type.Kind != gomodel.Struct {
		return
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil {
		return
	}
	fields := fieldsOf(r.Type, members["@odata.type"])
	for name, raw := range members {
		at := strings.TrimPrefix(path+"."+name, ".")
		field, known := fields[name]
		switch {
		case !known:
			s.untyped[at] = true
		case s.holds(raw, field.Type):
			s.walk(at, raw, field.Type)
		case !isZero(string(raw)): // what is zero is not lost, and no field can tell
			s.misfits[at] = true
		}
	}
}

// missingMembers lists the required members that an object lacks.
func missingMembers(data []byte, r gomodel.Ref) []string {
	var given map[string]json.RawMessage
	if r.Type == nil || r.List || json.Unmarshal(data, &given) != nil {
		return nil
	}
	var missing []string
	for _, f := range r.Type.Fields {
		if _, ok := given[f.JSON]; f.Required && !ok {
			missing = append(missing, f.JSON)
		}
	}
	return missing
}

// fieldsOf returns the fields by JSON name of a type, or of the subtype that
// @odata.type names.
func fieldsOf(t *gomodel.Type, kind json.RawMessage) map[string]*gomodel.Field {
	fields := map[string]*gomodel.Field{}
	for _, f := range subtypeOf(t, kind).Fields {
		fields[f.JSON] = f
	}
	return fields
}

// holds reports whether a JSON value decodes to a type as a whole.
func (s *shape) holds(data []byte, r gomodel.Ref) bool {
	data = bytes.TrimSpace(data)
	if string(data) == "null" {
		return true
	}
	if r.List {
		var items []json.RawMessage
		one := r.Elem()
		return json.Unmarshal(data, &items) == nil &&
			!slices.ContainsFunc(items, func(item json.RawMessage) bool { return !s.holds(item, one) })
	}
	kind := kindOf(data)
	switch {
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return kind == "an object"
	case r.Type != nil:
		return kind == "a text"
	}
	switch r.Go {
	case "json.RawMessage", "any":
		return true
	case "bool":
		return kind == "a truth value"
	case "int", "int8", "int16", "int32", "int64":
		_, err := strconv.ParseInt(string(data), 10, intBits(r.Go))
		return err == nil
	case "[]byte":
		var value []byte
		return json.Unmarshal(data, &value) == nil
	case "uint8":
		_, err := strconv.ParseUint(string(data), 10, 8)
		return err == nil
	case "float32", "float64", "json.Number":
		_, ok := new(big.Float).SetString(string(data))
		return ok
	}
	return kind == "a text"
}

// isZero reports whether a text or JSON value decodes to a zero value.
func isZero(text string) bool {
	switch strings.TrimSpace(text) {
	case "", "null", `""`, "0", "0.0", "false", "[]", "{}":
		return true
	}
	return false
}

// kindOf names the kind of a JSON value.
func kindOf(data []byte) string {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return "nothing"
	}
	switch data[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't', 'f':
		return "a truth value"
	case 'n':
		return "null"
	}
	return "a number"
}
