//go:build !links && !cursor && !unpaged

package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// subtyped is an object whose @odata.type tells what it is more precisely.
// newSubtype returns a pointer to that type, nil if the name is not a known one.
type subtyped interface{ newSubtype(odataType string) any }

// named is a subtype; odataType is what @odata.type says of it.
type named interface{ odataType() string }

// decodeSubtype sets the field Subtype of an object whose @odata.type names a
// known subtype, and returns the subtype's struct; no value if there is none.
func decodeSubtype(data []byte, members map[string]json.RawMessage, target reflect.Value) (reflect.Value, error) {
	base, ok := target.Addr().Interface().(subtyped)
	if !ok {
		return reflect.Value{}, nil
	}
	field := target.FieldByName("Subtype")
	field.SetZero()
	var kind string
	if json.Unmarshal(members["@odata.type"], &kind) != nil {
		return reflect.Value{}, nil // @odata.type is absent or no text: it says nothing
	}
	sub := base.newSubtype("#" + strings.TrimPrefix(kind, "#"))
	if sub == nil {
		return reflect.Value{}, nil
	}
	if err := json.Unmarshal(data, sub); err != nil {
		return reflect.Value{}, err
	}
	field.Set(reflect.ValueOf(sub))
	return reflect.ValueOf(sub).Elem(), nil
}

// encodeSubtype encodes an object as what it is, with its @odata.type.
func encodeSubtype(sub any) ([]byte, error) {
	data, err := json.Marshal(sub)
	kind, ok := sub.(named)
	if err != nil || !ok || bytes.Contains(data, []byte(`"@odata.type":`)) {
		return data, err
	}
	if len(data) < 2 || data[0] != '{' {
		return nil, errors.New("a subtype must be a JSON object")
	}
	out := append([]byte(`{"@odata.type":`), fmt.Appendf(nil, "%q", kind.odataType())...)
	if len(data) > 2 {
		out = append(out, ',')
	}
	return append(out, data[1:]...), nil
}
