package ir

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, input, fault string }{
		{"json", `{"irVersion": 1, "operations": [{"id": "v1.0/a/b"}]}`, ""},
		{"yaml", "irVersion: 1\noperations:\n  - id: v1.0/a/b\n", ""},
		{"byte order mark", "\ufeff" + `{"irVersion": 1, "operations": [{"id": "v1.0/a/b"}]}`, ""},
		{"unknown keys", `{"irVersion": 1, "new": {"deep": [1]}, "operations": [{"id": "v1.0/a/b", "colour": null}]}`, ""},
		{"yaml flow after comment", "# saved\n{irVersion: 1, operations: [{id: v1.0/a/b}]}\n", ""},
		{"no version", `{"operations": []}`, "no irVersion"},
		{"newer version", `{"irVersion": 2, "operations": {"a": 1}}`, "irVersion 2"},
		{"empty", "", "expected a mapping"},
		{"a list", "- a\n", "expected a mapping"},
		{"broken json", `{"irVersion": 1,`, "unexpected end"},
		{"wrong type", `{"irVersion": 1, "operations": [{"id": 7}]}`, "operations.id"},
		{"null operation", `{"irVersion": 1, "operations": [null]}`, "operations[0] is null"},
		{"null type", `{"irVersion": 1, "types": [null]}`, "types[0] is null"},
		{"bad place", `{"irVersion": 1, "operations": [{"endpoints": [{"at": "nowhere"}]}]}`, "file:line:column"},
		{"text is no object", `{"irVersion": 1, "operations": [{"title": "x"}]}`, "expected an object"},
		{"alias", "irVersion: 1\na: &x [1]\nb: *x\n", "aliases"},
		{"deep yaml", "irVersion: 1\na: " + strings.Repeat("[", 300) + strings.Repeat("]", 300), "nested deeper"},
		{"deep json", `{"irVersion": 1, "a": ` + strings.Repeat("[", 20000), "exceeded max depth"},
	} {
		t.Run(c.name, func(t *testing.T) {
			api, err := Decode([]byte(c.input))
			switch {
			case c.fault == "" && err != nil:
				t.Fatal(err)
			case c.fault == "" && (len(api.Operations) != 1 || api.Operations[0].ID != "v1.0/a/b"):
				t.Errorf("operations = %+v", api.Operations)
			case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
				t.Errorf("error = %v, want one with %q", err, c.fault)
			}
		})
	}
}

func TestTextKeepsOrder(t *testing.T) {
	api, err := Decode([]byte(`{"irVersion": 1, "operations": [{"title": {"en-US": "a", "de-DE": "b", "aa": "", "de-DE": "c"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Text{{"en-US", "a"}, {"de-DE", "b"}}
	if diff := cmp.Diff(want, api.Operations[0].Title); diff != "" {
		t.Errorf("title (-want +got):\n%s", diff)
	}
}

func TestTextFromJSON(t *testing.T) {
	for _, c := range []struct {
		data string
		want Text
		ok   bool
	}{
		{`{}`, nil, true},
		{` { } `, nil, true},
		{`null`, nil, true},
		{`{"de-DE" : "\u00fcber \"x\"", "a":"\\"}`, Text{{"de-DE", "\u00fcber \"x\""}, {"a", `\`}}, true},
		{`{"a": null}`, nil, false},
		{`{"a": "b`, nil, false},
		{`{"a`, nil, false},
		{`[]`, nil, false},
		{``, nil, false},
	} {
		var got Text
		err := got.UnmarshalJSON([]byte(c.data))
		if (err == nil) != c.ok || err == nil && cmp.Diff(c.want, got) != "" {
			t.Errorf("%s: %v, %v; want %v, ok %t", c.data, got, err, c.want, c.ok)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"irVersion": 1, "operations": [{"id": "v1.0/a/b", "title": {"en-US": "A"}}]}`))
	f.Add([]byte("irVersion: 1\noperations:\n  - id: v1.0/a/b\n    notes: [{kind: note, text: {}}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		api, err := Decode(data)
		if err != nil {
			return
		}
		first := encode(t, api, "json")
		again, err := Decode([]byte(first))
		if err != nil {
			t.Fatalf("own output is refused: %v", err)
		}
		if diff := cmp.Diff(first, encode(t, again, "json")); diff != "" {
			t.Errorf("second encoding differs (-want +got):\n%s", diff)
		}
	})
}
