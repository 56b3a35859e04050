package ir

import (
	"strings"
)

func (d *differ) endpoints(a, b *Operation) {
	shape := func(e Endpoint) string { return e.Method + " " + pathShape(strings.TrimSuffix(e.Template(), "/")) }
	pairByKey(a.Endpoints, b.Endpoints, shape, func(x, y *Endpoint) {
		switch {
		case y == nil:
			d.add("endpoint-removed", x.Method+" "+x.Path, "", x.At, Pos{}, "The endpoint %s %s is gone.", x.Method, x.Path)
		case x == nil:
			d.add("endpoint-added", "", y.Method+" "+y.Path, Pos{}, y.At, "The endpoint %s %s is new.", y.Method, y.Path)
		default:
			d.endpoint(x, y)
		}
	})
}

// endpoint compares what two endpoints of one path fix and document.
func (d *differ) endpoint(x, y *Endpoint) {
	if old, new := queryOf(x), queryOf(y); old != new {
		d.add("endpoint-changed", old, new, x.At, y.At, "The endpoint %s %s has the query %s, had %s.", y.Method, y.Path, orNothing(new), orNothing(old))
	}
	for i := range min(len(x.PathParameters), len(y.PathParameters)) {
		old, new := &x.PathParameters[i], &y.PathParameters[i]
		if retyped(old.Type, new.Type, false, false) {
			d.add("parameter-retyped", old.Type, new.Type, x.At, y.At, "The path parameter %s is a %s, was a %s.", new.Name, new.Type, old.Type)
		}
		d.details(" of the path parameter "+new.Name, old, new, x.At, y.At, &old.Type)
	}
	d.details(" of the endpoint "+y.Method+" "+y.Path, x, y, x.At, y.At, &x.Method, &x.Path, &x.PathParameters, &x.QueryParameters)
}

// queryOf is the query string that an endpoint writes.
func queryOf(e *Endpoint) string {
	pairs := make([]string, len(e.QueryParameters))
	for i, q := range e.QueryParameters {
		pairs[i] = q.Name + "=" + q.Value
	}
	return strings.Join(pairs, "&")
}
