package gomodel

import (
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// Permission is what an operation needs under one scheme.
type Permission struct {
	Scheme   string   // as the IR names it
	Constant Name     // of the runtime that has the scheme for its value; "" if there is none
	Status   string   // as the IR names it
	Least    []string // any of them is enough
	Higher   []string
	Context  string // what it is for, as the page writes it; "" for all

	Endpoints []string // that it is for, as "METHOD path"; nil for all
}

// HoldsFor reports whether the entry holds for an endpoint, "METHOD path" as the
// page writes it.
func (p Permission) HoldsFor(endpoint string) bool {
	return p.Endpoints == nil || slices.Contains(p.Endpoints, endpoint)
}

// schemes are the names of Graph's schemes: of the runtime's constants, and in comments.
var schemes = map[ir.Scheme]struct {
	constant Name
	words    string
}{
	ir.DelegatedWork:     {"Delegated", "delegated"},
	ir.DelegatedPersonal: {"DelegatedPersonal", "delegated personal"},
	ir.Application:       {"AppOnly", "application"},
}

// permissionsOf lists the permissions of an operation; constants says that the runtime
// has constants for the schemes.
func permissionsOf(op *ir.Operation, constants bool) []Permission {
	list := make([]Permission, len(op.Permissions))
	for i, p := range op.Permissions {
		list[i] = Permission{
			Scheme: string(p.Scheme), Status: string(p.Status),
			Least: p.Least, Higher: p.Higher, Context: p.Context, Endpoints: p.Endpoints,
		}
		if constants {
			list[i].Constant = schemes[p.Scheme].constant
		}
	}
	return list
}
