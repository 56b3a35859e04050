package ir

import (
	"fmt"
	"strings"
)

// Rename gives an operation another name.
type Rename struct {
	ID       string // as docpiler gives it, without regard to case: "v1.0/subscription/postSubscriptions"
	To       string // a name, "create", or resource and name, "subscription/create"
	At       string // where it is asked for, for messages: "docpiler.yaml:12:3"; may be ""
	Optional bool   // the operation need not be there
}

// id is the id that the operation of an id gets.
func (r Rename) id(of string) string {
	parts := strings.SplitN(of, "/", 3)
	if len(parts) < 3 {
		return of
	}
	if resource, name, ok := strings.Cut(r.To, "/"); ok {
		return parts[0] + "/" + resource + "/" + name
	}
	return parts[0] + "/" + parts[1] + "/" + r.To
}

// rename gives operations the names that are asked for, all at once, so that two may
// change their names. One whose new id another has keeps its own; [CheckRenames]
// says so.
func (l *linker) rename(renames []Rename) {
	wanted := make(map[string]Rename, len(renames))
	for _, r := range renames {
		wanted[strings.ToLower(r.ID)] = r
	}
	taken := map[string]int{}
	for _, o := range l.api.Operations {
		taken[strings.ToLower(idIn(wanted, o))]++
	}
	for i, o := range l.api.Operations {
		id := idIn(wanted, o)
		if id == o.ID || taken[strings.ToLower(id)] > 1 {
			continue
		}
		c := *o
		parts := strings.SplitN(id, "/", 3)
		c.ID, c.Resource, c.Name = id, parts[1], parts[2]
		l.api.Operations[i] = &c
	}
}

// idIn is the id that an operation is to have.
func idIn(wanted map[string]Rename, o *Operation) string {
	if r, ok := wanted[strings.ToLower(o.ID)]; ok {
		return r.id(o.ID)
	}
	return o.ID
}

// CheckRenames returns an error if a linked API lacks an operation that was to be
// renamed, or if the name was taken.
func CheckRenames(api *API, renames []Rename) error {
	ids := make([]string, len(api.Operations))
	has := make(map[string]bool, len(ids))
	for i, o := range api.Operations {
		ids[i] = o.ID
		has[strings.ToLower(o.ID)] = true
	}
	for _, r := range renames {
		at := r.At
		if at != "" {
			at += ": "
		}
		from, to := strings.ToLower(r.ID), strings.ToLower(r.id(r.ID))
		switch {
		case from != to && has[from] && has[to]:
			return fmt.Errorf("%srename: %s cannot become %s, which is the id of another operation", at, r.ID, r.id(r.ID))
		case !has[to] && !r.Optional:
			return fmt.Errorf("%srename: there is no operation %q%s", at, r.ID, nearestOf(r.ID, ids))
		}
	}
	return nil
}
