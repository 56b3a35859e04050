package gomodel

import "strings"

// Dialect is what all pages of a documentation take for granted of the service
// that they document, and how requests and answers look there.
type Dialect struct {
	URL    string  // of the service; the API version follows it
	Clouds []Cloud // with addresses of their own

	Namespace  string // of types that pages name without one, e.g. "microsoft.graph"
	TypeMember string // member of an object that names its type, e.g. "@odata.type"
	TypePrefix string // what stands there before the qualified name

	Queries    []QueryOption   // query options that pages name, but leave to the standard
	Singletons map[string]bool // resources, in lower case, of which an owner has one besides a set of them: /me/calendar beside /me/calendars/{id}
}

// Cloud is a national cloud with an address of its own.
type Cloud struct {
	Name Name   // start of the constant's name, e.g. "China"
	URL  string // the API version follows it
	Doc  string // whose cloud it is
}

// QueryOption is a query option of the standard that a service follows.
type QueryOption struct {
	Wire string // in lower case, e.g. "$orderby"
	Name Name   // "" if it is called as any parameter of that name
	Type Ref    // the zero value: as any parameter
	Doc  string // "" if it speaks for itself
	Of   Scope
}

// Scope says to which calls a query option applies where a page says only that
// such options apply.
type Scope int

// Unsaid options apply where pages name them.
const (
	Unsaid Scope = iota
	OfCollections
	OfObjectsToo
)

// Graph is the dialect of Microsoft Graph, which follows OData. Clouds are those
// that its pages' tables of clouds name, besides the global one.
var Graph = Dialect{
	URL: "https://graph.microsoft.com",
	Clouds: []Cloud{
		{"USGovL4", "https://graph.microsoft.us", "US Government L4"},
		{"USGovL5", "https://dod-graph.microsoft.us", "US Government L5 (DOD)"},
		{"China", "https://microsoftgraph.chinacloudapi.cn", "China, operated by 21Vianet"},
	},
	Namespace:  "microsoft.graph",
	TypeMember: "@odata.type",
	TypePrefix: "#",
	Queries: []QueryOption{
		{"$select", "", Ref{Go: "string", List: true}, "The properties to return.", OfObjectsToo},
		{"$expand", "", Ref{Go: "string", List: true}, "The relationships to return with their objects.", OfObjectsToo},
		{"$filter", "", Ref{}, "Which items to return, as an expression of OData.", OfCollections},
		{"$orderby", "OrderBy", Ref{Go: "string", List: true}, `The properties to sort by, each with " desc" behind it to turn the order round.`, OfCollections},
		{"$top", "", Ref{Go: "int32"}, "How many items a page holds at most.", OfCollections},
		{"$skip", "", Ref{Go: "int32"}, "How many items to leave out at the beginning.", OfCollections},
		{"$search", "", Ref{}, "Which items to return, by words in them.", OfCollections},
		{"$count", "", Ref{Go: "bool"}, "Whether to count the items of the whole collection, see [Page].", OfCollections},
		{"$skiptoken", "SkipToken", Ref{}, "", Unsaid},
		{"$deltatoken", "DeltaToken", Ref{}, "", Unsaid},
	},
	Singletons: wordSet("calendar drive photo"),
}

// query returns the query option of a name, the zero value if there is none.
func (d *Dialect) query(name string) QueryOption {
	for _, q := range d.Queries {
		if strings.EqualFold(q.Wire, name) {
			return q
		}
	}
	return QueryOption{}
}

// general lists the names of the query options that apply to a call without being
// named.
func (d *Dialect) general(result ResultKind) []string {
	var names []string
	for _, q := range d.Queries {
		if result == Paged && q.Of != Unsaid || result == Object && q.Of == OfObjectsToo {
			names = append(names, q.Wire)
		}
	}
	return names
}

// WireName returns what the member of an object that names its type says of a type.
func (t *Type) WireName() string { return Graph.TypePrefix + t.API }
