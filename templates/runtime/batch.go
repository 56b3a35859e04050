//go:build !plain

package runtime

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Batch sends up to 20 calls in one request.
//
//	batch := NewBatch(client)
//	me := Add(batch, func(ctx context.Context) (*User, error) { return client.Users.Get(ctx, …) })
//	err := batch.Do(ctx)
//	user, err := me.Value, me.Err
//
// Each call is an ordinary one, with its own result, error and retries; calls
// that are repeated go out together again. A function makes its calls one after
// the other. A Batch is used once.
type Batch struct {
	conn *conn
	jobs []batchJob

	mu      sync.Mutex
	running int          // calls that have neither ended nor wait for an answer
	waiting []*batchCall // for the next round
}

// maxBatch is how many calls the service takes at once.
const maxBatch = 20

type batchJob struct {
	run func(context.Context)
	item
}

// item is a call's place in the batch: its id, and the ids of those before it.
type item struct {
	id    string
	after []string
}

// batchCall is a request on its way into a batch.
type batchCall struct {
	item
	request *http.Request
	body    []byte
	answer  chan batchAnswer
}

type batchAnswer struct {
	response *http.Response
	err      error
}

// Item is the outcome of one call of a batch; it is set once Do returns.
type Item[T any] struct {
	Value T
	Err   error
	id    string
}

// Dependency is a call that others of its batch can wait for.
type Dependency interface{ batchID() string }

func (i *Item[T]) batchID() string { return i.id }

// NewBatch returns an empty batch.
func NewBatch(client *Client) *Batch { return &Batch{conn: client.conn} }

// Add puts a call into a batch. It runs after the calls that it is told to
// wait for; where one of these fails, it fails with status 424.
func Add[T any](b *Batch, call func(context.Context) (T, error), after ...Dependency) *Item[T] {
	result := &Item[T]{id: strconv.Itoa(len(b.jobs) + 1)}
	place := item{id: result.id}
	for _, d := range after {
		place.after = append(place.after, d.batchID())
	}
	b.jobs = append(b.jobs, batchJob{func(ctx context.Context) { result.Value, result.Err = call(ctx) }, place})
	return result
}

// Do sends the calls and waits for their answers. Its error is that of the
// batch; the calls have their own.
func (b *Batch) Do(ctx context.Context) error {
	if len(b.jobs) > maxBatch {
		return fmt.Errorf("a batch holds at most %d calls, not %d", maxBatch, len(b.jobs))
	}
	b.running = len(b.jobs)
	var group sync.WaitGroup
	errs := make(chan error, len(b.jobs)+1)
	for _, job := range b.jobs {
		group.Add(1)
		go func() {
			defer group.Done()
			job.run(context.WithValue(ctx, batchKey{}, &batchSeat{b, job.item, ctx, errs}))
			b.settle(ctx, nil, errs)
		}()
	}
	group.Wait()
	close(errs)
	return <-errs
}

type batchKey struct{}

// batchSeat is what a call finds in its context.
type batchSeat struct {
	batch *Batch
	item
	ctx  context.Context // of the whole batch
	errs chan<- error
}

// ride sends a request with its batch, if the context has one.
func (c *conn) ride(r *http.Request) (answer *http.Response, batched bool, err error) {
	seat, ok := r.Context().Value(batchKey{}).(*batchSeat)
	if !ok || seat.batch.conn != c {
		return nil, false, nil
	}
	call := &batchCall{item: seat.item, request: r, answer: make(chan batchAnswer, 1)}
	if r.Body != nil {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, true, err
		}
		call.body = data
	}
	seat.batch.settle(seat.ctx, call, seat.errs)
	got := <-call.answer
	return got.response, true, got.err
}

// settle notes that a call has ended, or waits for an answer. The last one to
// do so sends the round.
func (b *Batch) settle(ctx context.Context, call *batchCall, errs chan<- error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.running--
	if call != nil {
		b.waiting = append(b.waiting, call)
	}
	if b.running > 0 || len(b.waiting) == 0 {
		return
	}
	round := b.waiting
	b.waiting, b.running = nil, len(round)
	answers, err := b.conn.sendRound(ctx, round)
	if err != nil {
		select {
		case errs <- err:
		default: // one is told already
		}
	}
	for _, c := range round {
		answer, ok := answers[c.id]
		if !ok && err == nil {
			answer.err = errors.New("the batch's answer leaves this call out")
		} else if !ok {
			answer.err = err
		}
		c.answer <- answer
	}
}

// batchRequest and batchResponse are a call and its answer in JSON.
type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	DependsOn []string          `json:"dependsOn,omitempty"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"`
}

type batchResponse struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
}

// opBatch names the batch request in errors.
var opBatch = &Operation{ID: "$batch"}

// sendRound sends calls in one request and returns their answers by id.
func (c *conn) sendRound(ctx context.Context, round []*batchCall) (map[string]batchAnswer, error) {
	ids := map[string]bool{}
	for _, call := range round {
		ids[call.id] = true
	}
	var sent struct {
		Requests []batchRequest `json:"requests"`
	}
	for _, call := range round {
		sent.Requests = append(sent.Requests, call.wire(c.base.Path, ids))
	}
	var received struct {
		Responses []batchResponse `json:"responses"`
	}
	ctx = context.WithValue(context.WithValue(ctx, batchKey{}, nil), detourKey{}, nil)
	data, err := c.read(ctx, call{op: opBatch, method: http.MethodPost, path: "/$batch", body: sent})
	if err == nil {
		err = json.Unmarshal(data, &received)
	}
	answers := map[string]batchAnswer{}
	for _, r := range received.Responses {
		answers[r.ID] = batchAnswer{response: r.http()}
	}
	return answers, err
}

// wire writes a call for the batch. It waits only for calls of the same round:
// others have been answered. A body of another content type than JSON goes as
// base64 text, whatever its bytes look like.
func (b *batchCall) wire(base string, round map[string]bool) batchRequest {
	out := batchRequest{
		ID: b.id, Method: b.request.Method, Headers: map[string]string{},
		URL: strings.TrimPrefix(b.request.URL.RequestURI(), base),
	}
	for _, id := range b.after {
		if round[id] {
			out.DependsOn = append(out.DependsOn, id)
		}
	}
	for name := range b.request.Header {
		if name != "Authorization" && name != "User-Agent" {
			out.Headers[name] = b.request.Header.Get(name)
		}
	}
	switch {
	case len(b.body) == 0:
	case isJSON(out.Headers["Content-Type"]) && json.Valid(b.body):
		out.Body = b.body
	default:
		out.Body = strconv.AppendQuote(nil, base64.StdEncoding.EncodeToString(b.body))
	}
	return out
}

// http makes an HTTP answer of an item. A body that is a text stands for bytes
// in base64, unless it is JSON.
func (r batchResponse) http() *http.Response {
	out := &http.Response{StatusCode: r.Status, Header: http.Header{}}
	for name, value := range r.Headers {
		out.Header.Set(name, value)
	}
	body := []byte(r.Body)
	var text string
	if !isJSON(out.Header.Get("Content-Type")) && json.Unmarshal(body, &text) == nil {
		if decoded, err := base64.StdEncoding.DecodeString(text); err == nil {
			body = decoded
		}
	}
	if isNull(body) {
		body = nil
	}
	out.Body = io.NopCloser(bytes.NewReader(body))
	return out
}
