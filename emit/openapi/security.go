package openapi

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// securityNames are the names of the security schemes, and what they stand for.
var securityNames = []struct {
	scheme            ir.Scheme
	name, tenant, doc string
}{
	{ir.DelegatedWork, "delegatedWork", "organizations", "On behalf of a user with a work or school account."},
	{ir.DelegatedPersonal, "delegatedPersonal", "consumers", "On behalf of a user with a personal account."},
	{ir.Application, "application", "organizations", "As the app itself, without a user."},
}

// security lists what suffices to call an endpoint: by scheme the least privileged
// permissions, one requirement for each alternative, and the higher ones. A call
// that needs none has an empty requirement.
func (b *builder) security(permissions []gomodel.Permission, endpoint string) (least, higher []map[string][]string) {
	seen := map[string]bool{}
	add := func(list *[]map[string][]string, scheme string, alternatives []string) {
		for _, names := range alternatives {
			together := strings.Split(names, " and ")
			if key := fmt.Sprint(scheme, together); !seen[key] {
				seen[key] = true
				*list = append(*list, map[string][]string{scheme: together})
				b.scopes[scheme] = append(b.scopes[scheme], together...)
			}
		}
	}
	if b.scopes == nil {
		b.scopes = map[string][]string{}
	}
	if !b.api.ServiceOf().IsGraph() {
		return tokenSecurity(permissions), nil
	}
	for _, p := range permissions {
		if p.Status != string(ir.Supported) || !p.HoldsFor(endpoint) {
			continue
		}
		if len(p.Least)+len(p.Higher) == 0 && !seen[p.Scheme] {
			seen[p.Scheme] = true
			least = append(least, map[string][]string{b.schemeName(p.Scheme): {}})
		}
		add(&least, b.schemeName(p.Scheme), p.Least)
	}
	for _, p := range permissions {
		if p.Status == string(ir.Supported) && p.HoldsFor(endpoint) {
			add(&higher, b.schemeName(p.Scheme), p.Higher)
		}
	}
	return least, higher
}

// token is the name of the security scheme of a service that is not built in.
const token = "token"

// tokenSecurity lists the permissions that a token needs, any entry of which is
// enough.
func tokenSecurity(permissions []gomodel.Permission) []map[string][]string {
	var list []map[string][]string
	for _, p := range permissions {
		for _, names := range slices.Concat(p.Least, p.Higher) {
			list = append(list, map[string][]string{token: strings.Split(names, " and ")})
		}
	}
	if len(list) == 0 {
		return []map[string][]string{{token: {}}}
	}
	return list
}

// schemeName notes that a scheme is used.
func (b *builder) schemeName(scheme string) string {
	if b.scopes[scheme] == nil {
		b.scopes[scheme] = []string{}
	}
	return scheme
}

// securitySchemes lists the schemes of the service, then those that only pages
// name.
func (b *builder) securitySchemes() ordered[securityScheme] {
	if s := b.api.ServiceOf(); !s.IsGraph() {
		if strings.EqualFold(strings.TrimSpace(s.AuthPrefix()), "Bearer") && s.AuthHeader() == "Authorization" {
			return ordered[securityScheme]{{token, securityScheme{Type: "http", Scheme: "bearer"}}}
		}
		return ordered[securityScheme]{{token, securityScheme{Type: "apiKey", In: "header", Name: s.AuthHeader()}}}
	}
	var list ordered[securityScheme]
	flow := func(scheme, tenant string) oauth2Flow {
		f := oauth2Flow{AuthorizationURL: service.Graph.LoginURL + tenant + "/oauth2/v2.0/authorize", TokenURL: service.Graph.LoginURL + tenant + "/oauth2/v2.0/token"}
		names := b.scopes[scheme]
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			f.Scopes.add(name, "")
		}
		return f
	}
	known := map[string]bool{}
	for _, s := range securityNames {
		known[string(s.scheme)] = true
		kind, f := "authorizationCode", flow(string(s.scheme), s.tenant)
		if s.scheme == ir.Application {
			kind, f.AuthorizationURL = "clientCredentials", ""
		}
		list.add(s.name, securityScheme{Type: "oauth2", Description: s.doc, Flows: ordered[oauth2Flow]{{kind, f}}})
	}
	for _, scheme := range sortedKeys(b.scopes) {
		if !known[scheme] {
			list.add(scheme, securityScheme{Type: "oauth2", Description: "As the pages name it.", Flows: ordered[oauth2Flow]{{"authorizationCode", flow(scheme, "common")}}})
		}
	}
	return list
}
