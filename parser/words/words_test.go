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

// A language without a role would silently lose what that role marks.
func TestEveryLanguageHasEveryRole(t *testing.T) {
	base := baseSet()
	for _, s := range All() {
		for group, roles := range base.texts {
			for role := range roles {
				if _, ok := s.texts[group][role]; !ok {
					t.Errorf("%s.yaml lacks %s.%s", s.Locale, group, role)
				}
			}
		}
		for group, roles := range s.texts {
			for role := range roles {
				if _, ok := base.texts[group][role]; !ok {
					t.Errorf("%s.yaml has %s.%s, which %s.yaml does not know", s.Locale, group, role, Base)
				}
			}
		}
	}
}
