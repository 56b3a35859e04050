package examples

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// bindAnswer reads the answer. An example without one is still a request that
// the client must send.
func bindAnswer(x *Exchange, e *gomodel.Example) *Skip {
	x.Status = x.Method.SuccessStatus()
	if x.Below != "" {
		x.Served = false // servers have the documented paths alone
	}
	if e.Answer == nil && x.Status >= 300 {
		return bindRedirect(x, e)
	}
	if e.Answer == nil {
		return nil
	}
	if x.Status = e.Answer.Status; x.Status < 200 || x.Status > 599 {
		return &Skip{x.At, x.Title, "example-status", fmt.Sprintf("the answer has the status %d", x.Status)}
	}
	x.Location = gomodel.Header(e.Answer.Headers, cmp.Or(x.Method.Result.Header, "Location"))
	if x.Method.Result.Kind == gomodel.Accepted && !canAsk(x.Location) {
		x.Location = ""
	}
	switch {
	case x.counts() && x.Status < 300:
		x.Answer = e.Answer.Body
		if !countText.MatchString(x.Answer.Text) { // shown outside of the answer, or as a placeholder
			x.Answer = gomodel.NewPayload("7")
		}
		return nil
	case x.Status == http.StatusNotModified && !x.API().IsGraph():
		x.Served = false // an error of the client, no answer of the server's method
		return bindFailure(x, e.Answer.Body)
	case x.Status >= 300 && x.Status < 400:
		return bindRedirect(x, e)
	case x.Status >= 400:
		return bindFailure(x, e.Answer.Body)
	case e.Answer.Body.Text == "" || x.Status == http.StatusNoContent:
		return nil
	}
	return bindResult(x, e.Answer)
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
func bindRedirect(x *Exchange, e *gomodel.Example) *Skip {
	if x.Location == "" {
		return &Skip{x.At, x.Title, "example-status", fmt.Sprintf("the answer has the status %d and leads nowhere", x.Status)}
	}
	x.Raw = x.Method.Result.Kind != gomodel.Stream
	x.Answer = gomodel.NewPayload("content")
	for _, a := range e.Others {
		if a.Status == http.StatusOK && a.Body.Text != "" {
			x.Answer = a.Body
			break
		}
	}
	return nil
}

func bindFailure(x *Exchange, answer gomodel.Payload) *Skip {
	if !x.API().IsGraph() {
		if answer.JSON() != nil {
			x.Failure = gomodel.TextAt(answer.JSON(), x.API().ErrorCode())
		}
		x.Answer = answer
		return nil
	}
	var body struct {
		Error struct{ Code, Message string }
	}
	if answer.Text != "" && json.Unmarshal([]byte(answer.Text), &body) != nil {
		return &Skip{x.At, x.Title, "json-broken", "the answer is an error, but not in the service's shape"}
	}
	x.Failure, x.Answer = body.Error.Code, answer
	return nil
}

// bindResult reads the body of an answer of success.
func bindResult(x *Exchange, a *gomodel.Answer) *Skip {
	result, n := x.Method.Result, a.Body.JSON()
	x.Answer = a.Body
	switch {
	case x.Method.Verb == http.MethodHead && !x.API().IsGraph():
		x.Answer = gomodel.Payload{}
		return nil
	case result.Kind == gomodel.None && isEmptyObject(n) && !x.API().IsGraph():
		x.Answer = gomodel.Payload{} // which says nothing
		return nil
	case result.Kind == gomodel.None || result.Kind == gomodel.Accepted:
		return &Skip{x.At, x.Title, "example-status", "the answer has a body, but the page documents none"}
	case result.Kind == gomodel.Stream:
		return nil
	case n == nil && result.Kind == gomodel.Scalar && result.Type.Name() == "string":
		return nil
	case n == nil && x.Status == http.StatusOK && (isForeign(a.Headers) || strings.HasSuffix(x.Target.Path(), "/$value")):
		x.Raw, x.Served = true, false
		return nil
	case n == nil:
		return &Skip{x.At, x.Title, "json-broken", "the answer is not JSON"}
	case n.OutOfRange() != nil:
		return &Skip{x.At, x.Title, "example-value", "the answer has a number that no float64 holds: " + n.OutOfRange().Text}
	}
	var f fit
	var err error
	switch {
	case result.Kind == gomodel.Paged:
		f, err = fitOfPage(x.API(), n, result.Type)
	case result.Bare:
		f, err = fitOf(n, result.Type)
	case result.Nested, result.Kind == gomodel.Scalar:
		f, err = fitOf(x.Value(n), result.Type)
	default:
		f, err = fitOf(n, result.Type)
	}
	if err != nil {
		return &Skip{x.At, x.Title, "example-value", fmt.Sprintf("the answer is no %s: %v", result.Type, err)}
	}
	x.AnswerExtra, x.AnswerMisfits = f.untyped, f.mistyped
	return nil
}

// Value returns the value that an answer of the method's service holds.
func (x *Exchange) Value(answer *jsontree.Node) *jsontree.Node {
	if x.API().Protocol() == nil {
		return gomodel.ValueOf(x.API(), answer)
	}
	return Unwrap(answer)
}

// Unwrap returns the member "value" of an object, in any case, else the value
// itself.
func Unwrap(n *jsontree.Node) *jsontree.Node {
	for _, m := range n.Members() {
		if strings.EqualFold(m.Name, "value") {
			return m
		}
	}
	return n
}
