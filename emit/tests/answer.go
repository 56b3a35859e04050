package tests

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// bindAnswer reads the answer. An example without one is still a request that
// the client must send.
func (b *binder) bindAnswer(x *exchange, e *ir.Example) *Skip {
	x.status = x.method.SuccessStatus()
	if x.below != "" {
		x.served = false // servers have the documented paths alone
	}
	if e.Response == nil {
		return nil
	}
	if x.status = e.Response.Status; x.status < 200 || x.status > 599 {
		return &Skip{x.at, "example-status", fmt.Sprintf("the answer has the status %d", x.status)}
	}
	x.location = headerValue(e.Response.Headers, cmp.Or(x.method.Result.Header, "Location"))
	if x.method.Result.Kind == gomodel.Accepted && !canAsk(x.location) {
		x.location = ""
	}
	text := strings.TrimSpace(e.Response.Body)
	switch {
	case x.counts() && x.status < 300:
		x.answer = text
		if !countText.MatchString(text) { // shown outside of the answer, or as a placeholder
			x.answer = "7"
		}
		return nil
	case x.status >= 300 && x.status < 400:
		return bindRedirect(x, e)
	case x.status >= 400:
		return bindFailure(x, text)
	case text == "" || x.status == http.StatusNoContent:
		return nil
	}
	return b.bindResult(x, e, text)
}

// canAsk reports whether a client asks for an operation's state at a link: a
// path, or a URL that is safe.
func canAsk(link string) bool {
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "https" && u.Host != "" || u.Scheme == "" && u.Host == "" && strings.HasPrefix(link, "/"))
}

// countText matches the number of a collection's items.
var countText = regexp.MustCompile(`^[1-9][0-9]{0,17}$`)

// bindRedirect reads an answer that sends the client elsewhere; what it finds
// there is the first further answer of the example. A method that returns
// something else gives it as the raw answer.
func bindRedirect(x *exchange, e *ir.Example) *Skip {
	if x.location == "" {
		return &Skip{x.at, "example-status", fmt.Sprintf("the answer has the status %d and leads nowhere", x.status)}
	}
	x.raw = x.method.Result.Kind != gomodel.Stream
	x.answer = "content"
	for _, a := range e.Alternatives {
		if a.Status == http.StatusOK && strings.TrimSpace(a.Body) != "" {
			x.answer = a.Body
			break
		}
	}
	return nil
}

func bindFailure(x *exchange, text string) *Skip {
	var body struct {
		Error struct{ Code, Message string }
	}
	if text != "" && json.Unmarshal([]byte(text), &body) != nil {
		return &Skip{x.at, "json-broken", "the answer is an error, but not in the service's shape"}
	}
	x.failure = body.Error.Code
	x.answer = text
	return nil
}

// bindResult reads the body of an answer of success.
func (b *binder) bindResult(x *exchange, e *ir.Example, text string) *Skip {
	result := x.method.Result
	switch result.Kind {
	case gomodel.None, gomodel.Accepted:
		return &Skip{x.at, "example-status", "the answer has a body, but the page documents none"}
	case gomodel.Stream:
		x.answer = text
		return nil
	}
	n := b.json.parse(text)
	if n == nil && result.Kind == gomodel.Scalar && result.Type.Name() == "string" {
		x.answer = text
		return nil
	}
	if n == nil && x.status == http.StatusOK && (isForeign(e.Response.Headers) || strings.HasSuffix(x.target.path(), "/$value")) {
		x.answer, x.raw, x.served = text, true, false
		return nil
	}
	if n == nil {
		return &Skip{x.at, "json-broken", "the answer is not JSON"}
	}
	x.answer, x.answerNode = n.text, n
	var err error
	switch {
	case result.Kind == gomodel.Paged:
		x.answerExtra, x.answerMisfits, err = b.shape.ofPage(n, result.Type)
	case result.Nested, result.Kind == gomodel.Scalar:
		x.answerExtra, x.answerMisfits, err = b.shape.of(n.unwrap(), result.Type)
	default:
		x.answerExtra, x.answerMisfits, err = b.shape.of(n, result.Type)
	}
	if err != nil {
		return &Skip{x.at, "example-value", fmt.Sprintf("the answer is no %s: %v", result.Type, err)}
	}
	return nil
}

// isForeign reports whether headers name a content type that is not JSON.
func isForeign(headers []ir.Header) bool {
	kind := strings.ToLower(headerValue(headers, "Content-Type"))
	return kind != "" && !strings.Contains(kind, "json")
}
