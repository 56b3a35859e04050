package pull

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

const (
	maxRedirects  = 5
	maxRetries    = 4
	maxRetryAfter = 2 * time.Minute // a server that wants more is left alone
	maxRobots     = 512 << 10
	maxDelay      = 30 * time.Second // of robots.txt
	robotsName    = "docpiler"       // in robots.txt
)

// client asks the hosts of one source, one request after the other, as each
// host's robots.txt wishes.
type client struct {
	source  Source
	agent   string
	hosts   []string // that may be asked
	pages   *retryablehttp.Client
	plain   *retryablehttp.Client // of robots.txt, which no robots.txt forbids
	robots  map[string]*robotstxt.Group
	limiter map[string]*rate.Limiter
}

func newClient(s Source, opt Options, hosts []string) *client {
	c := &client{
		source: s, agent: opt.Agent, hosts: hosts,
		robots: map[string]*robotstxt.Group{}, limiter: map[string]*rate.Limiter{},
	}
	transport := &http.Transport{
		DialContext: s.dial, TLSClientConfig: &tls.Config{RootCAs: opt.roots, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 1, IdleConnTimeout: time.Minute,
		ResponseHeaderTimeout: time.Minute, MaxResponseHeaderBytes: 64 << 10,
	}
	if s.AllowPrivate { // a proxy makes connections that dial does not see
		transport.Proxy = http.ProxyFromEnvironment
	}
	c.pages = c.retrying(transport, opt.retryMin, c.permit)
	c.plain = c.retrying(transport, opt.retryMin, func(_ context.Context, u *url.URL) error { return c.checkHost(u) })
	return c
}

func (c *client) retrying(t http.RoundTripper, wait time.Duration, permit func(context.Context, *url.URL) error) *retryablehttp.Client {
	r := retryablehttp.NewClient()
	r.Logger = nil
	r.ErrorHandler = retryablehttp.PassthroughErrorHandler
	r.RetryMax = maxRetries
	r.RetryWaitMin = cmp.Or(wait, time.Second)
	r.RetryWaitMax = 30 * time.Second
	r.CheckRetry = checkRetry
	r.Backoff = backoff
	r.HTTPClient = &http.Client{
		Transport: paced{c, t},
		Timeout:   2 * time.Minute,
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return refuse("more than %d redirects", maxRedirects)
			}
			return permit(req.Context(), req.URL)
		},
	}
	return r
}

// paced waits before each request, redirects and retries included, and says who
// asks.
type paced struct {
	c    *client
	next http.RoundTripper
}

func (p paced) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := p.c.limiterOf(req.URL).Wait(req.Context()); err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", p.c.agent)
	req.Header.Del("Referer")
	return p.next.RoundTrip(req)
}

func (c *client) limiterOf(u *url.URL) *rate.Limiter {
	host := hostOf(u)
	if c.limiter[host] == nil {
		c.limiter[host] = rate.NewLimiter(rate.Limit(cmp.Or(c.source.Rate, DefaultRate)), 1)
	}
	return c.limiter[host]
}

func checkRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	var refused *refusal
	if errors.As(err, &refused) {
		return false, err
	}
	if retryAfter(resp) > maxRetryAfter {
		return false, nil
	}
	return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
}

func backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	if wait := retryAfter(resp); wait > 0 {
		return min(wait, maxRetryAfter)
	}
	return retryablehttp.DefaultBackoff(least, most, attempt, nil)
}

// retryAfter is how long a server asks to be left alone.
func retryAfter(resp *http.Response) time.Duration {
	if resp == nil || resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	text := resp.Header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// permit says whether a URL may be asked for.
func (c *client) permit(ctx context.Context, u *url.URL) error {
	if err := c.checkHost(u); err != nil {
		return err
	}
	group, err := c.robotsOf(ctx, u)
	if err != nil {
		return err
	}
	if target := cmp.Or(u.EscapedPath(), "/"); !group.Test(target + query(u)) {
		return refuse("robots.txt of %s does not allow it", u.Host)
	}
	return nil
}

func query(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	return "?" + u.RawQuery
}

// checkHost holds a URL to the schemes and hosts of the source.
func (c *client) checkHost(u *url.URL) error {
	switch {
	case u.Scheme == "http" && !c.source.AllowHTTP:
		return refuse("%s is not https; where that is meant, write allowHTTP: true", u)
	case u.Scheme != "https" && u.Scheme != "http":
		return refuse("%s is not https", u)
	case u.User != nil:
		return refuse("the URL holds a user name")
	case !slices.Contains(c.hosts, hostOf(u)):
		return refuse("it leads to the host %s; where that is meant, name it in hosts", hostOf(u))
	}
	return nil
}

// robotsOf returns what a host's robots.txt says to docpiler.
func (c *client) robotsOf(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	host := u.Scheme + "://" + hostOf(u)
	if g := c.robots[host]; g != nil {
		return g, nil
	}
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	resp, err := c.send(ctx, c.plain, at, nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests {
		return nil, fmt.Errorf("%s: the site answers %s, so nothing is asked of it", at, resp.Status)
	}
	data, err := readAtMost(resp.Body, maxRobots)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	robots, err := robotstxt.FromStatusAndBytes(resp.StatusCode, data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	group := robots.FindGroup(robotsName)
	c.robots[host] = group
	if group.CrawlDelay > 0 {
		slowest := rate.Every(min(group.CrawlDelay, maxDelay))
		if l := c.limiterOf(u); l.Limit() > slowest {
			l.SetLimit(slowest)
		}
	}
	return group, nil
}

// get asks for a URL. Whoever calls it closes the body.
func (c *client) get(ctx context.Context, u *url.URL, header http.Header) (*http.Response, error) {
	if err := c.permit(ctx, u); err != nil {
		return nil, err
	}
	return c.send(ctx, c.pages, u, header)
}

func (c *client) send(ctx context.Context, by *retryablehttp.Client, u *url.URL, header http.Header) (*http.Response, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	for name, values := range header {
		req.Header[name] = values
	}
	resp, err := by.Do(req)
	if wait := retryAfter(resp); err == nil && wait > maxRetryAfter {
		resp.Body.Close()
		return nil, &busy{u.Host, wait}
	}
	if err != nil && resp != nil {
		resp.Body.Close()
	}
	return resp, cause(err)
}

// busy is the error of a host that wants to be left alone for long.
type busy struct {
	host string
	wait time.Duration
}

func (b *busy) Error() string {
	return fmt.Sprintf("%s asks to be left alone for %s; run `docpiler pull` again then", b.host, b.wait.Round(time.Second))
}

// cause takes off what net/http says about a request that a message names anyway.
func cause(err error) error {
	var refused *refusal
	if errors.As(err, &refused) {
		return refused
	}
	var of *url.Error
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}

// hostOf names a host as it is compared: without the port that its scheme has
// anyway.
func hostOf(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if port == "" || port == "443" && u.Scheme == "https" || port == "80" && u.Scheme == "http" {
		return host
	}
	return host + ":" + port
}
