package words

import "testing"

func TestRole(t *testing.T) {
	s, ok := For("en-US")
	if !ok {
		t.Fatal("no English words")
	}
	for _, c := range []struct{ group, text, role string }{
		{"heading", "HTTP Request", "httpRequest"},
		{"heading", "Example 2: Clock in", "examples"},
		{"heading", "Example 2", "examples"},
		{"heading", "Request 3", "request"},
		{"heading", "Request a ride", ""},
		{"heading", "Recipe", ""},
		{"permRow", "Delegated (work or school account)", "delegatedWork"},
		{"cell", "Not supported.", "notSupported"},
	} {
		if got := s.Role(c.group, c.text); got != c.role {
			t.Errorf("Role(%q, %q) = %q, want %q", c.group, c.text, got, c.role)
		}
	}
}
