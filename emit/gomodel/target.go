package gomodel

import (
	"net/url"
	"regexp"
	"strings"
)

// Target is the URL of a request, taken apart.
type Target struct {
	Segments []string // of the path below the API version, unescaped
	Query    []Pair   // in the order of the URL, unescaped
}

// versionSegment matches the API version with which a path begins.
var versionSegment = regexp.MustCompile(`^(?i)(v\d+(\.\d+)?|beta|edge|stagingbeta)$`)

// ParseTarget reads a URL as pages write it: with or without scheme, host and
// version, with blanks, quotes and placeholders that no URL may hold. version
// is the API version of the page.
func ParseTarget(text, version string) Target {
	path, query, _ := strings.Cut(strings.TrimSpace(text), "?")
	path = strings.TrimPrefix(path, "~")
	if scheme, rest, ok := strings.Cut(path, "://"); ok && !strings.ContainsAny(scheme, "/{") {
		_, path, _ = strings.Cut(rest, "/")
	}
	var t Target
	for s := range strings.SplitSeq(path, "/") {
		if s != "" {
			t.Segments = append(t.Segments, unescape(s, url.PathUnescape))
		}
	}
	if len(t.Segments) > 0 && (strings.EqualFold(t.Segments[0], version) || versionSegment.MatchString(t.Segments[0])) {
		t.Segments = t.Segments[1:]
	}
	for q := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(q, "=")
		if name = unescape(strings.TrimSpace(name), url.QueryUnescape); name != "" {
			t.Query = append(t.Query, Pair{name, unescape(strings.TrimSpace(value), url.QueryUnescape)})
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

// keySegment matches a key in parentheses, e.g. messages('AAMk=').
var keySegment = regexp.MustCompile(`^([A-Za-z]\w*)\('([^']+)'\)$`)

// WithoutKeys returns the target with each key in parentheses as a segment of
// its own, the form in which pages write paths.
func (t Target) WithoutKeys() Target {
	out := Target{Query: t.Query}
	for _, s := range t.Segments {
		if m := keySegment.FindStringSubmatch(s); m != nil {
			out.Segments = append(out.Segments, m[1], m[2])
		} else {
			out.Segments = append(out.Segments, s)
		}
	}
	return out
}

// Path returns the escaped path, e.g. "/users/ann@contoso.com".
func (t Target) Path() string {
	var out strings.Builder
	for _, s := range t.Segments {
		out.WriteString("/" + readable(url.PathEscape(s)))
	}
	return out.String()
}

// Line returns path and query as a request writes them.
func (t Target) Line() string {
	line, separator := t.Path(), "?"
	for _, q := range t.Query {
		line += separator + readable(url.QueryEscape(q.Name)) + "=" + readable(url.QueryEscape(q.Value))
		separator = "&"
	}
	return line
}

// readable takes back the escapes of characters that are allowed in paths and
// queries, and that people write there.
func readable(escaped string) string { return readableEscapes.Replace(escaped) }

var readableEscapes = strings.NewReplacer("%24", "$", "%27", "'", "%28", "(", "%29", ")", "%2C", ",", "%3A", ":", "%40", "@")
