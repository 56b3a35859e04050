package meaning

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// completeResponses holds the answers that the prose names against those that
// the examples show. The prose counts; where it names no status, or no type,
// the examples fill in. Where the prose speaks of objects in the plural, or is in a
// language without words, they also tell collections.
func (r *reader) completeResponses(op *ir.Operation, said answers) {
	op.Responses = slices.Clone(said.list)
	if r.page.Document != "" {
		r.assumeStatus(op)
	}
	for _, e := range op.Examples {
		if e.Response == nil || e.Response.Status >= http.StatusBadRequest || e.Response.Status < http.StatusOK {
			continue
		}
		i := slices.IndexFunc(op.Responses, func(o ir.Response) bool { return o.Status == e.Response.Status })
		switch {
		case i < 0 && len(said.list) == 0:
			op.Responses = append(op.Responses, r.assume(*e.Response, said.loose))
		case i < 0:
			related := []ir.Related{ir.RelatedAt(op.Responses[0].At, "the prose")}
			r.reportWith(related, "example-status", e.Response.At, "The example shows the status %d, which the prose does not name.", e.Response.Status)
		case op.Responses[i].Type == "":
			op.Responses[i] = completeAnswer(op.Responses[i], r.answerOf(*e.Response))
		case !r.known || said.plural[e.Response.Status]:
			op.Responses[i].Collection = op.Responses[i].Collection || e.Response.Collection
		}
	}
	if len(op.Responses) == 0 {
		for _, a := range said.shown {
			op.Responses = append(op.Responses, r.assume(ir.ExampleAnswer{Status: a.Status, At: a.At}, said.loose))
		}
	}
	if len(op.Responses) == 0 && !said.looseAt.IsZero() {
		r.report("status-assumed", said.looseAt, "The page names no status of the answer; %d is assumed.", http.StatusOK)
		op.Responses = append(op.Responses, ir.Response{Status: http.StatusOK, Type: said.loose.Name, Collection: said.loose.Collection, At: said.looseAt})
	}
	locate(op, said.location)
}

// assumeStatus gives the answers of an operation that show none the status that
// the page names first, else 200.
func (r *reader) assumeStatus(op *ir.Operation) {
	for i := range op.Examples {
		answer := op.Examples[i].Response
		if answer == nil || answer.Status != 0 {
			continue
		}
		if answer.Status = http.StatusOK; len(op.Responses) > 0 {
			answer.Status = op.Responses[0].Status
			continue
		}
		r.report("status-assumed", answer.At, "The page names no status of the answer; %d is assumed.", answer.Status)
	}
}

// assume takes an answer from an example because the prose names no status; the
// prose may still name the type.
func (r *reader) assume(shown ir.ExampleAnswer, loose typeRef) ir.Response {
	if r.page.Document == "" {
		r.report("response-assumed", shown.At, "The prose names no status; %d is taken from the example.", shown.Status)
	}
	answer := r.answerOf(shown)
	if loose.Name != "" && hasBody(shown.Status) {
		answer.Type, answer.Collection = loose.Name, loose.Collection
	}
	return answer
}

// answerOf is what the example of an answer documents.
func (r *reader) answerOf(a ir.ExampleAnswer) ir.Response {
	out := ir.Response{Status: a.Status, At: a.At}
	if hasBody(a.Status) {
		out.Type, out.Collection = typeName(r.words, a.Type), a.Collection
	}
	if t := mediaType(headerValue(a.Headers, "Content-Type")); t != "" && !strings.HasSuffix(t, "json") && hasBody(a.Status) && a.Body != "" {
		out.ContentType = t
	}
	return out
}

func completeAnswer(said, shown ir.Response) ir.Response {
	if said.ContentType == "" {
		said.ContentType = shown.ContentType
	}
	if shown.Type != "" {
		said.Type, said.Collection = shown.Type, shown.Collection
	}
	return said
}
