package meaning

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// exampleReader reads the requests and responses that a page shows.
type exampleReader struct{ *pageContext }

// readAll returns the exchanges that the page shows, in page order: each request
// with its response and further responses to it. The first line of a code block
// says what it is; annotations refine that.
func (r exampleReader) readAll(parts sections) []*exchange { return r.pair(r.collect(parts)) }

// maxMessages bounds how many messages of a page are read. Real pages have up to
// forty.
const maxMessages = 500

// collect reads the messages of all code blocks that hold examples, and
// the heading that names each.
func (r exampleReader) collect(parts sections) []message {
	var out []message
	group := 0
	caption := ""
	for _, p := range parts {
		if p.InExamples || p.In == words.SectionResponse {
			caption = r.nextCaption(p, caption)
		}
		group++
		before := len(out)
		for code := range codes(p.Blocks) {
			if r.isBareAnswer(p, code, out) {
				out = append(out, r.bareAnswer(code, caption))
				continue
			}
			if len(out) > before && r.isBody(code, out[len(out)-1]) {
				r.addBody(&out[len(out)-1], code)
				continue
			}
			offered := offersExample(p, code)
			if !offered && !holdsExample(p, code) {
				r.lintMethod(p, code)
				continue
			}
			if p.Role != words.SectionRequest {
				group++
			}
			if len(out) >= maxMessages {
				r.report("example-limit", code.At, "The page shows more than %d requests and responses; the rest is not read.", maxMessages)
				return out
			}
			messages := r.readMessages(code)
			if offered && len(messages) != 1 {
				continue
			}
			if n := len(messages); n > 0 {
				r.addLine(&messages[n-1], p, code)
			}
			for _, m := range messages[:min(len(messages), maxMessages)] {
				m.Group, m.Caption, m.Offered, m.Outside = group, caption, offered, !p.InExamples
				out = append(out, m)
			}
		}
	}
	return out
}

// nextCaption is the caption that holds after a heading: the heading itself,
// the one before if the heading only says "Request" or "Response", none if it
// opens the examples.
func (r exampleReader) nextCaption(p part, caption string) string {
	title := p.Title.String()
	switch {
	case title == "" || p.Role == words.SectionRequest || p.Role == words.SectionResponse:
		return caption
	case p.Role == words.SectionExamples && r.isBareHeading(title):
		return ""
	}
	return title
}

// isBareHeading reports whether a heading is nothing but the word for examples.
func (v vocabulary) isBareHeading(title string) bool {
	role, hole := v.words.MatchOf(words.Headings, title)
	return role == words.SectionExamples && hole == ""
}

// holdsExample reports whether a code block of a section shows an exchange
// rather than an endpoint template or a sample in another language.
func holdsExample(p part, code *page.Code) bool {
	if isOtherTab(code) || !isHTTP(code) {
		return false
	}
	if p.InExamples {
		return true
	}
	m, address, _ := startLine(firstLineOf(code))
	return !p.Call && (m.Status > 0 || isURL(address))
}

// offersExample reports whether a block outside of the examples shows a single
// request line. It is an example if the page shows a response to it and no other
// request.
func offersExample(p part, code *page.Code) bool {
	return !p.InExamples && isHTTP(code) && !holdsExample(p, code) && !strings.Contains(strings.TrimSpace(code.Text), "\n")
}

// exchange is a request and the responses to it, the first of which counts.
type exchange struct {
	Request   message
	Responses []message
}

// pair gives each response to its request: by the name that both annotations
// carry, else by order. Of a run of requests followed by as many responses the
// first belong together, and so on; otherwise responses answer the request
// before them. Requests glued into one block, or shown in one section, share the
// response.
func (r exampleReader) pair(messages []message) []*exchange {
	var out []*exchange
	for i := 0; i < len(messages); {
		requests := run(messages[i:], true)
		responses := run(messages[i+len(requests):], false)
		i += len(requests) + len(responses)
		first := len(out)
		for _, m := range withoutOffered(requests) {
			out = append(out, &exchange{Request: m})
		}
		r.answer(out, first, responses)
	}
	return slices.DeleteFunc(out, func(x *exchange) bool { return x.Request.Offered && len(x.Responses) == 0 })
}

// withoutOffered drops the endpoint templates from a run of requests, unless it
// has nothing else.
func withoutOffered(requests []message) []message {
	own := slices.DeleteFunc(slices.Clone(requests), func(m message) bool { return m.Offered })
	if len(own) == 0 {
		return requests
	}
	return own
}

