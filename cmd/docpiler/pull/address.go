package pull

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// refusal is an error that no retry changes.
type refusal struct{ reason string }

func (r *refusal) Error() string { return r.reason }

func refuse(format string, args ...any) error { return &refusal{fmt.Sprintf(format, args...)} }

// reserved are the ranges that are not the public Internet's, besides those that
// netip.Addr knows: loopback, private, link-local, multicast, unspecified.
var reserved = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// isPublic reports whether an address is one of the public Internet.
func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// onlyPublic is a [net.Dialer.Control]: it sees the address that is connected to,
// after names are resolved, so a name that resolves differently the second time
// gains nothing.
func onlyPublic(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return refuse("%s is no address", address)
	}
	if !isPublic(to.Addr()) {
		return refuse("%s is not a public address; where that is meant, write allowPrivate: true", to.Addr())
	}
	return nil
}

// dial connects as the source permits.
func (s Source) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: 30 * time.Second}
	if !s.AllowPrivate {
		d.Control = onlyPublic
	}
	return d.DialContext(ctx, network, address)
}
