package meaning

import "strings"

// addressing tells which requests are calls of the API that the page documents.
type addressing struct {
	endpoints []endpointLine
	segments  [][]string // of each endpoint's path
	hosts     map[string]bool
}

func newAddressing(endpoints []endpointLine, exchanges []*exchange) *addressing {
	a := &addressing{endpoints: endpoints, hosts: map[string]bool{}}
	for _, e := range endpoints {
		a.segments = append(a.segments, pathSegments(e.Path))
	}
	for _, x := range exchanges {
		if t, ok := parseTarget(x.Request.URL); ok && len(a.fitting(t.Path)) > 0 {
			a.hosts[strings.ToLower(t.Host)] = true
		}
	}
	return a
}

// fitting returns the endpoints whose path an example's path fits, whatever
// the method.
func (a *addressing) fitting(path string) []endpointLine {
	segments := pathSegments(path)
	var out []endpointLine
	for i, e := range a.endpoints {
		if fitsEither(a.segments[i], segments) {
			out = append(out, e)
		}
	}
	return out
}

// isForeign reports whether a request goes to a host that is not the
// service's: one that no fitting request of the page names, while others do.
func (a *addressing) isForeign(url string) bool {
	t, ok := parseTarget(url)
	if !ok || t.Host == "" || len(a.hosts) == 0 {
		return false
	}
	return !a.hosts[strings.ToLower(t.Host)] && t.APIVersion == ""
}

// withoutForeign drops what the service sends to an app's own host, and
// requests to other services, with their responses.
func (a *addressing) withoutForeign(exchanges []*exchange) []*exchange {
	kept := exchanges[:0:0]
	for _, x := range exchanges {
		if !a.isForeign(x.Request.URL) {
			kept = append(kept, x)
		}
	}
	return kept
}
