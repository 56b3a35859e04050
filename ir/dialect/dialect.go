// Package dialect holds what is peculiar to the service whose pages are read, and
// to the protocol that it speaks: names that stand in Go code nowhere else, so
// that another service is another value of [Dialect].
package dialect

import (
	"slices"
	"strings"
)

// Dialect is one service. Names compare without case unless a field says
// otherwise.
type Dialect struct {
	URL    string  // of the service; the API version follows it
	Clouds []Cloud // with addresses of their own

	Root      string // first part of all namespaces: "microsoft"
	Namespace string // namespace of types whose page names none: "microsoft.graph"
	Alias     string // short for Namespace in the names of types: "graph" as in "graph.user"

	Version     string   // version of the API that is assumed where nothing names one: "v1.0"
	Versions    []string // segments that name a version, besides "v" and a number: "beta"
	TestVersion string   // what such segments begin with on pages that are not published: "testprod"

	Self           string // segment of a path that stands for the entity of the caller: "me"
	SelfCollection string // collection that this entity is in: "users"
	SelfResource   string // resource of operations on it: "user"

	GeneratedStem string // first part of the names of generated pages, which an area follows: "intune"

	// Singletons are resources, in lower case, of which an owner has one besides a
	// set of them: /me/calendar beside /me/calendars/{id}.
	Singletons []string

	Protocol        string        // what prose calls the query options of the protocol as a whole: "OData"; exact
	QueryOptions    []QueryOption // these options
	TypeMember      string        // member of a payload that names its type: "@odata.type"; exact
	TypePrefix      string        // what stands there before the qualified name: "#"
	TypeKeys        []string      // keys of an annotation that do; exact
	ExtensionPrefix string        // what members begin with that apps add to a type

	// Members of a page of a list that lead to the next page and to later changes,
	// and the one that counts the items of the whole list; exact.
	NextMember, DeltaMember, CountMember string

	StateHeaders []string // headers of a response that say where the state of what was begun is asked for, the usual first; exact
	Headers      []string // headers of requests that the service defines, in lower case
}

// Cloud is a national cloud with an address of its own.
type Cloud struct {
	Name string // start of Go names, e.g. "China"
	URL  string // the API version follows it
	Doc  string // whose cloud it is
}

// QueryOption is a query option of the protocol.
type QueryOption struct {
	Name       string // in lower case: "$orderby"
	Word       string // its name in Go where capitals do not follow from Name: "OrderBy"
	Type       string // of the IR; "" is that of any parameter
	Collection bool
	Doc        string // "" if it speaks for itself
	Of         Scope
}

// Scope says to which calls a query option applies where a page says only that
// the options of the protocol apply.
type Scope int

// Named options apply where pages name them.
const (
	Named Scope = iota
	OfCollections
	OfObjectsToo
)

// Graph is Microsoft Graph, which speaks OData. Its clouds are those that its
// pages' tables of clouds name, besides the global one.
var Graph = Dialect{
	URL: "https://graph.microsoft.com",
	Clouds: []Cloud{
		{"USGovL4", "https://graph.microsoft.us", "US Government L4"},
		{"USGovL5", "https://dod-graph.microsoft.us", "US Government L5 (DOD)"},
		{"China", "https://microsoftgraph.chinacloudapi.cn", "China, operated by 21Vianet"},
	},
	Root: "microsoft", Namespace: "microsoft.graph", Alias: "graph",
	Version: "v1.0", Versions: []string{"beta"}, TestVersion: "testprod",
	Self: "me", SelfCollection: "users", SelfResource: "user",
	GeneratedStem: "intune",
	Singletons:    []string{"calendar", "drive", "photo"},
	Protocol:      "OData",
	QueryOptions: []QueryOption{
		{Name: "$select", Type: "String", Collection: true, Of: OfObjectsToo, Doc: "The properties to return."},
		{Name: "$expand", Type: "String", Collection: true, Of: OfObjectsToo, Doc: "The relationships to return with their objects."},
		{Name: "$filter", Of: OfCollections, Doc: "Which items to return, as an expression of OData."},
		{
			Name: "$orderby", Word: "OrderBy", Type: "String", Collection: true, Of: OfCollections,
			Doc: `The properties to sort by, each with " desc" behind it to turn the order round.`,
		},
		{Name: "$top", Type: "Int32", Of: OfCollections, Doc: "How many items a page holds at most."},
		{Name: "$skip", Type: "Int32", Of: OfCollections, Doc: "How many items to leave out at the beginning."},
		{Name: "$search", Of: OfCollections, Doc: "Which items to return, by words in them."},
		{Name: "$count", Type: "Boolean", Of: OfCollections, Doc: "Whether to count the items of the whole collection, see [Page]."},
		{Name: "$skiptoken", Word: "SkipToken"},
		{Name: "$deltatoken", Word: "DeltaToken"},
		{Name: "$format"},
		{Name: "$apply"},
		{Name: "$compute"},
	},
	NextMember: "@odata.nextLink", DeltaMember: "@odata.deltaLink", CountMember: "@odata.count",
	TypeMember: "@odata.type", TypePrefix: "#", TypeKeys: []string{"@odata.type", "@type"}, ExtensionPrefix: "extension_",
	StateHeaders: []string{"Location", "Operation-Location", "Azure-AsyncOperation"},
	Headers:      []string{"client-request-id", "consistencylevel", "return-client-request-id", "workbook-session-id"},
}

// QueryOption returns the query option of a name, nil if there is none.
func (d *Dialect) QueryOption(name string) *QueryOption {
	i := slices.IndexFunc(d.QueryOptions, func(q QueryOption) bool { return strings.EqualFold(q.Name, name) })
	if i < 0 {
		return nil
	}
	return &d.QueryOptions[i]
}

// TypeOf drops what stands before the qualified name of a type in a payload.
func (d *Dialect) TypeOf(value string) string { return strings.TrimPrefix(value, d.TypePrefix) }

// Qualify gives a name of a type its namespace, "" being the default one.
func (d *Dialect) Qualify(namespace, name string) string {
	switch {
	case strings.HasPrefix(name, d.Root+"."):
		return name
	case strings.Contains(name, "."):
		return d.Namespace + "." + strings.TrimPrefix(name, d.Alias+".")
	case namespace == "":
		namespace = d.Namespace
	}
	return namespace + "." + name
}

// Bare drops what pages put before the name of a type or leave out at will.
func (d *Dialect) Bare(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "#"), d.Namespace+".")
}

// IsVersion reports whether a segment of a path names a version of the API rather
// than a resource.
func (d *Dialect) IsVersion(segment string) bool {
	for _, v := range d.Versions {
		if strings.EqualFold(segment, v) {
			return true
		}
	}
	if len(segment) >= len(d.TestVersion) && strings.EqualFold(segment[:len(d.TestVersion)], d.TestVersion) {
		return true
	}
	return len(segment) > 1 && segment[0]|0x20 == 'v' && strings.Trim(segment[1:], "0123456789.") == "" && segment[1] != '.'
}
