// Package dialect holds what is peculiar to the service whose pages are read, and
// to the protocol that it speaks: names that stand in Go code nowhere else in ir
// and parser, so that another service is another value of [Dialect].
package dialect

import "strings"

// Dialect is one service. Names compare without case unless a field says
// otherwise.
type Dialect struct {
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

	Protocol        string   // what prose calls the query options of the protocol as a whole: "OData"; exact
	QueryOptions    []string // these options, in lower case
	TypeMember      string   // member of a payload that names its type: "@odata.type"; exact
	TypeKeys        []string // keys of an annotation that do; exact
	ExtensionPrefix string   // what members begin with that apps add to a type

	StateHeaders []string // headers of a response that say where the state of what was begun is asked for, the usual first; exact
	Headers      []string // headers of requests that the service defines, in lower case
}

// Graph is Microsoft Graph, which speaks OData.
var Graph = Dialect{
	Root: "microsoft", Namespace: "microsoft.graph", Alias: "graph",
	Version: "v1.0", Versions: []string{"beta"}, TestVersion: "testprod",
	Self: "me", SelfCollection: "users", SelfResource: "user",
	GeneratedStem: "intune",
	Protocol:      "OData",
	QueryOptions: []string{
		"$count", "$expand", "$filter", "$format", "$orderby", "$search", "$select", "$skip", "$skiptoken", "$top", "$deltatoken", "$apply", "$compute",
	},
	TypeMember: "@odata.type", TypeKeys: []string{"@odata.type", "@type"}, ExtensionPrefix: "extension_",
	StateHeaders: []string{"Location", "Operation-Location", "Azure-AsyncOperation"},
	Headers:      []string{"client-request-id", "consistencylevel", "return-client-request-id", "workbook-session-id"},
}

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
