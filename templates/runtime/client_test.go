package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// card is a type as packages emit them.
type card struct {
	ID      string                     `json:"id,omitzero"`
	Open    Opt[bool]                  `json:"open,omitzero"`
	At      Time                       `json:"at,omitzero"`
	Parent  *card                      `json:"parent,omitzero"`
	Tags    []string                   `json:"tags,omitzero"`
	Subtype cardSubtype                `json:"-"`
	Extra   map[string]json.RawMessage `json:"-"`
}

func (c card) MarshalJSON() ([]byte, error)     { return encode(c) }
func (c *card) UnmarshalJSON(data []byte) error { return decode(data, c) }

type cardSubtype interface {
	named
	cardSubtype()
}

func (*card) newSubtype(odataType string) any {
	if odataType == "#graph.joker" {
		return new(joker)
	}
	return nil
}

type joker struct {
	ID    string                     `json:"id,omitzero"`
	Wild  Opt[bool]                  `json:"wild,omitzero"`
	Extra map[string]json.RawMessage `json:"-"`
}

func (j joker) MarshalJSON() ([]byte, error)     { return encode(j) }
func (j *joker) UnmarshalJSON(data []byte) error { return decode(data, j) }
func (*joker) odataType() string                 { return "#graph.joker" }
func (*joker) cardSubtype()                      {}

var opTest = &Operation{ID: "v1.0/card/test"}

// serve starts a server and returns a connection to it.
func serve(t *testing.T, options Options, handler http.HandlerFunc) *conn {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	options.BaseURL = server.URL + "/v1.0"
	return newConn(options)
}

func token(context.Context) (string, error) { return "secret", nil }

