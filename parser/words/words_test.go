package words

import (
	"strings"
	"testing"
)

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

// Blanks, quotes and hyphens that translations set at will make no difference.
func TestRoleOfLooseSpellings(t *testing.T) {
	for _, c := range []struct{ locale, group, text, role string }{
		{"zh-CN", "heading", "HTTP\u8bf7\u6c42", "httpRequest"},
		{"ja-JP", "permRow", "\u59d4\u4efb(\u8077\u5834\u307e\u305f\u306f\u5b66\u6821\u306e\u30a2\u30ab\u30a6\u30f3\u30c8)", "delegatedWork"},
		{"fr-FR", "permCol", "Type d'autorisation", "type"},
		{"fr-FR", "permCol", "Type d\u2019autorisation", "type"},
		{"de-DE", "heading", "HTTP\u2011Anforderung", "httpRequest"},
		{"ko-KR", "permRow", "\uc704\uc784\ub428 (\ud68c\uc0ac \ub610\ub294 \ud559\uad50 \uacc4\uc815)", "delegatedWork"},
	} {
		s, ok := For(c.locale)
		if got := s.Role(c.group, c.text); !ok || got != c.role {
			t.Errorf("%s: Role(%q, %q) = %q, want %q", c.locale, c.group, c.text, got, c.role)
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

func TestExactIsRoleWithoutPatterns(t *testing.T) {
	for _, s := range All() {
		for _, group := range []string{"marker", "permRow", "column", "heading", "cell"} {
			for _, role := range s.Roles(group) {
				for _, text := range s.Texts(group, role) {
					if strings.Contains(text, "{") {
						continue
					}
					for _, written := range []string{text, strings.ToUpper(text), " " + text + ".\n", strings.ReplaceAll(text, " ", "  ")} {
						if got, want := s.Exact(group, written), s.Role(group, written); got != want {
							t.Errorf("%s: Exact(%q, %q) = %q, Role gives %q", s.Locale, group, written, got, want)
						}
					}
				}
			}
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"  **HTTP  Request:** ":                            "http request",
		"\uff28\uff34\uff34\uff30\u3000\u8bf7\u6c42\u3002": "http \u8bf7\u6c42",
		"GR\u00d6SSE Stra\u00dfe":                          "gr\u00f6sse strasse",
		"Type\u00a0: l\u2019\u00adobjet":                   "type : l'objet",
		"\u201eHTTP\u2011Anforderung\u201c":                "\u201ehttp-anforderung\"",
		"a\u200b \ufeffb":                                  "a b",
		" .? ":                                             "",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}
