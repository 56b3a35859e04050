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

// Wait polls a long-running operation that an answer with status 202 started,
// until it has ended, and returns the last answer's body. The answer is that of
// [WithResponse]; its header Location says where to ask. A token goes along only
// to the client's own host. An operation that failed is an [*Error].
//
//	var started Response
//	err := client.DriveItems.Copy(WithResponse(ctx, &started), …)
//	status, err := Wait(ctx, client, started)
func Wait(ctx context.Context, client *Client, started Response) (json.RawMessage, error) {
	location := started.Header.Get("Location")
	if location == "" {
		location = started.Header.Get("Operation-Location")
	}
	if location == "" {
		return nil, errors.New("the answer has no header Location to wait at")
	}
	answer := started
	for {
		pause := time.NewTimer(min(cmp.Or(retryAfter(answer.Header, time.Now()), time.Second), client.conn.options.MaxWait))
		select {
		case <-ctx.Done():
			pause.Stop()
			return nil, ctx.Err()
		case <-pause.C:
		}
		data, err := client.conn.ask(WithResponse(ctx, &answer), location)
		if err != nil {
			return nil, err
		}
		if done, err := ended(answer.Status, data); done || err != nil {
			return data, err
		}
	}
}

// opWait names the polling request in errors.
var opWait = &Operation{ID: "wait"}

// ask gets a link, which may lead to another host: without a token then.
func (c *conn) ask(ctx context.Context, link string) ([]byte, error) {
	k := call{op: opWait, method: http.MethodGet, link: link}
	if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		k.link = c.base.Scheme + "://" + c.base.Host + link
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
	return stranger.read(ctx, k)
}

// ended reads the state of an operation: any status but 202 without a state is
// its end.
func ended(status int, data []byte) (bool, error) {
	var state struct {
		Status string `json:"status"`
	}
	if json.Unmarshal(data, &state) != nil || state.Status == "" {
		return status != http.StatusAccepted, nil
	}
	switch strings.ToLower(state.Status) {
	case "succeeded", "completed":
		return true, nil
	case "failed", "cancelled", "canceled", "deletefailed":
		e := &Error{Status: status, Operation: opWait.ID, Message: "the operation " + state.Status, Raw: data}
		e.read(data)
		return true, e
	}
	return false, nil
}
