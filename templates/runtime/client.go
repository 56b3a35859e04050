package runtime

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"
)

// Options configure a client. Only Token is usually needed.
type Options struct {
	// Token returns the access token for a request, without what stands before it. It is
	// called for each attempt and should cache. nil: requests carry none.
	Token func(ctx context.Context) (string, error)

	// BaseURL is the service's address with the API version. "": DefaultBaseURL.
	// Tokens are sent to its host alone, and over http only to this machine.
	BaseURL string

	// HTTPClient sends the requests; nil: http.DefaultClient. Its Transport is
	// the place for tracing and logging. It sees requests to other hosts too,
	// where a redirect or the state of a long-running operation leads; they have
	// no token and none of the calls' own headers. A Transport that adds
	// credentials itself must look at the host.
	HTTPClient *http.Client

	UserAgent string        // "": Go's own
	Retries   int           // how often a call is repeated; 0: 3 times, negative: never
	MaxWait   time.Duration // longest wait before a repetition, whatever the service asks; 0: 1 minute

	// OnRetry is told before each wait. nil: nobody is.
	OnRetry func(context.Context, Retry)
}

// conn is what the services of a client share.
type conn struct {
	options Options
	base    *url.URL
	http    *http.Client
	err     error // the options are wrong: what every call says
}

func newConn(options Options) *conn {
	c := &conn{options: options, http: http.DefaultClient}
	c.options.Retries = max(0, cmp.Or(options.Retries, 3))
	c.options.MaxWait = cmp.Or(options.MaxWait, time.Minute)
	c.base, c.err = url.Parse(strings.TrimSuffix(cmp.Or(options.BaseURL, DefaultBaseURL), "/"))
	switch {
	case c.err != nil:
	case c.base.Host == "" || c.base.Scheme != "https" && c.base.Scheme != "http" || c.base.RawQuery != "" || c.base.Fragment != "":
		c.err = fmt.Errorf("base URL %q is not of the form https://host/version", c.base)
	case c.base.Scheme == "http" && options.Token != nil && !isLocal(c.base.Hostname()):
		c.err = fmt.Errorf("base URL %q: a token is not sent over http to another machine", c.base)
	}
	if options.HTTPClient != nil {
		c.http = options.HTTPClient
	}
	c.http = c.discreet(c.http)
	return c
}

func isLocal(host string) bool {
	return host == "localhost" || host == "127.0.0.1" || host == "::1"
}

// isLocalHTTP reports whether a URL is plain http on this machine. Only a client
// that is at home there follows such links: no service may send others to it.
func isLocalHTTP(u *url.URL) bool { return u.Scheme == "http" && isLocal(u.Hostname()) }

// harmless are the headers that another host is sent too: what says in which
// form to answer.
var harmless = map[string]bool{"Accept": true, "Content-Type": true, "User-Agent": true}

// discreet returns a copy of a client that drops all but harmless headers when a
// redirect leads to another host: the token, what the context added, and the
// parameters of the call, which may be as secret (a session, whom it acts as).
func (c *conn) discreet(client *http.Client) *http.Client {
	guarded, follow := *client, client.CheckRedirect
	guarded.CheckRedirect = func(next *http.Request, via []*http.Request) error {
		if !c.isHome(next.URL) {
			maps.DeleteFunc(next.Header, func(name string, _ []string) bool { return !harmless[name] })
		}
		if follow != nil {
			return follow(next, via)
		}
		if len(via) >= 10 {
			return errors.New("stopped after 10 redirects")
		}
		return nil
	}
	return &guarded
}

// isHome reports whether a URL is on the host that tokens may be sent to.
func (c *conn) isHome(u *url.URL) bool {
	return u.Scheme == c.base.Scheme && strings.EqualFold(u.Host, c.base.Host) && u.User == nil
}

// call is the facts of one call; the zero value of a field means that there is none.
type call struct {
	op      *Operation
	method  string
	at      address // where path starts
	path    string  // template behind at
	values  []any   // of its placeholders
	query   values
	header  values
	options any // the slice of the method's options

	body        any       // sent as JSON
	form        string    // media type of a form that the body is sent as instead
	stream      io.Reader // sent as it is, once
	contentType string
	accept      string
	nested      bool // the result may stand in a member of the answer

	link string // absolute URL of a further page; it replaces at, path and query
}

// values are parameters by name: texts, numbers and truth values; nil is none.
type values map[string]any

