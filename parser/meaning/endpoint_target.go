package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// target is the address part of a request line, taken apart.
type target struct {
	Host       string // "graph.microsoft.com"; "" for a relative address
	APIVersion string // "v1.0", "beta"; "" if the address does not begin with one
	Path       string // with leading slash, without version and query string
	Query      string // without "?"
}

// methods are the HTTP methods that open an endpoint or request line.
var methods = []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE", "LIST", "SEARCH"}

// cutMethod takes the method off a request line. The blank after it may be
// missing before a slash ("DELETE/identity"). A method in another case counts
// only before an address that cannot be prose ("Get /users").
func cutMethod(line string) (method, rest string, ok bool) {
	for _, m := range methods {
		if len(line) <= len(m) || !strings.EqualFold(line[:len(m)], m) {
			continue
		}
		after := line[len(m):]
		rest = strings.TrimSpace(after)
		if rest == "" || after[0] != ' ' && after[0] != '\t' && after[0] != '/' && !strings.HasPrefix(after, "\u00a0") {
			continue
		}
		if line[:len(m)] != m && !strings.HasPrefix(rest, "/") && !isURL(rest) {
			continue
		}
		return m, rest, true
	}
	return "", "", false
}

func isURL(s string) bool {
	return hasPrefixFold(s, "https://") || hasPrefixFold(s, "http://")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// containsFold reports whether a text holds a word, given in small letters, in any
// case.
func containsFold(s, word string) bool { return strings.Contains(strings.ToLower(s), word) }

// parseTarget takes an address apart. It reports false for what cannot be an
// address, such as prose.
func parseTarget(s string) (target, bool) {
	var t target
	s = trimProtocol(s)
	if n := len(s); n > 1 && strings.ContainsAny(s[n-1:], ".,;") && !strings.ContainsAny(s[n-2:n-1], "./") {
		s = s[:n-1] // the end of a sentence or list
	}
	switch {
	case isURL(s):
		_, s, _ = strings.Cut(s, "://")
		slash := strings.IndexAny(s, "/?")
		if slash < 0 {
			return t, false
		}
		t.Host, s = s[:slash], s[slash:]
	case strings.HasPrefix(s, "~/"):
		s = s[1:]
	case strings.HasPrefix(s, "/"):
	case looksRelative(s):
		s = "/" + s
	default:
		return t, false
	}
	t.Path, t.Query = cutQuery(s)
	path := strings.TrimPrefix(t.Path, "/")
	if first, _, more := strings.Cut(path, "/"); service.Graph.IsVersion(first) {
		if t.APIVersion, t.Path = first, "/"; more {
			t.Path = path[len(first):]
		}
	}
	return t, true
}

// trimProtocol removes a trailing "HTTP/1.1".
func trimProtocol(s string) string {
	s = strings.TrimSpace(s)
	if strings.IndexByte(s, ' ') < 0 {
		return s
	}
	if i := strings.LastIndexByte(s, ' '); hasPrefixFold(s[i+1:], "HTTP/") {
		s = strings.TrimSpace(s[:i])
	}
	return s
}

// looksRelative tells "policies/claimsMappingPolicies" and "{id}/x" from prose.
func looksRelative(s string) bool {
	first, _, _ := strings.Cut(s, "/")
	if strings.HasPrefix(s, "{") {
		return true
	}
	first, _, _ = strings.Cut(first, "?")
	if strings.Contains(s, "/") || !strings.Contains(s, " ") {
		return isTypeName(strings.TrimPrefix(first, "$"))
	}
	return false
}

// cutQuery parts an address at the first question mark that is not inside a
// placeholder.
func cutQuery(s string) (path, query string) {
	if strings.IndexByte(s, '?') < 0 {
		return s, ""
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '?':
			if depth <= 0 {
				return s[:i], strings.TrimSpace(s[i+1:])
			}
		}
	}
	return s, ""
}

// hole is a placeholder of a path template.
type hole struct {
	Name     string // as written, without its brackets
	Argument string // the argument that it is the value of: "period" in f(period='{period_value}')
}

// readHoles lists the placeholders {x} and <x> of a path in path order.
// Balanced is false if a bracket is missing.
func readHoles(path string) (holes []hole, balanced bool) {
	balanced = true
	parens := 0
	for i := 0; i < len(path); i++ {
		switch c := path[i]; c {
		case '{', '<':
			end := strings.IndexByte(path[i:], closing(c))
			if end < 0 {
				return holes, false
			}
			holes = append(holes, hole{Name: strings.TrimSpace(path[i+1 : i+end]), Argument: argumentBefore(path[:i])})
			i += end
		case '}', '>':
			balanced = false
		case '(', '[':
			parens++
		case ')', ']':
			parens--
		}
	}
	return holes, balanced && parens == 0
}

// closing is the bracket that closes an opening one.
func closing(open byte) byte {
	const pairs = "{}<>[]()"
	return pairs[strings.IndexByte(pairs, open)+1]
}

// argumentBefore returns the name in "…(name='" or "…, name=" at the end of s.
func argumentBefore(s string) string {
	s = strings.TrimRight(s, "'\"@ ")
	if !strings.HasSuffix(s, "=") {
		return ""
	}
	s = s[:len(s)-1]
	name := s[strings.LastIndexAny(s, "(, /&?")+1:]
	if !isTypeName(name) {
		return ""
	}
	return name
}

// queryPairs lists the name=value pairs of a query string. An "&" inside
// brackets or quotes parts nothing.
func queryPairs(query string) []ir.PathQuery {
	var out []ir.PathQuery
	depth, quoted, start := 0, false, 0
	add := func(pair string) {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		if name != "" {
			out = append(out, ir.PathQuery{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
		}
	}
	for i := 0; i < len(query); i++ {
		switch query[i] {
		case '(', '{':
			depth++
		case ')', '}':
			depth--
		case '\'':
			quoted = !quoted
		case '&':
			if depth <= 0 && !quoted {
				add(query[start:i])
				start = i + 1
			}
		}
	}
	add(query[start:])
	return out
}
