// Package service holds what belongs to a service and not to one of its pages:
// its address, how a call is authorized, what an error and a page of a list look
// like. A [Service] is data. The one of a reference comes from the configuration,
// from the dialect of its pages, and from the addresses that they show, in this
// order; [Graph] is the one that is built in.
package service

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// Service is one service. The zero value is one of which nothing is known.
type Service struct {
	Name         string        `yaml:"name" json:"name,omitempty"`
	URL          string        `yaml:"url" json:"url,omitempty"` // with base path, without a slash at its end
	Environments []Environment `yaml:"environments" json:"environments,omitempty"`
	Version      Version       `yaml:"version" json:"version,omitempty"`
	Auth         Auth          `yaml:"auth" json:"auth,omitzero"`
	Errors       Errors        `yaml:"errors" json:"errors,omitzero"`
	Result       string        `yaml:"result" json:"result,omitempty"` // path of the member of an answer that holds what the pages say is returned; "": the answer is it
	Paging       Paging        `yaml:"paging" json:"paging,omitempty"`
	Cursor       Cursor        `yaml:"cursor" json:"cursor,omitzero"`        // of PagingCursor
	Namespace    string        `yaml:"namespace" json:"namespace,omitempty"` // of types whose page names none: "microsoft.graph"
	Methods      []string      `yaml:"methods" json:"methods,omitempty"`     // beyond the usual ones of HTTP, in capitals
	Prefixes     []string      `yaml:"prefixes" json:"prefixes,omitempty"`   // further ways in which pages write the base before paths

	Known `yaml:"-" json:"-"`
}

// Environment is a further address under which a service runs.
type Environment struct {
	Name string `yaml:"name" json:"name"`         // start of Go names, e.g. "China"
	URL  string `yaml:"url" json:"url"`           // with base path
	Doc  string `yaml:"doc" json:"doc,omitempty"` // whose it is, after "address of the"
}

// Auth says how a call is authorized.
type Auth struct {
	Header string `yaml:"header" json:"header,omitempty"` // that the token is sent in; "" means Authorization
	Prefix string `yaml:"prefix" json:"prefix,omitempty"` // before the token, with the blank between
}

// Errors says where an answer of failure has what: paths of members, parted by
// dots; "" if there is no such member.
type Errors struct {
	Code    string `yaml:"code" json:"code,omitempty"`
	Message string `yaml:"message" json:"message,omitempty"`
}

// Cursor says how pages of a list lead to each other by a text.
type Cursor struct {
	Items     string `yaml:"items" json:"items,omitempty"`         // path of the member with the items
	Next      string `yaml:"next" json:"next,omitempty"`           // path of the member with the cursor of the next page
	Parameter string `yaml:"parameter" json:"parameter,omitempty"` // of the query, which takes that cursor
}

// Version says where the version of an API stands.
type Version string

// VersionInPath: it follows the URL of the service. VersionNone: it stands nowhere,
// or in the URL already. The zero value: the pages' addresses tell.
const (
	VersionInPath Version = "path"
	VersionNone   Version = "none"
)

// Paging says how a list goes on that an answer holds a part of.
type Paging string

// PagingOData: the member value holds the items, @odata.nextLink the address of the
// next page. PagingLinks: the answer is a list, its header Link names the next page.
// PagingCursor: see [Cursor]. PagingNone: lists are whole.
const (
	PagingOData  Paging = "odata"
	PagingLinks  Paging = "link-header"
	PagingCursor Paging = "cursor"
	PagingNone   Paging = "none"
)

// Known is what only a service that is built in has.
type Known struct {
	Root  string // first part of all namespaces: "microsoft"
	Alias string // short for Namespace in the names of types: "graph" as in "graph.user"

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

	Batch        bool     // up to 20 calls may travel in one
	LoginURL     string   // of OAuth, before the tenant
	StateHeaders []string // headers of a response that say where the state of what was begun is asked for, the usual first; exact
	Headers      []string // headers of requests that the service defines, in lower case
}

// IsGraph reports whether the service is Microsoft Graph, or one that says what
// Graph says.
func (s *Service) IsGraph() bool { return s.Name == Graph.Name }

// IsZero reports whether nothing is known of the service.
func (s Service) IsZero() bool { return reflect.ValueOf(s).IsZero() }

