package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

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

// Only an answer 202 leads to an operation: the Location of a 201 is what was
// made. Wait, which is called by hand, goes there too.
func TestWaitForAnAnswer(t *testing.T) {
	for _, tt := range []struct {
		status          int
		location        string
		accepted, byURL string // what waiting gives; "": an error
	}{
		{200, "", "first", "first"},
		{204, "", "nothing", "nothing"},
		{201, "/made", "first", "later"},
		{202, "/operation", "later", "later"},
		{202, "", "", ""},
	} {
		c := serve(t, Options{MaxWait: time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				fmt.Fprint(w, "later")
				return
			}
			if tt.location != "" {
				w.Header().Set("Location", tt.location)
			}
			w.WriteHeader(tt.status)
			if tt.status != http.StatusNoContent {
				fmt.Fprint(w, "first")
			}
		})
		var answer Response
		begun, err := accepted(WithResponse(context.Background(), &answer), c, call{op: opTest, method: "POST", path: "/x"})
		if err != nil {
			t.Fatal(err)
		}
		if ended := tt.status != http.StatusAccepted; begun.ended != ended || ended && begun.URL != "" {
			t.Errorf("%d: %+v", tt.status, begun)
		}
		check := func(what, want string, state []byte, err error) {
			if got := cmp.Or(string(state), "nothing"); (err != nil) != (want == "") || err == nil && got != want {
				t.Errorf("%s, %d to %q: %s, %v, want %q", what, tt.status, tt.location, got, err, want)
			}
		}
		state, err := begun.Wait(context.Background())
		check("the method", tt.accepted, state, err)
		state, err = Wait(context.Background(), &Client{conn: c}, answer)
		check("Wait", tt.byURL, state, err)
	}
}

// Wrong options are an error of waiting too.
func TestWaitOptionsRefused(t *testing.T) {
	client := &Client{conn: newConn(Options{BaseURL: "http://[::1"})}
	if _, err := ResumeAccepted(client, "/x").Wait(context.Background()); err == nil || err != client.conn.err {
		t.Errorf("waited with a base URL that is none: %v", err)
	}
	if _, err := Wait(context.Background(), client, Response{Status: 202, Header: http.Header{"Location": {"/x"}}}); err != client.conn.err {
		t.Errorf("waited with a base URL that is none: %v", err)
	}
}

func TestEnded(t *testing.T) {
	status := func(s string) string { return `{"status":"` + s + `"}` }
	type test struct {
		status    int
		body      string
		end, fail bool
	}
	tests := []test{
		{202, ``, false, false},
		{200, ``, true, false},
		{204, ``, true, false},
		{200, `{"id":"1"}`, true, false},
		{200, status(""), true, false},
		{202, status("Succeeded"), true, false},
		{202, status("partiallySucceeded"), true, false},
		{202, status("preparing2"), false, false},
		{202, status("failed"), true, true},
		{200, `{"status":{"state":"running"}}`, false, false},
		{200, `{"status":{"state":"failed"}}`, true, true},
		{200, `{"status":{"state":7}}`, true, false},
		{200, `{"status":"failed","error":{"code":"x"}}`, true, true},
		{200, `{"status":7}`, true, false},
		{200, `{"status":null}`, true, false},
		{200, `[1]`, true, false},
	}
	for _, state := range []string{
		"NotStarted", "not_started", "running", "inProgress", "In Progress", "pending", "queued", "Waiting", "updating", "accepted",
		"deletePending", "Provisioning", "validating", "scheduled", "cancelling", "cancelRequested",
	} {
		tests = append(tests, test{200, status(state), false, false})
	}
	for state, failed := range map[string]bool{
		"succeeded": false, "completed": false, "partiallySucceeded": false, "skipped": false, "active": false, "completedWithWarning": false,
		"someStateOfTheFuture": false, "submissionFailed": true, "deleteFailed": true, "timedOut": true, "timed-out": true, "aborted": true,
		"Canceled": true, "cancelled": true, "failure": true, "error": true, "expired": true, "rejected": true, "invalid": true,
	} {
		tests = append(tests, test{200, status(state), true, failed})
	}
	for _, tt := range tests {
		end, err := ended(tt.status, []byte(tt.body))
		if end != tt.end || (err != nil) != tt.fail {
			t.Errorf("%d %s: %v, %v", tt.status, tt.body, end, err)
		}
		var e *Error
		if tt.fail && (!errors.As(err, &e) || e.Status != tt.status || string(e.Raw) != tt.body || !strings.Contains(tt.body, strings.TrimPrefix(e.Message, "the operation "))) {
			t.Errorf("%d %s: the error is %v", tt.status, tt.body, err)
		}
	}
}
