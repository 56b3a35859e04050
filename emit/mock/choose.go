package mock

import (
	"cmp"
	"net/http"
	"net/url"
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
	var list []candidate
	for _, e := range method.Examples {
		if e.Verb != method.Verb || number > 0 && number != e.Number {
			continue
		}
		score := likeness(e.URL, r.URL)
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
func likeness(shown string, asked *url.URL) int {
	path, query, _ := strings.Cut(shown, "?")
	score := 0
	if segments := pathOf(path); segments != "" && strings.HasSuffix(strings.ToLower(strings.TrimSuffix(asked.Path, "/")), segments) {
		score = samePath
	}
	want := pairs(query)
	have := pairs(asked.RawQuery)
	for pair := range have {
		if want[pair] {
			score += 10
		}
	}
	return score - len(want) - len(have)
}

// pathOf returns the path of a URL below the API version, in lower case.
func pathOf(shown string) string {
	if _, rest, ok := strings.Cut(shown, "://"); ok {
		_, path, _ := strings.Cut(rest, "/")
		_, below, _ := strings.Cut(path, "/")
		shown = "/" + below
	}
	if plain, err := url.PathUnescape(shown); err == nil {
		shown = plain
	}
	return strings.ToLower(strings.TrimSuffix(shown, "/"))
}

// pairs returns the name=value pairs of a query, names in lower case.
func pairs(query string) map[string]bool {
	set := map[string]bool{}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		if plain, err := url.QueryUnescape(name); err == nil && plain != "" {
			set[strings.ToLower(plain)+"="+value] = true
		}
	}
	return set
}
