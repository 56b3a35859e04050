package ir

import "slices"

// The functions below copy what merging and linking change: the lists, not the
// texts and names in them, which are never changed in place.

func cloneOperation(o *Operation) *Operation {
	c := *o
	c.Endpoints = slices.Clone(o.Endpoints)
	for i := range c.Endpoints {
		c.Endpoints[i].PathParameters = slices.Clone(c.Endpoints[i].PathParameters)
	}
	c.Permissions = slices.Clone(o.Permissions)
	c.Notes = slices.Clone(o.Notes)
	c.Headers = slices.Clone(o.Headers)
	c.FunctionParameters = slices.Clone(o.FunctionParameters)
	c.Query = slices.Clone(o.Query)
	c.Body = cloneBody(o.Body)
	c.Responses = slices.Clone(o.Responses)
	c.Examples = slices.Clone(o.Examples)
	return &c
}

func cloneBody(b *Body) *Body {
	if b == nil {
		return nil
	}
	c := *b
	c.Properties = slices.Clone(b.Properties)
	return &c
}

func cloneType(t *Type) *Type {
	c := *t
	c.Properties = slices.Clone(t.Properties)
	c.Relationships = slices.Clone(t.Relationships)
	c.Members = slices.Clone(t.Members)
	return &c
}
