package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// batchServer answers $batch requests item by item.
func batchServer(t *testing.T, answer func(batchRequest) batchResponse) (*conn, *int) {
	t.Helper()
	rounds := 0
	c := serve(t, Options{Token: token, MaxWait: time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1.0/$batch" || r.Header.Get("Authorization") == "" {
			t.Errorf("asked for %s", r.URL)
		}
		rounds++
		var in struct {
			Requests []batchRequest `json:"requests"`
		}
		var out struct {
			Responses []batchResponse `json:"responses"`
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			t.Error(err)
		}
		for _, one := range in.Requests {
			if one.Headers["Authorization"] != "" {
				t.Error("an item carries a token")
			}
			got := answer(one)
			got.ID = one.ID
			out.Responses = append(out.Responses, got)
		}
		slices.Reverse(out.Responses)
		if err := json.NewEncoder(w).Encode(out); err != nil {
			t.Error(err)
		}
	})
	return c, &rounds
}

func TestBatch(t *testing.T) {
	throttled := true
	c, rounds := batchServer(t, func(r batchRequest) batchResponse {
		switch {
		case r.URL == "/cards/missing":
			return batchResponse{Status: 404, Body: json.RawMessage(`{"error":{"code":"itemNotFound"}}`)}
		case r.URL == "/cards/busy" && throttled:
			throttled = false
			return batchResponse{Status: 429, Headers: map[string]string{"Retry-After": "0.001"}}
		case r.Method == "POST":
			return batchResponse{Status: 201, Body: json.RawMessage(fmt.Sprintf(`{"id":"new","tags":["after %s"],"more":%s}`, strings.Join(r.DependsOn, ","), r.Body))}
		case r.URL == "/cards/file":
			return batchResponse{Status: 200, Headers: map[string]string{"Content-Type": "text/plain"}, Body: json.RawMessage(`"aGVsbG8="`)}
		}
		return batchResponse{Status: 200, Body: json.RawMessage(`{"id":"got"}`)}
	})
	get := func(id string) func(context.Context) (*card, error) {
		return func(ctx context.Context) (*card, error) {
			return object[card](ctx, c, call{op: opTest, method: "GET", path: "/cards/{id}", values: []any{id}})
		}
	}
	batch := NewBatch(&Client{conn: c})
	a, missing, busy := Add(batch, get("a")), Add(batch, get("missing")), Add(batch, get("busy"))
	made := Add(batch, func(ctx context.Context) (*card, error) {
		return object[card](ctx, c, call{op: opTest, method: "POST", path: "/cards", body: card{ID: "x"}})
	}, a, busy)
	file := Add(batch, func(ctx context.Context) (string, error) {
		body, err := stream(ctx, c, call{op: opTest, method: "GET", path: "/cards/file"})
		if err != nil {
			return "", err
		}
		data, err := io.ReadAll(body)
		return string(data), err
	})
	if err := batch.Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	var e *Error
	if a.Err != nil || a.Value.ID != "got" || !errors.As(missing.Err, &e) || e.Code != "itemNotFound" || busy.Err != nil || busy.Value.ID != "got" {
		t.Errorf("a %+v, missing %v, busy %+v", a, missing.Err, busy)
	}
	if made.Err != nil || made.Value.Tags[0] != "after 1,3" || string(made.Value.Extra["more"]) != `{"id":"x"}` || file.Value != "hello" {
		t.Errorf("made %+v, file %+v", made, file)
	}
	if *rounds != 2 {
		t.Errorf("%d requests, want 2", *rounds)
	}
}

func TestBatchFails(t *testing.T) {
	c := serve(t, Options{Retries: -1}, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
	batch := NewBatch(&Client{conn: c})
	one := Add(batch, func(ctx context.Context) (*card, error) {
		return object[card](ctx, c, call{op: opTest, method: "GET", path: "/x"})
	})
	var e *Error
	if err := batch.Do(context.Background()); !errors.As(err, &e) || e.Status != 500 || one.Err == nil {
		t.Errorf("batch %v, call %v", err, one.Err)
	}
	for range 21 {
		Add(batch, func(context.Context) (int, error) { return 0, nil })
	}
	if batch.Do(context.Background()) == nil {
		t.Error("22 calls fit a batch")
	}
}

func TestWait(t *testing.T) {
	polls := 0
	monitor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		polls++
		if r.Header.Get("Authorization") != "" {
			t.Error("the monitor on another host was sent the token")
		}
		switch {
		case strings.HasSuffix(r.URL.Path, "fail"):
			fmt.Fprint(w, `{"status":"failed","error":{"code":"nameAlreadyExists"}}`)
		case polls < 3:
			w.WriteHeader(202)
			fmt.Fprint(w, `{"status":"inProgress"}`)
		default:
			fmt.Fprint(w, `{"status":"completed","resourceId":"r"}`)
		}
	}))
	t.Cleanup(monitor.Close)
	c := serve(t, Options{Token: token, MaxWait: time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", monitor.URL+"/"+r.URL.Query().Get("end"))
		w.WriteHeader(202)
	})
	for end, code := range map[string]string{"ok": "", "fail": "nameAlreadyExists"} {
		var started Response
		ctx := WithResponse(context.Background(), &started)
		if err := nothing(ctx, c, call{op: opTest, method: "POST", path: "/copy", query: values{"end": end}}); err != nil {
			t.Fatal(err)
		}
		data, err := Wait(context.Background(), &Client{conn: c}, started)
		var e *Error
		if code == "" && (err != nil || !strings.Contains(string(data), "resourceId")) || code != "" && (!errors.As(err, &e) || e.Code != code) {
			t.Errorf("%s: %s, %v", end, data, err)
		}
	}
	if _, err := Wait(context.Background(), &Client{conn: c}, Response{}); err == nil {
		t.Error("no Location, yet no error")
	}
}

