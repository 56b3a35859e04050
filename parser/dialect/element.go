package dialect

import (
	"html"
	"regexp"
	"slices"
	"strings"
)

// Element is a kind of element, as components of a documentation site are, that
// holds a request: <Route method="GET">/users/{id}</Route>.
type Element struct {
	Name   string   `yaml:"name"`   // "" for any
	Method []string `yaml:"method"` // attributes that may hold the method
	Path   []string `yaml:"path"`   // attributes that may hold the path; without any of them the text inside does
}

// openTag matches a start tag with attributes, and attribute one of these.
var (
	openTag   = regexp.MustCompile(`<([A-Za-z][\w.-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|\{[^}]*\}))+)\s*/?>`)
	attribute = regexp.MustCompile(`([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{["']?([^"'}]*)["']?\})`)
)

// Request returns the method and the path of the first element in a text that
// holds a request, and where it begins; -1 if there is none.
func (d *Dialect) Request(text string) (method, path string, at int) {
	if !strings.Contains(text, "<") || !strings.Contains(text, "=") {
		return "", "", -1
	}
	for _, m := range openTag.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		values := map[string]string{}
		for _, a := range attribute.FindAllStringSubmatch(text[m[4]:m[5]], -1) {
			values[strings.ToLower(a[1])] = html.UnescapeString(a[2] + a[3] + a[4])
		}
		for _, e := range d.elements {
			if e.Name != "" && !strings.EqualFold(e.Name, name) {
				continue
			}
			method, path := first(values, e.Method), first(values, e.Path)
			if path == "" {
				path, _, _ = strings.Cut(text[m[1]:], "</"+name)
			}
			if path = strings.TrimSpace(path); slices.Contains(d.Methods, strings.ToUpper(method)) && path != "" {
				return strings.ToUpper(method), path, m[0]
			}
		}
	}
	return "", "", -1
}

func first(values map[string]string, names []string) string {
	for _, name := range names {
		if v := values[strings.ToLower(name)]; v != "" {
			return v
		}
	}
	return ""
}
