package runtime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Opt is a value that may be absent or null: absent is the zero value and is
// not sent, null is sent as null. Make one with [Some] or [Null].
type Opt[T any] struct {
	Value T    // the zero value of T unless Set and not Null
	Set   bool // false: absent
	Null  bool // only with Set
}

// Some returns a value that is present.
func Some[T any](v T) Opt[T] { return Opt[T]{Value: v, Set: true} }

// Null returns an explicit null.
func Null[T any]() Opt[T] { return Opt[T]{Set: true, Null: true} }

// IsZero reports whether the value is absent.
func (o Opt[T]) IsZero() bool { return !o.Set }

// MarshalJSON encodes the value, or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.Null || !o.Set {
		return []byte("null"), nil
	}
	return json.Marshal(o.Value)
}

// UnmarshalJSON decodes a value or null.
func (o *Opt[T]) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		*o = Null[T]()
		return nil
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*o = Some(v)
	return nil
}

// As decodes v as another type: a member that was kept in Extra, such as an
// expanded relationship, or an object as one of its subtypes.
//
//	groups, err := As[[]Group](user.Extra["memberOf"])
func As[T any](v any) (T, error) {
	var out T
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	return out, err
}

// wireField is a struct field with its name in JSON.
type wireField struct {
	name     string
	index    int
	always   bool // sent even if zero
	tellNull bool // tells null from absent by itself
}

// wireFields are the fields of a struct in order, cached by type. A field
// without a json tag is none.
func wireFields(t reflect.Type) []wireField {
	if known, ok := wireTypes.Load(t); ok {
		return known.([]wireField)
	}
	var fields []wireField
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("json")
		if tag == "" || tag == "-" {
			continue
		}
		name, omit := strings.CutSuffix(tag, ",omitzero")
		_, tellNull := reflect.Zero(t.Field(i).Type).Interface().(interface{ IsZero() bool })
		fields = append(fields, wireField{name, i, !omit, tellNull})
	}
	wireTypes.Store(t, fields)
	return fields
}

var wireTypes sync.Map // reflect.Type → []wireField

// decode fills the struct that v points to from a JSON object. What no field
// holds goes to the field Extra: members that are not documented, explicit
// nulls, and values that do not have the documented type. A list with a null
// that its elements cannot tell stands in its field and, as it came, in Extra.
// Nothing is lost, and one odd member does not spoil the object.
func decode(data []byte, v any) error {
	if isNull(data) {
		return nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	target := reflect.ValueOf(v).Elem()
	sub, err := decodeSubtype(data, members, target)
	if err != nil {
		return err
	}
	for _, f := range wireFields(target.Type()) {
		raw, ok := members[f.name]
		if !ok {
			continue
		}
		field := target.Field(f.index)
		if !copyField(field, f.name, sub) && json.Unmarshal(raw, field.Addr().Interface()) != nil {
			field.SetZero()
			continue
		}
		if (!field.IsZero() || f.always && !isNull(raw)) && !hidesNull(raw, field) {
			delete(members, f.name)
		}
	}
	extra := target.FieldByName("Extra")
	extra.SetZero()
	if len(members) > 0 {
		extra.Set(reflect.ValueOf(members))
	}
	return nil
}

// hidesNull reports whether a list holds nulls that its decoded elements do not
// tell from zero values.
func hidesNull(raw json.RawMessage, field reflect.Value) bool {
	if opt := field; field.Kind() == reflect.Struct {
		if field = opt.FieldByName("Value"); !field.IsValid() {
			return false
		}
	}
	if field.Kind() != reflect.Slice || field.Type() == reflect.TypeFor[json.RawMessage]() || !bytes.Contains(raw, []byte("null")) {
		return false
	}
	switch field.Type().Elem().Kind() {
	case reflect.Slice, reflect.Pointer: // nil is null
		return false
	}
	var items []json.RawMessage
	return json.Unmarshal(raw, &items) == nil && slices.ContainsFunc(items, func(item json.RawMessage) bool { return isNull(item) })
}

// copyField sets a field from the field of the same name in the decoded
// subtype, if there is one: decoding nested objects again at each level would
// double the work with each.
func copyField(field reflect.Value, name string, sub reflect.Value) bool {
	if !sub.IsValid() {
		return false
	}
	for _, f := range wireFields(sub.Type()) {
		if from := sub.Field(f.index); f.name == name && from.Type() == field.Type() {
			field.Set(from)
			return true
		}
	}
	return false
}

// encode returns the JSON object of a struct: its fields in order, then Extra
// by name. A field that is set wins over the member of that name in Extra,
// unless it is what decoding makes of that member.
func encode(v any) ([]byte, error) {
	source := reflect.ValueOf(v)
	if sub := source.FieldByName("Subtype"); sub.IsValid() && sub.Kind() == reflect.Interface && !sub.IsNil() {
		return encodeSubtype(sub.Interface())
	}
	extra, _ := source.FieldByName("Extra").Interface().(map[string]json.RawMessage)
	out := bytes.NewBufferString("{")
	sent := map[string]bool{}
	for _, f := range wireFields(source.Type()) {
		field := source.Field(f.index)
		raw, kept := extra[f.name]
		if isUnset(field, f) && (kept || !f.always) {
			continue
		}
		if kept && decodesTo(raw, field) {
			field = reflect.ValueOf(raw)
		}
		if err := encodeMember(out, f.name, field); err != nil {
			return nil, err
		}
		sent[f.name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if !sent[name] {
			if err := encodeMember(out, name, reflect.ValueOf(extra[name])); err != nil {
				return nil, err
			}
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func decodesTo(raw json.RawMessage, field reflect.Value) bool {
	value := reflect.New(field.Type())
	return json.Unmarshal(raw, value.Interface()) == nil && reflect.DeepEqual(value.Elem().Interface(), field.Interface())
}

func isUnset(field reflect.Value, f wireField) bool {
	if z, ok := field.Interface().(interface{ IsZero() bool }); ok && f.tellNull {
		return z.IsZero()
	}
	return field.IsZero()
}

func encodeMember(out *bytes.Buffer, name string, field reflect.Value) error {
	if out.Len() > 1 {
		out.WriteByte(',')
	}
	key, err := json.Marshal(name)
	if err != nil {
		return err
	}
	value := []byte("[]")
	if field.Kind() != reflect.Slice || !field.IsNil() {
		if value, err = json.Marshal(field.Interface()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	out.Write(key)
	out.WriteByte(':')
	out.Write(value)
	return nil
}

func isNull(data []byte) bool { return string(bytes.TrimSpace(data)) == "null" }

// isJSON reports whether a content type is JSON. Clients that send none mean it.
func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json"))
}
