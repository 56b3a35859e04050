//go:build plain

package runtime

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"reflect"
	"strings"
)

// readForm decodes the request body, a form or JSON, by the fields of a struct.
func readForm[T any](x *exchange) T {
	var value T
	kind, _, _ := mime.ParseMediaType(x.r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" && kind != "application/x-www-form-urlencoded" {
		return readJSON[T](x)
	}
	x.r.Body = http.MaxBytesReader(x.w, x.r.Body, x.handler.options.MaxUpload)
	if err := x.parseForm(kind); err != nil {
		x.refuseBody(err)
		return value
	}
	members := map[string]json.RawMessage{}
	for name, texts := range x.r.PostForm {
		members[name] = formMember(reflect.TypeFor[T](), name, texts)
	}
	data, err := json.Marshal(members)
	if err == nil {
		err = json.Unmarshal(data, &value)
	}
	if err != nil {
		x.refuse("The request body does not fit: %v.", err)
		return value
	}
	if x.r.MultipartForm != nil {
		if v := reflect.ValueOf(&value).Elem(); v.Kind() == reflect.Struct {
			x.takeFiles(v)
		}
	}
	return value
}

// maxFormMemory bounds what of a form in several parts is kept in memory.
const maxFormMemory = 4 << 20

func (x *exchange) parseForm(kind string) error {
	if kind == "multipart/form-data" {
		return x.r.ParseMultipartForm(maxFormMemory)
	}
	return x.r.ParseForm()
}

// formMember is a field of a form as JSON: as its struct field has it, else a text.
func formMember(t reflect.Type, name string, texts []string) json.RawMessage {
	var options []json.RawMessage
	list := len(texts) > 1 || strings.HasSuffix(name, "[]")
	for _, text := range texts {
		options = append(options, formValue(t, name, text))
	}
	value := any(options[0])
	if list {
		value = options
	}
	data, err := json.Marshal(value)
	if err != nil {
		return json.RawMessage("null")
	}
	return data
}

// formValue is a text as JSON: a string where the field takes one, else the JSON that
// the text is.
func formValue(t reflect.Type, name, text string) json.RawMessage {
	quoted, err := json.Marshal(text)
	if err != nil {
		return json.RawMessage("null")
	}
	if t.Kind() == reflect.Struct {
		for _, f := range wireFields(t) {
			probe := reflect.New(t.Field(f.index).Type)
			if f.name == name && json.Unmarshal(quoted, probe.Interface()) != nil && json.Valid([]byte(text)) {
				return json.RawMessage(text)
			}
		}
	}
	return quoted
}

// takeFiles puts the uploaded files into the fields of their names.
func (x *exchange) takeFiles(v reflect.Value) {
	for _, f := range wireFields(v.Type()) {
		headers := x.r.MultipartForm.File[f.name]
		if len(headers) == 0 {
			continue
		}
		content, err := headers[0].Open()
		if err != nil {
			x.refuseBody(errors.Join(err))
			return
		}
		switch field := v.Field(f.index).Addr().Interface().(type) {
		case *File:
			*field = File{Name: headers[0].Filename, Content: content}
		case *Opt[File]:
			*field = Some(File{Name: headers[0].Filename, Content: content})
		}
	}
}
