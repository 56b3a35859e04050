package ir

import (
	"strings"
	"testing"
)

func TestContextEndpoints(t *testing.T) {
	for _, c := range []struct {
		name      string
		endpoints string // of GET, by commas
		want      string // context: endpoints; "*" for all, "-" for none
	}{
		{"the last noun", "/crates/{id}/labels, /users/{id}", "For label resource: /crates/{id}/labels | For user: /users/{id}"},
		{"the caller's own", "/me/crates, /users/{id}/crates", "acting on self: /me/crates | acting on other users: /users/{id}/crates"},
		{"the caller is a user", "/me/crate/labels, /depots/{id}/crate/labels", "user crate: /me/crate/labels | depot crate: /depots/{id}/crate/labels"},
		{"what all paths have tells nothing apart", "/users/{id}/photo, /me/photo, /crates/{id}/photo", "photo of a user: /users/{id}/photo /me/photo | for crate: /crates/{id}/photo"},
		{"more words before fewer", "/depots/{id}/labels, /crates/{id}/labels", "label: /crates/{id}/labels | depot label: /depots/{id}/labels"},
		{"two words are one noun", "/crateBoxes, /crateBoxes/{id}/crates", "big crate box: /crateBoxes | big crate: /crateBoxes/{id}/crates"},
		{"the end of a name", "/lists/{id}/todo, /users/{id}", "tasklist: /lists/{id}/todo | user: /users/{id}"},
		{"a name as in code is what it ends in", "/crates/{id}/messages, /notes/{id}", "crateMessage: /crates/{id}/messages | note: /notes/{id}"},
		{"the end of a noun", "/wideCrates, /users", "Crates: /wideCrates | users: /users"},
		{"a context of nothing", "/crates, /users", "crate: /crates | resource access: /users"},
		{"nothing matches", "/subscriptions", "For crates: * | For users: *"},
		{"beaten everywhere", "/teams/{id}/channels", "In teams: - | In channels: *"},
		{"one context", "/crates, /users", "For crates: *"},
		{"lacks a part", "/depots/{id}/notes, /depots/{id}/crates, /users", "depot crate: /depots/{id}/notes /depots/{id}/crates | user: /users"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := &Operation{ID: "v1/a/b"}
			for e := range strings.SplitSeq(c.endpoints, ", ") {
				o.Endpoints = append(o.Endpoints, Endpoint{Method: "GET", Path: e})
			}
			for line := range strings.SplitSeq(c.want, " | ") {
				context, _, _ := strings.Cut(line, ": ")
				o.Permissions = append(o.Permissions, Permission{Scheme: Application, Context: context})
			}
			api := &API{Operations: []*Operation{o}}
			Link(api)
			Link(api)
			var got []string
			for _, p := range api.Operations[0].Permissions {
				held := strings.ReplaceAll(strings.Join(p.Endpoints, " "), "GET ", "")
				switch {
				case p.Endpoints == nil:
					held = "*"
				case held == "":
					held = "-"
				}
				got = append(got, p.Context+": "+held)
			}
			if s := strings.Join(got, " | "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}
