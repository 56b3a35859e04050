package meaning

import (
	"testing"

	"github.com/docpiler/docpiler/parser/words"
)

func TestCutMethod(t *testing.T) {
	for _, m := range methods {
		if got, rest, ok := cutMethod(m + " /a"); !ok || got != m || rest != "/a" {
			t.Errorf("%s /a: %q, %q, %v", m, got, rest, ok)
		}
	}
	for line, want := range map[string]string{
		"Get /users":         "GET",
		"DELETE/identity":    "DELETE",
		"post https://x/y":   "POST",
		"PATCH\u00a0/me":     "PATCH",
		"Get the users":      "",
		"GET":                "",
		"{ \"method\": 1 }":  "",
		"Content-Type: text": "",
		"":                   "",
	} {
		if got, _, _ := cutMethod(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestCutNamespace(t *testing.T) {
	english, _ := words.For(words.Base)
	v := newVocabulary(english, true)
	for _, c := range []struct{ text, name, rest string }{
		{"Namespace: microsoft.graph", "microsoft.graph", ""},
		{"Espace de noms\uff1a microsoft.graph.callRecords.", "microsoft.graph.callRecords", ""},
		{"Namespace: microsoft.graph Lists the users.", "microsoft.graph", "Lists the users."},
		{"Namespace: x.y Lists the users.", "x.y", "Lists the users."},
		{"See also: x.y has more.", "", "See also: x.y has more."},
		{"Namespace: microsoft.graph, which is all", "", "Namespace: microsoft.graph, which is all"},
		{"Namespace: Microsoft.Graph", "", "Namespace: Microsoft.Graph"},
		{"Namespace: microsoft", "", "Namespace: microsoft"},
		{"Namespace: microsoft.1", "", "Namespace: microsoft.1"},
		{": microsoft.graph", "", ": microsoft.graph"},
		{"No colon", "", "No colon"},
	} {
		if name, rest := v.cutNamespace(c.text); name != c.name || rest != c.rest {
			t.Errorf("%q: %q, %q", c.text, name, rest)
		}
	}
}
