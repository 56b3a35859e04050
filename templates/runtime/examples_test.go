package runtime

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// example is a request and an answer that the documentation shows, or one of
// its paths with made-up values.
type example struct {
	place string // page and example, or path
	skip  string // why the example cannot be tested: a finding about the page

	request     string   // method, path below the base URL, and query
	header      []string // "Name: value", those that the call must send
	also        []string // query parameters that the page shows without documenting them
	below       string   // what the page adds to the documented path, see WithPath
	body        string
	foreign     bool     // the method sends another kind of body, see WithBody
	untypedBody []string // paths of the body's members that no field holds

	status   int
	drift    bool   // the page documents another status
	location string // header Location of the answer

	locationHeader string // the name of that header, where it is another one
	answer         string
	boxed          bool     // the value that is returned is a member of the answer
	raw            bool     // the answer is not what the method returns, see WithResponse
	untyped        []string // paths of the answer's members that no field holds
	mistyped       []string // paths of those with a value of another type than documented
	code           string   // of the error, where the answer is one
	alone          bool     // the path belongs to another operation of the resource, if that is served too

	call  func(x *exampleRun) (any, error) // calls the client
	serve func(x *exampleRun) []any        // name and arguments of the server's method
}

// exampleRun is one example on its way.
type exampleRun struct {
	example
	t      *testing.T
	ctx    context.Context
	client *Client

	got      []*http.Request // what arrived
	bodies   []string        // of the requests that arrived
	response Response        // for a raw answer
	served   []any           // name and arguments of the server's method that was reached
}

// runExamples makes the client send each example's request to a local server
// and decode its answer. It prints how many ran, passed and were skipped.
func runExamples(t *testing.T, examples []example, directions ...func(*exampleRun)) {
	passed, skipped := 0, 0
	for _, e := range examples {
		t.Run(e.place, func(t *testing.T) {
			if e.skip != "" {
				skipped++
				t.Skip(e.skip)
			}
			for _, direction := range append(directions, asClient) {
				direction(&exampleRun{example: e, t: t, ctx: t.Context()})
			}
			if !t.Failed() {
				passed++
			}
		})
	}
	t.Logf("examples: %d run, %d passed, %d skipped", len(examples)-skipped, passed, skipped)
}

// asClient is the direction from the client to the service.
func asClient(x *exampleRun) {
	service := httptest.NewServer(http.HandlerFunc(x.serveDocumented))
	defer service.Close()
	x.client = NewClient(Options{
		BaseURL: service.URL, Retries: -1, MaxWait: time.Millisecond,
		Token:      func(context.Context) (string, error) { return "secret", nil },
		HTTPClient: &http.Client{Transport: toService(service.URL)},
	})
	for _, name := range x.also {
		x.ctx = WithQuery(x.ctx, name, x.wantQuery().Get(name))
	}
	if x.raw {
		x.ctx = WithResponse(x.ctx, &x.response)
	}
	if x.below != "" {
		x.ctx = WithPath(x.ctx, x.below)
	}
	if x.foreign {
		x.ctx = WithBody(x.ctx, x.wantHeader("Content-Type"), []byte(x.body))
	}
	result, err := x.call(x)
	if len(x.got) == 0 {
		x.t.Fatalf("the client sent nothing: %v", err)
	}
	x.checkRequest()
	x.checkResult(result, err)
}

// toService sends every request to one server, wherever it is addressed to.
type toService string

func (s toService) RoundTrip(r *http.Request) (*http.Response, error) {
	target, err := url.Parse(string(s))
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = target.Scheme, target.Host
	return http.DefaultTransport.RoundTrip(r)
}

// serveDocumented gives the documented answer. Behind a redirect stands the
// answer's body alone, behind an operation that was begun that it has ended.
func (x *exampleRun) serveDocumented(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		x.t.Error(err)
	}
	x.got, x.bodies = append(x.got, r), append(x.bodies, string(body))
	status := x.status
	if status >= 300 && status < 400 && len(x.got) > 1 {
		status = http.StatusOK
	}
	w.Header().Set("Content-Type", "application/json")
	if status == http.StatusAccepted && len(x.got) > 1 {
		fmt.Fprint(w, operationEnded)
		return
	}
	if x.location != "" {
		w.Header().Set(x.headerOfLocation(), x.location)
	}
	w.WriteHeader(status)
	if status != http.StatusNoContent && (status < 300 || status >= 400) {
		fmt.Fprint(w, x.answer)
	}
}

