package page

import "strings"

// methods are the HTTP methods that a request line of a page begins with.
var methods = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}

// IsRequest recognises a request line: "GET /me", "GET https://...", "PATCH
// me/events/{id}", "DELETE/me" and what a docs generator writes where it found no
// path, "GET ** Collection URI for ...", but not a sentence that opens with a
// method.
func IsRequest(s string) bool {
	for _, m := range methods {
		rest, ok := strings.CutPrefix(s, m)
		if !ok {
			continue
		}
		path := strings.TrimLeft(rest, " \t")
		switch {
		case path == "":
			return false
		case path[0] == '/' || strings.HasPrefix(path, "~/") || hasScheme(path):
			return true
		case path == rest:
			return false
		}
		first, _, more := strings.Cut(path, " ")
		return path[0] == '{' || strings.HasPrefix(path, "**") || !more && !endsSentence(first) && isPathWord(first) || strings.ContainsAny(first, "/{") && !strings.ContainsAny(path[len(first):], ".,")
	}
	return false
}

func hasScheme(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// endsSentence reports whether a word ends as those at the end of prose do.
func endsSentence(s string) bool {
	return strings.IndexByte(".,;!?", s[len(s)-1]) >= 0
}

// isPathWord recognises a single relative segment such as "users".
func isPathWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x80 || c == ':' || c == '"' {
			return false
		}
	}
	return true
}

// IsStatus recognises a status line: "HTTP/1.1 200 OK", "HTTP 201 Created".
func IsStatus(s string) bool {
	const longest = 60
	rest, ok := strings.CutPrefix(s, "HTTP")
	if !ok || len(s) > longest {
		return false
	}
	version, rest, ok := strings.Cut(rest, " ")
	rest = strings.TrimLeft(rest, " ")
	if !ok || version != "" && version[0] != '/' || len(rest) < 3 || strings.Trim(rest[:3], "0123456789") != "" {
		return false
	}
	return len(rest) == 3 || rest[3] == ' '
}
