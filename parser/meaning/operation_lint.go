package meaning

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// lint checks the examples of an operation against what the page
// documents about bodies.
func (r *operationReader) lint(op *ir.Operation) {
	for _, e := range op.Examples {
		r.lintRequestBody(op.Body, e.Request)
		if e.Request.Body != "" && (e.Request.Method == http.MethodGet || e.Request.Method == http.MethodHead) {
			r.report("example-body-unexpected", e.Request.At, "The %s request has a body.", e.Request.Method)
		}
		if e.Response != nil {
			r.lintAnswerBody(*e.Response)
		}
		for _, a := range e.Alternatives {
			r.lintAnswerBody(a)
		}
	}
}

// lintAnswerBody reports a body where the status says that there is none.
func (r *operationReader) lintAnswerBody(a ir.ExampleAnswer) {
	if a.Body != "" && (a.Status == http.StatusNoContent || a.Status == http.StatusNotModified) {
		r.report("example-body-unexpected", a.At, "The response with status %d has a body.", a.Status)
	}
}

// lintRequestBody compares the members of an example's body with the table of
// the body.
func (r *operationReader) lintRequestBody(body *ir.Body, q ir.ExampleRequest) {
	if r.isTranslation() || body == nil || body.From != "table" || q.Body == "" {
		return
	}
	sent, err := jsontree.Parse(q.Body)
	if err != nil {
		return
	}
	shown := map[string]bool{}
	var extra []string
	for _, m := range sent.Members() {
		key := m.Name
		shown[strings.ToLower(key)] = true
		known := slices.ContainsFunc(body.Properties, func(p ir.BodyProperty) bool { return strings.EqualFold(p.Name, key) })
		if !known && !strings.Contains(key, "@") {
			extra = append(extra, key)
		}
	}
	related := []ir.Related{ir.RelatedAt(body.At, "the request body")}
	if len(extra) > 0 {
		// The reverse is not certain then: the table may describe a part of the body.
		r.reportWith(related, "example-body-undocumented", q.At, "The request shows %s, which the table of the request body does not describe.", quote(strings.Join(extra, ", ")))
		return
	}
	var missing []string
	for _, p := range body.Properties {
		if p.Required && len(shown) > 0 && !shown[strings.ToLower(p.Name)] {
			missing = append(missing, p.Name)
		}
	}
	if len(missing) > 0 {
		r.reportWith(related, "example-body-incomplete", q.At, "The request lacks %s, which the table of the request body says is required.", quote(strings.Join(missing, ", ")))
	}
}

// titleMethods are the methods that may do what a verb of a title says. What is
// listed or got may also be asked for by POST, and what is created by PUT or PATCH.
var titleMethods = map[string][]string{
	"delete": {http.MethodDelete, http.MethodPost},
	"get":    {http.MethodGet, http.MethodPost},
	"list":   {http.MethodGet, http.MethodPost},
	"update": {http.MethodPatch, http.MethodPut, http.MethodPost},
	"create": {http.MethodPost, http.MethodPut, http.MethodPatch},
}

// lintTitle reports a title that says something else than the methods of all
// endpoints do.
func (r *operationReader) lintTitle(lines []endpointLine) {
	t := r.readTitle()
	may := titleMethods[t.verb]
	if len(lines) == 0 || may == nil || t.lost || r.page.Document != "" ||
		slices.ContainsFunc(lines, func(e endpointLine) bool { return slices.Contains(may, e.Method) || pathVerbs[e.Method].entity == "" }) {
		return
	}
	r.reportWith([]ir.Related{ir.RelatedAt(lines[0].At, "the endpoint")}, "title-method", r.page.At,
		"The title %s does not go with the method %s.", quote(r.page.Title.String()), lines[0].Method)
}
