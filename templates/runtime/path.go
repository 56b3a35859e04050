package runtime

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// address is a place in the API that paths start with.
type address interface{ path() (string, error) }

// expand puts values into the placeholders of a path template, in order. Each
// is escaped: it fills one segment, inside '…' it is quoted, and behind a
// segment that ends in a colon it may span segments. A value that is empty, or
// that would climb out of its place ("..") is an error.
func expand(template string, values ...any) (string, error) {
	var out strings.Builder
	for rest := template; ; {
		before, after, found := strings.Cut(rest, "{")
		out.WriteString(before)
		if !found {
			break
		}
		name, tail, _ := strings.Cut(after, "}")
		if len(values) == 0 {
			return "", fmt.Errorf("path %s: no value for %s", template, name)
		}
		text, err := pathValue(fmt.Sprint(values[0]), strings.HasSuffix(out.String(), "'"), strings.HasSuffix(out.String(), ":/"))
		if err != nil {
			return "", fmt.Errorf("path %s: %s %w", template, name, err)
		}
		out.WriteString(text)
		rest, values = tail, values[1:]
	}
	return out.String(), checkSegments(out.String())
}

// pathValue escapes one value.
func pathValue(s string, quoted, spans bool) (string, error) {
	switch {
	case quoted:
		return url.PathEscape(strings.ReplaceAll(s, "'", "''")), nil
	case s == "":
		return "", errors.New("is empty")
	case s == "." || s == "..":
		return "", fmt.Errorf("is %q, which would climb", s)
	case !spans:
		return url.PathEscape(s), nil
	}
	segments := strings.Split(strings.Trim(s, "/"), "/")
	for i, segment := range segments {
		if segment == "" || segment == "." || segment == ".." {
			return "", fmt.Errorf("%q has the segment %q", s, segment)
		}
		segments[i] = url.PathEscape(segment)
	}
	return strings.Join(segments, "/"), nil
}

// checkSegments refuses a path that climbs.
func checkSegments(path string) error {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "." || segment == ".." {
			return fmt.Errorf("path %s holds the segment %q", path, segment)
		}
	}
	return nil
}
