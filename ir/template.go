package ir

import (
	"strings"
	"unicode"
)

// brackets are what pages write around the name of a placeholder when they do
// not write braces.
var brackets = []struct{ open, close string }{
	{"<", ">"}, {"(", ")"}, {"[", "]"},
	{"\uff5b", "\uff5d"}, {"\uff08", "\uff09"}, {"\uff3b", "\uff3d"}, {"\uff1c", "\uff1e"}, {"\u3010", "\u3011"}, // full width
}

// PathTemplate returns a path as a page writes it with braces around each
// placeholder that is a whole segment in other brackets, and those of these
// segments that are mistakes: "/teams/(id)" gives "/teams/{id}" and "(id)".
// Angle brackets are none. Brackets in a part of a segment, as in a function
// call, stay as they are.
func PathTemplate(path string) (template string, mistakes []string) {
	if !hasOddSegment(path) {
		return path, nil // nearly all
	}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		name, ok := placeholderName(s)
		if !ok && strings.HasPrefix(s, ":") && !addressesByPath(segments) {
			name, ok = s[1:], isPlaceholderName(s[1:])
		}
		if !ok {
			continue
		}
		if s[0] != '<' {
			mistakes = append(mistakes, s)
		}
		segments[i] = "{" + name + "}"
	}
	return strings.Join(segments, "/"), mistakes
}

// hasOddSegment reports whether a segment begins with a sign other than most do.
func hasOddSegment(path string) bool {
	for i := 1; i < len(path); i++ {
		if path[i-1] == '/' && (strings.IndexByte("<([:", path[i]) >= 0 || path[i] >= 0x80) {
			return true
		}
	}
	return false
}

// placeholderName returns the name in a segment that is nothing but a name in
// brackets.
func placeholderName(segment string) (string, bool) {
	for _, b := range brackets {
		if rest, ok := strings.CutPrefix(segment, b.open); ok {
			name, ok := strings.CutSuffix(rest, b.close)
			name = strings.TrimSpace(name)
			return name, ok && isPlaceholderName(name)
		}
	}
	return "", false
}

// isPlaceholderName reports whether a text is a name, or names to choose from
// ("id | userPrincipalName"), and no argument or key.
func isPlaceholderName(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && !strings.ContainsRune("-_. |", r)) {
			return false
		}
	}
	return name != ""
}

// addressesByPath reports whether a path puts a file's own path between colons,
// as in "/root:/{item-path}:/content", so that a colon opens no placeholder.
func addressesByPath(segments []string) bool {
	for _, s := range segments {
		if strings.HasSuffix(s, ":") {
			return true
		}
	}
	return false
}

// Template is the path of an endpoint as [PathTemplate] returns it.
func (e Endpoint) Template() string {
	template, _ := PathTemplate(e.Path)
	return template
}
