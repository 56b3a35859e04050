package runtime

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Retry is a repetition of a call that is about to happen.
type Retry struct {
	Operation *Operation
	Attempt   int           // 1 for the first repetition
	Wait      time.Duration // until then
	Err       error         // why: an *Error, or what the connection said
}

// send makes a call, repeating it where that is safe. The answer is one of
// success; its body is open.
func (c *conn) send(ctx context.Context, k call) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		answer, err := c.attempt(ctx, k)
		if err == nil || attempt > c.options.Retries || ctx.Err() != nil || !repeatable(k, err) {
			return answer, err
		}
		wait := min(delay(err, attempt), c.options.MaxWait)
		if c.options.OnRetry != nil {
			c.options.OnRetry(ctx, Retry{k.op, attempt, wait, err})
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, err
		case <-timer.C:
		}
	}
}

// attempt sends a call once.
func (c *conn) attempt(ctx context.Context, k call) (*http.Response, error) {
	r, err := c.request(ctx, k)
	if err != nil {
		return nil, notSent{fmt.Errorf("%s: %w", k.op.ID, err)}
	}
	if c.options.Token != nil {
		token, err := c.options.Token(ctx)
		if err != nil {
			return nil, notSent{fmt.Errorf("%s: token: %w", k.op.ID, err)}
		}
		r.Header.Set(authHeader, authPrefix+token)
	}
	answer, batched, err := c.ride(r)
	if !batched {
		answer, err = c.http.Do(r)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.op.ID, err)
	}
	if answer.StatusCode >= 200 && answer.StatusCode < 300 {
		return answer, nil
	}
	defer answer.Body.Close()
	failed := readError(k.op, answer)
	capture(ctx, answer, failed.Raw)
	return nil, failed
}

// notSent is an error from before the request left: repeating it is no use.
type notSent struct{ error }

func (e notSent) Unwrap() error { return e.error }

// repeatable reports whether a failed call may be sent again. The service has
// not begun on what it answers with 429 or 503; after a 504 or a lost
// connection it may have, so only what changes nothing the second time is
// repeated. A stream is gone once it was sent.
func repeatable(k call, err error) bool {
	if k.stream != nil {
		return false
	}
	idempotent := k.method != http.MethodPost && k.method != http.MethodPatch
	switch e := err.(type) {
	case notSent:
		return false
	case *Error:
		return e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable ||
			e.Status == http.StatusGatewayTimeout && idempotent
	}
	return idempotent
}

// delay is how long to wait: what the service asks, else longer each time.
func delay(err error, attempt int) time.Duration {
	if e, ok := err.(*Error); ok && e.RetryAfter > 0 {
		return e.RetryAfter
	}
	wait := time.Second << min(attempt-1, 10) / 2
	return wait + rand.N(wait)
}

// retryAfter reads the header Retry-After: seconds, also with decimals, or a date.
func retryAfter(header http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		if seconds > 0 && seconds < 1e9 {
			return time.Duration(seconds * float64(time.Second))
		}
		return 0
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// Response is the HTTP answer to a call, see [WithResponse].
type Response struct {
	Status int
	Header http.Header
	Body   []byte // nil for a stream
}

// WithResponse returns a context whose calls store their HTTP answer in r,
// also where they fail.
func WithResponse(ctx context.Context, r *Response) context.Context {
	return context.WithValue(ctx, responseKey{}, r)
}

// WithHeader returns a context whose calls send a further header, to the
// service's own host alone. (Accept, Content-Type and User-Agent follow redirects.)
func WithHeader(ctx context.Context, name, value string) context.Context {
	return context.WithValue(ctx, extraKey{}, &extra{name, value, true, extraOf(ctx)})
}

// WithQuery returns a context whose calls send a further query parameter, for
// what the documentation does not list.
func WithQuery(ctx context.Context, name, value string) context.Context {
	return context.WithValue(ctx, extraKey{}, &extra{name, value, false, extraOf(ctx)})
}

type (
	responseKey struct{}
	extraKey    struct{}
)

// extra is a header or query parameter that a context adds, and those before it.
type extra struct {
	name, value string
	header      bool
	before      *extra
}

func extraOf(ctx context.Context) *extra {
	e, _ := ctx.Value(extraKey{}).(*extra)
	return e
}

// withoutExtras returns a context that adds none, for calls to another host.
func withoutExtras(ctx context.Context) context.Context {
	return context.WithValue(ctx, extraKey{}, (*extra)(nil))
}

// extras adds what the context asks for; the latest value of a name wins.
func extras(ctx context.Context, query url.Values, header http.Header) {
	seen := map[string]bool{}
	for e := extraOf(ctx); e != nil; e = e.before {
		if key := fmt.Sprint(e.header, e.name); !seen[key] {
			seen[key] = true
			if e.header {
				header.Set(e.name, e.value)
			} else {
				query.Set(e.name, e.value)
			}
		}
	}
}

func capture(ctx context.Context, answer *http.Response, body []byte) {
	if r, ok := ctx.Value(responseKey{}).(*Response); ok {
		*r = Response{answer.StatusCode, answer.Header, body}
	}
}
