package edit

import "testing"

func TestSameShape(t *testing.T) {
	for _, test := range []struct {
		name, a, b string
		want       bool
	}{
		{"texts", `{"a": "x", "b": ["y", 1]}`, `{"a": "é", "b":["", 2]}`, true},
		{"a time", `{"a": "x"}`, `{"a": "2020-01-01T00:00:00Z"}`, false},
		{"a truth", `{"a": true}`, `{"a": false}`, true},
		{"null", `{"a": 1}`, `{"a": null}`, false},
		{"whole numbers", `[1]`, `[-2147483647]`, true},
		{"a number that is no Int32 in a body", `[1]`, `[-2147483648]`, false},
		{"a long number", `[1]`, `[2147483648]`, false},
		{"a fraction", `[1]`, `[1.5]`, false},
		{"a round number", `[1]`, `[1.0]`, false},
		{"the order of members", `{"a": 1, "b": 2}`, `{"b": 2, "a": 1}`, false},
		{"another member", `{"a": 1}`, `{"a": 1, "b": 2}`, false},
		{"a type", `{"@odata.type": "#a.b"}`, `{"@odata.type": "#a.c"}`, false},
		{"how a type is written", `{"@odata.type": "#a.b"}`, `{"@odata.type": "#a.\u0062"}`, false},
		{"how a name is written", `{"@odata.type": "#a.b"}`, `{"\u0040odata.type": "#a.b"}`, false},
		{"blanks", `{"a": 1, "b": "x"}`, "{\"a\"\t:1 ,\n\"b\":\"y\"}", true},
		{"a member that moves into another object", `{"a": {"x": 1}, "b": {"y": 1}}`, `{"a": {"x": 1, "b": {"y": 1}}}`, false},
		{"an element that moves into another list", `[[1], [2]]`, `[[1, [2]]]`, false},
		{"no JSON", `{"a": }`, `{"b": }`, false},
		{"the same that is no JSON", `{"a": }`, `{"a": }`, true},
	} {
		if got := sameShape(test.a, test.b); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}