func TestJSONKeepsEverything(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"id":"a","open":false,"at":"2025-01-07T21:35:36.3110000Z","tags":[]}`,
		`{"open":null,"id":null}`,
		`{"id":"","tags":null,"unknown":{"b":[1,{"c":null}]}}`,
		`{"id":17,"open":"maybe"}`,
		`{"at":"soon","parent":{"id":"p","ID":"q"}}`,
		`{"@odata.type":"#graph.joker","id":"j","wild":true,"more":1}`,
		`{"@odata.type":"#graph.stranger","id":"j"}`,
		`{"parent":{"@odata.type":"graph.joker","wild":false}}`,
	} {
		var c card
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		back, err := json.Marshal(c)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if !sameJSON(text, string(back)) {
			t.Errorf("%s came back as %s", text, back)
		}
	}
}

// lists has a list of each kind of element.
type lists struct {
	Texts  []string                   `json:"texts,omitzero"`
	Whole  []int64                    `json:"whole,omitzero"`
	Truths []bool                     `json:"truths,omitzero"`
	Times  []Time                     `json:"times,omitzero"`
	Cards  []card                     `json:"cards"`
	Raw    []json.RawMessage          `json:"raw,omitzero"`
	Bytes  [][]byte                   `json:"bytes,omitzero"`
	Maybe  Opt[[]string]              `json:"maybe,omitzero"`
	Any    json.RawMessage            `json:"any,omitzero"`
	Extra  map[string]json.RawMessage `json:"-"`
}

func (l lists) MarshalJSON() ([]byte, error)     { return encode(l) }
func (l *lists) UnmarshalJSON(data []byte) error { return decode(data, l) }

// Go's elements do not tell null from their zero value: the list that came is
// what is sent, until its field is changed.
func TestNullInList(t *testing.T) {
	for name, list := range map[string]string{
		"texts": `["a",null,""]`, "whole": `[1,null,0]`, "truths": `[null]`, "times": `["2025-01-07",null]`, "maybe": `[null,"x"]`,
		"cards": `[{"id":"a","tags":[null]},null,{}]`, "raw": `[null,{"a":null}]`, "bytes": `["AQID",null]`, "any": `["a",null]`,
	} {
		text := `{"` + name + `":` + list + `}`
		if name != "cards" {
			text = `{"cards":[],"` + name + `":` + list + `}`
		}
		var l lists
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		back, err := json.Marshal(l)
		if err != nil || !sameJSON(text, string(back)) {
			t.Errorf("%s came back as %s, %v", text, back, err)
		}
		if untold := strings.Contains("raw bytes any", name); (len(l.Extra) == 0) != untold {
			t.Errorf("%s: Extra is %s", text, l.Extra)
		}
	}
	var l lists
	if err := json.Unmarshal([]byte(`{"texts":["a",null]}`), &l); err != nil || len(l.Texts) != 2 || l.Texts[0] != "a" {
		t.Errorf("%+v, %v", l, err)
	}
	l.Texts = append(l.Texts, "b")
	if back, err := json.Marshal(l); err != nil || string(back) != `{"texts":["a","","b"],"cards":[]}` {
		t.Errorf("changed and sent: %s, %v", back, err)
	}
}

func TestJSONFields(t *testing.T) {
	var c card
	if err := json.Unmarshal([]byte(`{"id":"a","open":true,"parent":{"@odata.type":"#graph.joker","wild":true},"other":1,"tags":null}`), &c); err != nil {
		t.Fatal(err)
	}
	if c.ID != "a" || !c.Open.Value || len(c.Extra) != 2 {
		t.Errorf("fields: %+v", c)
	}
	if j, ok := c.Parent.Subtype.(*joker); !ok || !j.Wild.Value {
		t.Errorf("the parent is %T, want *joker", c.Parent.Subtype)
	}
	j, err := As[joker](c.Parent)
	if err != nil || !j.Wild.Value {
		t.Errorf("As: %+v, %v", j, err)
	}
}

func TestJSONSending(t *testing.T) {
	tests := []struct {
		name string
		card card
		want string
	}{
		{"absent", card{}, `{}`},
		{"false", card{Open: Some(false)}, `{"open":false}`},
		{"null", card{Open: Null[bool]()}, `{"open":null}`},
		{"empty list", card{Tags: []string{}}, `{"tags":[]}`},
		{"null by Extra", card{Extra: map[string]json.RawMessage{"id": json.RawMessage("null")}}, `{"id":null}`},
		{"field wins", card{ID: "a", Extra: map[string]json.RawMessage{"id": json.RawMessage("null")}}, `{"id":"a"}`},
		{"subtype", card{Subtype: &joker{ID: "j"}}, `{"@odata.type":"#graph.joker","id":"j"}`},
		{"time", card{At: At(time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC))}, `{"at":"2025-01-02T03:04:05Z"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := json.Marshal(tt.card)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestRequest(t *testing.T) {
	var got *http.Request
	var body string
	c := serve(t, Options{Token: token, UserAgent: "app/1"}, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		got, body = r, string(data)
		fmt.Fprint(w, `{"id":"x"}`)
	})
	type options struct {
		Select []string  `query:"$select"`
		Top    int32     `query:"$top"`
		Deep   Opt[bool] `query:"deep"`
		Actor  string    `header:"MS-APP-ACTS-AS"`
	}
	ctx := WithQuery(WithHeader(context.Background(), "Prefer", "x"), "beta", "1 2")
	var answer Response
	result, err := object[card](WithResponse(ctx, &answer), c, call{
		op: opTest, method: "POST", path: "/users/{id}/range(address='{a}')", values: []any{"a/b", "O'Neil"},
		query: values{"count": int32(2)}, body: card{ID: "new"},
		options: []options{{Select: []string{"id", "open"}, Top: 5, Deep: Some(false), Actor: "me"}},
	})
	if err != nil || result.ID != "x" {
		t.Fatalf("%+v, %v", result, err)
	}
	if want := "/v1.0/users/a%2Fb/range(address='O%27%27Neil')?$select=id%2Copen&$top=5&beta=1%202&count=2&deep=false"; got.RequestURI != want {
		t.Errorf("asked for\n%s, want\n%s", got.RequestURI, want)
	}
	for name, want := range map[string]string{
		"Authorization": "Bearer secret", "Content-Type": "application/json", "Accept": "application/json",
		"User-Agent": "app/1", "Prefer": "x", "MS-APP-ACTS-AS": "me",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("header %s is %q, want %q", name, got.Header.Get(name), want)
		}
	}
	if body != `{"id":"new"}` || answer.Status != 200 || string(answer.Body) != `{"id":"x"}` {
		t.Errorf("body %s, answer %+v", body, answer)
	}
}