// operationEnded is the state of an operation that has ended.
const operationEnded = `{"status":"completed"}`

func (x *exampleRun) headerOfLocation() string { return cmp.Or(x.locationHeader, "Location") }

// checkAccepted waits for the operation that a call began, and checks that it
// was asked for where the answer says, with a token on the own host alone.
func (x *exampleRun) checkAccepted(begun *Accepted) {
	if begun.URL != x.location {
		x.t.Errorf("the operation is at %q, documented is %q", begun.URL, x.location)
	}
	if begun.URL == "" {
		return
	}
	state, err := begun.Wait(x.ctx)
	if err != nil || string(state) != operationEnded {
		x.t.Errorf("waiting gave %s and %v", state, err)
		return
	}
	want, err := url.Parse(x.location)
	if err != nil {
		x.t.Fatal(err)
	}
	r := x.got[len(x.got)-1]
	if r.Method != http.MethodGet || r.URL.EscapedPath() != want.EscapedPath() || (r.Header.Get(authHeader) != "") != (want.Host == "") {
		x.t.Errorf("asked for the operation by %s %s, token: %q", r.Method, r.URL, r.Header.Get(authHeader))
	}
}

// checkRequest compares the request that arrived with the documented one.
func (x *exampleRun) checkRequest() {
	r := x.got[0]
	method, line, _ := strings.Cut(x.request, " ")
	path, _, _ := strings.Cut(line, "?")
	if r.Method != method || !samePath(r.URL.EscapedPath(), path) {
		x.t.Errorf("sent %s %s, documented is %s %s", r.Method, r.URL.EscapedPath(), method, path)
	}
	if want := x.wantQuery(); !sameQuery(r.URL.Query(), want) {
		x.t.Errorf("sent the query %v, documented is %v", r.URL.Query(), want)
	}
	for _, h := range append(x.header, authHeader+": "+authPrefix+"secret") {
		name, value, _ := strings.Cut(h, ": ")
		if got := r.Header.Get(name); got != value {
			x.t.Errorf("sent the header %s: %q, documented is %q", name, got, value)
		}
	}
	if sent := sentBody(r, x.bodies[0], x.body); !sameJSON(sent, x.body) && (x.body != "" || sent != "{}") {
		x.t.Errorf("sent the body\n%s\ndocumented is\n%s", sent, x.body)
	}
}

func (x *exampleRun) wantQuery() url.Values {
	_, query, _ := strings.Cut(x.request, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		x.t.Error(err)
	}
	return values
}

func (x *exampleRun) wantHeader(name string) string {
	for _, h := range x.header {
		if value, ok := strings.CutPrefix(h, name+": "); ok {
			return value
		}
	}
	return ""
}

// checkResult compares what the call returned with the documented answer.
func (x *exampleRun) checkResult(result any, err error) {
	if x.raw {
		if x.response.Status != http.StatusOK || string(x.response.Body) != x.answer {
			x.t.Errorf("the answer was %d %q, documented is %q", x.response.Status, x.response.Body, x.answer)
		}
		return
	}
	if x.status >= 400 || x.status == http.StatusNotModified {
		var failed *Error
		if !errors.As(err, &failed) || failed.Status != x.status || failed.Code != x.code {
			x.t.Errorf("returned the error %v, documented is %d %s", err, x.status, x.code)
		}
		return
	}
	if err != nil {
		x.t.Errorf("returned the error %v", err)
		return
	}
	if begun, ok := result.(*Accepted); ok {
		x.checkAccepted(begun)
		return
	}
	if body, ok := result.(io.ReadCloser); ok {
		defer body.Close()
		data, err := io.ReadAll(body)
		if err != nil || string(data) != x.answer {
			x.t.Errorf("returned %q and %v, documented is %q", data, err, x.answer)
		}
		return
	}
	if x.answer != "" && result != nil {
		x.checkValue(result, x.documentedValue(), x.untyped, x.mistyped)
	}
}

