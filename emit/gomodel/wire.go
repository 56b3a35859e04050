package gomodel

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/templates"
)

// Environment is a further address of the service.
type Environment struct {
	service.Environment
	Const Name // with its address, e.g. "ChinaBaseURL"
}

// Environments lists the addresses that clients can be set up for besides the usual
// one.
func Environments(s *service.Service) []Environment {
	var list []Environment
	for _, e := range s.Environments {
		list = append(list, Environment{e, Name(strings.ToUpper(e.Name[:1]) + e.Name[1:] + "BaseURL")})
	}
	return list
}

// Tags returns the tags that the runtime of a service's clients is emitted with.
func Tags(s *service.Service) templates.RuntimeTags {
	var tags []string
	if !s.IsGraph() {
		tags = append(tags, string(templates.PlainTag))
	}
	switch s.Paging {
	case service.PagingOData:
	case service.PagingLinks:
		tags = append(tags, string(templates.LinksTag))
	case service.PagingCursor:
		tags = append(tags, string(templates.CursorTag))
	default:
		tags = append(tags, string(templates.UnpagedTag))
	}
	return templates.RuntimeTags(strings.Join(tags, " "))
}

// generalOptionsOf lists the names of the query options that apply to a call
// without being named.
func generalOptionsOf(result ResultKind) []string {
	var names []string
	for _, q := range service.OData.QueryOptions {
		if result == Paged && q.Of != service.Named || result == Object && q.Of == service.OfObjectsToo {
			names = append(names, q.Name)
		}
	}
	return names
}

// WireName returns what the member of an object that names its type says of a type.
func (t *Type) WireName() string { return service.OData.TypePrefix + t.API }

// HasPages reports whether a method of a package returns a page of a list.
func HasPages(p *Package) bool {
	return slices.ContainsFunc(p.Services, func(s *Service) bool {
		return slices.ContainsFunc(s.Methods, func(m *Method) bool { return m.Result.Kind == Paged })
	})
}
