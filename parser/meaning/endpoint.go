package meaning

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// endpointLine is an endpoint with what groups it into an operation.
type endpointLine struct {
	ir.Endpoint
	holes      []hole
	apiVersion string // that the line itself writes, "" if none
	section    *page.Section
	headers    []headerAt // below it
}

// headerAt is a header that stands below an endpoint.
type headerAt struct {
	name string
	at   ir.Span
}

// endpointReader reads request lines.
type endpointReader struct {
	*pageContext
	read blocks
}

// readAll lists the endpoints of the page in page order: those of the sections
// named HTTP request, else, on pages without any, the request lines without a
// host that stand before the examples. A line that stands twice counts once.
func (r endpointReader) readAll(in, all sections) []endpointLine {
	lines := r.linesOf(in, false)
	if len(lines) == 0 {
		lines = r.linesOf(all.where(func(p part) bool {
			return !p.InExamples && p.In != words.SectionHTTPRequest && p.In != words.SectionResponse
		}), true)
	}
	return r.withoutRepeats(lines)
}

func (r endpointReader) linesOf(parts sections, guess bool) []endpointLine {
	var out []endpointLine
	for _, p := range parts {
		for code := range codes(p.Blocks) {
			if isOtherTab(code) {
				continue
			}
			if found := r.endpointsOf(code, p.Section, guess); len(found) > 0 {
				r.read[code] = true
				out = append(out, found...)
			}
		}
	}
	return out
}

// endpointsOf reads the request lines of a code block. Other lines (headers,
// bodies, "or") are no endpoints. If the place only suggests endpoints, a full
// URL is taken for an example.
func (r endpointReader) endpointsOf(code *page.Code, section *page.Section, guess bool) []endpointLine {
	var out []endpointLine
	i := -1
	for line := range strings.SplitSeq(code.Text, "\n") {
		i++
		trimmed := strings.TrimSpace(line)
		method, rest, ok := cutMethod(trimmed)
		if h, isHeader := headerLine(trimmed); !ok && isHeader && len(out) > 0 {
			last := &out[len(out)-1]
			last.headers = append(last.headers, headerAt{h.Name, ir.Span{At: linePos(code, i, line)}})
		}
		if !ok || guess && isURL(rest) {
			continue
		}
		at := linePos(code, i, line)
		t, ok := parseTarget(rest)
		if !ok {
			r.report("endpoint-unreadable", at, "The line %s does not name a path.", quote(trimmed))
			r.read[code] = true
			continue
		}
		out = append(out, r.endpoint(method, t, at, section))
	}
	return out
}

// linePos is the place of the first visible sign of line i of a code block.
func linePos(code *page.Code, i int, line string) ir.Pos {
	at := code.From
	blanks := len(line) - len(strings.TrimLeft(line, " \t"))
	if i > 0 {
		at.Line, at.Column = at.Line+i, 1
	}
	at.Column += blanks
	return at
}

func (r endpointReader) endpoint(method string, t target, at ir.Pos, section *page.Section) endpointLine {
	template, mistakes := ir.PathTemplate(t.Path)
	if r.page.Document != "" {
		mistakes = nil // other services set other brackets, or a colon
	}
	for _, segment := range mistakes {
		r.report("endpoint-malformed", at, "The segment %s of the path is taken for a placeholder, which stands in braces.", quote(segment))
	}
	holes, balanced := readHoles(template)
	nested := func(h hole) bool { return strings.ContainsAny(h.Name, "{}") }
	if !balanced || blankOutside(template) || slices.ContainsFunc(holes, nested) {
		r.report("endpoint-malformed", at, "The path %s is not well formed: a bracket is missing or a blank stands outside of brackets.", quote(t.Path))
	}
	e := endpointLine{holes: holes, apiVersion: t.APIVersion, section: section}
	e.Method, e.Path, e.At = method, t.Path, at
	for _, h := range holes {
		e.PathParameters = append(e.PathParameters, ir.PathParam{Name: h.Name, Written: h.Argument})
	}
	e.QueryParameters = queryPairs(t.Query)
	return e
}

// blankOutside reports whether a path holds a blank outside of brackets.
func blankOutside(path string) bool {
	depth := 0
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '{', '<', '(':
			depth++
		case '}', '>', ')':
			depth--
		case ' ', '\t':
			if depth <= 0 {
				return true
			}
		}
	}
	return false
}

// maxEndpoints is how many endpoints of an operation are read. Of real ones the
// largest has fewer than a hundred; each costs some hundred lines of code.
const maxEndpoints = 1000

// withoutRepeats drops the endpoints that the page lists a second time, and those
// beyond the limit.
func (r endpointReader) withoutRepeats(lines []endpointLine) []endpointLine {
	if len(lines) < 2 {
		return lines
	}
	var out []endpointLine
	seen := map[string]int{} // index into out
	for _, e := range lines {
		key := e.Method + " " + e.Path
		for _, q := range e.QueryParameters {
			key += fmt.Sprintf(" %q=%q", q.Name, q.Value)
		}
		i, again := seen[key]
		if again {
			related := []ir.Related{ir.RelatedAt(out[i].At, "first here")}
			out[i].Also = append(out[i].Also, ir.Span{At: e.At})
			r.reportWith(related, "endpoint-repeated", e.At, "The endpoint %s stands on the page twice.", quote(e.Method+" "+e.Path))
			continue
		}
		if len(out) == maxEndpoints {
			r.report("endpoints-too-many", e.At, "The operation has more than the %d endpoints that are read.", maxEndpoints)
			break
		}
		seen[key] = len(out)
		out = append(out, e)
	}
	return out
}
