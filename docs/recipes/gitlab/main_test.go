package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	gitlab "example.com/issues/gitlab/v4"
)

// TestRun runs the program against a server that answers as the page says.
func TestRun(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("PRIVATE-TOKEN") != "secret":
			http.Error(w, `{"message":"401 Unauthorized"}`, http.StatusUnauthorized)
		case r.URL.Path != "/api/v4/projects/house/issues":
			http.Error(w, `{"message":"404 Project Not Found"}`, http.StatusNotFound)
		case r.Method == http.MethodPost:
			w.WriteHeader(http.StatusCreated)
			fmt.Fprintf(w, `{"iid":16,"title":%q,"state":"opened","labels":[%q]}`, r.PostFormValue("title"), r.PostFormValue("labels"))
		case r.URL.Query().Get("state") != "opened":
			t.Errorf("asked for %s", r.URL)
		case r.URL.Query().Get("page") == "":
			w.Header().Set("Link", fmt.Sprintf(`<http://%s%s?page=1&state=opened>; rel="first", <http://%[1]s%[2]s?page=2&state=opened>; rel="next"`, r.Host, r.URL.Path))
			fmt.Fprint(w, `[{"iid":14,"title":"The door sticks"}]`)
		default:
			fmt.Fprint(w, `[{"iid":15,"title":"The lamp flickers"}]`)
		}
	}))
	defer server.Close()
	token := "secret"
	client := gitlab.NewClient(gitlab.Options{
		BaseURL: server.URL + "/api/v4", Token: func(context.Context) (string, error) { return token, nil },
	})
	var out strings.Builder
	if err := run(t.Context(), client, "house", &out); err != nil {
		t.Fatal(err)
	}
	if want := "#14 The door sticks\n#15 The lamp flickers\nfiled #16\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	token = "wrong"
	if err := run(t.Context(), client, "house", &out); err == nil || !strings.Contains(err.Error(), "401 Unauthorized") {
		t.Errorf("with another token: %v", err)
	}
}
