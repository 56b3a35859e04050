package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

type note struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// place is an address.
type place string

func (p place) path() (string, error) { return string(p), nil }

var (
	opEcho   = &Operation{ID: "v1.0/note/echo", Permissions: []Permission{{Scheme: AppOnly, Status: "supported", Least: []string{"Note.Read.All"}}}}
	opUpload = &Operation{ID: "v1.0/note/upload"}
	opFail   = &Operation{ID: "v1.0/note/fail"}
	opFirst  = &Operation{ID: "v1.0/a/first"}
	opSecond = &Operation{ID: "v1.0/b/second"}
	opLast   = &Operation{ID: "v1.0/c/last"}
)

// noteRoutes has one operation per way to read and to answer.
func noteRoutes(fail func(context.Context) error) Routes {
	return Routes{
		{opEcho, []serverEndpoint{
			{"POST", "/notes/{id}", func(*exchange) address { return place("notes") }, owns},
			{"POST", "/users/{user}/notes/{id}", func(x *exchange) address { return place(take[string](x)) }, owns},
		}, func(x *exchange) error {
			n := readJSON[note](x)
			n.Text += "|" + take[string](x) + "|" + string(x.at.(place))
			return sendObject(x, 201, &n, x.err)
		}},
		{opUpload, []serverEndpoint{{"PUT", "/notes/{id}/content", nil, owns}, {"GET", "/notes/{id}/content", nil, owns}}, func(x *exchange) error {
			return sendStream(x, 200, io.NopCloser(readStream(x)), nil)
		}},
		{opFail, []serverEndpoint{{"GET", "/fail", nil, owns}}, func(x *exchange) error {
			return sendNothing(x, 204, fail(x.context()))
		}},
		{opSecond, []serverEndpoint{{"GET", "/shared/{x}", nil, owns}}, answerWith("second")},
		{opFirst, []serverEndpoint{{"GET", "/shared/{y}", nil, owns}, {"GET", "/owned/{y}", nil, yields}, {"GET", "/left/{y}", nil, yields}}, answerWith("first")},
		{opLast, []serverEndpoint{{"GET", "/owned/{x}", nil, owns}}, answerWith("last")},
	}
}

func answerWith(s string) func(*exchange) error {
	return func(x *exchange) error { return sendScalar(x, 200, s, nil) }
}

