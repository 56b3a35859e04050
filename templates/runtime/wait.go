package runtime

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
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
// answer's body. An operation that failed is an [*Error]. A token goes along
// only to the client's own host.
func (a *Accepted) Wait(ctx context.Context) (json.RawMessage, error) {
	switch {
	case a.ended:
		return a.state, nil
	case a.conn == nil:
		return nil, errors.New("this operation did not come from a client")
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
// to ask.
//
//	var started Response
//	err := client.Users.SendMail(WithResponse(ctx, &started), …)
//	state, err := Wait(ctx, client, started)
func Wait(ctx context.Context, client *Client, started Response) (json.RawMessage, error) {
	return acceptedBy(client.conn, started).Wait(ctx)
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
	a.ended, a.state = answer.Status != http.StatusAccepted, data
	return a, nil
}

// acceptedBy reads where an answer says that its operation's state is.
func acceptedBy(c *conn, answer Response) *Accepted {
	a := &Accepted{conn: c, RetryAfter: retryAfter(answer.Header, time.Now())}
	for _, name := range []string{"Location", "Operation-Location", "Azure-AsyncOperation"} {
		a.URL = cmp.Or(a.URL, answer.Header.Get(name))
	}
	return a
}

// opWait names the polling request in errors.
var opWait = &Operation{ID: "wait"}

// ask gets a link, which may lead to another host: without a token then, and
// without the headers that the context adds. A path alone is below the base URL.
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
	if r.URL.Scheme != "https" && !isLocal(r.URL.Hostname()) {
		return nil, fmt.Errorf("the link %q is not https", link)
	}
	stranger := *c
	stranger.options.Token = nil
	stranger.base = r.URL
	return stranger.read(withoutExtras(ctx), k)
}

// endings are the states in which an operation has ended, and whether it failed.
var endings = map[string]bool{
	"succeeded": false, "success": false, "completed": false, "complete": false, "done": false, "finished": false,
	"failed": true, "failure": true, "error": true, "cancelled": true, "canceled": true, "deletefailed": true, "invalid": true,
}

// ended reads the state of an operation: a text, or the member "state" of an
// object. Without one any status but 202 is its end.
func ended(status int, data []byte) (bool, error) {
	var answer struct {
		Status json.RawMessage `json:"status"`
	}
	var state string
	if json.Unmarshal(data, &answer) == nil && json.Unmarshal(answer.Status, &state) != nil {
		var nested struct {
			State string `json:"state"`
		}
		if json.Unmarshal(answer.Status, &nested) == nil {
			state = nested.State
		}
	}
	if state == "" {
		return status != http.StatusAccepted, nil
	}
	failed, end := endings[strings.ToLower(state)]
	if !failed {
		return end, nil
	}
	e := &Error{Status: status, Operation: opWait.ID, Message: "the operation " + state, Raw: data}
	e.read(data)
	return true, e
}
