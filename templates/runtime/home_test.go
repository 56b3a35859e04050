package runtime

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTokenStaysHome(t *testing.T) {
	var elsewhere http.Header
	foreign := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { elsewhere = r.Header }))
	t.Cleanup(foreign.Close)
	c := serve(t, Options{Token: token}, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/list") {
			fmt.Fprintf(w, `{"value":[],"@odata.nextLink":%q}`, foreign.URL+"/next")
			return
		}
		http.Redirect(w, r, foreign.URL+"/file", http.StatusFound)
	})
	ctx := WithQuery(WithHeader(WithHeader(context.Background(), "x-api-key", "secret"), "Cookie", "secret"), "q", "1")
	body, err := stream(ctx, c, call{op: opTest, method: "GET", path: "/file"})
	if err != nil {
		t.Fatal(err)
	}
	body.Close()
	if elsewhere == nil || elsewhere.Get("Authorization")+elsewhere.Get("X-Api-Key")+elsewhere.Get("Cookie") != "" {
		t.Errorf("the other host was sent %v", elsewhere)
	}
	elsewhere = nil
	page, err := paged[card](context.Background(), c, call{op: opTest, method: "GET", path: "/list"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := page.Next(context.Background()); err == nil || elsewhere != nil {
		t.Errorf("a link to another host was followed: %v", err)
	}
}

// The parameters of a call that are headers are left behind on the way to
// another host, what says how to answer is not.
func TestParametersStayHome(t *testing.T) {
	var got []string
	note := func(place string, r *http.Request) {
		var names []string
		for name := range r.Header {
			names = append(names, name)
		}
		slices.Sort(names)
		got = append(got, place+" "+strings.Join(names, " "))
	}
	foreign := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { note("elsewhere", r) }))
	t.Cleanup(foreign.Close)
	c := serve(t, Options{Token: token}, func(w http.ResponseWriter, r *http.Request) {
		note("home", r)
		if strings.HasSuffix(r.URL.Path, "/first") {
			http.Redirect(w, r, "/v1.0/second", http.StatusTemporaryRedirect)
			return
		}
		http.Redirect(w, r, foreign.URL, http.StatusTemporaryRedirect)
	})
	err := nothing(context.Background(), c, call{
		op: opTest, method: "POST", path: "/first", body: card{}, header: values{"MS-APP-ACTS-AS": "someone"},
		options: []struct {
			Session string `header:"workbook-session-id"`
		}{{"secret"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	always := " Accept Accept-Encoding"
	want := []string{
		"home" + always + " Authorization Content-Length Content-Type Ms-App-Acts-As User-Agent Workbook-Session-Id",
		"home" + always + " Authorization Content-Length Content-Type Ms-App-Acts-As Referer User-Agent Workbook-Session-Id",
		"elsewhere" + always + " Content-Length Content-Type User-Agent",
	}
	if !slices.Equal(got, want) {
		t.Errorf("sent %q, want %q", got, want)
	}
}

// What a context adds goes along with redirects of the own host, and is left
// behind on the way to another, also while an operation is waited for.
func TestHeadersStayHome(t *testing.T) {
	var got []string
	note := func(place string, r *http.Request) {
		got = append(got, strings.TrimSpace(place+" "+r.Header.Get("Authorization")+r.Header.Get("X-Api-Key")))
	}
	foreign := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { note("elsewhere", r) }))
	t.Cleanup(foreign.Close)
	c := serve(t, Options{Token: token, MaxWait: time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		note("home", r)
		if strings.HasSuffix(r.URL.Path, "/first") {
			http.Redirect(w, r, "/v1.0/second", http.StatusSeeOther)
			return
		}
		http.Redirect(w, r, foreign.URL, http.StatusSeeOther)
	})
	ctx := WithHeader(context.Background(), "x-api-key", " key")
	if _, err := ResumeAccepted(&Client{conn: c}, "/first").Wait(ctx); err != nil {
		t.Fatal(err)
	}
	if want := []string{"home Bearer secretkey", "home Bearer secretkey", "elsewhere"}; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
}

// A service elsewhere does not make its clients ask their own machine.
func TestWaitNotHere(t *testing.T) {
	asked := false
	here := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	t.Cleanup(here.Close)
	for base, refused := range map[string]bool{"https://service.example/v1.0": true, "http://service.example/v1.0": true, "http://localhost:1/v1.0": false} {
		asked = false
		c := newConn(Options{BaseURL: base, MaxWait: time.Millisecond})
		_, err := ResumeAccepted(&Client{conn: c}, here.URL).Wait(context.Background())
		if (err != nil) != refused || asked == refused {
			t.Errorf("%s: asked %v, %v", base, asked, err)
		}
	}
}
