package meaning

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/page"
)

// locationName matches one of the headers that say where the state of an operation
// which was begun is asked for. Their names are the same in every language.
var locationName = regexp.MustCompile(`(?:^|[^\pL\pN_-])(` + strings.Join(service.Graph.StateHeaders, "|") + `)(?:$|[^\pL\pN_])`)

// locationIn returns the first of these headers that paragraphs or tables
// name, and the row of the table; "" if there is none.
func (r answerReader) locationIn(blocks []page.Block) (string, []ir.Span) {
	for _, b := range blocks {
		name := ""
		var row []ir.Span
		switch b := b.(type) {
		case *page.Para:
			name = locationNamed(b.Spans)
		case *page.List:
			for i := 0; i < len(b.Items) && name == ""; i++ {
				name, row = r.locationIn(b.Items[i])
			}
		case *page.Table:
			for i := 0; i < len(b.Rows) && name == ""; i++ {
				if cells := b.Rows[i].Cells; len(cells) > 0 {
					name = locationNamed(cells[0].Spans)
					row = []ir.Span{rowSpan(b.Rows[i])}
				}
			}
			if name != "" {
				r.read[b] = true
			}
		}
		if name != "" {
			return name, row
		}
	}
	return "", nil
}

// locationNamed returns the first of the headers that a text names.
func locationNamed(in page.Inline) string {
	if m := locationName.FindStringSubmatch(in.String()); m != nil {
		return m[1]
	}
	return ""
}

// located notes at the answer 202 the header that says where to ask, as its
// example shows it or the response section names it, in a row of a table.
func located(responses []ir.Response, examples []ir.Example, said string, row []ir.Span) []ir.Response {
	i := slices.IndexFunc(responses, func(a ir.Response) bool { return a.Status == http.StatusAccepted })
	if i < 0 {
		return responses
	}
	responses[i].Location, responses[i].Also = said, append(responses[i].Also, row...)
	for _, e := range examples {
		for _, name := range service.Graph.StateHeaders {
			if e.Response != nil && e.Response.Status == http.StatusAccepted && headerValue(e.Response.Headers, name) != "" {
				responses[i].Location = name
				return responses
			}
		}
	}
	return responses
}
