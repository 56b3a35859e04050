package runtime

import (
	"slices"
	"strings"
)

// Operation is what the documentation says about an operation, for logs,
// metrics, consent screens and servers that enforce permissions.
type Operation struct {
	ID          string       // e.g. "v1.0/timeCard/clockIn"
	Source      string       // the documentation page, e.g. "seeds/timecard-clockin.en-us.txt"
	Deprecated  bool         // the page says so
	Permissions []Permission // one entry per scheme and context, as the page lists them
}

// Permission is what one scheme needs to call an operation.
type Permission struct {
	Scheme    Scheme
	Status    string   // "supported", "notSupported", "notAvailable" or "undetermined"
	Least     []string // alternatives, any one suffices; "A and B": both together. Supported without any: none is needed
	Higher    []string // alternatives that also suffice
	Context   string   // what the entry is for, where a scheme has several
	Endpoints []string // that the context is for, as "METHOD path"; nil: all, empty: none
}

// In returns the operation with those of its permissions that hold in a case: at
// an endpoint ("GET /me/events", whatever the names of placeholders) or in
// contexts that hold a text ("group calendar").
func (o *Operation) In(where string) *Operation {
	narrowed := *o
	narrowed.Permissions = nil
	method, path, isEndpoint := strings.Cut(where, " /")
	isEndpoint = isEndpoint && method == strings.ToUpper(method) && !strings.Contains(method, " ")
	for _, p := range o.Permissions {
		holds := p.Context == "" || strings.Contains(strings.ToLower(p.Context), strings.ToLower(where))
		if isEndpoint {
			holds = p.Endpoints == nil || slices.ContainsFunc(p.Endpoints, func(e string) bool { return endpointShape(e) == endpointShape(method+" /"+path) })
		}
		if holds {
			narrowed.Permissions = append(narrowed.Permissions, p)
		}
	}
	return &narrowed
}

// endpointShape is an endpoint without the names of its placeholders.
func endpointShape(endpoint string) string {
	var shape strings.Builder
	rest := strings.ToLower(strings.TrimSuffix(endpoint, "/"))
	for {
		before, after, open := strings.Cut(rest, "{")
		shape.WriteString(before)
		if !open {
			return shape.String()
		}
		shape.WriteString("{}")
		_, rest, _ = strings.Cut(after, "}")
	}
}

// Scheme says on whose behalf an app calls.
type Scheme string
