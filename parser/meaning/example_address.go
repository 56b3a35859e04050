package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// addressing tells which requests are calls of the API that the page documents.
type addressing struct {
	endpoints []endpointLine
	templates []segments // of each endpoint's path
	hosts     map[string]bool
}

// maxTemplates is how many endpoints examples are compared with. Real pages have
// up to eighty.
const maxTemplates = 1000

func newAddressing(endpoints []endpointLine, exchanges []*exchange) *addressing {
	a := &addressing{endpoints: endpoints, hosts: map[string]bool{}}
	for _, e := range endpoints[:min(len(endpoints), maxTemplates)] {
		a.templates = append(a.templates, newSegments(e.Template()))
	}
	a.addHosts(exchanges, func(t target) bool { return len(a.fitting(t.Path)) > 0 })
	if len(a.hosts) == 0 {
		a.addHosts(exchanges, func(t target) bool { return t.Host == "" || t.APIVersion != "" })
	}
	return a
}

// addHosts takes the hosts of the requests that belong to the service.
func (a *addressing) addHosts(exchanges []*exchange, own func(target) bool) {
	for _, x := range exchanges {
		if t, ok := parseTarget(x.Request.URL); ok && own(t) {
			a.hosts[strings.ToLower(t.Host)] = true
		}
	}
}

// fitting returns the endpoints whose path an example's path fits, whatever
// the method.
func (a *addressing) fitting(path string) []endpointLine {
	shown := newSegments(path)
	var out []endpointLine
	for i, t := range a.templates {
		if t.fit(shown) {
			out = append(out, a.endpoints[i])
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

// knows reports whether an address fits one of the endpoints.
func (a *addressing) knows(url string) bool {
	t, ok := parseTarget(url)
	return ok && len(a.fitting(t.Path)) > 0
}

// withoutForeign drops what the service sends to an app's own host, and
// requests to other services, with their responses. A request in running text
// that fits no endpoint and has no response is no example either. It returns the
// lines of the former.
func (a *addressing) withoutForeign(exchanges []*exchange) (kept []*exchange, foreign []ir.Aside) {
	kept = exchanges[:0:0]
	for _, x := range exchanges {
		stray := x.Request.Outside && len(x.Responses) == 0 && !a.knows(x.Request.URL)
		switch {
		case a.isForeign(x.Request.URL):
			for _, m := range append([]message{x.Request}, x.Responses...) {
				foreign = append(foreign, ir.Aside{Span: ir.Span{At: m.At, End: m.End}, Strong: true})
			}
		case !stray:
			kept = append(kept, x)
		}
	}
	return kept, foreign
}
