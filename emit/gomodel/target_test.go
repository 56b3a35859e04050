package gomodel

import "testing"

func TestParseTarget(t *testing.T) {
	tests := []struct{ url, version, want string }{
		{"https://graph.microsoft.com/v1.0/me/messages", "v1.0", "/me/messages"},
		{"https://graph.microsoft.com/beta/me", "v1.0", "/me"},
		{"https://example.com/preview/me", "preview", "/me"},
		{"/me/drive", "v1.0", "/me/drive"},
		{"me/drive/", "v1.0", "/me/drive"},
		{"~/me", "v1.0", "/me"},
		{"/users/{id | name}/a b", "v1.0", "/users/%7Bid%20%7C%20name%7D/a%20b"},
		{"/range(address='A1:B2')", "v1.0", "/range(address='A1:B2')"},
		{"/users/a%2Fb/100%", "v1.0", "/users/a%2Fb/100%25"},
		{"/me?$select=id, name&$filter=a eq 'b c'&flag", "v1.0", "/me?$select=id,+name&$filter=a+eq+'b+c'&flag="},
		{"", "v1.0", ""},
	}
	for _, tt := range tests {
		if got := ParseTarget(tt.url, tt.version).Line(); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.url, got, tt.want)
		}
	}
	if got := ParseTarget("/users('a/b')/f(x='1')/me('c')", "v1.0").WithoutKeys().Line(); got != "/users('a/b')/f(x='1')/me/c" {
		t.Errorf("without keys: %q", got)
	}
}
