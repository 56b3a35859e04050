package gomodel

import "github.com/docpiler/docpiler/ir/dialect"

// Cloud is a national cloud of the service.
type Cloud struct {
	dialect.Cloud
	Const Name // with its address, e.g. "ChinaBaseURL"
}

// Clouds lists the clouds that clients can be set up for.
func Clouds() []Cloud {
	var clouds []Cloud
	for _, c := range dialect.Graph.Clouds {
		clouds = append(clouds, Cloud{c, Name(c.Name + "BaseURL")})
	}
	return clouds
}

// generalOptionsOf lists the names of the query options that apply to a call
// without being named.
func generalOptionsOf(result ResultKind) []string {
	var names []string
	for _, q := range dialect.Graph.QueryOptions {
		if result == Paged && q.Of != dialect.Named || result == Object && q.Of == dialect.OfObjectsToo {
			names = append(names, q.Name)
		}
	}
	return names
}

// WireName returns what the member of an object that names its type says of a type.
func (t *Type) WireName() string { return dialect.Graph.TypePrefix + t.API }