func ask(h http.Handler, method, target, contentType, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHandler(t *testing.T) {
	h := NewHandler(HandlerOptions{Prefix: "/v1.0", MaxBody: 64, MaxUpload: 8}, noteRoutes(func(context.Context) error { return nil }))
	tests := []struct {
		name, method, target, contentType, body string
		status                                  int
		want                                    string // part of the answer
	}{
		{"json", "POST", "/v1.0/notes/7", "application/json", `{"text":"a"}`, 201, `"a|7|notes"`},
		{"second endpoint", "POST", "/V1.0/Users/ann/notes/7", "application/json; charset=utf-8", `{"text":"a"}`, 201, `"a|7|ann"`},
		{"no body", "POST", "/v1.0/notes/7", "", "", 201, `"|7|notes"`},
		{"no content type", "POST", "/v1.0/notes/7", "", `{}`, 201, `"|7|notes"`},
		{"wrong content type", "POST", "/v1.0/notes/7", "text/xml", `<a/>`, 415, `"unsupportedMediaType"`},
		{"broken content type", "POST", "/v1.0/notes/7", ";;", `{}`, 415, `"unsupportedMediaType"`},
		{"too large", "POST", "/v1.0/notes/7", "application/json", strings.Repeat(" ", 65), 413, `"requestEntityTooLarge"`},
		{"broken json", "POST", "/v1.0/notes/7", "application/json", "{\n  \"text\": }", 400, `line 2, column 11`},
		{"wrong type", "POST", "/v1.0/notes/7", "application/json", "{\"count\": \"x\"}", 400, `line 1, column 13, it cannot be a string`},
		{"stream", "PUT", "/v1.0/notes/7/content", "image/png", "bytes", 200, "bytes"},
		{"head", "HEAD", "/v1.0/notes/7/content", "", "", 200, ""},
		{"nothing", "GET", "/v1.0/fail", "", "", 204, ""},
		{"no such path", "GET", "/v1.0/nope", "", "", 404, `"itemNotFound"`},
		{"outside the prefix", "GET", "/v1.00/fail", "", "", 404, `"itemNotFound"`},
		{"no such method", "DELETE", "/v1.0/fail", "", "", 405, `"methodNotAllowed"`},
		{"shared endpoint", "GET", "/v1.0/shared/1", "", "", 200, `"first"`},
		{"endpoint of another owner", "GET", "/v1.0/owned/1", "", "", 200, `"last"`},
		{"endpoint without its owner", "GET", "/v1.0/left/1", "", "", 200, `"first"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(h, tt.method, tt.target, tt.contentType, tt.body)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("answered %d %s, want %d with %s", w.Code, w.Body, tt.status, tt.want)
			}
		})
	}
	if allow := ask(h, "DELETE", "/v1.0/notes/7/content", "", "").Header().Get("Allow"); allow != "GET, PUT" {
		t.Errorf("Allow is %q", allow)
	}
}

func TestHandlerErrors(t *testing.T) {
	tests := []struct {
		name   string
		fail   func(context.Context) error
		status int
		body   string
		inside bool // reported to Failed, not to the client
	}{
		{"known", func(context.Context) error {
			return &Error{Status: 409, Code: "nameExists", Message: "taken", RequestID: "r1"}
		}, 409,
			`{"error":{"code":"nameExists","message":"taken","innerError":{"client-request-id":"c1","request-id":"r1"}}}`, false},
		{"unknown", func(context.Context) error { return errors.New("secret") }, 500,
			`{"error":{"code":"generalException","message":"An internal error occurred.","innerError":{"client-request-id":"c1"}}}`, true},
		{"panic", func(context.Context) error { panic("secret") }, 500,
			`{"error":{"code":"generalException","message":"An internal error occurred.","innerError":{"client-request-id":"c1"}}}`, true},
		{"impossible status", func(context.Context) error { return &Error{Status: 7, Code: "x"} }, 500,
			`{"error":{"code":"x","message":"","innerError":{"client-request-id":"c1"}}}`, false},
		{"not implemented", func(context.Context) error { return notImplemented(opFail) }, 501,
			`{"error":{"code":"notSupported","message":"The operation v1.0/note/fail is not implemented.","innerError":{"client-request-id":"c1"}}}`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var reported error
			h := NewHandler(HandlerOptions{Failed: func(_ *http.Request, op *Operation, err error) { reported = err }}, noteRoutes(tt.fail))
			r := httptest.NewRequest("GET", "/fail", nil)
			r.Header.Set("client-request-id", "c1")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if got := strings.TrimSpace(w.Body.String()); w.Code != tt.status || got != tt.body {
				t.Errorf("answered %d %s, want %d %s", w.Code, got, tt.status, tt.body)
			}
			if (reported != nil) != tt.inside {
				t.Errorf("reported %v", reported)
			}
		})
	}
}

func TestHandlerAuthorize(t *testing.T) {
	h := NewHandler(HandlerOptions{Authorize: func(r *http.Request, op *Operation) error {
		for _, p := range op.Permissions {
			if p.Scheme == AppOnly && r.Header.Get("Roles") == p.Least[0] {
				return nil
			}
		}
		return errors.New("insufficient privileges")
	}}, noteRoutes(nil))
	for roles, want := range map[string]int{"": 403, "Note.Read.All": 201} {
		r := httptest.NewRequest("POST", "/notes/1", nil)
		r.Header.Set("Roles", roles)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("roles %q: %d %s, want %d", roles, w.Code, w.Body, want)
		}
	}
}

// TestReply holds that a method decides about status and headers, as far as
// net/http can send them.
func TestSendAccepted(t *testing.T) {
	tests := []struct {
		value              *Accepted
		location, interval string
	}{
		{&Accepted{URL: "/operations/1", RetryAfter: 1500 * time.Millisecond}, "/operations/1", "2"},
		{&Accepted{}, "", ""},
		{nil, "", ""},
	}
	for _, tt := range tests {
		w := httptest.NewRecorder()
		x := &exchange{w: w, reply: &Reply{Header: http.Header{}}}
		err := sendAccepted(x, http.StatusAccepted, "Operation-Location", tt.value, nil)
		if err != nil || w.Code != http.StatusAccepted || w.Header().Get("Operation-Location") != tt.location || w.Header().Get("Retry-After") != tt.interval {
			t.Errorf("%+v: %d %v, %v", tt.value, w.Code, w.Header(), err)
		}
	}
}

func TestReply(t *testing.T) {
	h := NewHandler(HandlerOptions{}, noteRoutes(func(ctx context.Context) error {
		reply := ReplyTo(ctx)
		reply.Status = 1000
		reply.Header.Set("Location", "/x\r\nEvil: 1")
		reply.Header["Content-Length"] = []string{"99"}
		reply.Header["Bad Name"] = []string{"1"}
		if RequestOf(ctx) == nil {
			t.Error("the method cannot see its request")
		}
		return nil
	}))
	server := httptest.NewServer(h)
	defer server.Close()
	answer, err := http.Get(server.URL + "/fail")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != 500 || answer.Header.Get("Evil") != "" || answer.Header.Get("Location") == "" || answer.ContentLength > 0 {
		t.Errorf("answered %d with %v", answer.StatusCode, answer.Header)
	}
	if RequestOf(context.Background()) != nil || ReplyTo(context.Background()).Header == nil {
		t.Error("outside a method there is no request, but a reply that nobody reads")
	}
}

// FuzzHandler holds that no request makes the handler panic or answer an error
// in another shape than the service's.
func FuzzHandler(f *testing.F) {
	f.Add("POST", "/notes/1", "application/json", `{"text":1}`)
	f.Add("GET", "/shared/%2F", "", "")
	f.Add("PUT", "/notes/1/content", "a/b;", "x")
	h := NewHandler(HandlerOptions{MaxBody: 1 << 10}, noteRoutes(func(context.Context) error { panic("no") }))
	f.Fuzz(func(t *testing.T, method, path, contentType, body string) {
		r, err := http.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
		if err != nil || !strings.HasPrefix(path, "/") {
			return
		}
		r.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var answer struct {
			Error struct{ Code, Message string }
		}
		if w.Code >= 400 && (json.Unmarshal(w.Body.Bytes(), &answer) != nil || answer.Error.Code == "") {
			t.Fatalf("%s %s: %d %q", method, path, w.Code, w.Body)
		}
	})
}
