package ir

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// Encode writes an API in the form that other programs rely on: keys in the
// order of the structs, lists always present, absent things left out, never
// null; indented by two blanks, with a line end at the end. The format is
// "json" or "yaml". The same API gives the same bytes.
//
// Text that is not UTF-8 is written with U+FFFD in place of the bad bytes.
func Encode(w io.Writer, api *API, format string) error {
	switch format {
	case "json":
		return encodeJSON(w, api)
	case "yaml":
		return encodeYAML(w, api)
	}
	return fmt.Errorf("format %q is neither json nor yaml", format)
}

// encodeJSON writes one entry after the other: the IR of a large reference has
// hundreds of megabytes, which encoding/json would hold twice.
func encodeJSON(w io.Writer, api *API) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\n  \"irVersion\": %d", Version)
	err := encodeList(out, "operations", api.Operations)
	err = errors.Join(err, encodeList(out, "types", api.Types))
	err = errors.Join(err, encodeList(out, "diagnostics", api.Diagnostics))
	if len(api.Ignored) > 0 {
		err = errors.Join(err, encodeList(out, "ignored", api.Ignored))
	}
	if api.Service != nil {
		err = errors.Join(err, encodeMember(out, "service", api.Service))
	}
	if len(api.Bases) > 0 {
		err = errors.Join(err, encodeMember(out, "bases", api.Bases))
	}
	fmt.Fprint(out, "\n}\n")
	return errors.Join(err, out.Flush())
}

// encodeMember writes a member that is an object.
func encodeMember(out *bufio.Writer, key string, value any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("  ", "  ")
	err := enc.Encode(value)
	fmt.Fprintf(out, ",\n  %q: %s", key, bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

// encodeList writes a member that is a list.
func encodeList[T any](out *bufio.Writer, key string, list []T) error {
	fmt.Fprintf(out, ",\n  %q: [", key)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	end, between := "]", ""
	for _, entry := range list {
		fillLists(reflect.ValueOf(&entry).Elem())
		b.Reset()
		if err := enc.Encode(entry); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n    %s", between, bytes.TrimSuffix(b.Bytes(), []byte("\n")))
		end, between = "\n  ]", ","
	}
	_, err := out.WriteString(end)
	return err
}

// fillLists makes the lists below a value that are nil empty, since encoding/json
// writes null for nil; a list that may be absent says so by its tag. It copies
// what v points to, which belongs to the caller. A type of lists with a method
// MarshalJSON could do the same, but each level of it would encode again what
// is below.
func fillLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Field(i)
			if !mayHoldLists(field.Kind()) || field.IsZero() && strings.Contains(v.Type().Field(i).Tag.Get("json"), ",omit") {
				continue
			}
			fillLists(field)
		}
	case reflect.Slice:
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		v.Set(list)
		for i := range v.Len() {
			if mayHoldLists(v.Index(i).Kind()) {
				fillLists(v.Index(i))
			}
		}
	case reflect.Pointer:
		value := reflect.New(v.Type().Elem())
		value.Elem().Set(v.Elem())
		v.Set(value)
		fillLists(v.Elem())
	}
}

func mayHoldLists(k reflect.Kind) bool {
	return k == reflect.Struct || k == reflect.Slice || k == reflect.Pointer
}
