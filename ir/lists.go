package ir

import (
	"net/http"
	"slices"
	"strings"
)

// MarkLists says of each body and answer that its examples show as a JSON list that
// it is one. What changes is copied.
func MarkLists(api *API) {
	for i, op := range api.Operations {
		bodies, answers := shownTexts(op)
		body := op.Body != nil && allLists(bodies)
		answer := allLists(answers) && len(op.Responses) > 0
		if !body && !answer {
			continue
		}
		out := clone(op)
		whole := ""
		if body {
			out.Body = clone(op.Body)
			out.Body.Collection, out.Body.List = true, &whole
		}
		if answer {
			out.Responses = slices.Clone(op.Responses)
			for j := range out.Responses {
				if r := &out.Responses[j]; r.Status < http.StatusMultipleChoices && r.Status != http.StatusNoContent && r.ContentType == "" {
					r.Collection, r.List = true, &whole
				}
			}
		}
		api.Operations[i] = out
	}
}

// shownTexts lists the bodies of the requests, and of the answers of success, that
// an operation's examples show.
func shownTexts(op *Operation) (bodies, answers []string) {
	for i := range op.Examples {
		x := &op.Examples[i]
		if x.Request.Body != "" {
			bodies = append(bodies, x.Request.Body)
		}
		if a := x.Response; a != nil && a.Body != "" && a.Status < http.StatusMultipleChoices {
			answers = append(answers, a.Body)
		}
	}
	return bodies, answers
}

func allLists(texts []string) bool {
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(s string) bool { return !strings.HasPrefix(strings.TrimSpace(s), "[") })
}
