package ir

// The functions below write the fields of one struct each, in the order of the
// struct, by the rules of its json tags.

func (e *encoder) api(a *API) {
	e.open('{')
	e.number("irVersion", Version)
	list(e, "operations", a.Operations, (*encoder).operation)
	list(e, "types", a.Types, (*encoder).typ)
	list(e, "diagnostics", a.Diagnostics, (*encoder).diagnostic)
	if len(a.Ignored) > 0 {
		list(e, "ignored", a.Ignored, func(e *encoder, i *Ignored) {
			e.str("file", i.File)
			e.str("code", i.Code)
		})
	}
	e.end('}')
}

func (e *encoder) operation(p **Operation) {
	o := *p
	e.str("id", o.ID)
	e.str("apiVersion", o.APIVersion)
	e.optStr("namespace", o.Namespace)
	e.str("resource", o.Resource)
	e.str("name", o.Name)
	e.text("title", o.Title)
	e.text("summary", o.Summary)
	list(e, "sources", o.Sources, (*encoder).source)
	list(e, "endpoints", o.Endpoints, (*encoder).endpoint)
	if o.Permissions != nil {
		list(e, "permissions", o.Permissions, (*encoder).permission)
	}
	list(e, "notes", o.Notes, (*encoder).note)
	e.optFlag("deprecated", o.Deprecated)
	record(e, "clouds", o.Clouds, (*encoder).clouds)
	list(e, "headers", o.Headers, (*encoder).parameter)
	list(e, "functionParameters", o.FunctionParameters, (*encoder).parameter)
	list(e, "query", o.Query, (*encoder).parameter)
	e.optFlag("odata", o.OData)
	record(e, "body", o.Body, (*encoder).body)
	list(e, "responses", o.Responses, (*encoder).response)
	list(e, "examples", o.Examples, (*encoder).example)
}

func (e *encoder) source(s *Source) {
	e.str("file", s.File)
	e.str("format", s.Format)
	e.str("locale", s.Locale)
	e.optStr("document", s.Document)
}

func (e *encoder) endpoint(p *Endpoint) {
	e.str("method", p.Method)
	e.str("path", p.Path)
	list(e, "pathParameters", p.PathParameters, func(e *encoder, p *PathParam) {
		e.str("name", p.Name)
		e.optStr("type", p.Type)
		e.text("description", p.Description)
	})
	list(e, "queryParameters", p.QueryParameters, func(e *encoder, q *PathQuery) {
		e.str("name", q.Name)
		e.optStr("value", q.Value)
	})
	e.at(p.At)
}

func (e *encoder) permission(p *Permission) {
	e.str("scheme", string(p.Scheme))
	e.str("status", string(p.Status))
	e.strs("least", p.Least)
	e.strs("higher", p.Higher)
	e.str("context", p.Context)
	e.at(p.At)
}

func (e *encoder) note(n *Note) {
	e.str("kind", n.Kind)
	e.text("text", n.Text)
	e.at(n.At)
}

func (e *encoder) clouds(c *Clouds) {
	e.flag("global", c.Global)
	e.flag("usGovL4", c.USGovL4)
	e.flag("usGovL5", c.USGovL5)
	e.flag("china", c.China)
}

func (e *encoder) parameter(p *Parameter) {
	e.str("name", p.Name)
	e.optStr("type", p.Type)
	e.optFlag("collection", p.Collection)
	e.flag("required", p.Required)
	e.text("description", p.Description)
	e.at(p.At)
}

func (e *encoder) body(b *Body) {
	e.optStr("contentType", b.ContentType)
	e.optStr("type", b.Type)
	e.optFlag("collection", b.Collection)
	e.optStr("from", b.From)
	list(e, "properties", b.Properties, (*encoder).bodyProperty)
	e.at(b.At)
}

func (e *encoder) bodyProperty(p *BodyProperty) {
	e.str("name", p.Name)
	e.optStr("type", p.Type)
	e.flag("collection", p.Collection)
	e.flag("required", p.Required)
	e.optFlag("nullable", p.Nullable)
	e.optStrs("values", p.Values)
	e.text("description", p.Description)
	e.at(p.At)
}

func (e *encoder) response(r *Response) {
	e.number("status", r.Status)
	e.optStr("type", r.Type)
	e.flag("collection", r.Collection)
	e.optStr("contentType", r.ContentType)
	e.optStr("location", r.Location)
	e.at(r.At)
}

func (e *encoder) example(x *Example) {
	e.text("title", x.Title)
	e.optStr("name", x.Name)
	record(e, "request", &x.Request, (*encoder).request)
	record(e, "response", x.Response, (*encoder).answer)
	list(e, "alternatives", x.Alternatives, (*encoder).answer)
}

func (e *encoder) request(r *ExampleRequest) {
	e.str("method", r.Method)
	e.str("url", r.URL)
	e.optStrs("sampleKeys", r.SampleKeys)
	list(e, "headers", r.Headers, (*encoder).header)
	e.optStr("body", r.Body)
	e.at(r.At)
}

func (e *encoder) answer(a *ExampleAnswer) {
	e.optText("title", a.Title)
	e.number("status", a.Status)
	list(e, "headers", a.Headers, (*encoder).header)
	e.optStr("type", a.Type)
	e.flag("collection", a.Collection)
	e.flag("truncated", a.Truncated)
	e.optStr("body", a.Body)
	e.at(a.At)
}

func (e *encoder) header(h *Header) {
	e.str("name", h.Name)
	e.str("value", h.Value)
}

func (e *encoder) typ(p **Type) {
	t := *p
	e.str("name", t.Name)
	e.str("apiVersion", t.APIVersion)
	e.str("kind", string(t.Kind))
	e.optStr("base", t.Base)
	e.optFlag("abstract", t.Abstract)
	e.optFlag("open", t.Open)
	e.optStrs("key", t.Key)
	e.optText("title", t.Title)
	e.text("description", t.Description)
	list(e, "sources", t.Sources, (*encoder).source)
	list(e, "properties", t.Properties, (*encoder).property)
	list(e, "relationships", t.Relationships, (*encoder).property)
	list(e, "members", t.Members, (*encoder).member)
	e.at(t.At)
}

func (e *encoder) property(p *Property) {
	e.str("name", p.Name)
	e.str("type", p.Type)
	e.flag("collection", p.Collection)
	if p.Nullable != nil {
		e.flag("nullable", *p.Nullable)
	}
	e.optFlag("readOnly", p.ReadOnly)
	e.optFlag("required", p.Required)
	e.optFlag("relationship", p.Relationship)
	e.optStr("inherited", p.Inherited)
	e.optStr("default", p.Default)
	e.optStrs("filter", p.Filter)
	e.optStrs("values", p.Values)
	e.text("description", p.Description)
	e.at(p.At)
}

func (e *encoder) member(m *Member) {
	e.str("name", m.Name)
	e.optStr("value", m.Value)
	e.text("description", m.Description)
	e.at(m.At)
}

func (e *encoder) diagnostic(d *Diagnostic) {
	e.str("severity", string(d.Severity))
	e.str("code", d.Code)
	e.str("message", d.Message)
	e.optStr("file", d.File)
	e.optNumber("line", d.Line)
	e.optNumber("column", d.Column)
	if len(d.Related) > 0 {
		list(e, "related", d.Related, (*encoder).related)
	}
}

func (e *encoder) related(r *Related) {
	e.str("file", r.File)
	e.optNumber("line", r.Line)
	e.optNumber("column", r.Column)
	e.optStr("message", r.Message)
}
