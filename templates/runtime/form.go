//go:build plain

package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/url"
	"reflect"
	"strings"
)

// File is a file that a form sends. With Text it is one that the service has
// already: its id or address is sent in place of the content.
type File struct {
	Name    string
	Content io.Reader // read once
	Text    string
}

// IsZero reports whether there is no file.
func (f File) IsZero() bool { return f.Content == nil && f.Text == "" }

// MarshalJSON encodes Text. Content cannot be sent in JSON.
func (f File) MarshalJSON() ([]byte, error) {
	if f.Content != nil {
		return nil, errors.New("a file cannot be sent in JSON")
	}
	return json.Marshal(f.Text)
}

// UnmarshalJSON decodes Text.
func (f *File) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &f.Text) }

// encodeForm writes the fields of a body as a form of a media type: texts, numbers
// and truth values as they are, a list of these whose name ends in "[]" one by one,
// all else as JSON.
func encodeForm(body any, kind string) ([]byte, string, error) {
	fields, err := formFields(body)
	if err != nil {
		return nil, "", err
	}
	if kind != "multipart/form-data" {
		form := url.Values{}
		for _, f := range fields {
			if f.file.Content != nil {
				return nil, "", errors.New(f.name + ": a file cannot be sent in this form")
			}
			form.Add(f.name, f.text)
		}
		return []byte(form.Encode()), kind, nil
	}
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for _, f := range fields {
		if f.file.Content == nil {
			err = errors.Join(err, w.WriteField(f.name, f.text))
			continue
		}
		name := f.file.Name
		if name == "" {
			name = f.name
		}
		part, partErr := w.CreateFormFile(f.name, name)
		if partErr == nil {
			_, partErr = io.Copy(part, f.file.Content)
		}
		err = errors.Join(err, partErr)
	}
	err = errors.Join(err, w.Close()) // which writes the end
	return out.Bytes(), w.FormDataContentType(), err
}

// formField is a name with a text or a file.
type formField struct {
	name, text string
	file       File
}

// formFields lists what the fields of a struct, or the members of a JSON object, are
// as a form.
func formFields(body any) ([]formField, error) {
	var fields []formField
	files := map[string]bool{}
	if v := reflect.ValueOf(body); v.Kind() == reflect.Struct {
		fields = fileFields(v)
		for _, f := range fields {
			files[f.name] = true
		}
		body = withoutFiles(v)
	}
	data, err := json.Marshal(body)
	if err != nil || isNull(data) {
		return fields, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.New("a form needs an object")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		if name, ok := key.(string); ok && !files[name] && !isNull(value) {
			fields = appendField(fields, name, value)
		}
	}
	return fields, nil
}

func appendField(fields []formField, name string, value json.RawMessage) []formField {
	var list []json.RawMessage
	if strings.HasSuffix(name, "[]") && json.Unmarshal(value, &list) == nil {
		for _, one := range list {
			fields = append(fields, formField{name: name, text: plainText(one)})
		}
		return fields
	}
	return append(fields, formField{name: name, text: plainText(value)})
}

// plainText is a JSON value as a form has it.
func plainText(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}

// fileFields lists the files with content of a struct.
func fileFields(v reflect.Value) []formField {
	var fields []formField
	for _, f := range wireFields(v.Type()) {
		if file, ok := fileIn(v.Field(f.index)); ok && file.Content != nil {
			fields = append(fields, formField{name: f.name, file: file})
		}
	}
	return fields
}

// fileIn returns the file that a field holds.
func fileIn(field reflect.Value) (File, bool) {
	if file, ok := field.Interface().(File); ok {
		return file, true
	}
	opt, ok := field.Interface().(Opt[File])
	return opt.Value, ok && opt.Set
}

// withoutFiles is a copy of a struct without the files that have content.
func withoutFiles(v reflect.Value) any {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	for _, f := range wireFields(v.Type()) {
		if file, ok := fileIn(v.Field(f.index)); ok && file.Content != nil {
			out.Field(f.index).SetZero()
		}
	}
	return out.Interface()
}
