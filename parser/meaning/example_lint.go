package meaning

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// lint reports what is wrong with the examples of a page taken
// together with its endpoints.
func (r exampleReader) lint(exchanges []*exchange, a *addressing) {
	names := map[string]ir.Pos{}
	for _, x := range exchanges {
		q := x.Request
		if len(x.Responses) == 0 && r.page.Document == "" { // elsewhere empty answers are not shown
			r.report("example-unpaired", q.At, "The request %s has no response on the page.", quote(q.Method+" "+q.URL))
		}
		r.lintAddress(q, a)
		r.lintSlips(q)
		r.lintSampleKeys(q)
		r.lintBlockType(q, "request", "response")
		for _, m := range x.Responses {
			r.lintBlockType(m, "response", "request")
			r.lintSlips(m)
		}
		for _, n := range q.Note.Names {
			if first, taken := names[n]; taken && first != q.Note.At {
				related := []ir.Related{ir.RelatedAt(first, "first here")}
				r.reportWith(related, "example-name-repeated", q.Note.At, "The example name %s is used twice on the page.", quote(n))
			}
			names[n] = q.Note.At
		}
	}
}

// lintAddress checks a request against the endpoints of its page.
func (r exampleReader) lintAddress(q message, a *addressing) {
	if len(a.endpoints) == 0 {
		return
	}
	t, ok := parseTarget(q.URL)
	if !ok {
		return
	}
	fitting := a.fitting(t.Path)
	if len(fitting) == 0 {
		related := []ir.Related{ir.RelatedAt(a.endpoints[0].At, "the first endpoint of the page")}
		r.reportWith(related, "example-unmatched", q.At, "The request %s fits no endpoint of the page.", quote(q.Method+" "+q.URL))
		return
	}
	for _, e := range fitting {
		if e.Method == q.Method {
			return
		}
	}
	related := []ir.Related{ir.RelatedAt(fitting[0].At, "the endpoint")}
	r.reportWith(related, "example-method", q.At, "The request %s uses the method %s where the endpoint says %s.",
		quote(q.Method+" "+q.URL), q.Method, fitting[0].Method)
}

// lintVersions reports requests to another version than the one that the page
// documents.
func (r exampleReader) lintVersions(exchanges []*exchange, version string) {
	for _, x := range exchanges {
		if t, ok := parseTarget(x.Request.URL); ok && t.APIVersion != "" && !strings.EqualFold(t.APIVersion, version) {
			r.report("example-version", x.Request.At, "The request is to the version %s, while the page documents %s.", quote(t.APIVersion), quote(version))
		}
	}
}

// oddMethod is a word in capitals where a request line has its method.
var oddMethod = regexp.MustCompile(`^([A-Z]{3,12}) +(?:https?://|/)`)

// lintMethod reports a block among the examples that would be a request if its
// method were one of HTTP.
func (r exampleReader) lintMethod(p part, code *page.Code) {
	if !p.InExamples || isOtherTab(code) || isHTTP(code) {
		return
	}
	if page.IsRequest(firstLineOf(code)) {
		r.report("example-unmatched", code.From, "The request %s has no path, so it fits no endpoint of the page.", quote(firstLineOf(code)))
		return
	}
	if m := oddMethod.FindStringSubmatch(strings.TrimSpace(code.Text)); m != nil {
		r.report("method-unknown", code.From, "The request has the method %s, which HTTP does not know.", quote(m[1]))
	}
}

// lintSampleKeys checks that the keys which an annotation names stand in the address.
func (r exampleReader) lintSampleKeys(q message) {
	for _, key := range q.Note.SampleKeys {
		if !strings.Contains(q.URL, key) {
			r.report("sample-key-unused", q.Note.At, "The sample key %s does not stand in the address %s.", quote(key), quote(q.URL))
		}
	}
}

// lintBlockType checks the kind that an annotation gives a message.
func (r exampleReader) lintBlockType(m message, kind, other string) {
	if m.Note.BlockType == other {
		r.report("annotation-mismatch", m.Note.At, "The annotation says %s where a %s stands.", other, kind)
	}
}
