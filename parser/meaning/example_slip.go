package meaning

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/nearest"
	"github.com/docpiler/docpiler/ir/service"
)

// lintSlips reports what is surely a slip in a message, whatever the page says: a
// misspelt host, an empty segment, a reason phrase of another status, a day that no
// calendar has.
func (r exampleReader) lintSlips(m message) {
	if m.Method != "" {
		r.lintURL(m)
	}
	if m.Reason != "" && !isReason(m.Reason, m.Status) {
		r.report("example-reason", m.At, "The status line says %s after %d, which is %s.", quote(m.Reason), m.Status, quote(http.StatusText(m.Status)))
	}
	if body, err := jsontree.Parse(m.Body); err == nil {
		r.lintTimes(m, body)
	}
}

// maxHostSlips is how many slips make a host of that of the service.
const maxHostSlips = 2

// lintURL checks the host and the path of a request.
func (r exampleReader) lintURL(m message) {
	t, ok := parseTarget(m.URL)
	if !ok {
		return
	}
	host := strings.ToLower(t.Host)
	if meant := nearest.Word(host, serviceHosts, maxHostSlips); host != "" && meant != "" && meant != host {
		r.report("example-host", m.At, "The request goes to %s; %s may be meant.", quote(t.Host), quote(meant))
	}
	path := t.Path
	if i := strings.IndexAny(path, "'("); i >= 0 {
		path = path[:i] // an argument may hold anything
	}
	if strings.Contains(path, "//") {
		r.report("example-path", m.At, "The path %s has two slashes in a row.", quote(t.Path))
	}
}

// serviceHosts are the hosts of the service and its clouds.
var serviceHosts = func() []string {
	hosts := []string{service.HostOf(service.Graph.URL)}
	for _, e := range service.Graph.Environments {
		hosts = append(hosts, service.HostOf(e.URL))
	}
	return hosts
}()

// isReason reports whether a text may stand after a status: the phrase of HTTP, or
// what is none of another status.
func isReason(text string, status int) bool {
	text = strings.Trim(text, " .,-")
	if hasPrefixFold(text, http.StatusText(status)) {
		return true
	}
	for code := http.StatusContinue; code <= http.StatusNetworkAuthenticationRequired; code++ {
		if code != status && strings.EqualFold(text, http.StatusText(code)) && text != "" {
			return false
		}
	}
	return true
}

// pointInTime is the shape of a date with a time.
var pointInTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$`)

// lintTimes reports the first point in time of a body that no calendar or clock has.
func (r exampleReader) lintTimes(m message, n *jsontree.Node) bool {
	if text := n.Str(); pointInTime.MatchString(text) {
		if _, err := time.Parse("2006-01-02T15:04:05", text[:len("2006-01-02T15:04:05")]); err != nil {
			r.report("example-time", m.bodyPos(n.Offset), "The value %s has the form of a point in time, but is none.", quote(text))
			return true
		}
	}
	for _, sub := range n.Nodes {
		if r.lintTimes(m, sub) {
			return true
		}
	}
	return false
}

// lintRepeats reports the members of a body that stand twice in one object, of
// which the last one counts.
func (c *pageContext) lintRepeats(n *jsontree.Node, body string, at ir.Pos) {
	for _, again := range n.Repeated {
		c.report("json-member-repeated", at.In(body, again.Offset), "The member %s stands in the object twice.", quote(again.Name))
	}
	for _, sub := range n.Nodes {
		c.lintRepeats(sub, body, at)
	}
}

// bodyPos is the place of an offset in the body of a message.
func (m *message) bodyPos(offset int) ir.Pos { return m.BodyAt.In(m.Body, offset) }
