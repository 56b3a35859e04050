//go:build plain

package runtime

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"strings"
)

// ride sends a request along with others: the service has no such way.
func (c *conn) ride(*http.Request) (answer *http.Response, batched bool, err error) {
	return nil, false, nil
}

// stateHeaders say where the state of an operation is that a call began.
var stateHeaders = []string{"Location", "Operation-Location"}

// requestID is what the service's logs call a request.
func requestID(header http.Header) string {
	return cmp.Or(header.Get("X-Request-Id"), header.Get("Request-Id"))
}

// read fills in what the body of an error says.
func (e *Error) read(body []byte) {
	e.Code = memberText(memberAt(body, errorCode))
	e.Message = cmp.Or(memberText(memberAt(body, errorMessage)), e.Message)
}

// errorObject is an error in the service's shape.
func errorObject(e *Error, _ *http.Request) any {
	body := map[string]any{}
	for path, text := range map[string]string{errorCode: e.Code, errorMessage: e.Message} {
		if text != "" {
			setAt(body, path, text)
		}
	}
	return body
}

// setAt sets the member at a path of members parted by dots.
func setAt(members map[string]any, path string, value any) {
	name, rest, nested := strings.Cut(path, ".")
	if !nested {
		members[name] = value
		return
	}
	inner, ok := members[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		members[name] = inner
	}
	setAt(inner, rest, value)
}

// memberAt returns the value at a path of members parted by dots, of a list that of
// its first element; nil if there is none.
func memberAt(data []byte, path string) json.RawMessage {
	value := json.RawMessage(bytes.TrimSpace(data))
	for path != "" {
		name, rest, _ := strings.Cut(path, ".")
		var list []json.RawMessage
		if json.Unmarshal(value, &list) == nil && len(list) > 0 {
			value = list[0]
		}
		var members map[string]json.RawMessage
		if json.Unmarshal(value, &members) != nil || members[name] == nil {
			return nil
		}
		value, path = members[name], rest
	}
	return value
}

// memberText is a value as text: a string's own, of a list that of its first element,
// else its JSON; "" for null and nothing.
func memberText(raw json.RawMessage) string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
		raw = list[0]
	}
	var text string
	if json.Unmarshal(raw, &text) == nil || len(raw) == 0 || isNull(raw) {
		return text
	}
	return string(raw)
}

// encodeBody returns the body of a call and its content type.
func encodeBody(k call) ([]byte, string, error) {
	if k.form != "" {
		return encodeForm(k.body, k.form)
	}
	data, err := json.Marshal(k.body)
	return data, "application/json", err
}
