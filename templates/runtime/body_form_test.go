//go:build plain

package runtime

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"reflect"
	"strings"
)

// sentBody is the body of a request as JSON. A form that says what the documented
// object says is that.
func sentBody(r *http.Request, body, documented string) string {
	kind, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	form := url.Values{}
	switch kind {
	case "application/x-www-form-urlencoded":
		form, _ = url.ParseQuery(body)
	case "multipart/form-data":
		for parts := multipart.NewReader(strings.NewReader(body), parameters["boundary"]); ; {
			part, err := parts.NextPart()
			if err != nil {
				break
			}
			data, err := io.ReadAll(part)
			if err != nil {
				break
			}
			form.Add(part.FormName(), string(data))
		}
	default:
		return body
	}
	fields, err := formFields(json.RawMessage(documented))
	if err != nil && documented != "" {
		return body
	}
	want := url.Values{}
	for _, f := range fields {
		want.Add(f.name, f.text)
	}
	if len(form)+len(want) == 0 || reflect.DeepEqual(form, want) {
		return documented
	}
	return form.Encode()
}
