package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
)

// The functions of this file read the arguments of a server's method from a
// request. The first thing that is wrong stays in exchange.err; what follows
// is read as zero values.

// refuse notes what is wrong with the request, unless something already is.
func (x *exchange) refuse(format string, args ...any) {
	x.refuseWith(&Error{Status: http.StatusBadRequest, Code: "badRequest", Message: fmt.Sprintf(format, args...)})
}

func (x *exchange) refuseWith(err error) {
	if x.err == nil {
		x.err = err
	}
}

// take returns the value of the path's next placeholder.
func take[T any](x *exchange) T {
	var value T
	if len(x.args) == 0 {
		x.refuse("The path has too few segments.")
		return value
	}
	text := x.args[0]
	x.args = x.args[1:]
	if err := readText(reflect.ValueOf(&value).Elem(), text); err != nil {
		x.refuse("The path holds %q: %v.", text, err)
	}
	return value
}

// queryArgument returns the value of a required query parameter.
func queryArgument[T any](x *exchange, name string) T {
	var value T
	text, ok := queryValue(x.r.URL.Query(), name)
	if !ok {
		x.refuse("The query parameter %q is missing.", name)
	} else if err := readText(reflect.ValueOf(&value).Elem(), text); err != nil {
		x.refuse("The query parameter %q is %q: %v.", name, text, err)
	}
	return value
}

// headerArgument returns the value of a required header.
func headerArgument[T any](x *exchange, name string) T {
	var value T
	text := x.r.Header.Get(name)
	if text == "" {
		x.refuse("The header %q is missing.", name)
	} else if err := readText(reflect.ValueOf(&value).Elem(), text); err != nil {
		x.refuse("The header %q is %q: %v.", name, text, err)
	}
	return value
}

// readOptions fills a struct of optional query parameters and headers, which
// its fields' tags name.
func readOptions[T any](x *exchange) T {
	var options T
	query := x.r.URL.Query()
	v := reflect.ValueOf(&options).Elem()
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		text, ok := "", false
		name, isQuery := tag.Lookup("query")
		if isQuery {
			text, ok = queryValue(query, name)
		} else if name, ok = tag.Lookup("header"); ok {
			text = x.r.Header.Get(name)
			ok = text != ""
		}
		if !ok {
			continue
		}
		if err := readText(v.Field(i), text); err != nil {
			x.refuse("The parameter %q is %q: %v.", name, text, err)
		}
	}
	return options
}

// queryValue finds a parameter as services do: without case, and with or without
// its "$".
func queryValue(query url.Values, name string) (string, bool) {
	if values, ok := query[name]; ok {
		return values[0], true
	}
	for key, values := range query {
		if strings.EqualFold(key, name) || strings.EqualFold("$"+key, name) {
			return values[0], true
		}
	}
	return "", false
}

// readText sets a field from the text of a path, query or header: what
// wireText writes.
func readText(field reflect.Value, text string) error {
	if field.Kind() == reflect.Struct && field.FieldByName("Set").IsValid() { // an Opt
		field.FieldByName("Set").SetBool(true)
		return readText(field.FieldByName("Value"), text)
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString(text)
	case reflect.Bool:
		b, err := strconv.ParseBool(strings.ToLower(text))
		if err != nil {
			return errors.New("expected true or false")
		}
		field.SetBool(b)
	case reflect.Int, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int8:
		n, err := strconv.ParseInt(text, 10, field.Type().Bits())
		if err != nil {
			return errors.New("expected a whole number")
		}
		field.SetInt(n)
	case reflect.Float32, reflect.Float64:
		n, err := strconv.ParseFloat(text, field.Type().Bits())
		if err != nil {
			return errors.New("expected a number")
		}
		field.SetFloat(n)
	case reflect.Slice:
		return readTexts(field, text)
	default:
		return readJSONText(field, text)
	}
	return nil
}

// readTexts sets a list from texts parted by commas.
func readTexts(field reflect.Value, text string) error {
	parts := strings.Split(text, ",")
	list := reflect.MakeSlice(field.Type(), len(parts), len(parts))
	for i, part := range parts {
		if err := readText(list.Index(i), part); err != nil {
			return err
		}
	}
	field.Set(list)
	return nil
}

// readJSONText sets a value that decodes itself, such as a time, from a JSON string.
func readJSONText(field reflect.Value, text string) error {
	data, err := json.Marshal(text)
	if err == nil {
		err = json.Unmarshal(data, field.Addr().Interface())
	}
	if err != nil {
		return errors.New("expected a " + field.Type().Name())
	}
	return nil
}
