package meaning

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// segments is a path in its segments, as it stands and with keys in brackets
// parted from their segment.
type segments struct{ plain, keyed []string }

func newSegments(path string) segments {
	s := segments{plain: pathSegments(path)}
	s.keyed = s.plain
	if strings.Contains(path, "('") {
		s.keyed = splitKeys(s.plain)
	}
	return s
}

// fit reports whether an example's path is one that a template describes.
// Letters compare without case, as the service does; "/me" stands for
// "/users/{id}"; a cast, "/$count" and the like may follow.
func (t segments) fit(path segments) bool {
	if fitsSegments(t.plain, path.plain) {
		return true
	}
	parted := len(t.keyed) != len(t.plain) || len(path.keyed) != len(path.plain)
	return parted && fitsSegments(t.keyed, path.keyed)
}

// splitKeys parts "events('x')" into "events" and "x", as the service reads it.
func splitKeys(segments []string) []string {
	var out []string
	for _, s := range segments {
		name, key, ok := strings.Cut(s, "('")
		if ok && strings.HasSuffix(key, "')") && !strings.Contains(key, ",") {
			out = append(out, name, strings.TrimSuffix(key, "')"))
			continue
		}
		out = append(out, s)
	}
	return out
}

// pathSegments splits a path at its slashes, not at those inside of brackets,
// quotes or a path in colons (root:/a/b:/children).
func pathSegments(path string) []string {
	path = strings.Trim(strings.TrimSpace(strings.ReplaceAll(path, " (", "(")), "/")
	out := make([]string, 0, 1+strings.Count(path, "/"))
	depth, start := 0, 0
	quoted := false
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '{', '(', '<':
			depth++
		case '}', ')', '>':
			depth--
		case '\'':
			quoted = !quoted && depth > 0
		case ':':
			if i+1 < len(path) && path[i+1] == '/' {
				if end := strings.IndexByte(path[i+2:], ':'); end >= 0 {
					i += 2 + end
				} else {
					i = len(path)
				}
			}
		case '/':
			if depth <= 0 && !quoted {
				out = append(out, path[start:i])
				start = i + 1
			}
		}
	}
	return append(out, path[start:])
}

func fitsSegments(template, path []string) bool {
	if len(template) > 0 && len(path) > 0 && strings.EqualFold(path[0], service.Graph.Self) && strings.EqualFold(template[0], service.Graph.SelfCollection) && len(template) > 1 {
		if fitsSegments(template[2:], path[1:]) {
			return true
		}
	}
	if len(template) > 0 && len(path) > 1 && strings.EqualFold(template[0], service.Graph.Self) && strings.EqualFold(path[0], service.Graph.SelfCollection) {
		if fitsSegments(template[1:], path[2:]) {
			return true
		}
	}
	if len(path) < len(template) {
		return false
	}
	for i, t := range template {
		if !fitsSegment(t, path[i]) {
			return false
		}
	}
	for _, s := range path[len(template):] {
		if !isTail(s) {
			return false
		}
	}
	return true
}

// isTail reports whether a segment may follow any template.
func isTail(segment string) bool {
	return strings.HasPrefix(segment, "$") || hasPrefixFold(segment, service.Graph.Namespace+".")
}

// fitsSegment compares one segment with its template: placeholders stand for
// anything, arguments may be left out of the template.
func fitsSegment(template, segment string) bool {
	if strings.EqualFold(template, segment) || len(template) == guidSize && guid.MatchString(template) || sameCall(template, segment) {
		return true
	}
	if !strings.ContainsAny(template, "{<(:") {
		name, _, call := strings.Cut(segment, "(")
		return call && strings.EqualFold(name, template)
	}
	literal, rest := literalPrefix(template)
	if !hasPrefixFold(segment, literal) {
		return false
	}
	return fitsWild(rest, segment[len(literal):])
}

// guid matches a key that stands in a template in place of a placeholder.
var guid = regexp.MustCompile(`^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

const guidSize = 36

// sameCall reports whether two segments call one function with arguments of
// the same names, whatever their values.
func sameCall(a, b string) bool {
	nameA, argsA, okA := strings.Cut(a, "(")
	nameB, argsB, okB := strings.Cut(b, "(")
	return okA && okB && strings.EqualFold(nameA, nameB) && argumentNames(argsA) == argumentNames(argsB) && strings.Contains(argsA, "=")
}

// argumentNames returns the names in "a=1,b='x')", in lower case.
func argumentNames(args string) string {
	var b strings.Builder
	for _, m := range argumentName.FindAllStringSubmatch(args, -1) {
		b.WriteString(strings.ToLower(m[1]) + ",")
	}
	return b.String()
}

var argumentName = regexp.MustCompile(`(?:^|,)\s*([A-Za-z_]\w*)\s*=`)

// literalPrefix cuts a template segment before its first placeholder.
func literalPrefix(template string) (literal, rest string) {
	if i := strings.IndexAny(template, "{<"); i >= 0 {
		return strings.TrimSuffix(template[:i], "'"), template[i:]
	}
	return template, ""
}

// fitsWild compares the rest of a segment from the first placeholder on: each
// placeholder stands for one or more characters, quotes are optional.
func fitsWild(template, segment string) bool {
	var literals []string
	for template != "" {
		end := strings.IndexAny(template, "}>")
		if end < 0 {
			return true // a bracket is missing: the template says no more
		}
		template = template[end+1:]
		literal, rest := literalPrefix(template)
		literals = append(literals, strings.ToLower(strings.Trim(literal, "'")))
		template = rest
	}
	segment = strings.ToLower(segment)
	for i, literal := range literals {
		if segment == "" {
			return false
		}
		if i == len(literals)-1 {
			return strings.HasSuffix(segment[1:], literal)
		}
		at := strings.Index(segment[1:], literal)
		if at < 0 {
			return false
		}
		segment = segment[1+at+len(literal):]
	}
	return segment == ""
}
