package service

import (
	"slices"
	"strings"
)

// Protocol is what a protocol adds to HTTP and JSON. Names compare without case
// unless a field says otherwise.
type Protocol struct {
	Name            string        // what prose calls its query options as a whole: "OData"; exact
	QueryOptions    []QueryOption // these options
	TypeMember      string        // member of a payload that names its type: "@odata.type"; exact
	TypePrefix      string        // what stands there before the qualified name: "#"
	TypeKeys        []string      // keys of an annotation that do; exact
	ExtensionPrefix string        // what members begin with that apps add to a type

	// Members of a page of a list that lead to the next page and to later changes,
	// and the one that counts the items of the whole list; exact.
	NextMember, DeltaMember, CountMember string
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

// OData is version 4 of the protocol.
var OData = Protocol{
	Name: "OData",
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
}

// QueryOption returns the query option of a name, nil if there is none.
func (p *Protocol) QueryOption(name string) *QueryOption {
	i := slices.IndexFunc(p.QueryOptions, func(q QueryOption) bool { return strings.EqualFold(q.Name, name) })
	if i < 0 {
		return nil
	}
	return &p.QueryOptions[i]
}

// TypeOf drops what stands before the qualified name of a type in a payload.
func (p *Protocol) TypeOf(value string) string { return strings.TrimPrefix(value, p.TypePrefix) }
