package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	bot "example.com/bot/bot/v1"
)

// TestRun runs the program against a server that answers as the service does.
func TestRun(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch r.URL.Path {
		case "/bot123:abc/getMe":
			fmt.Fprint(w, `{"ok":true,"result":{"id":1,"first_name":"Porter"}}`)
		case "/bot123:abc/sendPhoto":
			file, header, err := r.FormFile("photo")
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(file)
			if err != nil || string(data) != "a picture" || header.Filename != "door.png" || r.FormValue("chat_id") != "@house" {
				t.Errorf("sent %q as %s to %s: %v", data, header.Filename, r.FormValue("chat_id"), err)
			}
			fmt.Fprintf(w, `{"ok":true,"result":{"message_id":7,"caption":%q}}`, r.FormValue("caption"))
		default:
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"ok":false,"error_code":401,"description":"Unauthorized"}`)
		}
	}))
	defer server.Close()
	var out strings.Builder
	client := bot.NewClient(bot.Options{BaseURL: server.URL + "/bot123:abc"})
	if err := run(t.Context(), client, "@house", strings.NewReader("a picture"), &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != "message 7: from Porter\n" {
		t.Errorf("printed %q", out.String())
	}
	client = bot.NewClient(bot.Options{BaseURL: server.URL + "/bot9"})
	if err := run(t.Context(), client, "@house", strings.NewReader(""), &out); err == nil || !strings.Contains(err.Error(), "401: Unauthorized") {
		t.Errorf("with another token: %v", err)
	}
}
