package ir

import (
	"slices"
	"strconv"
	"strings"
)

// operations merges the variants of one operation, the one whose facts win
// first. The variants are not changed.
func (m *merger) operations(group []*Operation) *Operation {
	first := group[0]
	out := clone(first)
	for _, v := range group[1:] {
		m.startOperation(first, v)
		m.mergeOperation(out, first, clone(v))
	}
	return out
}

func (m *merger) startOperation(first, v *Operation) {
	m.into, m.from = firstSource(first.Sources), firstSource(v.Sources)
	m.ref, m.at = operationPos(first), operationPos(v)
	m.payload = map[string]bool{}
	for _, x := range v.Examples {
		addNames(m.payload, x.Request.Body)
		for _, h := range x.Request.Headers {
			addNames(m.payload, h.Name)
		}
		if x.Response != nil {
			addNames(m.payload, x.Response.Body)
		}
	}
}

// mergeOperation adds what a variant says. Lists of first tell which entries of
// out come from the winning page, and so can be missing from the variant.
func (m *merger) mergeOperation(out, first, v *Operation) {
	out.Sources = mergeSources(m.base, out.Sources, v.Sources)
	out.Namespace = m.mergeName("namespace", out.Namespace, v.Namespace)
	m.mergeEndpoints(out, first, v)
	m.mergePermissions(out, v)
	m.mergeNotes(out, v)
	if v.Deprecated != out.Deprecated && m.from.Format == m.into.Format && !m.unread[m.from.File] {
		m.drift("deprecation", strconv.FormatBool(v.Deprecated), strconv.FormatBool(out.Deprecated), Pos{}, Pos{})
	}
	m.mergeClouds(out, v)
	out.Headers = m.mergeParameters("header", out.Headers, len(first.Headers), v.Headers)
	out.FunctionParameters = m.mergeParameters("function parameter", out.FunctionParameters, len(first.FunctionParameters), v.FunctionParameters)
	out.Query = m.mergeParameters("query parameter", out.Query, len(first.Query), v.Query)
	m.mergeBody(out, first, v)
	m.mergeResponses(out, v)
	m.mergeExamples(out, first, v)
	m.complete(out, v, &out.Sources, &out.Endpoints, &out.Permissions, &out.Notes, &out.Clouds, &out.Headers,
		&out.FunctionParameters, &out.Query, &out.Body, &out.Responses, &out.Examples)
}

// mergeName keeps a name and reports another one.
func (m *merger) mergeName(what, have, variant string) string {
	switch {
	case have == "":
		return variant
	case variant != "" && !strings.EqualFold(have, variant):
		m.drift(what, variant, have, Pos{}, Pos{})
	}
	return have
}

func (m *merger) mergeEndpoints(out, first, v *Operation) {
	match := align(endpointRows(out.Endpoints), endpointRows(v.Endpoints))
	var lacks, adds []Endpoint
	for i, j := range match {
		switch {
		case j >= 0:
			m.mergeEndpoint(&out.Endpoints[i], v.Endpoints[j])
		case i < len(first.Endpoints):
			lacks = append(lacks, out.Endpoints[i])
		}
	}
	for j, e := range v.Endpoints {
		if !slices.Contains(match, j) {
			adds = append(adds, e)
		}
	}
	m.missing("endpoint", endpointNamesOf(lacks), Pos{}, operationPos(&Operation{Endpoints: lacks}))
	m.extra("endpoint", endpointNamesOf(adds), operationPos(&Operation{Endpoints: adds}), Pos{})
	out.Endpoints = append(out.Endpoints, adds...)
}

func endpointNamesOf(list []Endpoint) []string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = e.Method + " " + e.Path
	}
	return names
}

func endpointRows(list []Endpoint) []row {
	rows := make([]row, len(list))
	for i, e := range list {
		rows[i] = row{name: endpointKey(e), kind: e.Method + " " + pathShape(e.Template())}
	}
	return rows
}

// pathShape is a path template without the names of its placeholders.
func pathShape(path string) string {
	var b strings.Builder
	depth := 0
	for _, c := range strings.ToLower(path) {
		switch {
		case c == '}':
			depth = max(0, depth-1)
			continue
		case depth == 0, c == '{':
			b.WriteRune(c)
		}
		if c == '{' {
			depth++
		}
	}
	return b.String()
}

func (m *merger) mergeEndpoint(have *Endpoint, v Endpoint) {
	if endpointKey(*have) != endpointKey(v) {
		if have.Method == v.Method && pathShape(have.Template()) == pathShape(v.Template()) {
			m.translated("path", v.Path, have.Path, v.At, have.At)
		} else {
			m.drift("endpoint", v.Method+" "+v.Path, have.Method+" "+have.Path, v.At, have.At)
		}
	}
	if len(have.PathParameters) == len(v.PathParameters) {
		for i := range have.PathParameters { // names may be translated
			m.complete(&have.PathParameters[i], &v.PathParameters[i])
		}
	}
	m.complete(have, &v, &have.PathParameters)
}

// mergeNotes gathers alerts by kind and order; they are texts, so that a
// missing one is no drift.
func (m *merger) mergeNotes(out, v *Operation) {
	rows := func(notes []Note) []row {
		r := make([]row, len(notes))
		for i, n := range notes {
			r[i] = row{name: n.Kind}
		}
		return r
	}
	match := align(rows(out.Notes), rows(v.Notes))
	for i, j := range match {
		if j >= 0 {
			m.complete(&out.Notes[i], &v.Notes[j])
		}
	}
	for j, n := range v.Notes {
		if !slices.Contains(match, j) {
			out.Notes = append(out.Notes, n)
		}
	}
}

func (m *merger) mergeClouds(out, v *Operation) {
	switch {
	case v.Clouds == nil:
	case out.Clouds == nil:
		out.Clouds = v.Clouds
	case *out.Clouds != *v.Clouds:
		m.drift("national clouds", v.Clouds.String(), out.Clouds.String(), Pos{}, Pos{})
	}
}

// String lists the clouds in which an operation is available.
func (c Clouds) String() string {
	var names []string
	for _, cloud := range []struct {
		name string
		has  bool
	}{{"global", c.Global}, {"usGovL4", c.USGovL4}, {"usGovL5", c.USGovL5}, {"china", c.China}} {
		if cloud.has {
			names = append(names, cloud.name)
		}
	}
	return strings.Join(names, ", ")
}

func (m *merger) mergeResponses(out, v *Operation) {
	for i := range out.Responses {
		have := &out.Responses[i]
		j := slices.IndexFunc(v.Responses, func(r Response) bool { return r.Status == have.Status })
		if j < 0 {
			if len(v.Responses) > 0 {
				m.missing("response status", []string{strconv.Itoa(have.Status)}, v.Responses[0].At, have.At)
			}
			continue
		}
		r := v.Responses[j]
		t := m.mergeType("type of response "+strconv.Itoa(r.Status), typeRef{have.Type, have.Collection}, typeRef{r.Type, r.Collection}, r.At, have.At)
		have.Type, have.Collection = t.name, t.collection
		m.complete(have, &r, &have.Type, &have.Collection)
	}
	for _, r := range v.Responses {
		if !slices.ContainsFunc(out.Responses, func(h Response) bool { return h.Status == r.Status }) {
			if len(out.Responses) > 0 {
				m.extra("response status", []string{strconv.Itoa(r.Status)}, r.At, out.Responses[0].At)
			}
			out.Responses = append(out.Responses, r)
		}
	}
}