// run returns the requests, or responses, that messages begin with.
func run(messages []message, requests bool) []message {
	n := 0
	for n < len(messages) && (messages[n].Method != "") == requests {
		n++
	}
	return messages[:n]
}

// answer gives responses to the exchanges from first on, which the page shows
// directly before them.
func (r exampleReader) answer(all []*exchange, first int, responses []message) {
	recent := all[first:]
	for i, m := range responses {
		to := named(all, recent, m.Note.Names)
		switch {
		case to != nil:
			to = withSiblings(to, recent)
		case len(recent) > 1 && len(responses) == len(recent):
			to = recent[i : i+1]
		case len(recent) > 0:
			to = sameGroup(recent)
		case len(all) > 0:
			to = all[len(all)-1:]
		default:
			r.report("example-unpaired", m.At, "The response with status %d has no request on the page.", m.Status)
		}
		for _, x := range to {
			x.Responses = append(x.Responses, m)
		}
	}
}

// named finds the exchanges whose request carries one of the names. Among the
// recent ones the name always counts; an earlier one only if it still waits for
// a response, because names are copied along with text.
func named(all, recent []*exchange, names []string) []*exchange {
	if len(names) == 0 {
		return nil
	}
	var out []*exchange
	for i, x := range all {
		isRecent := i >= len(all)-len(recent)
		if (isRecent || len(x.Responses) == 0) && sharesName(x.Request.Note.Names, names) {
			out = append(out, x)
		}
	}
	return out
}

func sharesName(a, b []string) bool {
	return slices.ContainsFunc(a, func(n string) bool {
		return slices.ContainsFunc(b, func(m string) bool { return strings.EqualFold(n, m) })
	})
}

// sameGroup returns the last exchange and those before it that stand in the
// same block or section.
func sameGroup(exchanges []*exchange) []*exchange {
	last := exchanges[len(exchanges)-1].Request.Group
	i := len(exchanges) - 1
	for i > 0 && exchanges[i-1].Request.Group == last {
		i--
	}
	return exchanges[i:]
}

// withSiblings adds the nameless requests that the page shows next to one that
// is answered by name, as another way to ask the same.
func withSiblings(named, recent []*exchange) []*exchange {
	out := named
	for _, x := range recent {
		adjacent := func(n *exchange) bool { return n.Request.Group == x.Request.Group }
		if len(x.Request.Note.Names) == 0 && slices.ContainsFunc(named, adjacent) {
			out = append(out, x)
		}
	}
	return out
}

// records gives the exchanges as the IR holds them. Status is that of responses
// which are shown without one.
func (r exampleReader) records(exchanges []*exchange, status int) []ir.Example {
	out := make([]ir.Example, len(exchanges))
	for i, x := range exchanges {
		out[i] = r.record(x, status)
	}
	return out
}

func (r exampleReader) record(x *exchange, status int) ir.Example {
	q := x.Request
	e := ir.Example{
		Title: r.text(q.Caption),
		Request: ir.ExampleRequest{
			Method: q.Method, URL: q.URL, SampleKeys: q.Note.SampleKeys, Headers: q.Headers, Body: q.Body, At: q.At, End: q.End, BodyAt: q.BodyAt,
		},
	}
	if len(q.Note.Names) > 0 {
		e.Name = q.Note.Names[0]
	}
	for i, m := range x.Responses {
		answer := exampleAnswer(m, status)
		if i == 0 {
			e.Response = &answer
			continue
		}
		if m.Caption != q.Caption {
			answer.Title = r.text(m.Caption)
		}
		e.Alternatives = append(e.Alternatives, answer)
	}
	return e
}

// exampleAnswer is a response with a status in case it is shown without one.
func exampleAnswer(m message, status int) ir.ExampleAnswer {
	return ir.ExampleAnswer{
		Status: cmp.Or(m.Status, status), Headers: m.Headers, Type: m.Note.Type, Collection: isCollection(m),
		Truncated: m.Note.Truncated, Body: m.Body, At: m.At, End: m.End, BodyAt: m.BodyAt,
	}
}

// isCollection reports whether a response is a list: a JSON array, or an object
// whose only member besides annotations is the list "value". Without a JSON
// body the annotation says it.
func isCollection(m message) bool {
	body, err := jsontree.Parse(m.Body)
	switch {
	case err != nil:
		return m.Note.Collection
	case body.Kind() == jsontree.Array:
		return true
	}
	for _, member := range body.Members() {
		if member.Name != "value" && !strings.HasPrefix(member.Name, "@") {
			return false
		}
	}
	return body.Get("value").Kind() == jsontree.Array
}
