package gomodel

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	// plainMediaType matches a content type without parameters.
	plainMediaType = regexp.MustCompile(`^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+$`)

	// belowCollection matches what may follow the path of any collection.
	belowCollection = regexp.MustCompile(`/((?:[A-Za-z]\w*\.)+[A-Za-z]\w*(?:/\$count)?|\$count)/?$`)
)

// undocumentedDoc says what examples do that the method's signature does not: send
// another kind of body, or call a path below the documented one.
func undocumentedDoc(m *Method) []string {
	var doc []string
	if kinds := otherBodies(m); len(kinds) > 0 {
		doc = append(doc, "The documentation also sends "+strings.Join(kinds, " and ")+": see [WithBody].")
	}
	if paths := pathsBelow(m); len(paths) > 0 {
		doc = append(doc, "The documentation also calls "+strings.Join(paths, ", ")+" below that path: see [WithPath].")
	}
	return doc
}

// otherBodies lists the content types of the request bodies that are not the
// method's own JSON.
func otherBodies(m *Method) []string {
	var kinds []string
	if m.Body == nil || m.Body.Stream {
		return nil
	}
	for _, x := range m.Examples {
		kind := Header(x.Headers, "Content-Type")
		if x.Body.Text != "" && x.Body.JSON() == nil && !isJSONType(kind) && !slices.Contains(kinds, kind) && plainMediaType.MatchString(kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// maxBelow bounds how many paths a doc comment lists.
const maxBelow = 3

// pathsBelow lists the casts and counts that examples put after the paths of
// a collection.
func pathsBelow(m *Method) []string {
	var paths []string
	if m.Result.Kind != Paged {
		return nil
	}
	for _, x := range m.Examples {
		path, _, _ := strings.Cut(x.URL, "?")
		if last := path[strings.LastIndexByte(strings.TrimSuffix(path, "/"), '/')+1:]; !strings.ContainsAny(last, ".$") {
			continue
		}
		below := belowCollection.FindStringSubmatch(path)
		if below == nil || len(paths) == maxBelow {
			continue
		}
		documented := slices.ContainsFunc(m.Routes, func(r *Route) bool { return strings.HasSuffix(r.Template, "/"+below[1]) })
		if text := fmt.Sprintf("%q", below[1]); !documented && !slices.Contains(paths, text) {
			paths = append(paths, text)
		}
	}
	return paths
}
