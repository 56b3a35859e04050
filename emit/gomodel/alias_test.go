package gomodel

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestWithAliases(t *testing.T) {
	for _, tt := range []struct{ paths, called, want string }{
		{"/users/{id}/photo", "https://graph.example/v1.0/me/photo", "/me/photo"},
		{"/users/{id}", "/me", "/me"},
		{"/users/{id}/mails/{id}", "/v1.0/Me/mails/AAMk%3D", "/me/mails/{id}"},
		{"/users/{id}/mails/{id}", "/me/mails('AAMk=')?$top=1", "/me/mails/{id}"},
		{"/users/{id}/f(x={x})", "/me/f(x=1)", "/me/f(x={x})"},
		{"/users/{id}/photo /me/photo", "/me/photo", ""},
		{"/users/{id}/photo", "/me/photos", ""},
		{"/users/ann/photo", "/me/photo", ""},
		{"/groups/{id}/photo", "/me/photo", ""},
		{"/users/{id}/photo", "/users/1/photo", ""},
		{"/users/{id}/photo", "", ""},
	} {
		op := &ir.Operation{APIVersion: "v1.0", Examples: []ir.Example{
			{Request: ir.ExampleRequest{Method: "GET", URL: tt.called}}, {Request: ir.ExampleRequest{Method: "GET", URL: tt.called}},
		}}
		var sites []site
		for _, p := range strings.Fields(tt.paths) {
			path, err := segments{}.parsePath(&ir.Endpoint{Method: "GET", Path: p})
			if err != nil {
				t.Fatal(err)
			}
			sites = append(sites, site{endpoint: &ir.Endpoint{}, path: path})
		}
		before := len(sites)
		sites = withAliases(op, "GET", sites)
		got := ""
		for _, s := range sites[before:] {
			names := make([]string, countHoles(s.path))
			for i := range names {
				names[i] = []string{"id", "x"}[min(1, strings.Count(tt.want, "{x}"))]
			}
			got += template(s.path, names)
		}
		if got != tt.want {
			t.Errorf("%s called by %s: added %q, want %q", tt.paths, tt.called, got, tt.want)
		}
	}
}
