package ir

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The functions below go through the fields of a record by reflection, so that a
// field which somebody adds is copied, merged and compared without being named
// anywhere. What needs more than the usual treatment is named where it gets it,
// by a pointer to the field.

// clone returns a copy that shares nothing with the original but strings.
func clone[T any](v *T) *T {
	c := *v
	cloneFields(reflect.ValueOf(&c).Elem())
	return &c
}

// cloneFields gives a copied value lists and records of its own.
func cloneFields(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			cloneFields(v.Field(i))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		for i := range c.Len() {
			cloneFields(c.Index(i))
		}
		v.Set(c)
	case reflect.Pointer:
		if !v.IsNil() {
			c := reflect.New(v.Type().Elem())
			c.Elem().Set(v.Elem())
			cloneFields(c.Elem())
			v.Set(c)
		}
	}
}

// complete gives a record what it lacks and another of its type has: facts that
// are not there, and the languages of its texts. Records in it are completed in
// their turn, and so are those of lists of one length, entry by entry, where the
// two do not contradict each other. A flag stays as it is, for a page that says
// nothing and one that says no are the same. Fields that are dealt with elsewhere
// are left alone. The other record is given away.
func (m *merger) complete(have, other any, elsewhere ...any) {
	m.completeRecord(reflect.ValueOf(have).Elem(), reflect.ValueOf(other).Elem(), elsewhere)
}

func (m *merger) completeRecord(have, other reflect.Value, elsewhere []any) {
	for i := range have.NumField() {
		if !slices.Contains(elsewhere, have.Field(i).Addr().Interface()) {
			m.completeValue(have.Field(i), other.Field(i))
		}
	}
}

func (m *merger) completeValue(have, other reflect.Value) {
	switch x := have.Addr().Interface().(type) {
	case *Text:
		*x = x.Merge(m.base, other.Interface().(Text))
		return
	case *Pos:
		return
	}
	switch {
	case have.Kind() == reflect.Bool:
	case have.Kind() == reflect.Struct:
		m.completeRecord(have, other, nil)
	case have.IsZero(), have.Kind() == reflect.Slice && have.Len() == 0:
		have.Set(other)
	case have.Kind() == reflect.Pointer && have.Elem().Kind() == reflect.Struct && !other.IsNil():
		m.completeRecord(have.Elem(), other.Elem(), nil)
	case have.Kind() == reflect.Slice && have.Type().Elem().Kind() == reflect.Struct && have.Len() == other.Len():
		for i := range have.Len() {
			if !contradict(have.Index(i), other.Index(i)) {
				m.completeRecord(have.Index(i), other.Index(i), nil)
			}
		}
	}
}

// contradict reports whether two records have other names, kinds or numbers.
func contradict(a, b reflect.Value) bool {
	for i := range a.NumField() {
		switch x, y := a.Field(i), b.Field(i); x.Kind() {
		case reflect.String, reflect.Int:
			if !x.IsZero() && !y.IsZero() && !x.Equal(y) {
				return true
			}
		}
	}
	return false
}

// factsOf writes down the facts of a value, without places and without texts,
// which have a language each.
func factsOf(v reflect.Value) string {
	switch v.Interface().(type) {
	case Text, Pos:
		return ""
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return factsOf(v.Elem())
	case reflect.Slice:
		facts := make([]string, v.Len())
		for i := range facts {
			facts[i] = factsOf(v.Index(i))
		}
		return strings.Join(facts, ", ")
	}
	var facts []string
	for i := range v.NumField() {
		if f := factsOf(v.Field(i)); f != "" {
			facts = append(facts, f)
		}
	}
	return strings.Join(facts, " ")
}

// textsOf lists the texts of a value.
func textsOf(v reflect.Value) []Text {
	if text, ok := v.Interface().(Text); ok {
		return []Text{text}
	}
	var out []Text
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out = append(out, textsOf(v.Field(i))...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, textsOf(v.Index(i))...)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return textsOf(v.Elem())
		}
	}
	return out
}

// fieldName is the name of a field in the JSON form.
func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}
