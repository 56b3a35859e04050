package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

// readJSON decodes the request body. No body leaves the zero value.
func readJSON[T any](x *exchange) T {
	var value, none T
	data, err := io.ReadAll(http.MaxBytesReader(x.w, x.r.Body, x.handler.options.MaxBody))
	if err != nil {
		x.refuseBody(err)
		return none
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return none
	}
	if kind := x.r.Header.Get("Content-Type"); !isJSON(kind) {
		x.refuseWith(&Error{
			Status: http.StatusUnsupportedMediaType, Code: "unsupportedMediaType",
			Message: fmt.Sprintf("The content type %q is not supported, expected application/json.", kind),
		})
		return none
	}
	if err := json.Unmarshal(data, &value); err != nil {
		x.refuse("%s", describeJSON(data, err))
		return none
	}
	if path := misfit(reflect.ValueOf(&value)); path != nil {
		x.refuse("The request body does not fit: %s, the property %q has a value of another type than documented.",
			position(data, offsetOf(data, path)), strings.Join(path, "."))
		return none
	}
	return value
}

// readStream returns the request body as it comes, up to the upload limit.
func readStream(x *exchange) io.Reader {
	return http.MaxBytesReader(x.w, x.r.Body, x.handler.options.MaxUpload)
}

func (x *exchange) refuseBody(err error) {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		x.refuseWith(err)
	}
	x.refuse("The request body could not be read.")
}

// describeJSON says what is wrong with a JSON body and where.
func describeJSON(data []byte, err error) string {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("The request body is not JSON: %s, %s.", position(data, syntax.Offset), syntax.Error())
	case errors.As(err, &mismatch):
		return fmt.Sprintf("The request body does not fit: %s, it cannot be a %s.", position(data, mismatch.Offset), mismatch.Value)
	}
	return "The request body does not fit: " + err.Error() + "."
}

// position turns the count of bytes up to a place into "line 3, column 14",
// both from 1.
func position(data []byte, offset int64) string {
	before := data[:min(max(offset-1, 0), int64(len(data)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := 1 + len([]rune(string(before[1+bytes.LastIndexByte(before, '\n'):])))
	return fmt.Sprintf("line %d, column %d", line, column)
}

// misfit returns the path to a documented property whose value did not have
// the documented type, so that decoding left it in Extra; nil if all fit.
func misfit(v reflect.Value) []string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return misfit(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if path := misfit(v.Index(i)); path != nil {
				return append([]string{strconv.Itoa(i)}, path...)
			}
		}
	case reflect.Struct:
		return misfitMember(v)
	}
	return nil
}

func misfitMember(v reflect.Value) []string {
	extra, hasExtra := structExtra(v)
	if !hasExtra {
		if value := v.FieldByName("Value"); value.IsValid() {
			return misfit(value) // an Opt
		}
		return nil
	}
	for _, f := range wireFields(v.Type()) {
		if raw, kept := extra[f.name]; kept && v.Field(f.index).IsZero() && !isNull(raw) && !isEmptyJSON(raw) {
			return []string{f.name}
		}
		if path := misfit(v.Field(f.index)); path != nil {
			return append([]string{f.name}, path...)
		}
	}
	if sub := v.FieldByName("Subtype"); sub.IsValid() {
		return misfit(sub)
	}
	return nil
}

// structExtra returns the members that decoding found no field for.
func structExtra(v reflect.Value) (map[string]json.RawMessage, bool) {
	field := v.FieldByName("Extra")
	if !field.IsValid() {
		return nil, false
	}
	extra, ok := field.Interface().(map[string]json.RawMessage)
	return extra, ok
}

// isEmptyJSON reports whether a value decodes to a zero value, which is kept in
// Extra so that it is not lost.
func isEmptyJSON(raw json.RawMessage) bool {
	switch strings.TrimSpace(string(raw)) {
	case `""`, "0", "false", "{}", "[]", "0.0":
		return true
	}
	return false
}

// offsetOf returns the count of bytes up to the end of the value that a path
// of member names and indexes leads to, 0 if there is none.
func offsetOf(data []byte, path []string) int64 {
	d := json.NewDecoder(bytes.NewReader(data))
	for _, step := range path {
		open, err := d.Token()
		if err != nil || open != json.Delim('{') && open != json.Delim('[') {
			return 0
		}
		for i := 0; d.More(); i++ {
			name := strconv.Itoa(i)
			if open == json.Delim('{') {
				if key, err := d.Token(); err == nil {
					name, _ = key.(string)
				}
			}
			if name == step {
				break
			}
			var skipped json.RawMessage
			if d.Decode(&skipped) != nil {
				return 0
			}
		}
	}
	var value json.RawMessage
	if d.Decode(&value) != nil {
		return 0
	}
	return d.InputOffset() - int64(len(value)) + 1
}