func TestPathRefused(t *testing.T) {
	for _, value := range []string{"", ".", "..", "a/../b"} {
		if path, err := expand("/root:/{path}:/content", value); err == nil && strings.Contains(path, "..") {
			t.Errorf("%q gave %s", value, path)
		}
		if path, err := expand("/users/{id}", value); err == nil && (value == "" || strings.Contains(path, "/..") || path == "/users/.") {
			t.Errorf("%q gave %s", value, path)
		}
	}
	if path, err := expand("/root:/{path}:/content", "a b/c#d"); err != nil || path != "/root:/a%20b/c%23d:/content" {
		t.Errorf("%s, %v", path, err)
	}
}

func TestErrors(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(404)
		fmt.Fprint(w, `{"error":{"code":"itemNotFound","message":"gone","innerError":{"request-id":"r-1"}}}`)
	})
	err := nothing(context.Background(), c, call{op: opTest, method: "GET", path: "/me"})
	var e *Error
	if !errors.As(err, &e) || e.Status != 404 || e.Code != "itemNotFound" || e.Message != "gone" || e.RequestID != "r-1" || len(e.Raw) == 0 {
		t.Fatalf("%#v", err)
	}
	if want := "v1.0/card/test: 404 Not Found: itemNotFound: gone (request r-1)"; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

func TestRetry(t *testing.T) {
	tests := []struct {
		name, method, after string
		status, calls       int
		stream              bool
	}{
		{"throttled", "POST", "0.001", 429, 3, false},
		{"unavailable", "PATCH", "0.001", 503, 3, false},
		{"date", "GET", "Mon, 02 Jan 2006 15:04:05 GMT", 429, 3, false},
		{"gateway, idempotent", "GET", "0.001", 504, 3, false},
		{"gateway, not idempotent", "POST", "0.001", 504, 1, false},
		{"stream", "PUT", "0.001", 429, 1, true},
		{"other", "GET", "0.001", 500, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			calls, told := 0, 0
			c := serve(t, Options{Retries: 2, MaxWait: time.Millisecond, OnRetry: func(context.Context, Retry) { told++ }},
				func(w http.ResponseWriter, r *http.Request) {
					calls++
					w.Header().Set("Retry-After", tt.after)
					w.WriteHeader(tt.status)
				})
			k := call{op: opTest, method: tt.method, path: "/x"}
			if tt.stream {
				k.stream = strings.NewReader("data")
			}
			err := nothing(context.Background(), c, k)
			var e *Error
			if !errors.As(err, &e) || e.Status != tt.status || calls != tt.calls || told != tt.calls-1 {
				t.Errorf("%d calls, told %d times, want %d: %v", calls, told, tt.calls, err)
			}
		})
	}
}

func TestRetryStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := serve(t, Options{OnRetry: func(context.Context, Retry) { cancel() }}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(503)
	})
	start := time.Now()
	if err := nothing(ctx, c, call{op: opTest, method: "GET", path: "/x"}); err == nil || time.Since(start) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, "0.249": 249 * time.Millisecond, "-1": 0, "soon": 0, "1e300": 0, "NaN": 0,
		"Wed, 01 Jan 2025 12:00:30 GMT": 30 * time.Second, "Wed, 01 Jan 2020 12:00:30 GMT": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {text}}, now); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestOptionsRefused(t *testing.T) {
	for _, base := range []string{"http://example.com/v1.0", "ftp://localhost", "example.com", "https://example.com?x=1", "%"} {
		c := newConn(Options{BaseURL: base, Token: token})
		if err := nothing(context.Background(), c, call{op: opTest, method: "GET", path: "/me"}); err == nil {
			t.Errorf("%s: no error", base)
		}
	}
}