// Runs reports whether the service has an address of a host.
func (s *Service) Runs(host string) bool {
	return HostOf(s.URL) == host || slices.ContainsFunc(s.Environments, func(e Environment) bool { return HostOf(e.URL) == host })
}

// Protocol is the one that the service speaks on top of HTTP and JSON; nil if it
// is none that is known.
func (s *Service) Protocol() *Protocol {
	if s.Paging == PagingOData {
		return &OData
	}
	return nil
}

// Over returns the service with what it does not say taken from another one.
func (s Service) Over(other Service) Service {
	s.Name = cmp.Or(s.Name, other.Name)
	s.Auth.Prefix = cmp.Or(s.Auth.Prefix, prefixUnless(s.Auth.Header, other.Auth))
	s.URL, s.Version = cmp.Or(s.URL, other.URL), cmp.Or(s.Version, other.Version)
	s.Auth.Header = cmp.Or(s.Auth.Header, other.Auth.Header)
	s.Errors.Code, s.Errors.Message = cmp.Or(s.Errors.Code, other.Errors.Code), cmp.Or(s.Errors.Message, other.Errors.Message)
	s.Paging, s.Namespace = cmp.Or(s.Paging, other.Paging), cmp.Or(s.Namespace, other.Namespace)
	s.Cursor, s.Result = cmp.Or(s.Cursor, other.Cursor), cmp.Or(s.Result, other.Result)
	if len(s.Environments) == 0 {
		s.Environments = other.Environments
	}
	if len(s.Prefixes) == 0 {
		s.Prefixes = other.Prefixes
	}
	if len(s.Methods) == 0 {
		s.Methods = other.Methods
	}
	if s.Name == other.Name {
		s.Known = other.Known
	}
	return s
}

// prefixUnless is the prefix of tokens, unless another header takes them.
func prefixUnless(header string, other Auth) string {
	if header != "" && !strings.EqualFold(header, other.Header) {
		return ""
	}
	return other.Prefix
}

// AuthHeader is the header that a token is sent in.
func (s *Service) AuthHeader() string { return cmp.Or(s.Auth.Header, "Authorization") }

// AuthPrefix is what stands there before the token.
func (s *Service) AuthPrefix() string {
	if s.Auth == (Auth{}) {
		return "Bearer "
	}
	return s.Auth.Prefix
}

// ErrorCode is the path of the member with an error's code.
func (s *Service) ErrorCode() string { return cmp.Or(s.Errors.Code, "code") }

// ErrorMessage is the path of the member with an error's text for people.
func (s *Service) ErrorMessage() string { return cmp.Or(s.Errors.Message, "message") }

// Base is the address that the paths of a version of the API are below.
func (s *Service) Base(version string) string { return s.base(s.URL, version) }

// Base is the address of an environment for a version of the API.
func (e Environment) Base(s *Service, version string) string { return s.base(e.URL, version) }

func (s *Service) base(url, version string) string {
	if s.Version == VersionInPath && version != "" && url != "" {
		return url + "/" + version
	}
	return url
}

// Qualify gives a name of a type its namespace, "" being the default one.
func (s *Service) Qualify(namespace, name string) string {
	switch {
	case s.Root != "" && strings.HasPrefix(name, s.Root+"."):
		return name
	case strings.Contains(name, "."):
		return s.Namespace + "." + strings.TrimPrefix(name, s.Alias+".")
	case namespace == "":
		namespace = s.Namespace
	}
	if namespace == "" {
		return name
	}
	return namespace + "." + name
}

// Bare drops what pages put before the name of a type or leave out at will.
func (s *Service) Bare(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "#"), s.Namespace+".")
}

// IsVersion reports whether a segment of a path names a version of the API rather
// than a resource.
func (s *Service) IsVersion(segment string) bool {
	for _, v := range s.Versions {
		if strings.EqualFold(segment, v) {
			return true
		}
	}
	if len(segment) >= len(s.TestVersion) && strings.EqualFold(segment[:len(s.TestVersion)], s.TestVersion) {
		return true
	}
	return len(segment) > 1 && segment[0]|0x20 == 'v' && strings.Trim(segment[1:], "0123456789.") == "" && segment[1] != '.'
}
