package runtime

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestWithPath(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"graph.task", "/v1.0/cards/graph.task"},
		{"graph.task/$count", "/v1.0/cards/graph.task/$count"},
		{"a b?c", "/v1.0/cards/a%20b%3Fc"},
	} {
		var got []string
		c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			got = append(got, r.URL.EscapedPath())
			if len(got) == 1 {
				_, _ = io.WriteString(w, `{"value":[{}],"@odata.nextLink":"http://`+r.Host+`/v1.0/next"}`)
				return
			}
			_, _ = io.WriteString(w, `{"value":[]}`)
		})
		ctx := WithPath(context.Background(), tt.path)
		page, err := paged[card](ctx, c, call{op: opTest, method: "GET", path: "/cards"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := page.Next(ctx); err != nil {
			t.Error(err)
		}
		if strings.Join(got, " ") != tt.want+" /v1.0/next" {
			t.Errorf("%s: requests to %q", tt.path, got)
		}
	}
	c := serve(t, Options{}, func(http.ResponseWriter, *http.Request) { t.Error("a path that climbs was requested") })
	for _, path := range []string{"..", "a/../b", "a//b"} {
		if err := nothing(WithPath(context.Background(), path), c, call{op: opTest, method: "GET", path: "/cards"}); err == nil {
			t.Errorf("%s was not refused", path)
		}
	}
}

func TestCountAlone(t *testing.T) {
	for text, want := range map[string]int64{"893": 893, "\ufeff7": 7, "0": 0} {
		c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, text) })
		page, err := paged[card](WithPath(context.Background(), "$count"), c, call{op: opTest, method: "GET", path: "/cards"})
		if err != nil || page.Count != Some(want) {
			t.Errorf("%q: %+v, %v", text, page, err)
		}
	}
	var page Page[card]
	if err := json.Unmarshal([]byte("1.5"), &page); err == nil {
		t.Error("1.5 was taken for a count")
	}
}

func TestWithBody(t *testing.T) {
	attempts := 0
	c := serve(t, Options{Retries: 1}, func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		if err != nil || string(data) != "MIME" || r.Header.Get("Content-Type") != "text/plain" || r.URL.Path != "/v1.0/cards/1/reply" {
			t.Errorf("%s got %q of type %q: %v", r.URL.Path, data, r.Header.Get("Content-Type"), err)
		}
		if attempts++; attempts == 1 {
			w.Header().Set("Retry-After", "0.001")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	ctx := WithPath(WithBody(context.Background(), "text/plain", []byte("MIME")), "reply")
	if err := nothing(ctx, c, call{op: opTest, method: "POST", path: "/cards/1", body: card{ID: "1"}}); err != nil || attempts != 2 {
		t.Errorf("%d attempts, %v", attempts, err)
	}
}

func TestWithBodyEmpty(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		if err != nil || len(data) > 0 || r.ContentLength != 0 || r.Header.Get("Content-Type") != "text/plain" {
			t.Errorf("got %q of type %q: %v", data, r.Header.Get("Content-Type"), err)
		}
	})
	for _, body := range [][]byte{nil, {}} {
		ctx := WithBody(context.Background(), "text/plain", body)
		if err := nothing(ctx, c, call{op: opTest, method: "PUT", path: "/cards/1", body: card{ID: "1"}}); err != nil {
			t.Error(err)
		}
	}
}
