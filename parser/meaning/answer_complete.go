package meaning

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// complete holds the answers that the prose names against those that the
// exchanges show. The prose counts; where it names no status, or no type, the
// exchanges fill in. Where the prose speaks of objects in the plural, or is in a
// language without words, they also tell collections.
//
// Where the prose says that one object comes and all examples show a list, the list
// counts, unless every path is keyed: ends in the key of one object.
func (r answerReader) complete(said answers, exchanges []*exchange, keyed bool) []ir.Response {
	if r.page.Document != "" {
		r.assumeStatus(said, exchanges)
	}
	out := slices.Clone(said.list)
	for _, x := range exchanges {
		if len(x.Responses) == 0 || x.Responses[0].Status >= http.StatusBadRequest || x.Responses[0].Status < http.StatusOK {
			continue
		}
		shown := exampleAnswer(x.Responses[0], x.Responses[0].Status)
		i := slices.IndexFunc(out, func(o ir.Response) bool { return o.Status == shown.Status })
		switch {
		case i < 0 && len(said.list) == 0:
			out = append(out, r.assume(shown, said.loose))
		case i < 0 && !namesSuccess(said.list):
			out = append([]ir.Response{r.assume(shown, said.loose)}, out...)
		case i < 0:
			related := []ir.Related{ir.RelatedAt(out[0].At, "the prose")}
			r.reportWith(related, "example-status", shown.At, "The example shows the status %d, which the prose does not name.", shown.Status)
		case out[i].Type == "":
			out[i] = completeAnswer(out[i], r.answerOf(shown))
		case !r.known || said.plural[shown.Status]:
			out[i].Collection = out[i].Collection || shown.Collection
		case shown.Status == http.StatusOK && !out[i].Collection && !keyed && allLists(exchanges):
			related := []ir.Related{ir.RelatedAt(out[i].At, "the prose")}
			r.reportWith(related, "response-list", shown.At, "The example shows a list, where the prose says one %s; it is taken for a list.", quote(out[i].Type))
			out[i].Collection = true
		}
	}
	if len(out) == 0 {
		for _, a := range said.shown {
			out = append(out, r.assume(ir.ExampleAnswer{Status: a.Status, At: a.At}, said.loose))
		}
	}
	if len(out) == 0 && !said.looseAt.IsZero() {
		r.report("status-assumed", said.looseAt, "The page names no status of the answer; %d is assumed.", http.StatusOK)
		out = append(out, ir.Response{Status: http.StatusOK, Type: said.loose.Name, Collection: said.loose.Collection, At: said.looseAt})
	}
	return out
}

// namesSuccess reports whether one of the answers that the prose names is a plain
// success, not the mixture of 207 alone.
func namesSuccess(said []ir.Response) bool {
	return slices.ContainsFunc(said, func(o ir.Response) bool { return o.Status != http.StatusMultiStatus })
}

// allLists reports whether all answers that are shown as JSON are lists, and one is.
func allLists(exchanges []*exchange) bool {
	lists := 0
	for _, x := range exchanges {
		if len(x.Responses) == 0 || x.Responses[0].Status != http.StatusOK {
			continue
		}
		if _, err := jsontree.Parse(x.Responses[0].Body); err != nil {
			continue
		}
		if !isCollection(x.Responses[0]) {
			return false
		}
		lists++
	}
	return lists > 0
}

// assumeStatus gives the answers that are shown without a status the one that the
// page names first, else 200.
func (r answerReader) assumeStatus(said answers, exchanges []*exchange) {
	for _, x := range exchanges {
		if len(x.Responses) == 0 || x.Responses[0].Status != 0 {
			continue
		}
		if x.Responses[0].Status = firstStatus(said.list); len(said.list) == 0 {
			r.report("status-assumed", x.Responses[0].At, "The page names no status of the answer; %d is assumed.", http.StatusOK)
		}
	}
}

// firstStatus is the status of an answer that is shown without one: the status
// that the page documents first, else 200.
func firstStatus(responses []ir.Response) int {
	if len(responses) > 0 {
		return responses[0].Status
	}
	return http.StatusOK
}

// assume takes an answer from an example because the prose names no status; the
// prose may still name the type.
func (r answerReader) assume(shown ir.ExampleAnswer, loose typeRef) ir.Response {
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
func (r answerReader) answerOf(a ir.ExampleAnswer) ir.Response {
	out := ir.Response{Status: a.Status, At: a.At}
	if hasBody(a.Status) {
		out.Type, out.Collection = typeName(r.words, a.Type), a.Collection
	}
	if t := mediaType(headerValue(a.Headers, "Content-Type")); t != "" && !strings.HasSuffix(t, "json") && hasBody(a.Status) && (a.Body != "" || a.Status == http.StatusOK && !strings.HasPrefix(t, "text/")) {
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

// mentioned adds to answers the places among the examples where prose names their
// statuses again.
func (r answerReader) mentioned(list []ir.Response, parts sections) []ir.Response {
	for _, p := range parts.where(func(p part) bool { return p.InExamples }) {
		for _, para := range proseOf(p.Blocks) {
			for _, s := range statusesOf(para.Spans) {
				for i := range list {
					if list[i].Status == s.code {
						list[i].Also = append(list[i].Also, ir.Span{At: s.at})
					}
				}
			}
		}
	}
	return list
}