// A call that begins an operation returns where to ask for it, whatever header
// says so; the URL can be stored, and the token stays at home.
func TestAccepted(t *testing.T) {
	var asked []string
	note := func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, strings.TrimSpace(r.URL.Path+" "+r.Header.Get("Authorization")+r.Header.Get("X-More")))
		fmt.Fprint(w, `{"status":{"state":"succeeded"}}`)
	}
	elsewhere := httptest.NewServer(http.HandlerFunc(note))
	t.Cleanup(elsewhere.Close)
	c := serve(t, Options{Token: token, MaxWait: time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			note(w, r)
			return
		}
		w.Header().Set(r.URL.Query().Get("header"), r.URL.Query().Get("at"))
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusAccepted)
	})
	tests := []struct{ header, at, want string }{
		{"Location", "/teams('1')/operations('2')", "/v1.0/teams('1')/operations('2') Bearer secretmore"},
		{"Location", "/v1.0/operations/1", "/v1.0/operations/1 Bearer secretmore"},
		{"Operation-Location", c.base.String() + "/operations/1", "/v1.0/operations/1 Bearer secretmore"},
		{"Azure-AsyncOperation", elsewhere.URL + "/monitor", "/monitor"},
	}
	for _, tt := range tests {
		asked = nil
		var answer Response
		ctx := WithResponse(WithHeader(context.Background(), "X-More", "more"), &answer)
		begun, err := accepted(ctx, c, call{op: opTest, method: "POST", path: "/x", query: values{"header": tt.header, "at": tt.at}})
		if err != nil || begun.URL != tt.at || begun.RetryAfter != 7*time.Second || answer.Status != http.StatusAccepted {
			t.Errorf("%s: %+v, %d, %v", tt.at, begun, answer.Status, err)
			continue
		}
		for _, a := range []*Accepted{begun, ResumeAccepted(&Client{conn: c}, begun.URL)} {
			if state, err := a.Wait(ctx); err != nil || !strings.Contains(string(state), "succeeded") {
				t.Errorf("%s: %s, %v", tt.at, state, err)
			}
		}
		if want := []string{tt.want, tt.want}; !slices.Equal(asked, want) {
			t.Errorf("asked %q, want %q", asked, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ResumeAccepted(&Client{conn: c}, "http://elsewhere.example/x").Wait(context.Background()); err == nil {
		t.Error("asked another host by http")
	}
	if _, err := ResumeAccepted(&Client{conn: c}, "/x").Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
	if _, err := new(Accepted).Wait(context.Background()); err == nil {
		t.Error("an operation of no client")
	}
}

// An answer that is there at once needs no waiting.
func TestAcceptedEnded(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `{"id":"1"}`) })
	begun, err := accepted(context.Background(), c, call{op: opTest, method: "POST", path: "/x"})
	if err != nil {
		t.Fatal(err)
	}
	if state, err := begun.Wait(context.Background()); err != nil || string(state) != `{"id":"1"}` {
		t.Errorf("%s, %v", state, err)
	}
}

func TestEnded(t *testing.T) {
	tests := []struct {
		status    int
		body      string
		end, fail bool
	}{
		{202, ``, false, false},
		{200, ``, true, false},
		{200, `{"id":"1"}`, true, false},
		{200, `{"status":"NotStarted"}`, false, false},
		{202, `{"status":"Succeeded"}`, true, false},
		{200, `{"status":{"state":"running"}}`, false, false},
		{200, `{"status":{"state":"failed"}}`, true, true},
		{200, `{"status":"failed","error":{"code":"x"}}`, true, true},
		{200, `{"status":7}`, true, false},
		{200, `[1]`, true, false},
	}
	for _, tt := range tests {
		end, err := ended(tt.status, []byte(tt.body))
		if end != tt.end || (err != nil) != tt.fail {
			t.Errorf("%d %s: %v, %v", tt.status, tt.body, end, err)
		}
	}
}

func TestLeastPrivilege(t *testing.T) {
	op := func(id string, least, higher string) *Operation {
		return &Operation{ID: id, Permissions: []Permission{{Scheme: Delegated, Status: "supported", Least: split(least), Higher: split(higher)}}}
	}
	tests := []struct {
		name string
		ops  []*Operation
		want string
	}{
		{"one", []*Operation{op("a", "Mail.Read", "Mail.ReadWrite")}, "Mail.Read"},
		{"covered by another's least", []*Operation{op("a", "Mail.Read", "Mail.ReadWrite"), op("b", "Mail.ReadWrite", "")}, "Mail.ReadWrite"},
		{"alternatives", []*Operation{op("a", "A|B", "")}, "A"},
		{"shared alternative", []*Operation{op("a", "A|B", ""), op("b", "B", "")}, "B"},
		{"together", []*Operation{op("a", "A and B|C and D and E", "")}, "A B"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := LeastPrivilege(Delegated, tt.ops...)
			if err != nil || strings.Join(got, " ") != tt.want {
				t.Errorf("%v, %v, want %s", got, err, tt.want)
			}
		})
	}
	if got, err := LeastPrivilege(AppOnly, op("a", "A", "")); err == nil || len(got) > 0 {
		t.Errorf("%v without an error", got)
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}
