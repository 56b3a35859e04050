package tests

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// target is the URL of an example's request, taken apart.
type target struct {
	segments []string // of the path below the API version, unescaped
	query    []pair   // in the order of the URL, unescaped
}

// pair is a query parameter.
type pair struct{ name, value string }

// versionSegment is how the path of a full URL begins.
var versionSegment = regexp.MustCompile(`^(?i)(v\d+(\.\d+)?|beta|edge|stagingbeta)$`)

// parseTarget reads a URL as pages write it: with or without scheme, host and
// version, with blanks, quotes and placeholders that no URL may hold. version
// is the API version of the page.
func parseTarget(text, version string) target {
	path, query, _ := strings.Cut(strings.TrimSpace(text), "?")
	path = strings.TrimPrefix(path, "~")
	if scheme, rest, ok := strings.Cut(path, "://"); ok && !strings.ContainsAny(scheme, "/{") {
		_, path, _ = strings.Cut(rest, "/")
	}
	t := target{segments: make([]string, 0, strings.Count(path, "/")+1)}
	for s := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if s != "" {
			t.segments = append(t.segments, unescape(s, url.PathUnescape))
		}
	}
	if len(t.segments) > 0 && (strings.EqualFold(t.segments[0], version) || versionSegment.MatchString(t.segments[0])) {
		t.segments = t.segments[1:]
	}
	for q := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(q, "=")
		if name = unescape(strings.TrimSpace(name), url.QueryUnescape); name != "" {
			t.query = append(t.query, pair{name, unescape(strings.TrimSpace(value), url.QueryUnescape)})
		}
	}
	return t
}

// unescape returns a text that holds a bare "%" as it stands.
func unescape(s string, decode func(string) (string, error)) string {
	if plain, err := decode(s); err == nil {
		return plain
	}
	return s
}

// path returns the escaped path, e.g. "/users/ann@contoso.com".
func (t target) path() string {
	size := 0
	for _, s := range t.segments {
		size += len("/") + len(s)
	}
	var out strings.Builder
	out.Grow(size)
	for _, s := range t.segments {
		out.WriteByte('/')
		out.WriteString(readable(url.PathEscape(s)))
	}
	return out.String()
}

// line returns path and query as a request writes them.
func (t target) line() string {
	line, separator := t.path(), "?"
	for _, q := range t.query {
		line += separator + readable(url.QueryEscape(q.name)) + "=" + readable(url.QueryEscape(q.value))
		separator = "&"
	}
	return line
}

// readable takes back the escapes of characters that are allowed in paths and
// queries, and that people write there.
func readable(escaped string) string {
	if !strings.Contains(escaped, "%") {
		return escaped
	}
	return readableEscapes.Replace(escaped)
}

var readableEscapes = strings.NewReplacer("%24", "$", "%27", "'", "%28", "(", "%29", ")", "%2C", ",", "%3A", ":", "%40", "@")

// sentPath fills a template as the emitted client does.
func sentPath(template string, values []string) string {
	var out strings.Builder
	for _, v := range values {
		before, rest, _ := strings.Cut(template, "{")
		_, template, _ = strings.Cut(rest, "}")
		out.WriteString(before)
		if strings.HasSuffix(before, "'") {
			v = strings.ReplaceAll(v, "'", "''")
		}
		if !strings.HasSuffix(before, ":/") {
			v = url.PathEscape(v)
		}
		out.WriteString(v)
	}
	return out.String() + template
}

// samePath compares paths as the service does: without case, and with the
// arguments of a call in any order.
func samePath(a, b string) bool {
	if a == b {
		return true
	}
	split := func(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }
	return slices.EqualFunc(split(a), split(b), func(a, b string) bool { return strings.EqualFold(plainSegment(a), plainSegment(b)) })
}

func plainSegment(escaped string) string {
	text := unescape(escaped, url.PathUnescape)
	name, list, ok := strings.Cut(strings.TrimSuffix(text, "()"), "(")
	if !ok {
		return name
	}
	args := strings.Split(strings.TrimSuffix(list, ")"), ",")
	for i := range args {
		args[i] = strings.TrimSpace(args[i])
	}
	slices.Sort(args)
	return name + "(" + strings.Join(args, ",") + ")"
}
