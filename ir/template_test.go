package ir

import (
	"slices"
	"testing"
)

func TestPathTemplate(t *testing.T) {
	for _, c := range []struct {
		path, template string
		mistakes       []string
	}{
		{"/teams/(team-id)/channels/{channel-id}", "/teams/{team-id}/channels/{channel-id}", []string{"(team-id)"}},
		{"/users/[id | userPrincipalName]/[ key ]", "/users/{id | userPrincipalName}/{key}", []string{"[id | userPrincipalName]", "[ key ]"}},
		{"/a/\uff5bid\uff5d/\uff08id\uff09/\uff3bid\uff3d/\uff1cid\uff1e/\u3010\u5ba2\u6237 id\u3011", "/a/{id}/{id}/{id}/{id}/{\u5ba2\u6237 id}",
			[]string{"\uff5bid\uff5d", "\uff08id\uff09", "\uff3bid\uff3d", "\uff1cid\uff1e", "\u3010\u5ba2\u6237 id\u3011"}},
		{"/users/:id/messages/:message-id", "/users/{id}/messages/{message-id}", []string{":id", ":message-id"}},
		{"/users/<id>/messages", "/users/{id}/messages", nil}, // another way to write one, and no mistake
	} {
		template, mistakes := PathTemplate(c.path)
		if template != c.template || !slices.Equal(mistakes, c.mistakes) {
			t.Errorf("%s: %s, %q", c.path, template, mistakes)
		}
	}
	for _, path := range []string{
		"/me/messages/{id}",
		"/reports/getUsers(period='{value}')", "/range(address='<address>')/row", "/microsoft.graph.delta()", "/items(id)", "/borders(<side>)",
		"/companies('{id}')/x", "/x/('{id}')", "/x/({id})", "/x/(a='b')", "/x/(a,b)", "/x/()", "/x/(1)", "/x/(id", "/x/(id]",
		"/content[?includeIDs=true]", "/x/[]",
		"/root:/{item-path}:/children", "/root:/{item-path}:/:id", "/root/:", "/x/:{id}", "/x/:1",
		"/x/\uff5bid", "", "/",
	} {
		if template, mistakes := PathTemplate(path); template != path || mistakes != nil {
			t.Errorf("%s: %s, %q", path, template, mistakes)
		}
	}
}