func TestPages(t *testing.T) {
	var asked []string
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.RequestURI+" "+r.Header.Get("Prefer"))
		home := "http://" + r.Host
		switch r.URL.Query().Get("skip") {
		case "":
			fmt.Fprintf(w, `{"@odata.count":3,"value":[{"id":"a"},{"id":"b"}],"@odata.nextLink":%q}`, home+"/v1.0/cards?skip=2")
		case "2":
			fmt.Fprintf(w, `{"value":[{"id":"c"}],"@odata.deltaLink":%q,"more":true}`, home+"/v1.0/cards?skip=9")
		default:
			fmt.Fprint(w, `{"value":[]}`)
		}
	})
	ctx := context.Background()
	page, err := paged[card](ctx, c, call{op: opTest, method: "GET", path: "/cards", query: values{"q": "1"}, header: values{"Prefer": "p"}})
	if err != nil || page.Count.Value != 3 {
		t.Fatalf("%+v, %v", page, err)
	}
	ids, delta := "", ""
	for p, err := range page.Pages(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		delta = p.DeltaLink
	}
	for item, err := range page.All(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		ids += item.ID
	}
	if ids != "abc" {
		t.Errorf("items %s", ids)
	}
	again, err := Resume[card](ctx, &Client{conn: c}, delta)
	if err != nil || len(again.Value) != 0 {
		t.Errorf("resume: %+v, %v", again, err)
	}
	if want := "/v1.0/cards?q=1 p|/v1.0/cards?skip=2 p"; strings.Join(asked[:2], "|") != want {
		t.Errorf("asked %s", strings.Join(asked, "|"))
	}
	data, err := json.Marshal(Page[card]{})
	if err != nil || string(data) != `{"value":[]}` {
		t.Errorf("an empty page is %s, %v", data, err)
	}
}

func TestScalar(t *testing.T) {
	answer := ""
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, answer) })
	for text, want := range map[string]int64{`{"value":7}`: 7, "7": 7, "\ufeff7": 7, "": 0} {
		answer = text
		if got, err := scalar[int64](context.Background(), c, call{op: opTest, method: "GET", path: "/n"}); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{`{"value":"a"}`: "a", "plain text": "plain text", `"quoted"`: "quoted"} {
		answer = text
		if got, err := scalar[string](context.Background(), c, call{op: opTest, method: "GET", path: "/n"}); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestNested(t *testing.T) {
	answer := ""
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, answer) })
	for _, answer = range []string{`{"id":"a"}`, `{"value":{"id":"a"}}`} {
		if got, err := object[card](context.Background(), c, call{op: opTest, method: "GET", path: "/n", nested: true}); err != nil || got.ID != "a" {
			t.Errorf("%s: %+v, %v", answer, got, err)
		}
	}
}

func TestValues(t *testing.T) {
	for text, want := range map[Duration]time.Duration{"PT1H30M": 90 * time.Minute, "-P1DT0.5S": -24*time.Hour - 500*time.Millisecond, "P2W": 14 * 24 * time.Hour} {
		if got, err := text.Duration(); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []Duration{"", "P", "PT", "P1Y", "1H", "PT1X"} {
		if got, err := text.Duration(); err == nil {
			t.Errorf("%s: %v, want an error", text, got)
		}
	}
	if got := DurationOf(90 * time.Second); got != "PT90S" {
		t.Error(got)
	}
	if got, err := TimeOfDay("17:30:00.5000000").Duration(); err != nil || got != 17*time.Hour+30*time.Minute+500*time.Millisecond {
		t.Error(got, err)
	}
	if got, err := Date("2025-01-31").Time(); err != nil || DateOf(got) != "2025-01-31" {
		t.Error(got, err)
	}
	moved := ParseTime("2025-01-07T21:35:36.3110000Z")
	if moved.Text() != "2025-01-07T21:35:36.3110000Z" {
		t.Error(moved.Text())
	}
	moved.Time = moved.Add(time.Hour)
	if moved.Text() != "2025-01-07T22:35:36.311Z" {
		t.Error(moved.Text())
	}
}
