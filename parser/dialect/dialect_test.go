package dialect

import (
	"os"
	"strings"
	"testing"
)

// Every built-in dialect is read, has texts to be told by, and a line in
// docs/dialects.md.
func TestBuiltin(t *testing.T) {
	doc, err := os.ReadFile("../../docs/dialects.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range builtin() {
		if d != Default() && len(d.tell) == 0 {
			t.Errorf("nothing tells the dialect %s", d.Name)
		}
		if !strings.Contains(string(doc), "`"+d.Name+"`") {
			t.Errorf("docs/dialects.md does not name %s", d.Name)
		}
	}
}

func TestTell(t *testing.T) {
	for _, c := range []struct{ text, want, by string }{
		{"curl --header \"PRIVATE-TOKEN: x\" https://gitlab.example.com/api/v4/projects", "gitlab", "PRIVATE-TOKEN"},
		{"GET https://graph.microsoft.com/v1.0/me", "graph", "graph.microsoft.com"},
		{"See https://graph.microsoft.com. --header \"X-Vault-Token: a\" --header \"X-Vault-Token: b\"", "vault", "X-Vault-Token"},
		{"GET /widgets", "default", ""},
		{"", "default", ""},
	} {
		d, by := Tell([]byte(c.text))
		if d.Name != c.want || by != c.by {
			t.Errorf("Tell(%q) = %s by %q, want %s by %q", c.text, d.Name, by, c.want, c.by)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "name: x\nsections: {}\n", "field sections not found"},
		{"unknown role", "name: x\nsection: {bodies: [Body]}\n", "section has no role \"bodies\"; it has body,"},
		{"no name", "tell: [x]\n", "it has no name"},
		{"broken expression", "name: x\ncall: {heading: \"(\"}\n", "call.heading: error parsing regexp"},
		{"broken type", "name: x\ntypes: \"(\"\n", "types: error parsing regexp"},
		{"no YAML", "name: [\n", "x.yaml: yaml:"},
	} {
		_, err := Parse("x.yaml", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestOwnDialect(t *testing.T) {
	d, err := Parse("own.yaml", []byte("name: own\nmethods: [purge]\nsection: {body: [What you send]}\npermission: {capability: [\"Needs: {T}\"]}\ncall: {heading: \"^do[A-Z]\", method: post, path: \"/rpc/{name}\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Role(Section, "What you send:"); got != "body" {
		t.Errorf("its own word has the role %q", got)
	}
	if got := d.Role(Section, "Query parameters"); got != "query" {
		t.Errorf("a word of the default has the role %q", got)
	}
	if role, hole := d.Match(Permission, "Needs: a_b"); role != "capability" || hole != "a_b" {
		t.Errorf("the permission is %q %q", role, hole)
	}
	if got := d.Call.Of("doThis"); got != "/rpc/doThis" {
		t.Errorf("the call is %q", got)
	}
	if got := Default().Role(Section, "What you send"); got != "" {
		t.Errorf("the default learned %q", got)
	}
}

func TestRequest(t *testing.T) {
	d := Default()
	for _, c := range []struct{ text, want string }{
		{`<Route method="GET">/users/{id}</Route>`, "GET /users/{id}"},
		{`<Endpoint verb='patch' path="/users/{id}" />`, "PATCH /users/{id}"},
		{`<Api method={"DELETE"} url={"/users"}/>`, "DELETE /users"},
		{`see <a href="/x">x</a>`, ""},
		{`<form method="dialog">/x</form>`, ""},
		{`<Route method="GET">`, ""},
	} {
		method, path, _ := d.Request(c.text)
		if got := strings.TrimSpace(method + " " + path); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