// object makes a call that returns one object. An answer without a body gives
// its zero value.
func object[T any](ctx context.Context, c *conn, k call) (*T, error) {
	result := new(T)
	data, err := c.read(ctx, k)
	if err != nil || len(bytes.TrimSpace(data)) == 0 {
		return result, err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if k.nested {
		data = unwrap(data)
	}
	if err := json.Unmarshal(data, result); err != nil {
		return result, fmt.Errorf("%s: answer: %w", k.op.ID, err)
	}
	return result, nil
}

// scalar makes a call that returns one value.
func scalar[T any](ctx context.Context, c *conn, k call) (T, error) {
	var result T
	data, err := c.read(ctx, k)
	if err != nil || len(bytes.TrimSpace(data)) == 0 {
		return result, err
	}
	if text, ok := any(&result).(*string); ok && !json.Valid(data) {
		*text = string(data)
		return result, nil
	}
	if err := json.Unmarshal(unwrap(bytes.TrimPrefix(data, []byte("\ufeff"))), &result); err != nil {
		return result, fmt.Errorf("%s: answer: %w", k.op.ID, err)
	}
	return result, nil
}

// nothing makes a call that returns no value.
func nothing(ctx context.Context, c *conn, k call) error {
	_, err := c.read(ctx, k)
	return err
}

// stream makes a call that returns bytes. The caller closes them.
func stream(ctx context.Context, c *conn, k call) (io.ReadCloser, error) {
	k.accept = "*/*"
	answer, err := c.send(ctx, k)
	if err != nil {
		return nil, err
	}
	capture(ctx, answer, nil)
	return answer.Body, nil
}

// read makes a call and reads the answer to its end.
func (c *conn) read(ctx context.Context, k call) ([]byte, error) {
	answer, err := c.send(ctx, k)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: answer: %w", k.op.ID, err)
	}
	capture(ctx, answer, data)
	return data, nil
}

// request builds the HTTP request of a call, without its token.
func (c *conn) request(ctx context.Context, k call) (*http.Request, error) {
	if c.err != nil {
		return nil, c.err
	}
	var odd detour
	if k.link == "" {
		odd = detourOf(ctx)
	}
	target, err := c.target(k, odd)
	if err != nil {
		return nil, err
	}
	body, contentType := k.stream, k.contentType
	if odd.replacesBody {
		body, contentType = bytes.NewReader(odd.body), odd.contentType
	} else if k.body != nil {
		data, kind, err := encodeBody(k)
		if err != nil {
			return nil, err
		}
		if !isNull(data) { // a nil list or raw JSON is no body
			body, contentType = bytes.NewReader(data), cmp.Or(k.contentType, kind)
		}
	}
	r, err := http.NewRequestWithContext(ctx, k.method, target, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", cmp.Or(k.accept, "application/json"))
	for name, value := range map[string]string{"Content-Type": contentType, "User-Agent": c.options.UserAgent} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	query := r.URL.Query()
	k.parameters(func(name, value string) { query.Set(name, value) }, func(name, value string) { r.Header.Set(name, value) })
	extras(ctx, query, r.Header)
	if k.link == "" {
		r.URL.RawQuery = queryText(query.Encode())
	}
	return r, nil
}

// queryText writes blanks and "$" as the service's own addresses do.
func queryText(encoded string) string {
	return strings.ReplaceAll(strings.ReplaceAll(encoded, "+", "%20"), "%24", "$")
}

// target returns the URL of a call. A link must lead to the service itself.
func (c *conn) target(k call, odd detour) (string, error) {
	if k.link != "" {
		u, err := url.Parse(k.link)
		if err != nil || !c.isHome(u) {
			return "", fmt.Errorf("the link %q leads to another host than %s", k.link, c.base.Host)
		}
		return k.link, nil
	}
	path, err := expand(k.path, k.values...)
	if err == nil && k.at != nil {
		var start string
		start, err = k.at.path()
		path = start + path
	}
	if err == nil {
		path, err = odd.below(path)
	}
	return c.base.String() + path, err
}

// parameters passes on the query parameters and headers of a call.
func (k call) parameters(query, header func(name, value string)) {
	for name, value := range k.query {
		query(name, wireText(reflect.ValueOf(value)))
	}
	for name, value := range k.header {
		header(name, wireText(reflect.ValueOf(value)))
	}
	all := reflect.ValueOf(k.options)
	for i := range max(0, optionCount(all)) {
		one := all.Index(i)
		for n := range one.NumField() {
			field, tag := one.Field(n), one.Type().Field(n).Tag
			if field.IsZero() {
				continue
			}
			if name, ok := tag.Lookup("query"); ok {
				query(name, wireText(field))
			} else if name, ok := tag.Lookup("header"); ok {
				header(name, wireText(field))
			}
		}
	}
}

func optionCount(options reflect.Value) int {
	if !options.IsValid() {
		return 0
	}
	return options.Len()
}

// wireText writes a parameter: lists parted by commas, a present Opt as its value.
func wireText(v reflect.Value) string {
	if opt := v; v.Kind() == reflect.Struct && opt.FieldByName("Set").IsValid() {
		return wireText(opt.FieldByName("Value"))
	}
	if v.Kind() != reflect.Slice {
		return fmt.Sprint(v.Interface())
	}
	parts := make([]string, v.Len())
	for i := range parts {
		parts[i] = wireText(v.Index(i))
	}
	return strings.Join(parts, ",")
}
