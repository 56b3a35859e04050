package service

import "testing"

func TestQualify(t *testing.T) {
	for _, c := range []struct{ namespace, name, want string }{
		{"", "user", "microsoft.graph.user"},
		{"microsoft.graph.callRecords", "session", "microsoft.graph.callRecords.session"},
		{"microsoft.graph.callRecords", "microsoft.graph.user", "microsoft.graph.user"},
		{"", "graph.user", "microsoft.graph.user"},
		{"", "ediscovery.case", "microsoft.graph.ediscovery.case"},
	} {
		if got := Graph.Qualify(c.namespace, c.name); got != c.want {
			t.Errorf("Qualify(%q, %q) = %q, want %q", c.namespace, c.name, got, c.want)
		}
	}
}

func TestBare(t *testing.T) {
	for name, want := range map[string]string{"#microsoft.graph.user": "user", "microsoft.graph.a.b": "a.b", "user": "user"} {
		if got := Graph.Bare(name); got != want {
			t.Errorf("Bare(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestIsVersion(t *testing.T) {
	for segment, want := range map[string]bool{
		"v1.0": true, "V2": true, "beta": true, "Beta": true, "testprodbetax": true,
		"v": false, "v.1": false, "version": false, "users": false, "": false,
	} {
		if got := Graph.IsVersion(segment); got != want {
			t.Errorf("IsVersion(%q) = %v", segment, got)
		}
	}
}
