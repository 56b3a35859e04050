package runtime

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Accepted is a long-running operation that the service has begun.
//
//	started, err := client.Teams.Archive(ctx, …)
//	state, err := started.Wait(ctx)
//
// A program that may end before the operation does stores URL, and goes on with
// [ResumeAccepted]. A server's method returns one to answer with URL and RetryAfter.
type Accepted struct {
	URL        string        // where to ask for the operation's state; "": it has ended, or the service does not say
	RetryAfter time.Duration // how long the service asks to wait before; 0: it does not say

	conn  *conn
	ended bool            // the first answer was the last one
	state json.RawMessage // its body
}

// ResumeAccepted returns the operation whose URL was stored.
func ResumeAccepted(client *Client, url string) *Accepted {
	return &Accepted{URL: url, conn: client.conn}
}

// Wait asks for the operation's state until it has ended, and returns the last
// answer's body. An operation that failed is an [*Error] that holds this body.
//
// The service may say that the state is on another host. That host is asked
// without the token and without what [WithHeader] and [WithQuery] add; a
// Transport that adds credentials itself must look at the request's host.
func (a *Accepted) Wait(ctx context.Context) (json.RawMessage, error) {
	switch {
	case a.ended:
		return a.state, nil
	case a.conn == nil:
		return nil, errors.New("this operation did not come from a client")
	case a.conn.err != nil:
		return nil, a.conn.err
	case a.URL == "":
		return nil, errors.New("the answer has no header Location to wait at")
	}
	wait := a.RetryAfter
	for {
		pause := time.NewTimer(min(cmp.Or(wait, time.Second), a.conn.options.MaxWait))
		select {
		case <-ctx.Done():
			pause.Stop()
			return nil, ctx.Err()
		case <-pause.C:
		}
		var answer Response
		data, err := a.conn.ask(WithResponse(ctx, &answer), a.URL)
		if err != nil {
			return nil, err
		}
		if done, err := ended(answer.Status, data); done || err != nil {
			return data, err
		}
		wait = retryAfter(answer.Header, time.Now())
	}
}

// Wait waits for an operation that a call began whose documentation does not
// say so. The answer is that of [WithResponse]; its header Location says where
// to ask; an answer of success without it, other than 202, is the last one.
// Another host is asked as [Accepted.Wait] says.
//
//	var started Response
//	err := client.Users.SendMail(WithResponse(ctx, &started), …)
//	state, err := Wait(ctx, client, started)
func Wait(ctx context.Context, client *Client, started Response) (json.RawMessage, error) {
	a := acceptedBy(client.conn, started)
	if a.URL == "" && started.Status >= 200 && started.Status < 300 && started.Status != http.StatusAccepted {
		a.ended, a.state = true, started.Body
	}
	return a.Wait(ctx)
}

// accepted makes a call that begins a long-running operation.
func accepted(ctx context.Context, c *conn, k call) (*Accepted, error) {
	var answer Response
	data, err := c.read(WithResponse(ctx, &answer), k)
	if asked, ok := ctx.Value(responseKey{}).(*Response); ok {
		*asked = answer
	}
	if err != nil {
		return nil, err
	}
	a := acceptedBy(c, answer)
	if answer.Status != http.StatusAccepted { // the Location of a 201 leads to what was made
		a.URL, a.ended, a.state = "", true, data
	}
	return a, nil
}

// acceptedBy reads where an answer says that its operation's state is.
func acceptedBy(c *conn, answer Response) *Accepted {
	a := &Accepted{conn: c, RetryAfter: retryAfter(answer.Header, time.Now())}
	for _, name := range stateHeaders {
		a.URL = cmp.Or(a.URL, answer.Header.Get(name))
	}
	return a
}

// opWait names the polling request in errors.
var opWait = &Operation{ID: "wait"}

// ask gets a link, which may lead to another host: without a token then, and
// without what the context adds. A path alone is below the base URL.
func (c *conn) ask(ctx context.Context, link string) ([]byte, error) {
	k := call{op: opWait, method: http.MethodGet, link: link}
	if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		k.link = c.base.Scheme + "://" + c.base.Host + link
		if !strings.HasPrefix(strings.ToLower(link), strings.ToLower(c.base.Path)+"/") {
			k.link = c.base.String() + link
		}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.link, nil)
	if err != nil {
		return nil, err
	}
	if c.isHome(r.URL) {
		return c.read(ctx, k)
	}
	if r.URL.Scheme != "https" && !(isLocalHTTP(r.URL) && isLocalHTTP(c.base)) {
		return nil, fmt.Errorf("the link %q is not https", link)
	}
	stranger := *c
	stranger.options.Token = nil
	stranger.base = r.URL
	return stranger.read(withoutExtras(ctx), k)
}

// A state that is in none of these lists ends an operation unless the status is
// 202: a service may add states, and a wait must not go on for ever.
var (
	// runningStates are those beside the ones on "ing", as in "deletePending".
	runningStates = []string{
		"notstarted", "notready", "inprogress", "queued", "enqueued", "scheduled", "accepted", "submitted",
		"requested", "received", "started", "paused", "suspended", "cancelrequested",
	}
	// doneStates end an operation that a service still answers with 202.
	doneStates = []string{
		"succeeded", "success", "successful", "completed", "complete", "done", "finished", "partiallysucceeded", "skipped",
	}
	// failedWords are parts of the states of a failure.
	failedWords = []string{"fail", "error", "cancel", "abort", "timedout", "timeout", "expired", "rejected", "denied", "invalid"}
)

// isRunning reports whether a state, in lower case and one word, is one before the end.
func isRunning(state string) bool {
	ending := strings.HasSuffix(state, "warning") || strings.HasSuffix(state, "missing")
	return strings.HasSuffix(state, "ing") && !ending || slices.Contains(runningStates, state)
}

// ended reads the state of an operation. Without one any status but 202 is its end.
func ended(status int, data []byte) (bool, error) {
	text := stateOf(data)
	state := strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(text))
	switch {
	case isRunning(state):
		return false, nil
	case slices.ContainsFunc(failedWords, func(word string) bool { return strings.Contains(state, word) }):
		e := &Error{Status: status, Operation: opWait.ID, Message: "the operation " + text, Raw: data}
		e.read(data)
		return true, e
	}
	return status != http.StatusAccepted || slices.Contains(doneStates, state), nil
}

// stateOf returns the member "status" of an answer: a text, or the member
// "state" of an object.
func stateOf(data []byte) string {
	var answer struct {
		Status json.RawMessage `json:"status"`
	}
	var state string
	if json.Unmarshal(data, &answer) != nil || json.Unmarshal(answer.Status, &state) == nil {
		return state
	}
	var nested struct {
		State string `json:"state"`
	}
	if json.Unmarshal(answer.Status, &nested) != nil {
		return ""
	}
	return nested.State
}
