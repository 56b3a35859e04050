package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
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

// A body of another type than JSON is bytes, also where these could be JSON.
func TestBatchBodies(t *testing.T) {
	tests := []struct {
		name string
		ctx  func(context.Context) context.Context
		want string
	}{
		{"the method's own", func(ctx context.Context) context.Context { return ctx }, `application/json {"id":"1"}`},
		{"JSON", func(ctx context.Context) context.Context {
			return WithBody(ctx, "application/merge-patch+json; charset=utf-8", []byte("123"))
		}, "application/merge-patch+json; charset=utf-8 123"},
		{"text that looks like JSON", func(ctx context.Context) context.Context { return WithBody(ctx, "text/plain", []byte("123")) }, `text/plain "MTIz"`},
		{"JSON that is none", func(ctx context.Context) context.Context { return WithBody(ctx, "application/json", []byte("hi")) }, `application/json "aGk="`},
		{"empty", func(ctx context.Context) context.Context { return WithBody(ctx, "text/plain", nil) }, "text/plain "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			c, _ := batchServer(t, func(r batchRequest) batchResponse {
				got = r.Headers["Content-Type"] + " " + string(r.Body)
				return batchResponse{Status: 204}
			})
			batch := NewBatch(&Client{conn: c})
			sent := Add(batch, func(ctx context.Context) (*card, error) {
				return object[card](tt.ctx(ctx), c, call{op: opTest, method: "POST", path: "/cards", body: card{ID: "1"}})
			})
			if err := errors.Join(batch.Do(context.Background()), sent.Err); err != nil || got != tt.want {
				t.Errorf("sent %s, want %s: %v", got, tt.want, err)
			}
		})
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
	if got, err := LeastPrivilege(Delegated, op("a", "", "")); err != nil || len(got) > 0 {
		t.Errorf("%v, %v where no permission is needed", got, err)
	}
}

func TestLeastPrivilegeInContext(t *testing.T) {
	op := &Operation{ID: "a", Permissions: []Permission{
		{Scheme: Delegated, Status: "supported", Least: []string{"Own"}, Context: "own crates", Endpoints: []string{"GET /me/crates"}},
		{Scheme: Delegated, Status: "supported", Least: []string{"All"}, Context: "crates of a depot", Endpoints: []string{"GET /depots/{id}/crates"}},
		{Scheme: Delegated, Status: "supported", Least: []string{"Any"}, Context: "the rest", Endpoints: []string{}},
	}}
	for where, want := range map[string]string{
		"GET /me/crates": "Own", "GET /Depots/{depotID}/crates/": "All", "crates of": "All", "THE REST": "Any", "GET /x": "", "elsewhere": "", "": "",
	} {
		got, err := LeastPrivilege(Delegated, op.In(where))
		if strings.Join(got, " ") != want || (err == nil) != (want != "") {
			t.Errorf("%s: %v, %v, want %s", where, got, err, want)
		}
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}
