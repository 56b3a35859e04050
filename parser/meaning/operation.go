package meaning

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// isOperationPage reports whether a page that documents no type documents an
// operation: it has a section or code block of endpoints, or its front matter
// says so.
func isOperationPage(c *pageContext, parts sections) bool {
	if parts.has(words.SectionHTTPRequest) || strings.EqualFold(c.page.Meta["doc_type"], "apiPageType") {
		return true
	}
	return parts.has(words.SectionPermissions) && parts.has(words.SectionResponse, words.SectionRequest, words.SectionExamples)
}

// operationReader reads a page of operations: one, unless its endpoints differ in
// method or in what they address. Facts that the page states once belong to all
// of them.
type operationReader struct {
	*pageContext
	parts       sections
	permissions permissionReader
	fields      fieldReader
	endpoints   endpointReader
	answers     answerReader
	examples    exampleReader
}

// operationDraft is what the sections of a page say, each for itself: the table
// of [kinds] fills it.
type operationDraft struct {
	common    ir.Operation   // what holds for all operations of the page
	endpoints []endpointLine // in page order, each once
	path      []ir.Parameter // path parameters
	function  []ir.Parameter // function parameters
	answers   answers        // of the prose
	exchanges []*exchange    // all that the page shows, those with other services too
}

func readOperations(c *pageContext, parts sections) ([]*ir.Operation, []*ir.Type) {
	r := &operationReader{
		pageContext: c, parts: parts,
		permissions: permissionReader{c, blocks{}}, fields: newFieldReader(c), endpoints: endpointReader{c, blocks{}},
		answers: newAnswerReader(c), examples: exampleReader{c},
	}
	d := r.intro()
	for _, k := range kinds {
		if k.operation != nil {
			k.operation(r, parts.of(k.role), d)
		}
	}
	r.relate(d)
	out, types := r.operations(d)
	lintLeftovers(c, parts, r.permissions.read, r.fields.read, r.endpoints.read, r.answers.read)
	return out, types
}

// intro reads what stands in no section of its own.
func (r *operationReader) intro() *operationDraft {
	version := apiVersion(r.pageContext, r.parts)
	return &operationDraft{common: ir.Operation{
		APIVersion: version,
		Namespace:  namespaceOf(r.pageContext, r.parts.root()),
		Title:      r.text(r.page.Title.String()),
		Summary:    r.text(summaryOf(r.pageContext, r.parts.root())),
		Sources:    []ir.Source{sourceOf(r.pageContext, version, "api")},
		Notes:      r.notes(),
		Deprecated: isDeprecated(r.pageContext, r.parts.root()),
		Clouds:     r.clouds(),
	}}
}

// The functions below are those of the table of kinds.

func (r *operationReader) readPermissions(in sections, d *operationDraft) {
	d.common.Permissions = r.permissions.readAll(in, r.parts)
}

func (r *operationReader) readEndpoints(in sections, d *operationDraft) {
	if d.endpoints = r.endpoints.readAll(in, r.parts); len(d.endpoints) == 0 {
		r.report("endpoint-missing", r.page.At, "The page %s names no endpoint.", quote(r.page.Title.String()))
	}
}

func (r *operationReader) readPathParameters(in sections, d *operationDraft) {
	d.path = r.fields.parameters(in)
}

func (r *operationReader) readFunctionParameters(in sections, d *operationDraft) {
	d.function = r.fields.parameters(in)
}

func (r *operationReader) readQuery(in sections, d *operationDraft) {
	d.common.Query = r.fields.query(in)
	d.common.OData = r.fields.allOptions(in, d.common.Query)
}

func (r *operationReader) readHeaders(in sections, d *operationDraft) {
	d.common.Headers = r.fields.headers(in)
}

func (r *operationReader) readBody(in sections, d *operationDraft) {
	if len(in) > 0 && !slices.ContainsFunc(in, func(p part) bool { return countTables(p.Blocks) > 0 }) {
		in = append(in, r.parts.of(words.SectionProperties)...) // the heading of some pages over the table of the body
	}
	d.common.Body = r.fields.body(in)
}

func (r *operationReader) readAnswers(_ sections, d *operationDraft) {
	d.answers = r.answers.readAll(r.parts.of(words.SectionResponse, words.SectionResponsePart))
}

func (r *operationReader) readExamples(_ sections, d *operationDraft) {
	d.exchanges = r.examples.readAll(r.parts)
}