// checkValue checks that a value is all of the documented JSON, and that its
// fields hold all of it but the given members.
func (x *exampleRun) checkValue(value any, documented string, untyped, mistyped []string) {
	data, err := json.Marshal(value)
	if err != nil {
		x.t.Error(err)
	}
	if got := string(data); !sameJSON(got, documented) {
		x.t.Errorf("decoded and encoded again\n%s\ndocumented is\n%s", got, documented)
	}
	left := leftovers{}
	left.add("", reflect.ValueOf(value))
	if slices.Sort(left.untyped); !slices.Equal(slices.Compact(left.untyped), untyped) {
		x.t.Errorf("no field holds %q, expected was %q", left.untyped, untyped)
	}
	if slices.Sort(left.mistyped); !slices.Equal(slices.Compact(left.mistyped), mistyped) {
		x.t.Errorf("of another type than documented are %q, expected was %q", left.mistyped, mistyped)
	}
}

// documentedValue returns the documented answer without its box, as JSON.
func (x *exampleRun) documentedValue() string {
	if !json.Valid([]byte(x.answer)) {
		return fmt.Sprintf("%q", x.answer)
	}
	if strings.HasSuffix(x.below, "$count") {
		return fmt.Sprintf(`{"value":[],%q:%s}`, countMember, x.answer)
	}
	if x.boxed {
		return string(unwrap([]byte(x.answer)))
	}
	return x.answer
}

// jsonBody decodes the example's body as the argument of a call.
func jsonBody[T any](x *exampleRun) T {
	var body T
	if x.body == "" {
		return body
	}
	if err := json.Unmarshal([]byte(x.body), &body); err != nil {
		x.t.Fatalf("the documented body: %v", err)
	}
	x.checkValue(&body, x.body, x.untypedBody, nil)
	return body
}

// samePath compares paths as the service does: without case, and with the
// arguments of a call in any order.
func samePath(a, b string) bool {
	split := func(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }
	return slices.EqualFunc(split(a), split(b), func(a, b string) bool {
		return strings.EqualFold(plainSegment(a), plainSegment(b))
	})
}

func plainSegment(escaped string) string {
	text, err := url.PathUnescape(escaped)
	if err != nil {
		return escaped
	}
	name, list, ok := strings.Cut(strings.TrimSuffix(text, "()"), "(")
	if !ok {
		return name
	}
	args := strings.Split(strings.TrimSuffix(list, ")"), ",")
	for i := range args {
		args[i] = strings.TrimSpace(args[i])
	}
	slices.Sort(args)
	return name + "(" + strings.Join(args, ",") + ")"
}

// sameQuery compares queries: the names without case, with or without "$".
func sameQuery(a, b url.Values) bool {
	plain := func(query url.Values) map[string]string {
		out := map[string]string{}
		for name, values := range query {
			out[strings.ToLower(strings.TrimPrefix(name, "$"))] = strings.Join(values, "&")
		}
		return out
	}
	return reflect.DeepEqual(plain(a), plain(b))
}

// sameJSON compares JSON values, and other texts as they are.
func sameJSON(a, b string) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return strings.TrimSpace(a) == strings.TrimSpace(b)
	}
	return reflect.DeepEqual(x, y)
}

// text joins the lines of a body.
func text(lines ...string) string {
	return strings.Join(lines, "\n")
}

// answering is an HTTP client that gives one answer to every request, in place
// of the service. An operation that is begun has ended when it is asked for.
func answering(status int, body string) *http.Client {
	return &http.Client{Transport: onlyAnswer{status, body}}
}

type onlyAnswer struct {
	status int
	body   string
}

// RoundTrip gives the answer.
func (a onlyAnswer) RoundTrip(r *http.Request) (*http.Response, error) {
	header := http.Header{"Content-Type": {"application/json"}}
	switch {
	case a.status == http.StatusAccepted && strings.HasSuffix(r.URL.Path, "/operations/1"):
		a = onlyAnswer{http.StatusOK, operationEnded}
	case a.status == http.StatusAccepted:
		header.Set("Location", "/operations/1")
		header.Set("Retry-After", "0.001")
	}
	return &http.Response{
		StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: header, Body: io.NopCloser(strings.NewReader(a.body)),
	}, nil
}
