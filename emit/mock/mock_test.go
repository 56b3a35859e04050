package mock

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// example returns a mock of the API in the emitters' archive of examples.
func example(t testing.TB, options Options) http.Handler {
	t.Helper()
	data, err := os.ReadFile("../testdata/examples.txtar")
	if err != nil {
		t.Fatal(err)
	}
	api, err := ir.Decode(txtar.Parse(data).Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	model, _ := gomodel.New(api, gomodel.Options{})
	return New(model, options)
}

func ask(h http.Handler, method, target, prefer, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "localhost:8080"
	r.Header.Set("Prefer", prefer)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestMock(t *testing.T) {
	h := example(t, Options{})
	tests := []struct {
		name, method, target, prefer, body string
		status                             int
		want                               string // part of the body
	}{
		{"the documented request", "POST", "/v1.0/me/notes", "", `{"title":"x"}`, 201, `"Milk","count":2`},
		{"another path of the operation", "POST", "/v1.0/users/bob/notes", "", `{}`, 201, `"Milk"`},
		{"the documented path of another example", "POST", "/v1.0/users/ann@contoso.com/notes", "", `{}`, 200, `"owner":"ann"`},
		{"without the version", "GET", "/me/notes", "", "", 200, `"@odata.nextLink"`},
		{"error by path", "GET", "/v1.0/me/notes/0", "", "", 404, `"itemNotFound"`},
		{"error by preference", "GET", "/v1.0/me/notes/5", "code=404", "", 404, `"itemNotFound"`},
		{"example by number", "POST", "/v1.0/me/notes", "example=2", "", 200, `"owner"`},
		{"no such status", "GET", "/v1.0/me/notes/5", "code=418", "", 501, `shows no answer`},
		{"number", "GET", "/v1.0/me/notes/$count", "", "", 200, "5"},
		{"redirect", "GET", "/v1.0/me/notes/1/content", "", "", 302, ""},
		{"nothing", "PUT", "/v1.0/me/notes/1/content", "", "{not json", 204, ""},
		{"function", "GET", "/v1.0/reports/getUse(top=1,period='x')", "", "", 200, `"days":7`},
		{"not json", "POST", "/v1.0/me/notes", "", "{", 400, `"badRequest"`},
		{"no such path", "GET", "/v1.0/nothing", "", "", 404, `"itemNotFound"`},
		{"no such method", "PATCH", "/v1.0/me/notes", "", "", 405, `"methodNotAllowed"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(h, tt.method, tt.target, tt.prefer, tt.body)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("answered %d %s, want %d with %s", w.Code, w.Body, tt.status, tt.want)
			}
		})
	}
	if at := ask(h, "GET", "/v1.0/me/notes/1/content", "", "").Header().Get("Location"); at != "https://download.example/1" {
		t.Errorf("redirected to %q", at)
	}
	if op := ask(h, "GET", "/v1.0/me/notes", "", "").Header().Get("Docpiler-Operation"); op != "v1.0/note/list" {
		t.Errorf("a shared endpoint is answered by %q, want its owner", op)
	}
}

func TestHost(t *testing.T) {
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "127.0.0.1:1": 200, "[::1]:8080": 200, "evil.example": 403, "127.0.0.1.evil.example": 403, "": 403,
	} {
		for anyHost, want := range map[bool]int{false: want, true: 200} {
			r := httptest.NewRequest("GET", "/v1.0/me/notes/$count", nil)
			r.Host = host
			w := httptest.NewRecorder()
			example(t, Options{AnyHost: anyHost}).ServeHTTP(w, r)
			if w.Code != want {
				t.Errorf("host %q, any %v: %d, want %d", host, anyHost, w.Code, want)
			}
		}
	}
}

// FuzzMock holds that no request makes the mock panic, and that its own errors
// have the service's shape.
func FuzzMock(f *testing.F) {
	f.Add("POST", "/v1.0/me/notes?x=1", "code=200", "{}")
	f.Add("GET", "/v1.0/reports/getUse(top=1,period='x')", "example=9;code=", "")
	h := example(f, Options{AnyHost: true})
	f.Fuzz(func(t *testing.T, method, path, prefer, body string) {
		r, err := http.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
		if err != nil || !strings.HasPrefix(path, "/") {
			return
		}
		r.Header.Set("Prefer", prefer)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var answer struct{ Error struct{ Code string } }
		if w.Code >= 400 && (json.Unmarshal(w.Body.Bytes(), &answer) != nil || answer.Error.Code == "") {
			t.Fatalf("%s %s: %d %q", method, path, w.Code, w.Body)
		}
	})
}
