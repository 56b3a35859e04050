package mock

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// candidate is an answer that a page shows, and how well its request fits.
type candidate struct {
	answer *gomodel.Answer
	score  int
}

// answers lists the answers of an operation's examples that may answer a
// request, the best first; of equal ones the page's first.
func answers(method *gomodel.Method, r *http.Request) []*gomodel.Answer {
	status, number := preference(r.Header.Values("Prefer"))
	asked := gomodel.ParseTarget(r.URL.RequestURI(), "")
	var list []candidate
	for _, e := range method.Examples {
		if e.Verb != method.Verb || number > 0 && number != e.Number {
			continue
		}
		score := likeness(e.Target, asked)
		if e.Answer != nil {
			list = append(list, candidate{e.Answer, score})
		}
		for n := range e.Others {
			list = append(list, candidate{&e.Others[n], score - 1})
		}
	}
	list = slices.DeleteFunc(list, func(c candidate) bool {
		return c.answer.Status < 200 || c.answer.Status > 599 || status > 0 && c.answer.Status != status ||
			status == 0 && number == 0 && c.answer.Status >= 400 && c.score < samePath
	})
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	out := make([]*gomodel.Answer, len(list))
	for i, c := range list {
		out[i] = c.answer
	}
	return out
}

// preference reads the headers "Prefer: code=404, example=2".
func preference(values []string) (status, number int) {
	for _, part := range strings.FieldsFunc(strings.Join(values, ","), func(r rune) bool { return r == ',' || r == ';' }) {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, err := strconv.Atoi(strings.Trim(value, `"`))
		switch {
		case err != nil:
		case strings.EqualFold(name, "code"):
			status = n
		case strings.EqualFold(name, "example"):
			number = n
		}
	}
	return status, number
}

// samePath is the score of an example whose path is the request's.
const samePath = 1000

// likeness says how close an example's URL is to a request's: the same path
// first, then the parts of the query that they share, less those that differ.
func likeness(shown, asked gomodel.Target) int {
	score := 0
	if path := strings.ToLower(shown.Path()); path != "" && strings.HasSuffix(strings.ToLower(asked.Path()), path) {
		score = samePath
	}
	for _, q := range asked.Query {
		if slices.ContainsFunc(shown.Query, func(o gomodel.Pair) bool { return strings.EqualFold(o.Name, q.Name) && o.Value == q.Value }) {
			score += 10
		}
	}
	return score - len(shown.Query) - len(asked.Query)
}
