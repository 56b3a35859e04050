package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// isOperationPage reports whether a page that documents no type documents an
// operation: it has a section or code block of endpoints, or its front matter
// says so.
func isOperationPage(r *reader, parts []part) bool {
	has := func(role string) bool {
		return slices.ContainsFunc(parts, func(p part) bool { return p.Role == role })
	}
	if has("httpRequest") || strings.EqualFold(r.page.Meta["doc_type"], "apiPageType") {
		return true
	}
	return has("permissions") && (has("response") || has("request") || has("examples"))
}

// readOperations reads the operations of a page: one, unless its endpoints
// differ in method or in what they address. Facts that the page states once
// belong to all of them.
func readOperations(r *reader, parts []part) []*ir.Operation {
	lines := r.withoutRepeats(r.readEndpoints(parts))
	if len(lines) == 0 {
		r.report("endpoint-missing", r.page.At, "The page %s names no endpoint.", quote(r.page.Title.String()))
	}
	common, said := r.readCommon(parts, lines), r.readResponses(parts)
	examples := readExamples(r, parts, lines)
	name := r.operationName(lines, common.Namespace)
	var out []*ir.Operation
	all := groups(lines)
	for _, g := range all {
		op := *common
		op.Resource, op.Name = name.resource, g.nameOf(name.name)
		op.ID = op.APIVersion + "/" + op.Resource + "/" + op.Name
		op.Endpoints = []ir.Endpoint{}
		for _, e := range g.lines {
			op.Endpoints = append(op.Endpoints, e.Endpoint)
		}
		op.Examples = g.examplesOf(examples, all)
		r.finish(&op, parts, g.answersOf(said))
		out = append(out, &op)
	}
	r.reportLeftovers(parts)
	return out
}

// readCommon reads what the page says once for all its operations.
func (r *reader) readCommon(parts []part, lines []endpointLine) *ir.Operation {
	version := r.apiVersion(parts)
	op := &ir.Operation{
		APIVersion:  version,
		Namespace:   r.namespace(parts[0]),
		Title:       r.text(r.page.Title.String()),
		Summary:     r.text(r.summary(parts[0])),
		Sources:     []ir.Source{r.source(version, "api")},
		Permissions: r.readPermissions(parts),
		Notes:       r.readNotes(parts),
		Deprecated:  r.deprecated(parts[0]),
		Clouds:      r.readClouds(parts),
		Headers:     r.readHeaders(parts),
		Query:       r.readQuery(parts),
		Body:        r.readBody(parts),
	}
	op.OData = r.allOptions(parts, op.Query)
	unused := describePath(lines, r.readParameters(parts, "pathParameters"))
	for _, p := range unused {
		r.report("parameter-unused", p.At, "The path parameter %s stands in no path of the page.", quote(p.Name))
	}
	documented := r.readParameters(parts, "functionParameters")
	if op.Body != nil && len(op.Body.Properties) > 0 && onlyReads(lines) && !saysJSON(parts) {
		documented, op.Body = append(documented, argumentsOf(op.Body)...), nil
	}
	arguments := r.describeRenamed(lines, describePath(lines, documented))
	op.FunctionParameters = append(arguments, unused...)
	return op
}

// onlyReads reports whether all endpoints are read with GET, which takes no body.
func onlyReads(lines []endpointLine) bool {
	return len(lines) > 0 && !slices.ContainsFunc(lines, func(e endpointLine) bool { return e.Method != "GET" })
}

// saysJSON reports whether the section of the body speaks of JSON, which is
// called the same in every language.
func saysJSON(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool {
		return p.In == "body" && !p.InExamples && slices.ContainsFunc(proseOf(p.Blocks), func(para *page.Para) bool {
			return strings.Contains(para.Spans.String(), "JSON")
		})
	})
}

