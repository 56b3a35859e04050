package pull

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// proxy is the way by which git gets to the network: an HTTP proxy on the loopback
// interface that connects to the hosts and addresses that the source permits, and
// passes on no more than a source may have.
type proxy struct {
	source   Source
	hosts    []string
	listener net.Listener
	server   *http.Server
	left     atomic.Int64 // bytes that may still come

	mu      sync.Mutex
	refused error
}

func (r *run) startProxy(u *url.URL) (*proxy, error) {
	hosts := []string{hostOf(u)}
	for _, host := range r.Hosts {
		hosts = append(hosts, strings.ToLower(host))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{source: r.Source, hosts: hosts, listener: listener}
	p.left.Store(maxTotal)
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: time.Minute}
	go p.server.Serve(listener) // ends with close
	return p, nil
}

func (p *proxy) url() string { return "http://" + p.listener.Addr().String() }

func (p *proxy) close() { p.server.Close() }

// refusal is why the proxy did not connect, nil if it always did.
func (p *proxy) refusal() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.refused
}

func (p *proxy) refuse(w http.ResponseWriter, err error) {
	p.mu.Lock()
	p.refused = errors.Join(p.refused, err)
	p.mu.Unlock()
	http.Error(w, err.Error(), http.StatusForbidden)
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	u := req.URL
	if req.Method == http.MethodConnect {
		u = &url.URL{Scheme: "https", Host: req.Host}
	}
	switch {
	case !slices.Contains(p.hosts, hostOf(u)):
		p.refuse(w, refuse("the repository leads to the host %s; where that is meant, name it in hosts", hostOf(u)))
	case req.Method == http.MethodConnect:
		p.tunnel(w, req)
	case u.Scheme == "http" && p.source.AllowHTTP:
		p.forward().ServeHTTP(w, req)
	default:
		p.refuse(w, refuse("%s is not https", u))
	}
}

// forward passes on requests that are not encrypted.
func (p *proxy) forward() http.Handler {
	return &httputil.ReverseProxy{
		Rewrite:   func(*httputil.ProxyRequest) {},
		Transport: &http.Transport{DialContext: p.dial, DisableKeepAlives: true, DisableCompression: true},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			p.refuse(w, err)
		},
	}
}

// tunnel passes on bytes between git and the host that it asked for.
func (p *proxy) tunnel(w http.ResponseWriter, req *http.Request) {
	remote, err := p.dial(req.Context(), "tcp", req.Host)
	if err != nil {
		p.refuse(w, err)
		return
	}
	defer remote.Close()
	local, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		p.refuse(w, err)
		return
	}
	defer local.Close()
	if _, err := io.WriteString(local, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	go func() {
		io.Copy(remote, buffered) // ends when either side closes
		remote.Close()
	}()
	io.Copy(local, remote)
}

// dial connects, and bounds what comes.
func (p *proxy) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := p.source.dial(ctx, network, address)
	if err != nil {
		return nil, cause(err)
	}
	return &bounded{c, p}, nil
}

// bounded is a connection that ends when all connections of a proxy together have
// brought what they may.
type bounded struct {
	net.Conn
	proxy *proxy
}

func (b *bounded) Read(data []byte) (int, error) {
	n, err := b.Conn.Read(data)
	if b.proxy.left.Add(int64(-n)) < 0 {
		err = fmt.Errorf("the repository sends more than %d bytes", maxTotal)
		b.proxy.mu.Lock()
		b.proxy.refused = err
		b.proxy.mu.Unlock()
		return 0, err
	}
	return n, err
}
