//go:build !plain

package runtime

import (
	"cmp"
	"encoding/json"
	"net/http"
)

// The schemes that the documentation tells apart.
const (
	Delegated         Scheme = "delegatedWork"     // a user with a work or school account
	DelegatedPersonal Scheme = "delegatedPersonal" // a user with a personal account
	AppOnly           Scheme = "application"       // the app itself, without a user
)

// stateHeaders say where the state of an operation is that a call began, the usual
// one first.
var stateHeaders = []string{"Location", "Operation-Location", "Azure-AsyncOperation"}

// requestID is what the service's logs call a request.
func requestID(header http.Header) string {
	return cmp.Or(header.Get("request-id"), header.Get("x-ms-request-id"))
}

// read fills in what the service's error object says.
func (e *Error) read(body []byte) {
	var answer struct {
		Error struct {
			Code       string                     `json:"code"`
			Message    string                     `json:"message"`
			InnerError map[string]json.RawMessage `json:"innerError"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return
	}
	e.Code = answer.Error.Code
	e.Message = cmp.Or(answer.Error.Message, e.Message)
	var id string
	if json.Unmarshal(answer.Error.InnerError["request-id"], &id) == nil {
		e.RequestID = cmp.Or(id, e.RequestID)
	}
}

// errorObject is an error in the service's shape.
func errorObject(e *Error, r *http.Request) any {
	var body struct {
		Error struct {
			Code       string            `json:"code"`
			Message    string            `json:"message"`
			InnerError map[string]string `json:"innerError,omitempty"`
		} `json:"error"`
	}
	body.Error.Code, body.Error.Message = e.Code, e.Message
	for name, value := range map[string]string{"request-id": e.RequestID, "client-request-id": r.Header.Get("client-request-id")} {
		if value != "" {
			if body.Error.InnerError == nil {
				body.Error.InnerError = map[string]string{}
			}
			body.Error.InnerError[name] = value
		}
	}
	return body
}

// encodeBody returns the body of a call and its content type.
func encodeBody(k call) ([]byte, string, error) {
	data, err := json.Marshal(k.body)
	return data, "application/json", err
}
