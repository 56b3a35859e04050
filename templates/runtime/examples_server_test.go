package runtime

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
)

// asServer returns the direction from the request to the server: the
// documented request, sent as it stands, reaches the documented method with
// its arguments, and the documented answer comes back. Only the operation
// itself is served where another one would take the request.
func asServer(op *Operation, routes func(*exampleRun) Routes) func(*exampleRun) {
	return func(x *exampleRun) {
		if x.serve == nil {
			return
		}
		served := routes(x)
		if x.alone {
			served = slices.DeleteFunc(served, func(r serverRoute) bool { return r.operation != op })
		}
		server := httptest.NewServer(NewHandler(HandlerOptions{Prefix: "/base"}, served))
		defer server.Close()
		answer := x.sendDocumented(server.URL + "/base")
		if answer == nil {
			return
		}
		defer answer.Body.Close()
		if want := x.serve(x); !reflect.DeepEqual(x.served, want) {
			x.t.Errorf("the request reached %+v, documented is %+v", x.served, want)
		}
		x.checkAnswer(answer)
	}
}

// sendDocumented sends the documented request and does not follow redirects.
func (x *exampleRun) sendDocumented(base string) *http.Response {
	method, line, _ := strings.Cut(x.request, " ")
	r, err := http.NewRequestWithContext(x.ctx, method, base+line, strings.NewReader(x.body))
	if err != nil {
		x.t.Error(err)
		return nil
	}
	for _, h := range x.header {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		x.t.Error(err)
		return nil
	}
	return answer
}

// checkAnswer compares the server's answer with the documented one.
func (x *exampleRun) checkAnswer(answer *http.Response) {
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		x.t.Error(err)
	}
	if location := answer.Header.Get(x.headerOfLocation()); answer.StatusCode != x.status || location != x.location {
		x.t.Errorf("answered %d to %q: %s, documented is %d to %q", answer.StatusCode, location, body, x.status, x.location)
	}
	want := x.answer
	if x.boxed {
		data, err := json.Marshal(boxed(json.RawMessage(x.documentedValue())))
		if err != nil {
			x.t.Error(err)
		}
		want = string(data)
	}
	if redirects := x.status >= 300 && x.status < 400; x.answer != "" && x.status < 400 && !redirects && !sameJSON(string(body), want) {
		x.t.Errorf("answered\n%s\ndocumented is\n%s", body, want)
	}
}

// answerTo notes a call of a server's method and returns the documented answer.
func answerTo[T any](ctx context.Context, x *exampleRun, method string, args ...any) (T, error) {
	var result T
	for i, a := range args {
		if body, ok := a.(io.Reader); ok {
			data, err := io.ReadAll(body)
			if err != nil {
				x.t.Error(err)
			}
			args[i] = string(data)
		}
	}
	x.served = append([]any{method}, args...)
	if x.status >= 400 {
		return result, &Error{Status: x.status, Code: x.code}
	}
	if x.drift {
		ReplyTo(ctx).Status = x.status
	}
	if begun, ok := any(&result).(**Accepted); ok {
		*begun = &Accepted{URL: x.location}
	} else if x.location != "" {
		ReplyTo(ctx).Header.Set("Location", x.location)
	}
	if x.answer != "" && x.status < 300 {
		x.decodeAnswer(&result)
	}
	return result, nil
}

// decodeAnswer decodes the documented answer as the result of a method.
func (x *exampleRun) decodeAnswer(result any) {
	if body, ok := result.(*io.ReadCloser); ok {
		*body = io.NopCloser(strings.NewReader(x.answer))
		return
	}
	if err := json.Unmarshal([]byte(x.documentedValue()), result); err != nil {
		x.t.Errorf("the documented answer: %v", err)
	}
}