// relate holds the sections of a draft against each other: the documented
// parameters against the placeholders of the paths, a body that cannot be sent
// against the methods, examples against the endpoints.
func (r *operationReader) relate(d *operationDraft) {
	for _, e := range d.endpoints {
		for _, h := range e.headers {
			if i := slices.IndexFunc(d.common.Headers, func(p ir.Parameter) bool { return strings.EqualFold(p.Name, h.name) }); i >= 0 {
				d.common.Headers[i].Also = append(d.common.Headers[i].Also, h.at)
			}
		}
	}
	unused := describePath(d.endpoints, d.path)
	for _, p := range unused {
		r.report("parameter-unused", p.At, "The path parameter %s stands in no path of the page.", quote(p.Name))
	}
	if body := d.common.Body; body != nil && len(body.Properties) > 0 && onlyReads(d.endpoints) && !saysJSON(r.parts.of(words.SectionBody)) {
		d.function, d.common.Body = append(d.function, argumentsOf(body)...), nil
	}
	arguments := r.fields.describeRenamed(d.endpoints, describePath(d.endpoints, d.function))
	d.common.FunctionParameters = append(arguments, unused...)
	calls := newAddressing(d.endpoints, d.exchanges)
	var foreign []ir.Aside
	d.exchanges, foreign = calls.withoutForeign(d.exchanges)
	r.aside = append(r.aside, foreign...)
	r.examples.lint(d.exchanges, calls)
	r.examples.lintVersions(d.exchanges, d.common.APIVersion)
}

// onlyReads reports whether all endpoints are read with GET, which takes no body.
func onlyReads(lines []endpointLine) bool {
	return len(lines) > 0 && !slices.ContainsFunc(lines, func(e endpointLine) bool { return e.Method != http.MethodGet })
}

// saysJSON reports whether the section of the body speaks of JSON, which is
// called the same in every language.
func saysJSON(body sections) bool {
	return slices.ContainsFunc(body, func(p part) bool {
		return slices.ContainsFunc(proseOf(p.Blocks), func(para *page.Para) bool {
			return strings.Contains(para.Spans.String(), "JSON")
		})
	})
}

// argumentsOf gives the rows of a body table as arguments. Generated pages of
// functions put their arguments into the section of the request body.
func argumentsOf(body *ir.Body) []ir.Parameter {
	var out []ir.Parameter
	for _, p := range body.Properties {
		out = append(out, ir.Parameter{Name: p.Name, Type: p.Type, Collection: p.Collection, Required: p.Required, Description: p.Description, At: p.At, Also: p.Also})
	}
	return out
}

// isBodyless reports whether the page has a section for the body, but neither that
// nor a request shows one.
func (r *operationReader) isBodyless(d *operationDraft) bool {
	body := d.common.Body
	return len(r.parts.of(words.SectionBody)) > 0 && (body == nil || body.Type == "" && len(body.Properties) == 0) &&
		!slices.ContainsFunc(d.exchanges, func(x *exchange) bool { return x.Request.Body != "" })
}

// operations makes the operations of a draft, and the types of answers that the
// page itself describes.
func (r *operationReader) operations(d *operationDraft) (out []*ir.Operation, types []*ir.Type) {
	name := r.operationName(d.endpoints, r.isBodyless(d))
	r.lintTitle(d.endpoints)
	all := groups(d.endpoints)
	for _, g := range all {
		op := d.common
		op.Resource, op.Name = name.resource, g.nameOf(name.name)
		op.ID = op.APIVersion + "/" + op.Resource + "/" + op.Name
		op.Endpoints = []ir.Endpoint{}
		for _, e := range g.lines {
			op.Endpoints = append(op.Endpoints, e.Endpoint)
		}
		exchanges := g.exchangesOf(d.exchanges, all)
		said := g.answersOf(d.answers)
		responses := r.answers.complete(said, exchanges, g.isKeyed())
		responses, shape := r.answers.shaped(&op, said, responses)
		if shape != nil {
			types = append(types, shape)
		}
		op.Examples = r.examples.records(exchanges, firstStatus(responses))
		op.Responses = r.answers.mentioned(located(responses, op.Examples, said.location, said.located), r.parts)
		op.Body = r.fields.completeBody(&op, len(r.parts.of(words.SectionBody)) > 0)
		r.lint(&op)
		out = append(out, &op)
	}
	return out, types
}