// argumentsOf gives the rows of a body table as arguments. Generated pages of
// functions put their arguments into the section of the request body.
func argumentsOf(body *ir.Body) []ir.Parameter {
	var out []ir.Parameter
	for _, p := range body.Properties {
		out = append(out, ir.Parameter{Name: p.Name, Type: p.Type, Collection: p.Collection, Required: p.Required, Description: p.Description, At: p.At})
	}
	return out
}

// finish gives an operation its answers and completes it from its examples.
func (r *reader) finish(op *ir.Operation, parts []part, said answers) {
	section := slices.ContainsFunc(parts, func(p part) bool { return p.Role == "body" && !p.InExamples })
	if op.Body != nil {
		body := *op.Body
		op.Body = &body
	}
	r.completeBody(op, section)
	r.completeResponses(op, said)
	r.fillStatus(op)
	r.lintOperation(op)
}

// group is the endpoints of one operation.
type group struct {
	lines  []endpointLine
	method string
	part   string // "value" for the content of what the page's other endpoints describe
	first  bool   // of the page
	alone  bool
}

// groups parts the endpoints of a page into operations: by method, and where
// the page describes them under headings of their own, the content of an
// object ("/photo/$value") apart from the object.
func groups(lines []endpointLine) []group {
	out := []group{}
	split := splitsValue(lines)
	for _, e := range lines {
		part := ""
		if split && isValue(e.Path) {
			part = "value"
		}
		i := slices.IndexFunc(out, func(g group) bool { return g.method == e.Method && g.part == part })
		if i < 0 {
			i = len(out)
			out = append(out, group{method: e.Method, part: part})
		}
		out[i].lines = append(out[i].lines, e)
	}
	if len(out) == 0 {
		out = append(out, group{})
	}
	out[0].first, out[0].alone = true, len(out) == 1
	return out
}

func isValue(path string) bool { return strings.HasSuffix(path, "/$value") }

// splitsValue reports whether the endpoints of content stand in sections where
// no others stand.
func splitsValue(lines []endpointLine) bool {
	kinds := map[*page.Section]int{}
	for _, e := range lines {
		kind := 1
		if isValue(e.Path) {
			kind = 2
		}
		kinds[e.section] |= kind
	}
	all := 0
	for _, k := range kinds {
		if k == 3 {
			return false
		}
		all |= k
	}
	return all == 3
}

// nameOf is the name of the group's operation: the page's, with another verb
// for another method.
func (g group) nameOf(name string) string {
	if g.part != "" {
		return name + upperFirst(g.part)
	}
	if g.first || g.method == "" {
		return name
	}
	verb := pathVerbs[g.method].entity
	if verb == "" {
		verb = strings.ToLower(g.method)
	}
	for _, v := range fileVerbs {
		if rest, ok := strings.CutPrefix(name, v); ok && (rest == "" || 'A' <= rest[0] && rest[0] <= 'Z') {
			if verb == v {
				verb = strings.ToLower(g.method)
			}
			return verb + rest
		}
	}
	return name + upperFirst(verb)
}

// examplesOf gives the group its examples: those that fit its endpoints, and
// for the page's first group those that fit none.
func (g group) examplesOf(examples []ir.Example, all []group) []ir.Example {
	if g.alone {
		return examples
	}
	out := []ir.Example{}
	for _, e := range examples {
		fits := func(g group) bool { return g.fits(e) }
		if g.fits(e) || g.first && !slices.ContainsFunc(all, fits) {
			out = append(out, e)
		}
	}
	return out
}

// answersOf is what the prose says about the group's answers. Content is of no
// type that the page describes.
func (g group) answersOf(said answers) answers {
	if g.part == "" {
		return said
	}
	said.list, said.loose = slices.Clone(said.list), typeRef{}
	for i := range said.list {
		said.list[i].Type, said.list[i].Collection = "", false
	}
	return said
}

func (g group) fits(e ir.Example) bool {
	if e.Request.Method != g.method {
		return false
	}
	t, ok := parseTarget(e.Request.URL)
	return g.part == "" && !isValue(t.Path) || g.part != "" && isValue(t.Path) || !ok
}
